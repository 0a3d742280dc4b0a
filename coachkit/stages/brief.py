"""Brief: a call in at most 120 words of facts and quotes, for somebody who will not read the transcript.

Nothing is put in other words: what people said stands between “ and ” exactly as it is in the transcript,
cut at the end of a clause where it is long. What does not fit is left out, the least important first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from coachkit.briefs.parts import BriefPart, write_parts
from coachkit.briefs.quoting import cut_quote, words_in_line
from coachkit.conversation import QUESTION_MARKS, is_backchannel, talk_of, turns_of, words_of
from coachkit.models import (
    BriefLine,
    Call,
    Exchange,
    Feeling,
    Label,
    Moment,
    MomentKind,
    Reason,
    Segment,
    Turn,
)
from coachkit.mood import balance_of, segment_weight
from coachkit.sentences import sentences_of

MOST_WORDS = 120
"""Of a brief."""
REASON_WORDS, REPLY_WORDS, REACTION_WORDS, RESULT_WORDS, PROMISE_WORDS = 22, 14, 14, 12, 14
PROMISES: tuple[MomentKind, ...] = ("promise", "next_step")
MOST_PROMISES = 3
MOST_NAMES = 3
"""People of a side who are named; more are counted."""
FEWEST_WORDS = 4
"""What is shorter tells nothing as the reason of a call."""
TURN = 0.7
"""A change of mood between two turns of the customer's from which on it is a turning point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallStory:
    """What a brief is made of."""

    call: Call
    agents: Sequence[str]
    segments: Sequence[Segment]
    """All of the call's."""
    reasons: Sequence[Reason] = ()
    moments: Sequence[Moment] = ()
    exchanges: Sequence[Exchange] = ()
    feelings: Mapping[int, Feeling]
    """By `Segment.n`."""
    label: Label | None = None


def brief_call(story: CallStory) -> list[BriefLine]:
    """Return the lines of a call's brief, numbered from 0; together they have at most `MOST_WORDS` words.

    Quotes are as long as they can be while every line fits; else what comes last is cut or left out.
    """
    parts = [*_parts(story)]
    written = write_parts(parts, most=MOST_WORDS)
    return [
        BriefLine(call_id=story.call.id, n=n, kind=part.kind, text=text, start=part.start, end=part.end)
        for n, (part, text) in enumerate(written)
    ]


def _parts(story: CallStory) -> Iterator[BriefPart]:
    yield BriefPart(kind="facts", quotes=[(_facts(story), "", 0)])
    yield from _reason(story)
    promises = [*_promises(story)]
    point = _turning_point(story, [one.quotes[0][1] for one in promises])
    if point:
        yield point
    yield from _result(story, point)
    yield from promises


def _facts(story: CallStory) -> str:
    call = story.call
    day = datetime.fromisoformat(call.started_at) if call.started_at else None
    when = f"{day.day} {day:%b %Y}, {day:%H:%M}, " if day else ""
    sides = [
        _named(dict.fromkeys(story.agents or _speakers(story, "agent"))),
        _named([call.customer] if call.customer else _speakers(story, "customer")),
    ]
    who = " with ".join(one for one in sides if one)
    return f"{when}{_clock(call.duration)} min{': ' + who if who else ''}."


def _named(names: Sequence[str] | Mapping[str, None]) -> str:
    shown = [*names][:MOST_NAMES]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _speakers(story: CallStory, role: str) -> list[str]:
    """Return the names of a side that are more than the side's own."""
    names = dict.fromkeys(one.speaker for one in story.segments if one.role == role)
    return [name for name in names if name and name.casefold() != role]


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def _reason(story: CallStory) -> Iterator[BriefPart]:
    """Yield why the customer calls; else the first that a customer says at all, as on a voicemail."""
    for one in story.reasons[:1]:
        yield BriefPart(
            kind="reason", quotes=[("Reason:", one.text, REASON_WORDS)], start=one.start, end=one.end
        )
        return
    talk = talk_of(story.segments)
    is_message = not talk
    said = [
        turn
        for turn in turns_of(talk or story.segments)
        if turn.role in ("customer", "unknown") and len(words_of(turn.text)) >= FEWEST_WORDS
    ]
    for turn in said[:1]:
        lead = "Message:" if is_message else "Begins:"
        yield BriefPart(
            kind="reason", quotes=[(lead, turn.text, REASON_WORDS)], start=turn.start, end=turn.end
        )


