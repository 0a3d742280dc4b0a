"""Replies to a question, for an agent with a customer waiting: the reply first, then how it was taken."""

import click

from coachkit.cli.place import place_of
from coachkit.cli.screen import harmless, print_line, print_marked
from coachkit.cli.search_page import INDENT, call_title, print_link, print_notes
from coachkit.counts import format_count
from coachkit.searching.results import Answer, Answers
from coachkit.store.library import Library

_RECEIVED = {"good": "Well received", "bad": "Badly received", "neutral": "No clear reaction"}
_STYLES = {"good": "bold green", "bad": "bold red"}


def print_answers(library: Library, found: Answers) -> None:
    """Print what agents replied, the best received first."""
    for number, answer in enumerate(found.answers, 1):
        _print_answer(library, answer, number)
    click.echo(harmless(_count(found)), err=True)
    print_notes(found.notes, found.near)


def _print_answer(library: Library, answer: Answer, number: int) -> None:
    reception = answer.reception
    received = _RECEIVED[reception.verdict] if reception.verdict else "No reaction"
    often = f" · replied {_times(answer.times)}" if answer.times > 1 else ""
    style = _STYLES.get(reception.verdict or "", "bold")
    print_line(f"{number:<{INDENT}}{received}{often}", style=style)
    for line in answer.reply:
        print_marked(line.text, (), lead=f"{line.speaker or 'Agent'}: ", indent=INDENT)
    if reception.quote:
        print_marked(f"“{reception.quote}”", (), lead="Customer then: ", indent=INDENT, style="dim")
    print_marked(f"“{answer.question.text}”", (), lead="Asked: ", indent=INDENT, style="dim")
    print_line(call_title(answer.call), indent=INDENT, style="dim")
    place = place_of(library, answer.call, *answer.span)
    print_link(answer.call, place.shown, place.link)


def _count(found: Answers) -> str:
    if not found.answers:
        asked = "asked nothing like it" if not found.questions else "got no reply to it"
        return (
            f"Customers {asked} in {format_count(found.searched.turns, 'turn')} of "
            f"{format_count(found.searched.calls, 'call')}."
        )
    count = len(found.answers)
    shown = "1 reply" if count == 1 else f"{count} replies, the best received first"
    return f"{shown}; customers asked something like it {_times(found.questions)}."


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count) or f"{count:,} times"
