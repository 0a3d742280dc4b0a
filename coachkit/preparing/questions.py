"""Three questions to open a talk with, each about something that stands on the page."""

from collections.abc import Iterator

from coachkit.export.clock import format_clock, format_day
from coachkit.preparing.results import Beside, Drawn, LastTime, Point
from coachkit.reporting.results import Promise
from coachkit.searching.results import CallFacts
from coachkit.store.reading.preparing import Assigned

QUESTIONS = 3
_WORDS = 14


def questions_on(
    *,
    strengths: tuple[Point, ...],
    focus: Point | None,
    beside: Beside | None,
    last_time: LastTime | None,
    to_hear: tuple[Assigned, ...],
    drawn: tuple[Drawn, ...],
    promises: tuple[Promise, ...],
) -> tuple[str, ...]:
    """Return at most three questions, on different things: what goes well is asked about first."""
    ways = (
        _on_strength(strengths),
        _on_two(beside, focus),
        _on_change(last_time),
        _on_list(to_hear),
        _on_drawn(drawn),
        _on_promise(promises),
        _on_second(drawn),
    )
    asked = (next(way, None) for way in ways)
    return tuple([one for one in asked if one][:QUESTIONS])


def _on_strength(strengths: tuple[Point, ...]) -> Iterator[str]:
    for one in strengths:
        said = f"{one.title}: so on {one.here.held:,} of {one.here.calls:,}. How do you do it"
        where = f", say on {_with(one.example.call)}" if one.example else ""
        yield f"{said}{where}? What could others take from it?"


def _on_two(beside: Beside | None, focus: Point | None) -> Iterator[str]:
    if beside:
        words = beside.own.prompt or beside.own.spot.quote or ""
        said = f"the customer says “{_cut(words)}”" if words else "hear your clip"
        yield (
            f"On {_with(beside.own.spot.call)}, at {format_clock(beside.own.spot.start)}, {said}. "
            "Hear both clips: what would you keep of your answer, and what would you say today?"
        )
    elif focus:
        where = f" On {_with(focus.example.call)}, for example?" if focus.example else ""
        yield f"{focus.title}: what makes this hard on your calls?{where}"


def _on_change(last_time: LastTime | None) -> Iterator[str]:
    for one in last_time.changes if last_time else ():
        if one.was_focus and last_time:
            focus = f"The focus of last time was “{last_time.talk.focus}”"
            if one.verdict == "better":
                yield f"{focus}, and it goes better since. What have you done differently?"
            else:
                yield f"{focus}. How has it gone since, and what would help?"


def _on_list(to_hear: tuple[Assigned, ...]) -> Iterator[str]:
    for one in to_hear:
        if one.title and one.heard:
            heard = f"{one.heard:,} of {one.clips:,} clips"
            yield f"You have heard {heard} of “{one.title}”. Which one stayed with you?"
    for one in to_hear:
        if one.title:
            yield f"“{one.title}” is still to be heard. When would be a good time, and what is in the way?"


def _on_drawn(drawn: tuple[Drawn, ...]) -> Iterator[str]:
    for one in drawn:
        which = _with(one.spot.call)
        begins = f"{which[:1].upper()}{which[1:]} was picked by chance."
        yield f"{begins} What do you remember of it, and what went well?"


def _on_second(drawn: tuple[Drawn, ...]) -> Iterator[str]:
    yield from list(_on_drawn(drawn))[1:2]


def _on_promise(promises: tuple[Promise, ...]) -> Iterator[str]:
    for one in promises:
        yield f"On {_with(one.spot.call)}, you said “{_cut(one.spot.quote or '')}”. Has it been done?"


def _with(call: CallFacts) -> str:
    """Return `the call with Leo Marchetti on 13 Nov 2026`."""
    who = f" with {call.customer}" if call.customer else ""
    day = f" on {format_day(call.started_at)}" if call.started_at else ""
    return f"the call{who}{day}" if who or day else f"call {call.id}"


def _cut(text: str) -> str:
    words = text.split()
    return f"{' '.join(words[:_WORDS])}…" if len(words) > _WORDS else " ".join(words).rstrip(".")