def _turning_point(story: CallStory, promised: Sequence[str]) -> BriefPart | None:
    """Return the exchange that decided, else where the customer's mood turns most; None where neither is.

    One that the customer began tells more than one in which the agent named something in passing. What the
    agent says is left out where it is `promised`, as that is a line of its own.
    """
    clear = [one for one in story.exchanges if one.verdict != "neutral" and one.quote_start > one.start]
    wanted = story.label.label if story.label else None
    own = [one for one in clear if one.verdict == wanted] or clear
    if not own:
        return _from_mood(story)
    best = max(own, key=lambda one: (one.reply is not None, one.strength, one.quote_start, -one.n))
    return _from_exchange(story, best, promised)


def _from_exchange(story: CallStory, one: Exchange, promised: Sequence[str]) -> BriefPart:
    said = _said_before(story, one)
    reaction = _telling(story, one.quote_start, one.quote_end, of_good=one.verdict == "good") or one.quote
    if said is None or _begins_in(_from_telling(said[1]), promised):
        lead = f"Turning point at {_clock(one.quote_start)}: customer"
        quotes, start = [(lead, reaction, REACTION_WORDS)], one.quote_start
    else:
        start, reply = said
        lead = f"Turning point at {_clock(start)}: agent"
        quotes = [(lead, _from_telling(reply), REPLY_WORDS), ("customer", reaction, REACTION_WORDS)]
    return BriefPart(kind="turning_point", quotes=quotes, start=start, end=one.quote_end)


def _begins_in(reply: str, promised: Sequence[str]) -> bool:
    """Say whether a promise begins in what is shown of a reply."""
    shown = " ".join(reply.split()[:REPLY_WORDS])
    begins = (_from_telling(one).split()[:FEWEST_WORDS] for one in promised)
    return any(" ".join(words) in shown for words in begins)


def _said_before(story: CallStory, one: Exchange) -> tuple[float, str] | None:
    """Return when and what the agent replies; where they began, what they say last before the reaction."""
    if one.reply is not None and one.reply_start is not None:
        return one.reply_start, one.reply
    own = [
        turn
        for turn in turns_of(talk_of(story.segments))
        if turn.role == "agent" and one.prompt_start <= turn.start < one.quote_start
    ]
    return (own[-1].start, own[-1].text) if own else None


def _from_mood(story: CallStory) -> BriefPart | None:
    turns = turns_of(talk_of(story.segments))
    felt = [(i, _felt(story, turn)) for i, turn in enumerate(turns) if turn.role == "customer"]
    telling = [(i, mood) for i, mood in felt if not is_backchannel(turns[i].text)]
    steps = [(abs(b - a), i, j) for (i, a), (j, b) in pairwise(telling)]
    size, i, j = max(steps, key=lambda step: (step[0], -step[1]), default=(0.0, 0, 0))
    if size < TURN:
        return None
    reply = next((turn for turn in turns[i + 1 : j] if turn.role == "agent"), None)
    lead = f"Turning point at {_clock((reply or turns[j]).start)}:"
    quotes = [(f"{lead} customer", turns[j].text, REACTION_WORDS)]
    if reply:
        quotes = [
            (f"{lead} agent", _from_telling(reply.text), REPLY_WORDS),
            ("customer", turns[j].text, REACTION_WORDS),
        ]
    return BriefPart(kind="turning_point", quotes=quotes, start=(reply or turns[j]).start, end=turns[j].end)


def _felt(story: CallStory, turn: Turn) -> float:
    """Return how a customer's turn sounds, -1 to 1."""
    own = [one for one in story.segments if one.n in turn.segments and one.n in story.feelings]
    return balance_of([(story.feelings[one.n].mood, segment_weight(one)) for one in own])


