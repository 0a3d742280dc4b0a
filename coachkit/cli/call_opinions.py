"""What people say of a call, on its page: their ratings, and objections to lines of its score."""

from collections.abc import Iterator

from coachkit.cli.screen import print_heading, print_line
from coachkit.export.clock import format_clock
from coachkit.models import Dispute, ScorePoint
from coachkit.store.reading import CallPage
from coachkit.votes import standing


def print_ratings(page: CallPage) -> None:
    """Print the ratings that count, the whole call's first; nothing where nobody rated it."""
    counting = standing(page.ratings)
    if counting:
        print_heading("Rated by people")
    for rating in sorted(counting, key=lambda one: (one.start or -1.0, one.n)):
        whole = rating.start is None or rating.end is None
        part = "whole call" if whole else f"{format_clock(rating.start or 0)}-{format_clock(rating.end or 0)}"
        why = f": “{rating.why}”" if rating.why else ""
        print_line(f"{part}  {rating.verdict}, says {rating.author}{why}", indent=2)


def print_disputes(page: CallPage, point: ScorePoint) -> None:
    """Print under a line of the score what people object to it, and what was decided."""
    for dispute in _about(page, point):
        print_line(_told(page, dispute), indent=11, style="yellow")


def _about(page: CallPage, point: ScorePoint) -> Iterator[Dispute]:
    return (one for one in page.disputes if (one.card, one.criterion) == (point.card, point.criterion))


def _told(page: CallPage, dispute: Dispute) -> str:
    said = f"Disputed by {dispute.author} (dispute {dispute.n}): “{dispute.reason}”"
    decision = next((one for one in page.decisions if one.dispute == dispute.n), None)
    if decision is None:
        return f"{said}; open"
    return f"{said}; {decision.outcome} by {decision.author}: “{decision.reason}”"
