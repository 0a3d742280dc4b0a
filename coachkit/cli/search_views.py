"""The four forms of an answer (places, calls, agents, replies): how each is printed and played."""

import sys
from dataclasses import replace

import click

from coachkit.cli.agents_found_page import print_agents, print_silent
from coachkit.cli.answers_page import print_answers
from coachkit.cli.place import place_of
from coachkit.cli.screen import print_json
from coachkit.cli.search_page import print_calls, print_places, print_understood
from coachkit.counts import format_count
from coachkit.errors import NotFoundError
from coachkit.searching.as_values import found_values
from coachkit.searching.results import Answers, CallFacts, Found, FoundAgents, FoundCalls
from coachkit.searching.views import AnyFound
from coachkit.store.library import Library


def print_found(library: Library, found: AnyFound, *, is_never: bool, as_json: bool) -> None:
    """Print what was found, for people or as JSON."""
    if as_json:
        if is_never and isinstance(found, FoundAgents):
            found = replace(found, groups=found.silent)
        print_json(found_values(found, lambda call, start, end: place_of(library, call, start, end).link))
        return
    if not found.understood:
        click.echo("There is no word in it to look for.", err=True)
        return
    print_understood(found.understood)
    match found:
        case Found():
            print_places(library, found)
        case FoundCalls():
            print_calls(library, found)
        case Answers():
            print_answers(library, found)
        case FoundAgents():
            (print_silent if is_never else print_agents)(found)
    if sys.stdout.isatty() and not isinstance(found, FoundAgents):
        click.echo("Hear one: the same again with --play 1. Read on: coachkit calls show CALL", err=True)


def moment_of(found: AnyFound, number: int) -> tuple[CallFacts, float, float]:
    """Return the call, start and end of the result with this number, counted from one.

    Raises:
        NotFoundError: There are not so many results.
    """
    match found:
        case Found(hits=hits):
            moments = [(hit.call, hit.start, hit.end) for hit in hits]
        case FoundCalls(groups=groups):
            moments = [(one.best.call, one.best.start, one.best.end) for one in groups]
        case Answers(answers=answers):
            moments = [(one.call, *one.span) for one in answers]
        case FoundAgents(groups=people):
            examples = [one.example for one in people if one.example]
            moments = [(hit.call, hit.start, hit.end) for hit in examples]
    if number > len(moments):
        raise NotFoundError(f"there is no result {number}: {format_count(len(moments), 'place')} found")
    return moments[number - 1]
