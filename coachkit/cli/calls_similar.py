"""`coachkit calls similar`: the calls most like one, or the moments most like one, and which went better."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.options import db_option, json_option

if TYPE_CHECKING:
    from coachkit.comparing.results import SimilarCalls, SimilarMoments
    from coachkit.searching.archive import Archive
    from coachkit.store.library import Library

_CLOCK = re.compile(r"(?:(\d{1,3}):)??(\d{1,3}):([0-5]\d(?:\.\d+)?)")
_SECONDS = re.compile(r"\d{1,6}(?:\.\d+)?")


def seconds_of(ctx: click.Context | None, param: click.Parameter | None, value: str | None) -> float | None:
    """Return a time in a call (`2:31`, `1:02:31`, or seconds) in seconds.

    Raises:
        BadParameter: It is none; shows how to write one.
    """
    if value is None or _SECONDS.fullmatch(value.strip()):
        return None if value is None else float(value)
    found = _CLOCK.fullmatch(value.strip())
    if found is None:
        hint = f"“{value}” is no time in a call; write it as 2:31 or as seconds, such as 151"
        raise click.BadParameter(hint, ctx, param)
    return 3600.0 * int(found[1] or 0) + 60.0 * int(found[2]) + float(found[3])


@click.command("similar")
@click.argument("call")
@db_option
@json_option
@click.option(
    "--at", callback=seconds_of, metavar="TIME", help="Compare one moment of the call, such as 2:31."
)
@click.option("--better", is_flag=True, help="Only what went better, and where the calls part.")
@click.option("--limit", type=click.IntRange(min=1), default=5, show_default=True, help="How many to show.")
@click.option("--where", metavar="QUERY", help='Only among calls that fit, such as: agent:jana "cancel it".')
def similar(
    call: str, db: Path, as_json: bool, at: float | None, better: bool, limit: int, where: str | None
) -> None:
    """Show which calls are most like a CALL, and why, in the words of both.

    With --better only those that went better, and the first moment where they part from this one.

    Example: coachkit calls similar 4f0c2a --better
    """
    from coachkit.cli.screen import print_json
    from coachkit.searching.archive import Archive
    from coachkit.store.library import Library
    from coachkit.store.reading import find_call

    with Library.open(db) as library:
        found = _find(Archive(library), find_call(library, call), at, better=better, limit=limit, where=where)
        if as_json:
            print_json(found)
        else:
            _print(library, found)


def _find(
    archive: "Archive", call_id: str, at: float | None, *, better: bool, limit: int, where: str | None
) -> "SimilarCalls | SimilarMoments":
    if at is None:
        from coachkit.comparing.similar import similar_calls

        return similar_calls(archive, call_id, better=better, limit=limit, condition=where)
    from coachkit.comparing.moments import similar_moments

    return similar_moments(archive, call_id, at, better=better, limit=limit, condition=where)


def _print(library: "Library", found: "SimilarCalls | SimilarMoments") -> None:
    from coachkit.cli.similar_page import print_similar_calls, print_similar_moments
    from coachkit.comparing.results import SimilarCalls

    if isinstance(found, SimilarCalls):
        print_similar_calls(library, found)
    else:
        print_similar_moments(library, found)
