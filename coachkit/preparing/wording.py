"""What a page says: figures with how many calls and the interval, and why something was chosen."""

from collections.abc import Iterator, Sequence

from coachkit.counts import format_count
from coachkit.export.clock import format_minutes
from coachkit.preparing.aspects import Aspect
from coachkit.preparing.results import Beside, TalkPage
from coachkit.preparing.weighing import LEAST, Weighed
from coachkit.reporting.wording import of_units
from coachkit.statistics.shares import Share, share_of
from coachkit.trends.wording import day_span, interval

NOTHING = "Nothing stands out"
AGAIN = "It was the focus of the last page as well."


WENT_WELL = "A single exchange is no strength yet, and still worth naming"


def headline(page: TalkPage) -> str:
    """Return whose page it is and of which days: `Talk with Jana K. · 27 Oct to 23 Nov 2026`."""
    return f"Talk with {page.agent} · {days_of(page)}"


def days_of(page: TalkPage) -> str:
    """Return the days of the calls: `27 Oct to 23 Nov 2026`."""
    return day_span(page.first, page.last) if page.first and page.last else "all days"


def summary_of(page: TalkPage) -> Iterator[str]:
    """Yield how many calls it is about, how they went, and whose calls they are compared with."""
    if not page.calls:
        yield f"No call of {page.agent} on these days; --since takes in earlier ones."
        return
    went = [f"{count:,} {how}" for how, count in _went(page) if count]
    yield f"{format_count(page.calls, 'call')}, {format_minutes(60 * page.minutes)}" + (
        f"; {', '.join(went)}" if went else ""
    )
    if page.colleagues:
        calls = format_count(page.calls_beside, "call")
        # no names: what is said of colleagues here is for nobody but the lead to know more of
        yield f"Compared with {calls} of {format_count(len(page.colleagues), 'colleague')} on the same days."
    else:
        yield "Nobody else took such calls on these days: compared with before, and with what is good."


def _went(page: TalkPage) -> tuple[tuple[str, int], ...]:
    return ("went well", page.good), ("badly", page.bad), ("in between", page.neutral)


def better_by(two: Beside, agent: str) -> str:
    """Return whose the better one of two clips is."""
    return listed(two.better.spot.call.agents) or "A colleague" if two.is_colleague else agent


def title_of_aspect(aspect: Aspect, *, is_well: bool) -> str:
    """Return what is so, as the page's headline of it."""
    return aspect.well if is_well else aspect.badly


def figures_in_words(one: Weighed, *, is_well: bool) -> str:
    """Return `12 of 20 calls (60 %, likely 39 to 78 %); colleagues 31 of 140 calls (22 %, …)`."""
    said = counted(one.here, one.aspect.unit, is_well=is_well)
    if one.basis == "before" and one.there is not None:
        return f"{said}; before {counted(one.there, one.aspect.unit, is_well=is_well)}"
    if one.colleagues.calls:
        said += f"; colleagues {counted(one.colleagues, one.aspect.unit, is_well=is_well)}"
    return said


def counted(share: Share, unit: str, *, is_well: bool = True) -> str:
    """Return how often it went well (or did not) with the interval that the true share is likely in."""
    if not is_well:
        share = share_of(share.calls - share.held, share.calls)
    said = of_units(share, unit)
    return f"{said[:-1]}, likely {interval(share)})" if said.endswith(")") else said


def why_strength(one: Weighed) -> str:
    """Return why this was named as a strength."""
    return {
        "colleagues": "Better than with colleagues, beyond chance, also among calls alike.",
        "before": "Better than before, beyond chance.",
        "target": f"So on most calls, beyond chance{_usual(one)}.",
    }[one.basis]


def _usual(one: Weighed) -> str:
    theirs, own = one.colleagues.value, one.here.value or 0.0
    if theirs is None or one.colleagues.calls < LEAST:
        return ""
    return "; with colleagues too" if theirs >= own - 0.1 else ""


def why_focus(one: Weighed, looked_at: int) -> str:
    """Return in a sentence or two why this and nothing else is the focus."""
    of = {
        "colleagues": "this one differs most from colleagues beyond chance, also among calls of the same "
        "kind, topic and mood",
        "before": "this one has changed most for the worse since before, beyond chance",
        "target": _off(one),
    }[one.basis]
    return f"Of {format_count(looked_at, 'thing')} compared, {of}."


def _off(one: Weighed) -> str:
    if one.aspect.kind == "metric":
        said = "this one is out of its range on most calls, beyond chance"
        none = "none goes less well than with colleagues beyond chance, but "
        return f"{none}{said}" if one.colleagues.calls else said
    return "this one goes badly most often, on more than half of the calls beyond chance"


def no_focus(calls: int, most: int, looked_at: int, *, has_colleagues: bool) -> str:
    """Return why there is no focus; `most` is on how many calls the best known thing was looked at."""
    if not calls:
        return f"{NOTHING}: there are no calls."
    if most < LEAST:
        return (
            f"{NOTHING}: to tell a weakness from chance it takes at least {LEAST} calls that show the same "
            f"thing, and here it is {most} at most. Hear the calls below instead."
        )
    beside = "colleagues or its range" if has_colleagues else "its range or from before"
    return (
        f"{NOTHING}: of {format_count(looked_at, 'thing')} compared, none goes badly often enough "
        f"and differs from {beside} by more than chance. Hear the calls below."
    )


def listed(names: Sequence[str]) -> str:
    """Return `Ann, Ben and Cem`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
