"""Which cases show a line: of both sides, the clearest, of different calls and agents."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from coachkit.behaviours.behaviour import DONE, NOT_DONE
from coachkit.briefs.quoting import cut_quote
from coachkit.conversation import words_of
from coachkit.mining.finding import Finding
from coachkit.models import Case, Dispute, LineKind, Verdict

EACH = 3
"""Quotes of each side at most."""
LONGEST = 30
"""Words of what an agent says instead."""
_AGENT, _CALL = 0.15, 0.3
"""What a case is worth less, on a scale from 0 to 1, for each that is shown of its agent, of its call."""
_SAID = 0.3
"""What it is worth less where the same words are shown already."""
_LIKE = 0.3
"""What it is worth more where the agent says it in the very words of the line."""
_UNSEEN = 0.5
"""What it is worth less where no words show what the agent does, or the customer is not heard."""

_WAITS = frozenset({"measure:delay", "trait:answers_late"})
"""Behaviours that show in the time before the agent's first words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A case that shows a line."""

    case: Case
    is_done: bool
    shows: str
    """What the agent says that shows it; empty where no words do."""
    span: tuple[float, float] | None = None
    """From when to when it is played, in seconds; None: the whole case."""
    is_about_wait: bool = False
    """Whether the line is about how soon agents answer, which no words show."""

    @property
    def words(self) -> str:
        """The line that shows it, else what the agent says, cut where it is long.

        Where it is about the wait, that comes first: `(after 3.1 s) Yes, it does.`
        """
        wait = self.case.delay if self.is_about_wait else None
        if wait is None:
            return self._words
        about = "mostly after" if self.case.exchange is None else "after"
        return f"({about} {max(0.0, wait):.1f} s) {self._words}".rstrip()

    @property
    def _words(self) -> str:
        if not self.shows:
            return cut_quote(" ".join(self.case.said), LONGEST)
        line = self.case.said[self.line] if self.line is not None else ""
        return line if 0 < len(line.split()) <= LONGEST else self.shows

    @property
    def line(self) -> int | None:
        """Place of the agent's line that shows it; None where no words do."""
        wanted = self.shows.rstrip("… ").casefold()
        return next(
            (n for n, line in enumerate(self.case.said) if wanted and wanted in line.casefold()), None
        )


Clearness = Callable[[Case], float]
"""How clear it is how a case went, 0 to 1."""
Barred = Callable[[Case], bool]
"""Whether a case may not be played, as its place is disputed."""


def quotes_of(finding: Finding, kind: LineKind, *, clear: Clearness, barred: Barred) -> list[Shown]:
    """Return what shows a line: up to three cases of each side, those that do it first.

    Of a do or a keep these are cases that went well in which it is done, and cases that went badly in which
    it is not; of a don't the other way round. Where either side has none, there are none at all.
    """
    done_went: Verdict = "bad" if kind == "dont" else "good"
    other_went: Verdict = "good" if kind == "dont" else "bad"
    behaviour = finding.observed.behaviour
    told = frozenset(words_of(behaviour.does)) if behaviour.kind == "wording" else frozenset()
    with_it = _chosen(_side(finding, DONE, done_went), clear, barred, told)
    without = _chosen(_side(finding, NOT_DONE, other_went), clear, barred)
    return [*with_it, *without] if with_it and without else []


def is_disputed(case: Case, disputes: Iterable[Dispute]) -> bool:
    """Say whether somebody disputes a place that a quote of this case would play."""
    first, last = case.prompt_start, max(case.quote_end, case.prompt_end)
    if case.exchange is None:
        first, last = case.start, case.end
    return any(
        one.start is not None and one.end is not None and first < one.end and one.start < last
        for one in disputes
        if one.call_id == case.call_id
    )


def _side(finding: Finding, state: int, verdict: Verdict) -> list[Shown]:
    """Return the cases of a side in the order of calls, as subjects have them."""
    cases, words = finding.subject.cases, finding.observed.words if state == DONE else {}
    is_wait = finding.observed.behaviour.key in _WAITS
    return [
        Shown(case=cases[place], is_done=state == DONE, shows=words.get(place, ""), is_about_wait=is_wait)
        for place in np.flatnonzero(finding.observed.done == state).tolist()
        if cases[place].verdict == verdict
    ]


def _chosen(
    side: Sequence[Shown], clear: Clearness, barred: Barred, told: frozenset[str] = frozenset()
) -> list[Shown]:
    """Return the clearest; each that is taken makes the next of the same agent or call worth less.

    `told` are the words by which a line tells what is said: one that is said so shows it best.
    """
    shows_words = any(one.shows for one in side)
    worth = [_worth(one, clear, shows_words=shows_words) + _LIKE * _shared(told, one.shows) for one in side]
    left = sorted(range(len(side)), key=worth.__getitem__, reverse=True)
    chosen: list[Shown] = []
    while left and len(chosen) < EACH:
        best = _best(left, worth, side, chosen)
        left.remove(best)
        case = side[best].case
        if not barred(case) and not any(_overlaps(case, one.case) for one in chosen):
            chosen.append(side[best])
    return chosen


def _best(left: Sequence[int], worth: Sequence[float], side: Sequence[Shown], chosen: Sequence[Shown]) -> int:
    """Return which is worth most beside those that are chosen; `left` has those of most worth first."""
    best, most = left[0], float("-inf")
    for one in left:
        if worth[one] <= most:
            break
        now = worth[one] - _repeats(side[one], chosen)
        if now > most:
            best, most = one, now
    return best


def _worth(shown: Shown, clear: Clearness, *, shows_words: bool) -> float:
    unseen = (shows_words and not shown.shows) + (not shown.case.quote)
    return clear(shown.case) - _UNSEEN * unseen


def _shared(told: frozenset[str], shows: str) -> float:
    return len(told & set(words_of(shows))) / len(told) if told else 0.0


def _repeats(shown: Shown, chosen: Sequence[Shown]) -> float:
    of_agent = sum(one.case.agent == shown.case.agent for one in chosen)
    of_call = sum(one.case.call_id == shown.case.call_id for one in chosen)
    is_said = any(one.shows == shown.shows for one in chosen)
    return _AGENT * of_agent + _CALL * of_call + _SAID * is_said


def _overlaps(one: Case, other: Case) -> bool:
    return one.call_id == other.call_id and one.start < other.end and other.start < one.end
