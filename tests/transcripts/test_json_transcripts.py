import json

import pytest

from coachkit.errors import InputError
from tests.transcripts.conftest import Read


def item(text: str, start: int, end: int, confidence: object) -> dict[str, object]:
    """Return a word as Call Analytics writes it."""
    values = {"Type": "pronunciation", "Content": text, "BeginOffsetMillis": start, "EndOffsetMillis": end}
    return values if confidence is None else values | {"Confidence": confidence}


WHISPER = {
    "text": " Thank you for calling. It's 5 o'clock.",
    "segments": [
        {
            "id": 0,
            "seek": 0,
            "start": 0.0,
            "end": 2.0,
            "text": " Thank you for calling.",
            "tokens": [50364, 1044],
            "temperature": 0.0,
            "avg_logprob": -0.2,
            "words": [
                {"word": " Thank", "start": 0.1, "end": 0.4, "probability": 0.98},
                {"word": " you", "start": 0.4, "end": 0.6, "probability": 0.99},
                {"word": " for", "start": 0.6, "end": 0.9, "probability": 0.97},
                {"word": " calling.", "start": 0.9, "end": 1.6, "probability": 0.96},
            ],
        },
        {"id": 1, "start": 2.5, "end": 4.0, "text": " It's 5 o'clock."},
    ],
    "language": "en",
}
WHISPERX = {
    "segments": [
        {
            "start": 0.0,
            "end": 2.0,
            "text": " It's 5 of us",
            "speaker": "SPEAKER_00",
            "words": [
                {"word": "It's", "start": 0.2, "end": 0.5, "score": 0.9, "speaker": "SPEAKER_00"},
                {"word": "5"},
                {"word": "of"},
                {"word": "us", "start": 1.4, "end": 1.9, "score": 0.8, "speaker": "SPEAKER_00"},
            ],
        },
        {
            "start": 2.1,
            "end": 3.0,
            "text": " then.",
            "speaker": "SPEAKER_00",
            "words": [{"word": "then.", "start": 2.2, "end": 2.9, "score": 0.7}],
        },
        {"start": 3.0, "end": 3.5, "text": " Right.", "speaker": "SPEAKER_01"},
    ],
    "word_segments": [],
    "language": "en",
}
ANALYTICS = {
    "JobStatus": "COMPLETED",
    "LanguageCode": "en-US",
    "Transcript": [
        {
            "Content": "Hey Mr [PII]? Um.",
            "BeginOffsetMillis": 6040,
            "EndOffsetMillis": 11650,
            "ParticipantRole": "CUSTOMER",
            "Sentiment": "NEUTRAL",
            "Items": [
                item("Hey", 6040, 6300, "0.9"),
                item("Mr", 6300, 6500, "0.8"),
                item("[PII]", 6600, 7500, None),
                {"Type": "punctuation", "Confidence": "0.0", "Content": "?"},
                item("Um", 8000, 8500, 0.7),
                {"Type": "punctuation", "Content": "."},
            ],
        },
        {
            "Content": "I am sorry.",
            "BeginOffsetMillis": 12040,
            "EndOffsetMillis": 13230,
            "ParticipantRole": "AGENT",
        },
    ],
    "Participants": [{"ParticipantRole": "AGENT"}, {"ParticipantRole": "CUSTOMER"}],
}


def test_whisper_gives_segments_words_and_the_language(read: Read) -> None:
    transcript = read("call.json", json.dumps(WHISPER))

    assert transcript.format == "Whisper JSON"
    first, second = transcript.lines
    assert (first.start, first.end, first.text, first.language) == (0.0, 2.0, "Thank you for calling.", "en")
    assert [(word.start, word.end, word.text, word.probability) for word in first.words] == [
        (0.1, 0.4, " Thank", 0.98),
        (0.4, 0.6, " you", 0.99),
        (0.6, 0.9, " for", 0.97),
        (0.9, 1.6, " calling.", 0.96),
    ]
    assert second.words == ()


def test_whisperx_gives_speakers_and_joined_sentences(read: Read) -> None:
    transcript = read("call.json", json.dumps(WHISPERX))

    assert transcript.format == "WhisperX JSON"
    assert [(line.speaker, line.text) for line in transcript.lines] == [
        ("SPEAKER_00", "It's 5 of us then."),
        ("SPEAKER_01", "Right."),
    ]


def test_words_without_times_share_the_gap(read: Read) -> None:
    words = read("call.json", json.dumps(WHISPERX)).lines[0].words

    assert "".join(word.text for word in words).strip() == "It's 5 of us then."
    assert [(word.start, word.end) for word in words] == [
        (0.2, 0.5),
        (0.5, 0.86),
        (0.86, 1.4),
        (1.4, 1.9),
        (2.2, 2.9),
    ]


