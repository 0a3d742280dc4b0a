"""A given transcript as segments: its lines as they are, and who of its speakers is agent and customer."""

import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachkit.cues import built_in_cues
from coachkit.models import Agent, Call, RawSegment, Role, Segment, Word
from coachkit.role_guess import Names
from coachkit.stages.compose_given import People, compose_given, tell_by_name, with_own_roles
from coachkit.stages.parts import mark_parts
from coachkit.stages.speakers import NO_NAMES, Known, Told, tell_speakers
from coachkit.transcripts.given import GivenLine, GivenTranscript, GivenWord
from tests.talk import CALL_ID, a_call

JANA = Agent(name="Jana K.", aliases=("agent12", "Jana Kovac"))
TOM = Agent(name="Tom B.")
ROSTER = People(agents=(JANA, TOM), company=("Fernway",))
SPEECH = (
    "Thank you for calling Fernway, how can I help you?",
    "I'm calling about my invoice, it doesn't add up.",
    "Can you confirm your account number?",
    "Yes, it's four four two.",
)


def talk(*speakers: str | None) -> GivenTranscript:
    """Return a transcript in which these speak in turn, four seconds each."""
    lines = [
        GivenLine(start=4.0 * n, end=4.0 * n + 3.5, text=SPEECH[n % len(SPEECH)], speaker=speaker)
        for n, speaker in enumerate(speakers)
    ]
    return GivenTranscript(format="WebVTT", lines=tuple(lines))


def call_of(transcript: GivenTranscript) -> Call:
    return a_call(medium="transcript", channels=0, sample_rate=0, duration=transcript.duration, codec="vtt")


def rows_of(transcript: GivenTranscript) -> tuple[list[RawSegment], list[Word]]:
    rows = transcript.rows(CALL_ID)
    raw = [row for row in rows["raw_segments"] if isinstance(row, RawSegment)]
    return raw, [row for row in rows["words"] if isinstance(row, Word)]


def segments_of(transcript: GivenTranscript) -> list[Segment]:
    return compose_given(call_of(transcript), *rows_of(transcript))


def tell(transcript: GivenTranscript, people: People = ROSTER) -> Told:
    raw, words = rows_of(transcript)
    call = call_of(transcript)
    segments = mark_parts(compose_given(call, raw, words), (), cues=built_in_cues("parts"))
    found = tell_by_name(segments, raw, people)
    known = Known(
        names=Names(agents=tuple(agent.name for agent in people.agents), customer=people.customer),
        agent=people.on_call[0] if len(people.on_call) == 1 else None,
    )
    packs = (built_in_cues("roles"), built_in_cues("greetings"))
    told = tell_speakers(call, segments, found.voices_of(segments), known, packs=packs, given=found)
    return replace(told, segments=with_own_roles(told.segments, raw))


def who(told: Told) -> list[tuple[Role, str]]:
    return [(one.role, one.name) for one in told.speakers]


def test_each_line_is_a_segment_as_it_stands() -> None:
    [first, second] = segments_of(talk("Jana K.", "Marta"))
    assert (first.text, first.start, first.end, first.confidence) == (SPEECH[0], 0.0, 3.5, 1.0)
    assert (first.times_from, first.language, first.part) == ("transcript", None, "talk")
    assert (second.channel, second.speaker, second.word_count) == (1, "Marta", 9)


def test_estimated_times_are_marked() -> None:
    transcript = talk("Jana K.", "Marta")
    lines = (transcript.lines[0], replace(transcript.lines[1], is_estimated=True, language="tr"))
    [first, second] = segments_of(replace(transcript, lines=lines))
    assert (first.times_from, second.times_from) == ("transcript", "estimate")
    assert (first.language, second.language) == (None, "tr")


def test_a_line_with_words_has_its_own_and_one_without_has_nobodys() -> None:
    words = (GivenWord(start=4, end=5, text="Yes,"), GivenWord(start=5, end=6, text=" please."))
    lines = (
        GivenLine(start=0, end=3, text="Shall I?", speaker="A"),
        GivenLine(start=4, end=6, text="Yes, please.", speaker="B", words=words),
        GivenLine(start=7, end=8, text="Done it is.", speaker="A"),
    )
    made = segments_of(GivenTranscript(format="JSON", lines=lines))
    assert [(s.first_word, s.word_count) for s in made] == [(2, 2), (0, 2), (2, 3)]


