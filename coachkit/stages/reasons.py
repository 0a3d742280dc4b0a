"""Reasons: why the customer calls, in the words that say so, one or two a call.

Customers mostly say it in their first turns, as an answer to “how can I help?” or with a phrase of their own
(“I'm calling about”, “it doesn't work”). The earliest turn that does so is taken, and of it the sentence that
does so most plainly with what follows, without greetings, names and courtesies around it. A second reason is
only what a later turn sets apart as new (“the other thing”).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coachkit.conversation import turns_of, words_of
from coachkit.languages import is_full
from coachkit.models import Segment, Turn
from coachkit.purposes import Cues
from coachkit.reason_sentences import (
    ANSWERS,
    ENOUGH_TOLD,
    FEWEST_TELLING,
    NAMED,
    WANTED,
    Sentence,
    read_sentences,
)

OPENING_TURNS = 10
OPENING_WORDS = 250
"""The first reason is looked for in so many turns of a side, and in so many of its words."""
MOST_WORDS = 45
"""Words of a reason; a longer one is several sentences, of which the plainest stand for it."""
PLAIN = 2.0
"""An earlier turn is given up for one that is this plain, where it is not so itself."""
LETTERS_A_WORD = 6
"""Where words are not set apart by spaces, so many letters count as one."""
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundReason:
    """Why somebody calls, in exact words of one or of adjoining segments of one speaker."""

    segment: int
    """`Segment.n` of the first of them."""
    last_segment: int
    start: float
    end: float
    text: str


def find_reasons(segments: Sequence[Segment], cues: Cues) -> list[FoundReason]:
    """Return the call's reasons in time order: none, one or two.

    `segments` are those of the conversation. In languages without a pack the place alone decides.
    """
    turns = turns_of(segments)
    by_number = {segment.n: segment for segment in segments}
    spoken = [turn for turn in turns if turn.text.strip()]
    if not all(is_full(by_number[turn.segments[0]].language) for turn in spoken):
        place = _longest_of_first(spoken)
        return [] if place is None else [_cut_out(spoken[place], [_whole(spoken[place], cues)], by_number)]
    first = _first_reason(spoken, cues)
    if first is None:
        return []
    place, chosen = first
    found = [_cut_out(spoken[place], chosen, by_number)]
    second = _second_reason(spoken, place, chosen[-1], cues)
    if second:
        found.append(_cut_out(spoken[second[0]], second[1], by_number))
    return found


def _whole(turn: Turn, cues: Cues) -> Sentence:
    return Sentence(text=turn.text, begin=0, cues=cues)


def _longest_of_first(turns: Sequence[Turn]) -> int | None:
    """Return which of the customer's first three turns is the longest, if it is a sentence or more."""
    own = [place for place, turn in enumerate(turns) if turn.role == "customer"][:3]
    longest = max(own, key=lambda place: (_length(turns[place].text), -place), default=None)
    return longest if longest is not None and _length(turns[longest].text) >= 2 * FEWEST_TELLING else None


