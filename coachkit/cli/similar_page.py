"""Calls and moments that are alike, as they are read on a terminal: the words of both side by side."""

import sys
from collections.abc import Sequence

import click

from coachkit.cli.place import place_of
from coachkit.cli.screen import Column, harmless, print_line, print_marked, print_table
from coachkit.cli.search_page import INDENT, call_title, print_link
from coachkit.comparing.likeness import likeness_words
from coachkit.comparing.moments import ALIKE as ALIKE_MOMENT
from coachkit.comparing.results import Copy, Moment, Said, Side, SimilarCall, SimilarCalls, SimilarMoments
from coachkit.counts import format_count
from coachkit.export.clock import format_clock
from coachkit.store.library import Library

_COLUMNS = (
    Column(name=""),
    Column(name="this call", grows=True),
    Column(name="the other", grows=True),
)
_TAKEN = {"good": "Taken well", "bad": "Taken badly", "neutral": "Taken without a clear reaction"}
_STYLES = {"good": "green", "bad": "red"}


def print_similar_calls(library: Library, found: SimilarCalls) -> None:
    """Print the calls most like one, the most alike first, then what is to be said of all."""
    print_line(f"Like {call_title(found.call)} · {_how_it_went(found)} · call {found.call.id}", style="bold")
    click.echo()
    for number, call in enumerate(found.calls, 1):
        _print_call(library, call, number)
    if found.nearest is not None:
        if found.nearest.better:
            _say("No call that went better is much like this one. The nearest of them:")
        else:
            others = format_count(found.searched, "other call")
            _say(f"No call is much like this one, of {others}. The nearest:")
        _print_call(library, found.nearest, 1)
    if found.copies:
        _say(_copies(found.copies, found.more_copies))
    if found.calls:
        shown = format_count(len(found.calls), "call")
        _say(f"{shown} shown, of {format_count(found.searched, 'other')}{_more(found)}")
    _notes(found.notes)


def print_similar_moments(library: Library, found: SimilarMoments) -> None:
    """Print the moments most like one, each with the reply and how it was taken."""
    if found.asked is not None:
        print_line(f"Like this moment · {call_title(found.asked.call)}", style="bold")
        _print_moment(library, found.asked)
    for number, moment in enumerate(found.moments, 1):
        print_line(
            f"{number:<{INDENT}}{call_title(moment.call)} · {_likeness(moment.similarity)}", style="bold"
        )
        _print_moment(library, moment)
    if found.moments:
        shown = format_count(len(found.moments), "moment")
        others = format_count(found.searched, "other call")
        _say(f"{shown} shown, one a call, of {others}{_more(found)}")
    elif found.nearest is not None:
        is_alike = found.nearest.similarity >= ALIKE_MOMENT
        none = "No moment much like it went better" if is_alike else "No other moment is much like it"
        _say(f"{none}. The nearest:")
        print_line(f"{call_title(found.nearest.call)} · {_likeness(found.nearest.similarity)}", style="bold")
        _print_moment(library, found.nearest)
    _notes(found.notes)


def _print_call(library: Library, call: SimilarCall, number: int) -> None:
    title = f"{number:<{INDENT}}{call_title(call.call)} · {_likeness(call.likeness)} · {_how_it_went(call)}"
    print_line(title, style="bold")
    if call.better:
        print_line(f"Better: {'; '.join(call.better.reasons)}", indent=INDENT, style="green")
    if shared := _shared(call):
        print_line(f"Both: {shared}", indent=INDENT)
    _print_sides(
        [
            ("calls because" if p.is_reason else f"alike {p.similarity:.2f}", p.mine, p.theirs)
            for p in call.pairs
        ]
    )
    if call.parting:
        print_line(f"They part here: {call.parting.how}", indent=INDENT, style="bold")
        _print_sides(_parting(call.parting.mine, call.parting.theirs))
    elif call.no_parting:
        print_line(f"Where they part cannot be told: {call.no_parting}.", indent=INDENT, style="dim")
    start, end = _span(call)
    place = place_of(library, call.call, start, end)
    print_link(call.call, place.shown, place.link)


