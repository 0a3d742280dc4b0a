"""Saying how a call went, or a stretch of it."""

from __future__ import annotations

from coachkit.models import Rating, Verdict
from coachkit.pipeline.changes.ratings import Said, rate_call
from coachkit.store.reading import find_call
from coachkit.votes import standing
from coachkit.web.acting.consequences import VERDICT_WORDS, rejudged
from coachkit.web.acting.desk import Action, Desk, Done, refuse_changed, version_of


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
            yours=f"{VERDICT_WORDS[verdict]}{f': “{why}”' if why else ''}",
        )
        own = [one for one in standing(ratings) if one.author.casefold() == desk.author.casefold()]
        said = Said(call_id=call_id, verdict=verdict, author=desk.author, why=why, at=at)
        report = rate_call(desk.library, desk.settings, said, tools=desk.tools)
        place = report.rating.start, report.rating.end
        last = next((one for one in own if (one.start, one.end) == place), None)
        if not report.is_new:
            return Done(said=f"You have rated it {VERDICT_WORDS[verdict]} already.")
        what = "this call" if at is None else "this part"
        return Done(
            said=f"You rated {what} {VERDICT_WORDS[verdict]}."
            if verdict
            else f"You took back your word on {what}.",
            changed=rejudged(report.change),
            undo=rate(call_id, last.verdict if last else None, (last.why if last else None) or "", at),
        )

    return act


def _told(ratings: list[Rating]) -> str:
    counting = standing(ratings)
    return (
        "; ".join(f"{one.author} says {VERDICT_WORDS[one.verdict]}" for one in counting)
        or "nobody has rated it"
    )
