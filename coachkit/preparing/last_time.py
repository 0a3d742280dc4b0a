"""What has changed since the last page: its focus and strengths, then and now."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coachkit.models import TalkPrepared
from coachkit.preparing.aspects import Aspect
from coachkit.preparing.results import Change
from coachkit.preparing.weighing import LEAST, MOST_FALSE
from coachkit.reporting.scope import USUAL_DAYS
from coachkit.statistics.many import adjusted
from coachkit.statistics.shares import Share, fisher, share_of
from coachkit.trends.wording import interval, percent

Days = tuple[date, date]
_TOO_FEW = "too few calls to say"
_SAME = "no clear change"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    on: str
    then: Share
    now: Share
    chance: float | None


def days_to_look_at(
    called: Sequence[date], talks: Sequence[TalkPrepared], since: date | None, until: date | None
) -> Days | None:
    """Return the first and the last day of the calls that a page is about; None where no call has a day.

    Asked for no days, they are those since the last page, or those of that page again while there are no
    newer calls; without a page, the four weeks up to the newest call. `called` are the days of the agent's
    calls.
    """
    newest = max(called, default=None)
    if since or until:
        last = until or max(filter(None, (newest, since)))
        return since or last - timedelta(days=USUAL_DAYS - 1), last
    if newest is None:
        return None
    last_page = next((one for one in reversed(talks) if one.since and one.until), None)
    if last_page and last_page.since and last_page.until:
        if newest > last_page.until:
            return last_page.until + timedelta(days=1), newest
        if any(last_page.since <= day <= last_page.until for day in called):
            return last_page.since, last_page.until
    return newest - timedelta(days=USUAL_DAYS - 1), newest


def page_before(talks: Sequence[TalkPrepared], first: date | None) -> TalkPrepared | None:
    """Return the last page that is about days before `first`."""
    fits = [one for one in talks if first and one.until and one.until < first]
    return fits[-1] if fits else None


def changes_since(
    talk: TalkPrepared, then: Mapping[str, Share], now: Mapping[str, Share], aspects: Mapping[str, Aspect]
) -> list[Change]:
    """Return what became of what a page named; shares are by `Aspect.on`.

    `then` is counted anew, by the score cards and settings of today, so that a changed card is not taken for
    a changed agent; where those calls are gone, it is what the page said.
    """
    said = _said(talk)
    compared = [
        _compare(on, then.get(on, share_of(0, 0)), now.get(on, share_of(0, 0)), said[on]) for on in said
    ]
    tested = [n for n, one in enumerate(compared) if one.chance is not None]
    corrected = dict(zip(tested, adjusted([compared[n].chance or 0.0 for n in tested]), strict=True))
    return [
        _change(one, corrected.get(n), aspects.get(one.on), was_focus=one.on == talk.focus_on)
        for n, one in enumerate(compared)
    ]


def figures_kept(shares: Mapping[str, Share]) -> str:
    """Return figures as they are kept with a page."""
    kept = {on: {"mean": round(one.value or 0.0, 4), "n": one.calls} for on, one in shares.items()}
    return json.dumps(kept, ensure_ascii=False)


def _said(talk: TalkPrepared) -> dict[str, Share]:
    found = {}
    for on, figure in json.loads(talk.figures).items():
        calls = int(figure["n"])
        found[on] = share_of(min(round(float(figure["mean"]) * calls), calls), calls)
    return dict(sorted(found.items(), key=lambda item: item[0] != talk.focus_on))


def _compare(on: str, then: Share, now: Share, said: Share) -> _Compared:
    then = then if then.calls else said
    is_enough = min(then.calls, now.calls) >= LEAST
    chance = fisher(now.held, now.calls, then.held, then.calls) if is_enough else None
    return _Compared(on=on, then=then, now=now, chance=chance)


def _change(one: _Compared, corrected: float | None, aspect: Aspect | None, *, was_focus: bool) -> Change:
    by = (one.now.value or 0.0) - (one.then.value or 0.0)
    if corrected is None:
        verdict = _TOO_FEW
    elif corrected > MOST_FALSE or by == 0:
        verdict = _SAME
    else:
        verdict = "better" if by > 0 else "less well"
    told = f"{verdict}, beyond chance" if verdict in ("better", "less well") else verdict
    return Change(
        on=one.on,
        title=aspect.well if aspect else one.on.partition(":")[2].replace("_", " ").capitalize(),
        was_focus=was_focus,
        then=one.then,
        now=one.now,
        says="; ".join(_counts(one, aspect.unit if aspect else "call")) + f": {told}",
        verdict=verdict,
    )


def _counts(one: _Compared, unit: str) -> Iterator[str]:
    for when, share in (("then", one.then), ("now", one.now)):
        noun = unit if share.calls == 1 else f"{unit[:-1]}ies" if unit.endswith("y") else f"{unit}s"
        said = f"{when} {share.held:,} of {share.calls:,} {noun}"
        is_enough = share.value is not None and share.calls >= LEAST
        yield f"{said} ({percent(share.value or 0.0)}, likely {interval(share)})" if is_enough else said
