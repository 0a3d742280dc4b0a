"""A library's calls as its people handled them: what topics, experts and routes are all compared by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from coachkit.call_copies import without_copies
from coachkit.priorities.examples import Heard
from coachkit.priorities.expected import expect
from coachkit.priorities.handled import Handled, handled_calls
from coachkit.priorities.handlers import Handler, handlers_of
from coachkit.priorities.measures import MEASURES, By, Measure
from coachkit.statistics.averages import Numbers
from coachkit.store.library import Library
from coachkit.store.reading.priorities import KnownCall, Part, known_calls, parts_of_agents

MINIMUM = 5
"""Calls that somebody, or a topic, must have before anything is claimed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Calls, who took them, how each went and what was to be expected of it."""

    measure: Measure
    calls: Sequence[KnownCall]
    copies: int
    """How many calls are there once more, and left out."""
    parts: dict[tuple[str, str], Part]
    """By call and agent."""
    handled: Sequence[Handled]
    expected: Numbers
    """Of each handled."""
    spread: float
    """Standard deviation of calls about what is expected of them."""

    @classmethod
    def read(cls, library: Library, by: By, where: str | None = None, *, today: date | None = None) -> "Team":
        """Read the calls that fit the query `where` (None: all).

        Raises:
            QueryError: The query cannot be understood, or a name in it is not in the library.
        """
        condition = None
        if where is not None:
            from coachkit.store.reading.asking import calls_asked

            condition = calls_asked(library, where, today=today or date.today())
        found = known_calls(library, condition)
        calls = without_copies(found)
        parts = parts_of_agents(library)
        handled = handled_calls(calls, parts, by)
        expected = expect(handled, usual=MEASURES[by].usual)
        return cls(
            measure=MEASURES[by],
            calls=calls,
            copies=len(found) - len(calls),
            parts={(part.call_id, part.agent): part for part in parts},
            handled=handled,
            expected=expected.values,
            spread=expected.spread,
        )

    def on_topic(self, topic_id: str) -> list[int]:
        """Return which of `handled` are mainly about a topic."""
        return [n for n, one in enumerate(self.handled) if one.topic_id == topic_id]

    def handlers(self, chosen: Sequence[int], weights: Numbers | None = None) -> list[Handler]:
        """Return who took these of `handled`, who handles them best first."""
        return handlers_of(
            [self.handled[n] for n in chosen],
            self.expected[list(chosen)] if chosen else np.zeros(0),
            spread=self.spread,
            weights=weights,
            is_less_better=self.measure.is_less_better,
        )

    def heard(self, chosen: Sequence[int], nearness: Numbers | None = None) -> dict[str, list[Heard]]:
        """Return these of `handled` by agent, with how much better than expected each went."""
        sign = -1 if self.measure.is_less_better else 1
        labels = {call.id: call.label for call in self.calls}
        found: dict[str, list[Heard]] = {}
        for place, n in enumerate(chosen):
            one, expected = self.handled[n], float(self.expected[n])
            heard = Heard(
                handled=one,
                expected=expected,
                over=sign * (one.value - expected),
                label=labels[one.call_id],
                nearness=0.0 if nearness is None else float(nearness[place]),
            )
            found.setdefault(one.agent, []).append(heard)
        return found