def test_words_that_are_not_the_texts_are_left_out(read: Read) -> None:
    values = {
        "segments": [
            {
                "start": 0,
                "end": 2,
                "text": "Hello there.",
                "words": [{"word": "Goodbye", "start": 0, "end": 1}],
            }
        ]
    }
    [line] = read("call.json", json.dumps(values)).lines
    assert line.words == ()


def test_words_of_a_script_without_spaces_are_cut_from_the_text(read: Read) -> None:
    words = [{"word": "今日", "start": 0.0, "end": 0.5}, {"word": "は", "start": 0.5, "end": 0.7}]
    values = {
        "segments": [{"start": 0, "end": 2, "text": "今日は。", "words": words}],
        "language": "japanese",
    }

    [line] = read("call.json", json.dumps(values)).lines

    assert [word.text for word in line.words] == [" 今日", "は。"]
    assert line.language == "ja"


def test_call_analytics_gives_roles_words_and_milliseconds(read: Read) -> None:
    transcript = read("call.json", json.dumps(ANALYTICS))

    assert transcript.format == "Amazon Call Analytics JSON"
    assert [(line.start, line.end, line.speaker, line.role, line.text) for line in transcript.lines] == [
        (6.04, 11.65, "Customer", "customer", "Hey Mr [PII]? Um."),
        (12.04, 13.23, "Agent", "agent", "I am sorry."),
    ]
    assert [(word.text, word.start, word.probability) for word in transcript.lines[0].words] == [
        (" Hey", 6.04, 0.9),
        (" Mr", 6.3, 0.8),
        (" [PII]?", 6.6, 1.0),
        (" Um.", 8.0, 0.7),
    ]
    assert transcript.lines[0].language == "en"


def test_contact_lens_names_the_participant(read: Read) -> None:
    values = {
        "Participants": [{"ParticipantId": "p1", "ParticipantRole": "AGENT"}],
        "Transcript": [
            {"ParticipantId": "p1", "Content": "Hello.", "BeginOffsetMillis": 0, "EndOffsetMillis": 900}
        ],
    }
    [line] = read("call.json", json.dumps(values)).lines
    assert (line.role, line.speaker) == ("agent", "Agent")


def test_utf_16_is_read(read: Read) -> None:
    assert (
        read("call.json", json.dumps(WHISPER).encode("utf-16")).lines
        == read("call.json", json.dumps(WHISPER)).lines
    )


OURS = '"format": "coachkit transcript"'
SAID = '{"text": "Hello.", "start": 1, "end": 2}'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"segments": [\n{"start": 1', ", line 2: this is not JSON"),
        ("[]", ": no transcript that coachkit knows"),
        ('{"segments": {}}', ": “segments” needs a list"),
        ('{"segments": [3]}', ", segments[0]: needs keys with values, got 3"),
        ('{"segments": [{"start": "x"}]}', ', segments[0]: “start” needs a number, got "x"'),
        ('{"segments": [{"start": NaN}]}', ", segments[0]: “start” needs a number, got NaN"),
        ('{"segments": [{"start": 1e300}]}', ", segments[0]: “start” is 1e+300, past any call's end"),
        ('{"segments": [{"start": -5, "text": "a"}]}', ", segments[0]: begins before 0"),
        ('{"segments": [{"start": 5, "end": 1, "text": "a"}]}', ", segments[0]: ends at 1 s, before"),
        ('{"segments": [{"text": 7}]}', ", segments[0]: “text” needs a text, got 7"),
        ('{"segments": [{"words": [{"word": 1}]}]}', ", segments[0].words[0]: “word” needs a text"),
        ('{"segments": []}', ": nobody says anything in it"),
        ("[" * 100_000, ": this is JSON that cannot be read"),
        (f'{{{OURS}, "version": 2}}', ": is a coachkit transcript of version 2"),
        (
            f'{{{OURS}, "version": 1, "segments": [{{"role": "boss"}}]}}',
            ", segments[0]: “role” needs one of agent",
        ),
        (
            f'{{{OURS}, "version": 1, "segments": [{SAID}], "call": {{"started_at": "soon"}}}}',
            ": “call.started_at” needs a time",
        ),
        (
            f'{{{OURS}, "version": 1, "segments": [{SAID}], "call": {{"agents": "Jana"}}}}',
            ": “call.agents” needs",
        ),
        (
            f'{{{OURS}, "version": 1, "segments": [{SAID}], "call": {{"kind": 3}}}}',
            ": “call.kind” needs a text",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(read: Read, text: str, message: str) -> None:
    with pytest.raises(InputError) as raised:
        read("call.json", text)
    assert str(raised.value).startswith(f"call.json{message}")