def _telling(story: CallStory, start: float, end: float, *, of_good: bool) -> str:
    """Return the customer's words between two times, from the line on that shows best how they take it."""
    own = [
        one
        for one in story.segments
        if one.role == "customer" and start <= one.start and one.end <= end and one.text.strip()
    ]
    moods = [story.feelings[one.n].mood if one.n in story.feelings else 0.0 for one in own]
    if sum(words_in_line(one.text) for one in own) <= REACTION_WORDS or not own:
        return " ".join(one.text for one in own)
    best = moods.index(max(moods) if of_good else min(moods))
    first = best
    while first > 0 and sum(words_in_line(one.text) for one in own[first - 1 : best + 1]) <= REACTION_WORDS:
        first -= 1
    return " ".join(one.text for one in own[first:])


def _from_telling(text: str) -> str:
    """Return a reply from its first sentence on that says something and asks nothing."""
    for start, end in sentences_of(text):
        sentence = text[start:end]
        if len(words_of(sentence)) > FEWEST_WORDS and not sentence.rstrip().endswith(QUESTION_MARKS):
            return text[start:]
    return text


def _result(story: CallStory, point: BriefPart | None) -> Iterator[BriefPart]:
    """Yield how the call is judged and what the customer says last to it."""
    label = story.label
    quotes: list[tuple[str, str, int]] = []
    if label:
        reason = cut_quote(_without_marks(label.reason), REASON_WORDS)
        name = label.label.capitalize() if label.label else "Not judged"
        quotes.append((f"{name}: {reason}{'' if reason.endswith(('.', '…')) else '.'}", "", 0))
    said = _last_word(story, point)
    if said:
        quotes.append((f"At {_clock(said[0])} {said[2]}", said[3], RESULT_WORDS))
    if quotes:
        start, end = (said[0], said[1]) if said else (None, None)
        yield BriefPart(kind="result", quotes=quotes, start=start, end=end)


def _last_word(story: CallStory, point: BriefPart | None) -> tuple[float, float, str, str] | None:
    """Return (start, end, who, words) of the resolution, else of the last reaction that is not shown yet."""
    shown = point.end if point else None
    promised = {one.segment for one in story.moments if one.kind in PROMISES}
    solved = [one for one in story.moments if one.kind == "resolution" and one.quote]
    solved = [one for one in solved if one.segment not in promised]
    for one in reversed(solved):
        if shown is None or one.start >= shown:
            return one.start, one.end, one.role, one.quote
    last = max(
        (one for one in story.exchanges if one.reaction not in ("silence", "unread")),
        key=lambda one: (one.quote_start, -one.n),
        default=None,
    )
    if last and (shown is None or last.quote_start >= shown):
        words = _telling(story, last.quote_start, last.quote_end, of_good=last.verdict != "bad")
        return last.quote_start, last.quote_end, "customer", words or last.quote
    return None


def _without_marks(text: str) -> str:
    """Return a text without quotation marks: between them stands in a brief what was said on the call."""
    return text.replace("“", "").replace("”", "")


def _promises(story: CallStory) -> Iterator[BriefPart]:
    """Yield what the agent promises and agrees, promises before next steps where not all fit."""
    names = {one.n: one.speaker for one in story.segments}
    found: dict[int | None, Moment] = {}
    for kind in PROMISES:
        for one in story.moments:
            if one.kind == kind and one.role == "agent" and one.quote and one.segment not in found:
                found[one.segment] = one
    for one in sorted([*found.values()][:MOST_PROMISES], key=lambda one: (one.start, one.n)):
        who = names.get(one.segment or 0, "") if one.segment is not None else ""
        verb = "promises" if one.kind == "promise" else "agrees"
        yield BriefPart(
            kind="promise",
            quotes=[(f"{who or 'Agent'} {verb} at {_clock(one.start)}:", one.quote, PROMISE_WORDS)],
            start=one.start,
            end=one.end,
        )