@pytest.mark.parametrize(
    "label",
    [
        "Jana K.",
        "jana kovac",
        "AGENT12",
        "Jana K. (Fernway)",
        "Kovac, Jana",
        "Jana Kovac - Support",
        "Jana  K",
    ],
)
def test_a_name_in_the_roster_makes_an_agent_under_the_rosters_name(label: str) -> None:
    told = tell(talk(label, "Marta"))
    assert who(told) == [("agent", "Jana K."), ("customer", "Marta")]
    assert [leg.agent for leg in told.legs] == ["Jana K."]
    assert told.segments[0].speaker == "Jana K."
    assert [one.reason for one in told.speakers] == [
        "Jana K. is in the list of agents.",
        "The only other speaker is the agent.",
    ]


def test_the_calls_customer_is_known_by_name_alias_and_first_name() -> None:
    people = replace(ROSTER, customer="Marta Lind", customer_aliases=("M. Lind",))
    for label in ("Marta Lind", "m. lind", "Marta"):
        assert who(tell(talk("Uma R.", label), people)) == [("agent", "Uma R."), ("customer", "Marta Lind")]


def test_a_first_name_is_no_agent_of_another_call() -> None:
    assert who(tell(talk("Tom", "Jana K."))) == [("customer", "Tom"), ("agent", "Jana K.")]


def test_a_first_name_is_the_agent_who_took_the_call() -> None:
    people = replace(ROSTER, on_call=("Tom B.",))
    assert who(tell(talk("Tom", "Marta"), people)) == [("agent", "Tom B."), ("customer", "Marta")]


def test_the_companys_name_beside_a_speakers_makes_an_agent() -> None:
    told = tell(talk("Uma R. (Fernway)", "Marta"))
    assert who(told) == [("agent", "Uma R. (Fernway)"), ("customer", "Marta")]


def test_a_role_that_the_transcript_gives_goes_before_names() -> None:
    transcript = talk("Jana K.", "Uma R.")
    lines = (replace(transcript.lines[0], role="customer"), replace(transcript.lines[1], role="agent"))
    told = tell(replace(transcript, lines=lines))
    assert who(told) == [("customer", "Jana K."), ("agent", "Uma R.")]
    assert {one.reason for one in told.speakers} == {"The transcript says so."}


def test_lines_with_a_role_and_no_name_are_told_apart() -> None:
    transcript = talk(None, None)
    lines = (replace(transcript.lines[0], role="agent"), replace(transcript.lines[1], role="customer"))
    told = tell(replace(transcript, lines=lines), replace(ROSTER, customer="Marta", on_call=("Tom B.",)))
    assert who(told) == [("agent", "Tom B."), ("customer", "Marta")]


@pytest.mark.parametrize(
    ("agent", "customer"),
    [("Agent", "Customer"), ("AGENT", "CALLER"), ("agent_1", "Client"), ("Temsilci", "Müşteri")],
)
def test_a_speaker_named_by_the_role_has_it_and_is_shown_by_the_known_name(agent: str, customer: str) -> None:
    people = replace(ROSTER, customer="Marta", on_call=("Tom B.",))
    assert who(tell(talk(agent, customer), people)) == [("agent", "Tom B."), ("customer", "Marta")]
    assert who(tell(talk(agent, customer))) == [("agent", "Agent"), ("customer", "Customer")]


def test_numbered_speakers_are_told_by_what_they_say() -> None:
    told = tell(talk("Speaker 1", "Speaker 2", "Speaker 1", "Speaker 2"))
    assert who(told) == [("agent", "Agent"), ("customer", "Customer")]
    assert "says “" in told.speakers[0].reason


def test_names_stay_where_roles_are_told_by_what_is_said() -> None:
    told = tell(talk("Uma R.", "Marta", "Uma R.", "Marta"))
    assert who(told) == [("agent", "Uma R."), ("customer", "Marta")]
    assert [leg.agent for leg in told.legs] == ["Uma R."]


def test_speakers_of_whom_nothing_tells_who_they_are_stay_unknown() -> None:
    lines = [GivenLine(start=n, end=n + 1, text="Right.", speaker=f"SPEAKER_0{n}") for n in range(2)]
    told = tell(GivenTranscript(format="JSON", lines=tuple(lines)))
    assert who(told) == [("unknown", "SPEAKER_00"), ("unknown", "SPEAKER_01")]
    assert told.legs == []


def test_without_speakers_there_is_one_voice_of_unknown_role() -> None:
    told = tell(talk(None, None, "", None))
    assert {(s.role, s.speaker, s.channel) for s in told.segments} == {("unknown", "Speaker", 0)}
    assert [(one.role, one.confidence, one.reason) for one in told.speakers] == [("unknown", 0.0, NO_NAMES)]
    assert told.legs == []


