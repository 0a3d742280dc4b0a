"""What `coachkit search` takes besides words: where to look, how, and in which form the answer comes.

Options that narrow a search are conditions of the query language, so they mean the same as its fields.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from coachkit.searching.results import Asked
    from coachkit.searching.views import View

ON_TERMINAL: "dict[View, int]" = {"places": 5, "calls": 5, "agents": 5, "answers": 3}
"""Results on a terminal: the first ones are still in sight when the last are printed."""
ELSEWHERE = 20
SIGN = "@"
"""Before a name, it stands for a saved search: `coachkit search @"price worries"`."""

_LEFT_OUT = re.compile(r'-(?:[^\W\d]\S|["(~]).*', re.DOTALL)
"""An argument such as `-refund`: words that must not be said, no option."""
_FIELD = re.compile(r"-?[A-Za-z][A-Za-z_-]*:(?=\S)")
_NARROWING = {
    "agent": click.option("--agent", multiple=True, help="Only calls of this agent (name or alias)."),
    "team": click.option("--team", multiple=True, help="Only calls of agents of this team."),
    "customer": click.option("--customer", multiple=True, help="Only calls with this customer."),
    "said_by": click.option(
        "--said-by",
        "--role",
        multiple=True,
        type=click.Choice(["agent", "customer", "other", "unknown"]),
        help="Only what this side says.",
    ),
    "speaker": click.option("--speaker", multiple=True, help="Only what somebody of this name says."),
    "tracker": click.option("--tracker", multiple=True, help="Only calls where this tracker finds any."),
    "topic": click.option("--topic", multiple=True, help="Only calls mainly about this topic."),
    "label": click.option(
        "--label",
        multiple=True,
        type=click.Choice(["good", "bad", "neutral"]),
        help="Only calls that went so.",
    ),
    "kind": click.option("--kind", multiple=True, help="Only calls of this kind, such as support."),
    "since": click.option("--since", metavar="DAY", help="From this day on: 2026-11-16, or 'last week'."),
    "until": click.option("--until", metavar="DAY", help="To this day, which counts."),
}  # fmt: skip
_LOOKING = {
    "mode": click.option(
        "--mode",
        type=click.Choice(["keyword", "semantic", "hybrid"]),
        help="By the words said, by what is meant, or by both. Left out: what suits the query.",
    ),
    "limit": click.option(
        "--limit",
        type=click.IntRange(1, 1000),
        help=f"At most so many ({ON_TERMINAL['places']} on a terminal, else {ELSEWHERE}).",
    ),
    "context": click.option("--context", type=click.IntRange(0, 10), help="Turns before and after (1)."),
}
_SHOWING = {
    "calls": click.option("--calls", is_flag=True, help="Calls instead of places: each once, with its best."),
    "by": click.option("--by", type=click.Choice(["agent"]), help="On how many of each agent's calls."),
    "never": click.option("--never", is_flag=True, help="Agents on none of whose calls it is found."),
    "answers": click.option("--answers", is_flag=True, help="What agents replied to customers who asked it."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """The form in which the answer comes."""

    view: "View" = "places"
    is_never: bool = False
    """Only agents without a find."""


class SearchCommand(click.Command):
    """A command whose arguments are a query: `-refund` is a word to leave out, and no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take `-word` for `NOT word` before options are looked for."""
        end = args.index("--") if "--" in args else len(args)
        words = [_as_not(one) if i < end else one for i, one in enumerate(args)]
        return super().parse_args(ctx, words)


def asking_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say where and how to look, passed as `asked`, and those of `Showing`."""

    @wraps(command)
    def with_options(*given: Any, **options: Any) -> None:  # click's own, of every kind
        narrowing = {name: options.pop(name) for name in _NARROWING}
        looking = {name: options.pop(name) for name in _LOOKING}
        showing = _showing(**{name: options.pop(name) for name in _SHOWING})
        command(*given, asked=_asked(narrowing, looking, showing), showing=showing, **options)

    for option in reversed([*_NARROWING.values(), *_LOOKING.values(), *_SHOWING.values()]):
        with_options = option(with_options)
    return with_options


def saved_names(arguments: Iterable[str]) -> list[str]:
    """Return the names of saved searches among the arguments: `@price-worries`."""
    return [one[1:] for one in arguments if one.startswith(SIGN) and len(one) > 1]


def query_text(arguments: Sequence[str], saved: Mapping[str, str]) -> str:
    """Return the arguments as one query, with the queries of `saved` searches for their names.

    What the shell's quotation marks kept together in one of several stays together: as a phrase, or as the
    value of its field.
    """
    is_one = len(arguments) == 1
    texts = []
    for one in arguments:
        query = saved.get(one[1:]) if one.startswith(SIGN) else None
        if query is not None:
            texts.append(query if is_one else f"({query})")
        else:
            texts.append(one if is_one else _kept_together(one))
    return " ".join(texts)


def _as_not(argument: str) -> str:
    return f"NOT {argument[1:]}" if _LEFT_OUT.fullmatch(argument) else argument


def _kept_together(argument: str) -> str:
    from coachkit.query.tokens import clean

    if argument.startswith("NOT "):
        return f"NOT {_kept_together(argument[4:])}"
    if " " not in argument.strip() or '"' in clean(argument):
        return argument
    field = _FIELD.match(argument)
    if field:
        value = argument[field.end() :]
        return argument if value.startswith("(") else f'{field.group()}"{value}"'
    return f'"{argument}"' if _is_plain(argument) else argument


def _is_plain(text: str) -> bool:
    from coachkit.errors import QueryError
    from coachkit.query.parse import parse

    try:
        return parse(text).is_plain
    except QueryError:
        return False


def _showing(*, calls: bool, by: str | None, never: bool, answers: bool) -> Showing:
    if calls + answers + bool(by or never) > 1:
        raise click.UsageError("--calls, --by agent and --answers are three ways to show it: choose one.")
    return Showing(
        view="calls" if calls else "answers" if answers else "agents" if by or never else "places",
        is_never=never,
    )


def _asked(narrowing: Mapping[str, Any], looking: Mapping[str, Any], showing: Showing) -> "Asked":
    import sys

    from coachkit.query.conditions import conditions
    from coachkit.searching.results import Asked

    usual = 1 if showing.view == "places" else 0
    for name in ("since", "until"):
        if narrowing[name]:
            _refuse_no_day(name, narrowing[name])
    return Asked(
        text="",
        mode=looking["mode"],
        filters=conditions(
            {
                name: value if isinstance(value, str) else ",".join(value)
                for name, value in narrowing.items()
                if value
            }
        ),
        limit=looking["limit"] or (ON_TERMINAL[showing.view] if sys.stdout.isatty() else ELSEWHERE),
        context=usual if looking["context"] is None else looking["context"],
    )


def _refuse_no_day(name: str, given: str) -> None:
    from datetime import date

    from coachkit.query.days import days_of

    try:
        days_of(given, date.today())
    except ValueError as error:
        raise click.UsageError(f"--{name}: {error}") from None