def _parting(mine: Side, theirs: Side) -> list[tuple[str, Said, Said | None]]:
    rows: list[tuple[str, Said, Said | None]] = [
        ("customer", mine.customer, theirs.customer),
        ("agent", mine.reply, theirs.reply),
    ]
    if mine.then or theirs.then:
        rows.append(("then", mine.then, theirs.then))  # type: ignore[arg-type]  # shown as a dash
    return rows


def _print_sides(rows: Sequence[tuple[str, Said | None, Said | None]]) -> None:
    """Print quotes of both calls side by side; in a pipe one below the other."""
    if sys.stdout.isatty():
        print_table(_COLUMNS, [(name, _quote(mine), _quote(theirs)) for name, mine, theirs in rows], empty="")
        return
    for name, mine, theirs in rows:
        print_marked(_quote(mine), (), lead=f"{name}: ", indent=INDENT)
        print_marked(_quote(theirs), (), lead=" " * len(name) + "| ", indent=INDENT)


def _quote(said: Said | None) -> str:
    return f"{format_clock(said.start)} {said.speaker}: “{said.text}”" if said else "–"


def _span(call: SimilarCall) -> tuple[float, float]:
    """Return from when to when the other call is worth hearing first."""
    if call.parting:
        last = call.parting.theirs.then or call.parting.theirs.reply
        return call.parting.theirs.customer.start, last.end
    if call.pairs:
        return call.pairs[0].theirs.start, call.pairs[0].theirs.end
    return 0.0, 0.0


def _print_moment(library: Library, moment: Moment) -> None:
    for line in (moment.customer, *moment.reply):
        print_marked(line.text, (), lead=f"{format_clock(line.start):>7}  {line.speaker}: ")
    reception = moment.reception
    if reception is None:
        print_line("No agent replies.", indent=INDENT, style="dim")
    elif reception.verdict is None:
        print_line("The customer says nothing after it.", indent=INDENT, style="dim")
    else:
        taken = f"{_TAKEN[reception.verdict]}: {format_clock(reception.start)} “{reception.quote}”"
        print_line(taken, indent=INDENT, style=_STYLES.get(reception.verdict, ""))
    if moment.better:
        print_line(f"Better: {moment.better}", indent=INDENT, style="green")
    place = place_of(library, moment.call, moment.start, moment.end)
    print_link(moment.call, place.shown, place.link)


def _likeness(likeness: float) -> str:
    return f"{likeness_words(likeness)} ({likeness:.2f})"


def _how_it_went(call: SimilarCalls | SimilarCall) -> str:
    """Return `bad (csat is 1), score 11`."""
    label = f"{call.label} ({call.label_reason})" if call.label else "not judged"
    is_said = call.score is None or "score" in (call.label_reason or "")
    return label if is_said else f"{label}, score {call.score:.0f}"


def _shared(call: SimilarCall) -> str:
    shared = call.shared
    named = (
        ("topic", (shared.topic,) if shared.topic else ()),
        ("competitor", shared.competitors),
        ("feature", shared.features),
        ("tracker", shared.trackers),
        ("phrase", shared.phrases),
    )
    return "; ".join(f"{name} {', '.join(f'“{one}”' for one in found)}" for name, found in named if found)


def _copies(copies: Sequence[Copy], more: int) -> str:
    listed = ", ".join(f"{one.call.id} ({100 * one.same_words:.0f} % of the words)" for one in copies)
    rest = f" and {more:,} more" if more else ""
    return f"The same talk again, so not counted as another call: {listed}{rest}."


def _more(found: SimilarCalls | SimilarMoments) -> str:
    return "; --limit shows more." if found.has_more else "."


def _notes(notes: Sequence[str]) -> None:
    for note in notes:
        _say(f"Note: {note}.")


def _say(text: str) -> None:
    click.echo(harmless(text), err=True)