def test_one_speaker_alone_is_an_agent_only_by_name_or_words() -> None:
    assert who(tell(talk("Jana K.", "Jana K."))) == [("agent", "Jana K.")]
    alone = GivenTranscript(format="SRT", lines=(GivenLine(start=0, end=1, text="Right.", speaker="Uma"),))
    assert who(tell(alone)) == [("unknown", "Uma")]


def test_of_three_speakers_the_likeliest_is_the_customer_beside_a_known_agent() -> None:
    told = tell(talk("Jana K.", "Marta", "Jana K.", "Marta", "Jana K.", "Uma R."))
    assert who(told)[:2] == [("agent", "Jana K."), ("customer", "Marta")]
    assert who(told)[2][1] == "Uma R."
    assert who(told)[2][0] != "customer"


def test_a_transfer_makes_a_leg_for_each_agent_by_name() -> None:
    told = tell(talk("Jana K.", "Marta", "Jana K.", "Marta", "Tom B.", "Marta", "Tom B."))
    assert [(leg.agent, leg.start, leg.end) for leg in told.legs] == [
        ("Jana K.", 0.0, 16.0),
        ("Tom B.", 16.0, 27.5),
    ]


def test_a_word_of_another_agent_in_a_leg_keeps_its_name() -> None:
    speakers = ("Jana K.", "Marta", "Jana K.", "Tom B.", "Jana K.", "Marta", "Tom B.", "Marta", "Tom B.")
    told = tell(talk(*speakers))
    assert len(told.legs) == 2
    assert [s.speaker for s in told.segments] == list(speakers)


def test_what_a_speaker_called_ivr_says_is_a_menu_and_nobodys_other_side() -> None:
    told = tell(talk("IVR", "Jana K.", "Marta"))
    assert [(s.part, s.role, s.speaker) for s in told.segments] == [
        ("ivr", "other", "IVR"),
        ("talk", "agent", "Jana K."),
        ("talk", "customer", "Marta"),
    ]


def test_a_menu_is_known_by_its_words_as_in_a_recording() -> None:
    transcript = talk("Line", "Jana K.", "Marta")
    menu = "Thank you for calling Fernway. For sales, press one. For support, press two."
    told = tell(replace(transcript, lines=(replace(transcript.lines[0], text=menu), *transcript.lines[1:])))
    assert [s.part for s in told.segments] == ["ivr", "talk", "talk"]
    assert [s.role for s in told.segments] == ["other", "agent", "customer"]


def test_a_line_whose_own_role_differs_from_its_speakers_keeps_it() -> None:
    transcript = talk("A", "B", "A", "A")
    roles: list[Role] = ["agent", "customer", "agent", "customer"]
    lines = tuple(replace(line, role=role) for line, role in zip(transcript.lines, roles, strict=True))
    told = tell(replace(transcript, lines=lines))
    assert [s.role for s in told.segments] == roles


def test_lines_that_overlap_or_last_no_time_are_kept() -> None:
    lines = (
        GivenLine(start=0, end=10, text="Let me explain.", speaker="Jana K."),
        GivenLine(start=2, end=2, text="Mm-hm.", speaker="Marta"),
        GivenLine(start=3, end=9, text="But I know.", speaker="Marta"),
    )
    told = tell(GivenTranscript(format="SRT", lines=lines))
    assert [(s.start, s.end) for s in told.segments] == [(0, 10), (2, 2), (3, 9)]


def test_ten_hours_of_talk_are_composed_within_seconds() -> None:
    began = time.perf_counter()
    told = tell(talk(*["Speaker 1", "Speaker 2"] * 4500))
    assert len(told.segments) == 9000
    assert time.perf_counter() - began < 10


LINES = st.builds(
    GivenLine,
    start=st.floats(0, 100),
    end=st.floats(0, 200),
    text=st.text(min_size=1, max_size=30),
    speaker=st.none() | st.sampled_from(["", " ", "Jana K.", "Agent", "IVR", "x"]) | st.text(max_size=8),
    role=st.sampled_from([None, "agent", "customer", "other", "unknown"]),
)


@settings(max_examples=150)
@given(lines=st.lists(LINES, max_size=8))
def test_any_lines_become_as_many_segments_with_their_texts_and_times(lines: Sequence[GivenLine]) -> None:
    ordered = sorted(lines, key=lambda line: line.start)
    told = tell(GivenTranscript(format="SRT", lines=tuple(ordered)))
    assert [(s.n, s.text, s.start) for s in told.segments] == [
        (n, line.text, line.start) for n, line in enumerate(ordered)
    ]
    assert all(s.end >= s.start and s.speaker.strip() for s in told.segments)
