"""JSON of Amazon Transcribe Call Analytics, and of Contact Lens, which has the same turns.

Times are milliseconds; the role stands with each turn, or with the participant that it names.
"""

from coachkit.transcripts.drafts import DraftLine, finish_lines
from coachkit.transcripts.given import GivenTranscript, GivenWord
from coachkit.transcripts.given_words import LooseWord, fit_words
from coachkit.transcripts.json_values import Values, each, number_in, text_in
from coachkit.transcripts.language_codes import language_code
from coachkit.transcripts.speakers import role_of

_MILLISECOND = 0.001


def read_call_analytics(name: str, values: Values) -> GivenTranscript:
    """Return the transcript in the JSON of Call Analytics, whose file is called `name`.

    Raises:
        InputError: A turn has no numbers as times, or times go backwards; names the turn.
    """
    language = language_code(values.get("LanguageCode"))
    roles = {}
    if values.get("Participants") is not None:
        for place, one in each(name, values, "Participants"):
            roles[text_in(name, place, one, "ParticipantId")] = text_in(name, place, one, "ParticipantRole")
    drafts = [
        _draft(name, place, turn, roles=roles, language=language)
        for place, turn in each(name, values, "Transcript")
    ]
    return GivenTranscript(format="Amazon Call Analytics JSON", lines=finish_lines(name, drafts))


def _draft(name: str, place: str, turn: Values, *, roles: dict[str, str], language: str | None) -> DraftLine:
    start = number_in(name, place, turn, "BeginOffsetMillis", unit=_MILLISECOND)
    end = number_in(name, place, turn, "EndOffsetMillis", unit=_MILLISECOND)
    participant = text_in(name, place, turn, "ParticipantId")
    label = text_in(name, place, turn, "ParticipantRole") or roles.get(participant) or participant
    text = text_in(name, place, turn, "Content")
    return DraftLine(
        place=place,
        start=start,
        end=end,
        text=text,
        speaker=label.capitalize() if label.isupper() else label,
        role=role_of(label),
        language=language,
        words=_words(name, place, turn, text, start, end),
    )


def _words(
    name: str, place: str, turn: Values, text: str, start: float | None, end: float | None
) -> tuple[GivenWord, ...]:
    """Return the turn's words; punctuation, which has no time of its own, goes with the word before it."""
    if not turn.get("Items"):
        return ()
    words: list[LooseWord] = []
    for within, item in each(name, turn, "Items"):
        at = f"{place}.{within}"
        first = number_in(name, at, item, "BeginOffsetMillis", unit=_MILLISECOND)
        last = number_in(name, at, item, "EndOffsetMillis", unit=_MILLISECOND)
        said = text_in(name, at, item, "Content")
        if said.strip() and text_in(name, at, item, "Type").casefold() != "punctuation":
            words.append(LooseWord(text=said, start=first, end=last, probability=_confidence(item)))
    return fit_words(text, words, start=start, end=end)


def _confidence(item: Values) -> float | None:
    """Return the confidence in a word, which some versions write as a text."""
    try:
        return float(str(item.get("Confidence")))
    except ValueError:
        return None
