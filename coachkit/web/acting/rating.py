"""Saying how a call went, or a stretch of it."""

from __future__ import annotations

from coachkit.models import Rating, Verdict
from coachkit.pipeline.changes.judgement import Rejudged
from coachkit.pipeline.changes.ratings import Said, rate_call
from coachkit.store.reading import find_call
from coachkit.votes import standing
from coachkit.web.acting.desk import Action, Desk, Done, refuse_changed, version_of
from coachkit.web.pages.call_moments import TELLING

WORDS: dict[Verdict | None, str] = {
    "good": "good",
    "bad": "bad",
    "neutral": "in between",
    None: "not rated",
}


def ratings_version(ratings: tuple[Rating, ...] | list[Rating]) -> str:
    """Return the version of what people say of a call."""
    return version_of([(one.author, one.start, one.end, one.verdict, one.why) for one in standing(ratings)])


def rate(call: str, verdict: Verdict | None, why: str, at: str | None, *, version: str = "") -> Action:
    """Return the action that rates a call, or with `at` a stretch of it; `verdict` None takes it back."""

    def act(desk: Desk) -> Done:
        call_id = find_call(desk.library, call)
        ratings = desk.library.rows(Rating, call_id=call_id)
        refuse_changed(
            "What people say of this call",
            version=version,
            now=ratings_version(ratings),
            theirs=_told(ratings),
            yours=f"{WORDS[verdict]}{f': “{why}”' if why else ''}",
        )
        own = [one for one in standing(ratings) if one.author.casefold() == desk.author.casefold()]
        said = Said(call_id=call_id, verdict=verdict, author=desk.author, why=why, at=at)
        report = rate_call(desk.library, desk.settings, said, tools=desk.tools)
        place = report.rating.start, report.rating.end
        last = next((one for one in own if (one.start, one.end) == place), None)
        if not report.is_new:
            return Done(said=f"You have rated it {WORDS[verdict]} already.")
        what = "this call" if at is None else "this part"
        return Done(
            said=f"You rated {what} {WORDS[verdict]}." if verdict else f"You took back your word on {what}.",
            changed=followed(report.change),
            undo=rate(call_id, last.verdict if last else None, (last.why if last else None) or "", at),
        )

    return act


def _told(ratings: list[Rating]) -> str:
    counting = standing(ratings)
    return "; ".join(f"{one.author} says {WORDS[one.verdict]}" for one in counting) or "nobody has rated it"


def _called(name: str) -> str:
    """Return what comes up as pages call it: a name, or a kind of moment in words."""
    kind = next((words for moment, words in TELLING.items() if moment == name), None)
    return kind[0].upper() + kind[1:] if kind else f"“{name}”"


def followed(change: Rejudged) -> tuple[str, ...]:
    """Return what followed for a call from what somebody said of it, a sentence each."""
    was = change.before.label.label if change.before.label else None
    now = change.after.label.label if change.after.label else None
    told = [] if was == now else [f"The call counts as {WORDS[now]} now."]
    for name, _, verdict, _ in change.exchanges:
        told.append(f"{_called(name)}: {WORDS[verdict]} now.")
    told += [f"The playlist “{title}” changed." for title in change.playlists]
    return tuple(told)
