"""What a list trains: the figure that should change in the calls of those who hear it.

A list says it itself (`trains`); where it does not, it is what the list is about.
"""

from dataclasses import dataclass
from typing import cast, get_args

from coachkit.config import HOW_TO_TRAIN, TrainedKind
from coachkit.errors import EditError
from coachkit.figures.averages import find_figure
from coachkit.metric_definitions import metric_definitions
from coachkit.store.reading.following import ListHead

_TITLES: dict[TrainedKind, str] = {
    "competitor": "how often it goes well when {name} comes up",
    "feature": "how often it goes well when {name} comes up",
    "tracker": "how often it goes well when “{name}” comes up",
    "moment": "how often “{name}” moments go well",
    "topic": "share of calls about “{name}” that go well",
    "criterion": "share of calls that meet “{name}” of the score card",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """A figure that can be worked out for single calls."""

    kind: TrainedKind
    name: str

    @property
    def title(self) -> str:
        """What it is called in front of people."""
        if self.kind == "metric":
            return metric_definitions()[self.name].title
        return _TITLES[self.kind].format(name=self.name.replace("_", " "))

    @property
    def unit(self) -> str:
        """`share` (0 to 1), `s`, `count` and so on."""
        return metric_definitions()[self.name].unit if self.kind == "metric" else "share"


def trained_by(head: ListHead, said: str | None = None) -> Trained:
    """Return what a list trains: as is `said` now, as the list says it, else what it is about.

    Raises:
        EditError: Nobody says so and it is about nothing of which there is a figure, or what is said is
            none of those.
        NotFoundError: There is no such metric.
    """
    text = said or head.trains
    if text:
        return read_trained(text)
    if head.kind in ("competitor", "feature", "tracker", "moment", "topic"):
        return Trained(kind=cast(TrainedKind, head.kind), name=head.subject)
    raise EditError(
        f"“{head.title}” does not say what hearing it should change; say it with --on, such as "
        "--on metric:patience or --on moment:objection"
    )


def read_trained(text: str) -> Trained:
    """Return the figure that `text` names, such as `metric:patience`.

    Raises:
        EditError: It names no kind of figure.
        NotFoundError: There is no such metric.
    """
    kind, colon, name = (part.strip() for part in text.partition(":"))
    if kind not in get_args(TrainedKind) or not colon or not name:
        raise EditError(f"“{text}” is nothing that a list can train; {HOW_TO_TRAIN}")
    if kind == "metric":
        return Trained(kind="metric", name=find_figure(name))
    return Trained(kind=cast(TrainedKind, kind), name=name)