def _length(text: str) -> int:
    return max(len(words_of(text)), len(text) // LETTERS_A_WORD if " " not in text.strip() else 0)


Choice = tuple[int, list[Sentence]]


def _first_reason(turns: Sequence[Turn], cues: Cues) -> Choice | None:
    has_sides = any(turn.role == "customer" for turn in turns)
    own = _plainest(turns, "customer" if has_sides else "unknown", cues)
    if own and not has_sides and max(one.plainness for one in own[1]) < WANTED:
        return None
    if own and max(one.plainness for one in own[1]) >= NAMED:
        return own
    told = _told_by_agent(turns, cues) if has_sides else None
    if told and (own is None or told[0] < own[0]):
        return told
    return own


def _opening(turns: Sequence[Turn], role: str) -> Iterator[int]:
    """Yield the places of the turns in which somebody of a side says first why there is a call."""
    count = words = 0
    for place, turn in enumerate(turns):
        if turn.role == role:
            yield place
            count += 1
            words += len(words_of(turn.text))
            if count >= OPENING_TURNS or words >= OPENING_WORDS:
                return


def _plainest(turns: Sequence[Turn], role: str, cues: Cues) -> Choice | None:
    """Return the earliest turn that plainly gives a reason, else the earliest that may."""
    maybe: Choice | None = None
    for place in _opening(turns, role):
        sentences = _sentences(turns, place, cues)
        best = max((one.plainness for one in sentences), default=0.0)
        told = sum(one.reading.weight for one in sentences if one.plainness)
        if best >= PLAIN or told >= ENOUGH_TOLD:
            return place, _around_best(sentences)
        if best and maybe is None:
            maybe = place, _around_best(sentences)
    return maybe


def _sentences(turns: Sequence[Turn], place: int, cues: Cues) -> list[Sentence]:
    turn, before = turns[place], turns[place - 1] if place else None
    asked = (
        before is not None
        and before.role == "agent"
        and bool(cues.lists["asks_reason"].found_in(before.text))
    )
    return read_sentences(turn.text, cues, gains=ANSWERS if asked else 0.0)


def _around_best(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the plainest sentence, with those before and after it that tell something as well."""
    best = max(range(len(sentences)), key=lambda i: (sentences[i].plainness, sentences[i].reading.weight, -i))
    first = last = best
    words = len(words_of(sentences[best].text))
    for step in (1, -1):
        at = best + step
        while 0 <= at < len(sentences) and sentences[at].tells(before=step < 0):
            words += len(words_of(sentences[at].text))
            if words > MOST_WORDS:
                break
            first, last = min(first, at), max(last, at)
            at += step
    return list(sentences[first : last + 1])


def _told_by_agent(turns: Sequence[Turn], cues: Cues) -> Choice | None:
    """Return what an agent who calls out gives as the reason."""
    for place in _opening(turns, "agent"):
        sentences = _sentences(turns, place, cues)
        for i, sentence in enumerate(sentences):
            if sentence.has("calls_out") and sentence.reading.weight:
                return place, [sentences[i]]
    return None


def _second_reason(turns: Sequence[Turn], after: int, last: Sentence, cues: Cues) -> Choice | None:
    """Return what the customer sets apart as new once the first reason was given."""
    for place in range(after, len(turns)):
        turn = turns[place]
        if turn.role != "customer":
            continue
        is_asked = place > after and bool(cues.lists["asks_more"].found_in(turns[place - 1].text))
        sentences = _sentences(turns, place, cues)
        if place == after:
            sentences = [one for one in sentences if one.begin > last.begin]
        for i, sentence in enumerate(sentences):
            if is_asked or sentence.has("new_matter"):
                if any(one.plainness >= PLAIN and one.reading.weight > 1 for one in sentences[i:]):
                    return place, _around_best(sentences[i:])
                if not is_asked:
                    break
    return None


def _cut_out(turn: Turn, chosen: Sequence[Sentence], by_number: Mapping[int, Segment]) -> FoundReason:
    """Return the words of the chosen sentences, without what is aside or says nothing around them."""
    begin, end = _bounds(turn.text, chosen)
    at = 0
    parts: list[tuple[Segment, int, int]] = []
    for number in turn.segments:
        segment = by_number[number]
        first, last = max(begin - at, 0), min(end - at, len(segment.text))
        if first < last:
            parts.append((segment, first, last))
        at += len(segment.text) + 1
    return FoundReason(
        segment=parts[0][0].n,
        last_segment=parts[-1][0].n,
        start=_time_at(parts[0][0], parts[0][1]),
        end=_time_at(parts[-1][0], parts[-1][2]),
        text=turn.text[begin:end],
    )


def _bounds(text: str, chosen: Sequence[Sentence]) -> tuple[int, int]:
    first, last = chosen[0], chosen[-1]
    begin = first.begin + first.first_own
    end = last.begin + last.last_own
    for count, word in enumerate(_WORD.finditer(text, begin, end), start=1):
        if count == MOST_WORDS:
            return begin, word.end()
    return begin, end


def _time_at(segment: Segment, character: int) -> float:
    """Return when a place in a segment's text is said, were all said evenly."""
    share = character / max(len(segment.text), 1)
    return segment.start + share * (segment.end - segment.start)
