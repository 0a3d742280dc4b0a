"""JSON of OpenAI Whisper and of WhisperX: segments, words, and speakers if told apart."""

from coachkit.transcripts.drafts import DraftLine, finish_lines
from coachkit.transcripts.given import GivenTranscript, GivenWord
from coachkit.transcripts.given_words import LooseWord, fit_words
from coachkit.transcripts.json_values import Values, each, number_in, text_in
from coachkit.transcripts.language_codes import language_code
from coachkit.transcripts.speakers import role_of


def read_whisper(name: str, values: Values) -> GivenTranscript:
    """Return the transcript in the JSON of Whisper or WhisperX, whose file is called `name`.

    Raises:
        InputError: A segment has no numbers as times, or times go backwards; names the segment.
    """
    language = language_code(values.get("language"))
    drafts = [_draft(name, place, segment, language) for place, segment in each(name, values, "segments")]
    is_whisperx = "word_segments" in values or any(draft.speaker for draft in drafts)
    return GivenTranscript(
        format="WhisperX JSON" if is_whisperx else "Whisper JSON", lines=finish_lines(name, drafts)
    )


def _draft(name: str, place: str, segment: Values, language: str | None) -> DraftLine:
    start, end = number_in(name, place, segment, "start"), number_in(name, place, segment, "end")
    text, speaker = text_in(name, place, segment, "text"), text_in(name, place, segment, "speaker")
    return DraftLine(
        place=place,
        start=start,
        end=end,
        text=text,
        speaker=speaker,
        role=role_of(speaker),
        language=language_code(segment.get("language")) or language,
        words=_words(name, place, segment, text, start, end),
    )


def _words(
    name: str, place: str, segment: Values, text: str, start: float | None, end: float | None
) -> tuple[GivenWord, ...]:
    if not segment.get("words"):
        return ()
    words = []
    for within, word in each(name, segment, "words"):
        at = f"{place}.{within}"
        said = text_in(name, at, word, "word")
        if said.strip():
            score = "probability" if "probability" in word else "score"
            words.append(
                LooseWord(
                    text=said,
                    start=number_in(name, at, word, "start"),
                    end=number_in(name, at, word, "end"),
                    probability=number_in(name, at, word, score),
                )
            )
    return fit_words(text, words, start=start, end=end)
