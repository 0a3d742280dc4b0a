"""What one must know to read a page: who is new, which calls count only in part, and what is not known."""

from collections.abc import Iterator
from datetime import date, timedelta

from coachkit.counts import format_count
from coachkit.hearing_first import NEW
from coachkit.models import TalkPrepared
from coachkit.reporting.scope import Scope
from coachkit.store.library import Library
from coachkit.store.reading.preparing import first_day, without_roles
from coachkit.trends.wording import day_span


def notes_of(
    library: Library, agent: str, scope: Scope, *, last: TalkPrepared | None, then: int
) -> tuple[str, ...]:
    """Return what one must know of the calls of a page, in sentences.

    `last` is the page before, and `then` how many calls there are of its days by now.
    """
    return (
        *_on_new(first_day(library, agent), agent, scope.last),
        *_on_calls(scope, nameless=len(without_roles(library, [call.id for call in scope.here]))),
        *_on_later(last, then),
    )


def _on_new(started: date | None, agent: str, last: date | None) -> Iterator[str]:
    if started and last and timedelta() <= last - started <= NEW:
        yield (
            f"{agent} is new here, since {day_span(started, started)}: what goes less well than with "
            "colleagues may be practice alone."
        )


def _on_calls(scope: Scope, *, nameless: int) -> Iterator[str]:
    shared = sum(len({*call.agents}) > 1 for call in scope.here)
    unscored = sum(call.score is None for call in scope.here)
    if shared:
        yield (
            f"Shared with others: {format_count(shared, 'call')}. Of these only the own part counts, and "
            "neither score nor figures."
        )
    if scope.undated:
        yield f"Left out for having no date: {format_count(scope.undated, 'call')}."
    if unscored:
        yield f"Without a score: {format_count(unscored, 'call')}."
    if nameless:
        yield f"Not known who of the speakers is the agent: {format_count(nameless, 'call')}."


def _on_later(last: TalkPrepared | None, then: int) -> Iterator[str]:
    """Yield a note where the last page left out calls of its days that came in after it."""
    more = then - last.calls if last else 0
    if last and last.since and last.until and more > 0:
        span = day_span(last.since, last.until)
        yield f"Since that page {format_count(more, 'more call')} of {span} came in."
