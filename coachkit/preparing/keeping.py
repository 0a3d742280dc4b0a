"""What a page said is kept, so that the next one can say what has changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from coachkit.models import TalkPrepared
from coachkit.preparing.last_time import figures_kept
from coachkit.preparing.results import Point, TalkPage
from coachkit.preparing.wording import NOTHING
from coachkit.reporting.scope import Scope
from coachkit.store.library import Library
from coachkit.store.opinions import add_opinion
from coachkit.store.reading.preparing import talks_prepared


def keep_talk(library: Library, page: TalkPage) -> TalkPrepared | None:
    """Store what a page said, unless the last page of the same days said the same; None without calls.

    Raises:
        LibraryError: The database cannot be written.
    """
    if not page.calls:
        return None
    same_days = [
        one
        for one in talks_prepared(library, page.agent)
        if (one.since, one.until) == (page.kept.since, page.kept.until)
    ]
    if same_days and _said(same_days[-1]) == _said(page.kept):
        return same_days[-1]
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    return add_opinion(library, replace(page.kept, made_at=made_at))


def talk_of(
    scope: Scope, *, agent: str, strengths: Sequence[Point], focus: Point | None, author: str
) -> TalkPrepared:
    """Return what is kept of a page; it has neither a number nor a time before it is stored."""
    named = [one for one in (focus, *strengths) if one]
    return TalkPrepared(
        n=0,
        agent=agent,
        since=scope.first,
        until=scope.last,
        calls=len(scope.here),
        focus=focus.title if focus else NOTHING,
        focus_on=focus.on if focus else "",
        strengths=tuple(one.title for one in strengths),
        figures=figures_kept({one.on: one.here for one in named}),
        author=author,
        made_at="",
    )


def _said(talk: TalkPrepared) -> TalkPrepared:
    """Return a page without who prepared it, and when."""
    return replace(talk, n=0, author="", made_at="")
