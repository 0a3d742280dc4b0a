"""What followed for a call from what somebody did to it: a sentence for each thing that changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from coachkit.web.pages.call_moments import TELLING

if TYPE_CHECKING:
    from coachkit.models import Verdict
    from coachkit.pipeline.changes.judgement import Rejudged

VERDICT_WORDS: dict[Verdict | None, str] = {
    "good": "good",
    "bad": "bad",
    "neutral": "in between",
    None: "not rated",
}


def rejudged(change: Rejudged) -> tuple[str, ...]:
    """Tell of a call's verdict, its score, its exchanges and the playlists with clips of it."""
    before, after = change.before, change.after
    return (
        *new_verdict(
            before.label.label if before.label else None, after.label.label if after.label else None
        ),
        *new_score(before.score, after.score),
        *(f"{_called(name)}: {VERDICT_WORDS[verdict]} now." for name, _, verdict, _ in change.exchanges),
        *changed_playlists(change.playlists),
    )


def new_verdict(was: Verdict | None, now: Verdict | None) -> list[str]:
    """Tell how a call counts now, if that is new."""
    return [] if was == now else [f"The call counts as {VERDICT_WORDS[now]} now."]


def new_score(was: float | None, now: float | None) -> list[str]:
    """Tell a call's score, of 100, if it reads otherwise than before."""
    if now is None or (was is not None and round(was) == round(now)):
        return []
    return [f"The score is {now:.0f} of 100 now{'' if was is None else f', not {was:.0f}'}."]


def changed_playlists(titles: Iterable[str]) -> list[str]:
    """Tell which playlists have other clips of the call now."""
    return [f"The playlist “{title}” changed." for title in titles]


def _called(name: str) -> str:
    """Return what comes up as pages call it: a name, or a kind of moment in words."""
    words = next((words for kind, words in TELLING.items() if kind == name), None)
    return words[0].upper() + words[1:] if words else f"“{name}”"
