"""A report as one HTML file: nothing is loaded from anywhere, and no script can run in it."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from coachkit.export.clock import format_clock, format_day, format_minutes
from coachkit.export.one_file import read_part, template_of
from coachkit.reporting.pictures import pictures_of
from coachkit.reporting.results import Report, Spot
from coachkit.reporting.wording import SOURCES, estimate
from coachkit.trends.wording import day_span, percent, sparkline

if TYPE_CHECKING:
    from jinja2 import Template

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def format_page(found: Report, places: Mapping[Spot, tuple[str, str]]) -> str:
    """Return the page; `places` gives the link of each spot and the words that name it."""
    return _template().render(
        report=found,
        days=day_span(found.first, found.last) if found.first and found.last else "all days",
        places=places,
        promises=[
            (call, list(of_call)) for call, of_call in groupby(found.promises, key=lambda one: one.spot.call)
        ],
        pictures={
            name: {"svg": Markup(one.svg), "alt": one.alt}  # noqa: S704 - texts in it are escaped as XML
            for name, one in pictures_of(found).items()
        },
        style=Markup(read_part("coachkit.reporting", "report.css")),  # noqa: S704 - our own file
        policy=_POLICY,
    )


def spots_in(found: Report) -> Iterator[Spot]:
    """Yield every place that a report names."""
    yield from (one.spot for one in found.hear_first)
    yield from (one.example for one in (*found.went_well, *found.went_badly) if one.example)
    yield from (one.worst for one in found.figures if one.worst)
    yield from (one.spot for one in found.promises)
    yield from (one.example for one in found.learn_from if one.example)


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _sources(by_source: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{count:,} {SOURCES.get(source, source)}" for source, count in by_source)


@cache
def _template() -> "Template":
    filters: dict[str, Callable[..., object]] = {
        "bars": sparkline,
        "clock": format_clock,
        "day": format_day,
        "estimate": estimate,
        "listed": _listed,
        "minutes": format_minutes,
        "percent": percent,
        "sources": _sources,
    }
    return template_of("coachkit.reporting", "report.html.j2", filters)
