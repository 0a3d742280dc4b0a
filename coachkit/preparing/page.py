"""A talk's page as one HTML file to sit in front of and to print: nothing is loaded, and no script runs.

The browser's own players play what lies in the page, so that everything works with the keyboard.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from coachkit.export.clock import format_clock, format_day
from coachkit.export.cutting import CutClips
from coachkit.export.one_file import read_part, source_of, template_of
from coachkit.preparing.results import TalkPage
from coachkit.preparing.sounds import LONGEST, heard_on, key_of
from coachkit.preparing.wording import WENT_WELL, better_by, days_of, headline, summary_of
from coachkit.store.library import Library

if TYPE_CHECKING:
    from jinja2 import Template


def format_talk(library: Library, page: TalkPage, *, cut: CutClips, prepared: datetime | None = None) -> str:
    """Return the page; where a recording is gone, its place is there as text, with a note for a player.

    `prepared` is when it was; None: now.
    """
    style = read_part("coachkit.reporting", "report.css") + read_part("coachkit.preparing", "talk.css")
    return _template().render(
        page=page,
        title=headline(page),
        days=days_of(page),
        summary=list(summary_of(page)),
        went_well=WENT_WELL,
        better_by=better_by(page.beside, page.agent) if page.beside else None,
        heard=heard_on(library, page, cut),
        longest=f"{LONGEST / 60:.0f} minutes",
        prepared=(prepared or datetime.now().astimezone()).isoformat(),
        style=Markup(style),  # noqa: S704 - our own files
        policy=f"default-src 'none'; style-src '{source_of(style)}'; media-src data:; base-uri 'none'; "
        "form-action 'none'",
    )


@cache
def _template() -> "Template":
    filters: dict[str, Callable[..., object]] = {"clock": format_clock, "day": format_day, "key": key_of}
    return template_of("coachkit.preparing", "talk.html.j2", filters)
