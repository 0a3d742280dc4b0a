"""The lines of a playbook: what was found, as people decided on it, each with what shows it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isfinite

from coachkit.mining.finding import Finding
from coachkit.models import LineKind, PlaybookLine, PlaybookQuote
from coachkit.playbooks.choices import Decided, LineKey, line_key
from coachkit.playbooks.parts import with_parts
from coachkit.playbooks.quotes import Shown
from coachkit.playbooks.sentences import kind_of, sentence_of, why
from coachkit.statistics.averages import Estimate

MOST_WITHHELD = 30
"""Lines of a playbook that are kept though nothing is claimed, those that come nearest to it."""
NO_EXAMPLE = "no example of both sides may be played: the places are disputed, or there are none"
_ORDER: Mapping[LineKind, int] = {"do": 0, "dont": 1, "keep": 2}
Show = Callable[[Finding, LineKind], Sequence[Shown]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A line, and the places that show it."""

    line: PlaybookLine
    quotes: tuple[PlaybookQuote, ...] = ()
    """Of a line that people struck as well: it may be restored."""
    is_found: bool = True
    """False: it was found earlier, and is not any more."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """What it says beside itself, by behaviour, in words; of a line that the calls bear out."""


def draft_lines(
    playbook_id: str, findings: Iterable[Finding], show: Show, *, looked_at: int
) -> list[Drafted]:
    """Return the lines of what was found; `looked_at` is how many comparisons were made in the library."""
    return [_of_finding(playbook_id, one, show, looked_at=looked_at) for one in findings]


def after_people(drafted: Iterable[Drafted], decided: Mapping[LineKey, Decided]) -> list[Drafted]:
    """Return lines as people decided on them, numbered: those that stand first.

    Of these dos come first, then don'ts and keeps, the surest first. Nothing that people say makes a line
    stand that does not.
    """
    decided_on = [_after_people(one, decided.get(key_of(one.line))) for one in drafted]
    lines = with_parts([one.line for one in decided_on])
    after = [replace(one, line=line) for one, line in zip(decided_on, lines, strict=True)]
    after.sort(key=lambda one: _place(one.line))
    return [replace(one, line=replace(one.line, n=n)) for n, one in enumerate(after)]


def kept_lines(drafted: Sequence[Drafted]) -> list[Drafted]:
    """Return the lines to store: all that stand or were decided on, and the nearest of the others."""
    left = MOST_WITHHELD
    found = []
    for one in drafted:
        if one.line.withheld is None or _is_decided(one.line):
            found.append(one)
        elif left and one.is_found:
            found.append(one)
            left -= 1
    return [replace(one, line=replace(one.line, n=n)) for n, one in enumerate(found)]


def quote_rows(drafted: Drafted) -> list[PlaybookQuote]:
    """Return what shows a line as it is numbered now."""
    return [replace(one, line=drafted.line.n) for one in drafted.quotes]


def _of_finding(playbook_id: str, finding: Finding, show: Show, *, looked_at: int) -> Drafted:
    kind, behaviour = kind_of(finding), finding.observed.behaviour
    shown = tuple(show(finding, kind)) if finding.withheld is None else ()
    effect, sentence = finding.effect.times(100), sentence_of(finding, kind)
    doubt = finding.withheld or (None if shown else NO_EXAMPLE)
    line = PlaybookLine(
        playbook_id=playbook_id,
        n=0,
        behaviour=behaviour.key,
        behaviour_kind=behaviour.kind,
        kind=kind,
        text=sentence,
        why=why(finding, looked_at=looked_at),
        done_good=finding.done_good,
        done_bad=finding.done_bad,
        not_done_good=finding.not_done_good,
        not_done_bad=finding.not_done_bad,
        calls=finding.calls,
        agents=finding.agents,
        effect=effect.value,
        effect_low=effect.low,
        effect_high=effect.high,
        odds=_finite(finding.odds, "value"),
        odds_low=_finite(finding.odds, "low"),
        odds_high=_finite(finding.odds, "high"),
        chance=finding.chance,
        adjusted=finding.adjusted,
        withheld=doubt,
        found=sentence,
        doubt=doubt,
        also=tuple(one.does for one in finding.also),
    )
    return Drafted(
        line=line,
        quotes=tuple(_quote(line, n, one) for n, one in enumerate(shown)),
        parts={} if doubt else {one.key: one.does for one in finding.also},
    )


def _quote(line: PlaybookLine, n: int, shown: Shown) -> PlaybookQuote:
    case, (start, end) = shown.case, shown.span or (shown.case.start, shown.case.end)
    return PlaybookQuote(
        playbook_id=line.playbook_id,
        line=line.n,
        n=n,
        call_id=case.call_id,
        start=start,
        end=end,
        agent=case.agent,
        verdict=case.verdict,
        is_done=shown.is_done,
        prompt=case.prompt,
        words=shown.words,
        quote=case.quote,
    )


def _after_people(drafted: Drafted, decided: Decided | None) -> Drafted:
    """Return a line as people decided on it: nothing that they say makes a line stand that does not."""
    found = replace(drafted.line, text=drafted.line.found, withheld=drafted.line.doubt)
    if decided is None:
        nobody = replace(found, approved_by=None, edited_by=None, struck_by=None)
        return replace(drafted, line=nobody)
    line = replace(
        found,
        text=decided.text or found.text,
        approved_by=decided.approved_by,
        edited_by=decided.edited_by,
        struck_by=decided.struck_by,
    )
    if decided.struck_by:
        said = f"struck by {decided.struck_by}"
        line = replace(line, withheld=f"{said}: {decided.struck_why}" if decided.struck_why else said)
    return replace(drafted, line=line)


def _place(line: PlaybookLine) -> tuple[object, ...]:
    is_out = line.withheld is not None
    first = _ORDER[line.kind] if not is_out else not _is_decided(line)
    return is_out, first, line.chance, -abs(line.effect), line.behaviour, line.kind


def _is_decided(line: PlaybookLine) -> bool:
    return bool(line.approved_by or line.edited_by or line.struck_by)


def key_of(line: PlaybookLine) -> LineKey:
    """Return what decisions on a line are kept under."""
    return line_key(line.playbook_id, line.behaviour, line.kind)


def _finite(estimate: Estimate | None, name: str) -> float | None:
    value = None if estimate is None else float(getattr(estimate, name))
    return value if value is not None and isfinite(value) else None
