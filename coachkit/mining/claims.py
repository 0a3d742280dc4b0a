"""Claims: lines are taken strongest first, and each must add something to those that stand already."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from coachkit.behaviours.behaviour import NOT_DONE, Behaviour
from coachkit.mining.explained import (
    TOGETHER,
    is_mood,
    is_stronger,
    net_of,
    only_there,
    shadows,
    shows_within,
)
from coachkit.mining.hypotheses import Hypothesis
from coachkit.mining.units import Codes, Done

UPSET = "it is done more often where customers are upset already, and that explains most of it"

_RARER = "more rarely "


@dataclass(slots=True, kw_only=True)
class Claim:
    """A line that stands so far, with what went into it."""

    one: Hypothesis
    also: list[Behaviour] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Claims:
    """The lines of a library that stand so far."""

    everything: int | None
    """Place of the subject that everything is."""
    standing: dict[int, list[Claim]] = field(default_factory=dict)
    """By place of the subject."""
    aligned: dict[int, Codes] = field(default_factory=dict)
    """Of each subject where its units are among those of everything."""
    refused: list[tuple[Hypothesis, str]] = field(default_factory=list)

    def __len__(self) -> int:
        return sum(len(some) for some in self.standing.values())

    @property
    def all(self) -> list[Claim]:
        """All lines that stand."""
        return [one for some in self.standing.values() for one in some]

    @property
    def withheld(self) -> list[tuple[Hypothesis, str]]:
        """What does not stand, and why; of everything only what no subject has for itself."""
        there = {(one.one.key, one.one.helps) for one in self.all}
        return [
            (one, why)
            for one, why in self.refused
            if one.place != self.everything or (one.key, one.helps) not in there
        ]

    def take(self, one: Hypothesis) -> None:
        """Claim a line, or fold it into one that explains it; whatever it explains is folded into it."""
        if is_mood(one):
            self.refused.append((one, UPSET))
        elif one.place == self.everything:
            self._take_for_everything(one)
        elif not self._is_repeated(one) and not self._is_folded(one):
            self._stand(one)

    def explains(self, one: Hypothesis) -> bool:
        """Return whether a line that does not stand by itself says only what one that stands says."""
        return self._is_repeated(one) or self._is_folded(one)

    def _take_for_everything(self, one: Hypothesis) -> None:
        if (subjects := only_there(one)) is not None:
            self.refused.append((one, f"it shows only where it is about {_listed(subjects)}"))
        elif not self._is_folded(one):
            self._stand(one)
            for place in sorted(self.standing):
                if place != self.everything:
                    own = self.standing[place]
                    self.standing[place] = [two for two in own if not self._is_repeated(two.one)]

    def _stand(self, one: Hypothesis) -> None:
        """Let a line stand; earlier ones of its subject that it explains are folded into it."""
        new, stay = Claim(one=one), []
        own = self.standing.get(one.place, [])
        for earlier in own:
            if shadows(earlier.one, one.done) >= TOGETHER and _explains(
                earlier.one, _beside(earlier, own, one), by=one.done
            ):
                with_it = [earlier.one.observed.behaviour, *earlier.also]
                new.also += _told_beside(with_it, same_way=earlier.one.helps == one.helps)
            else:
                stay.append(earlier)
        self.standing[one.place] = [*stay, new]

    def _is_repeated(self, one: Hypothesis) -> bool:
        """Return whether the line is claimed for everything, and is not clearly stronger here."""
        for wide in self._for_everything():
            if wide.one.key == one.key and wide.one.helps == one.helps:
                subject = one.units.subject
                here = wide.one.units.of_subject(subject.kind, subject.name)
                return not is_stronger(one, wide.one, ~here)
        return False

    def _is_folded(self, one: Hypothesis) -> bool:
        """Fold a line into the one that explains it, and say whether there is any."""
        own = self.standing.get(one.place, [])
        wide = [] if one.place == self.everything else self._for_everything()
        seen: list[tuple[Done, Claim]] = [(two.one.done, two) for two in own]
        seen += [(self._seen_from(one, two.one), two) for two in wide if two.one.key != one.key]
        alike = [(shadows(one, done), done, two) for done, two in seen]
        near = sorted((some for some in alike if some[0] >= TOGETHER), key=lambda some: -some[0])
        lines = [(done, two.one.helps) for _, done, two in near]
        for _, done, two in near:
            if _explains(one, lines, by=done):
                if two.one.place == one.place:
                    same_way = one.helps == two.one.helps
                    two.also += _told_beside([one.observed.behaviour], same_way=same_way)
                return True
        return False

    def _seen_from(self, one: Hypothesis, wide: Hypothesis) -> Done:
        """Return where in the units of a subject a behaviour of everything is done."""
        if one.place not in self.aligned:
            by_case = wide.units.by_case
            # in cases that are none of everything it is not done: the last place, which is added
            found = [by_case.get((case.call_id, case.n), -1) for case in one.units.cases]
            self.aligned[one.place] = np.array(found, dtype=np.intp)
        return np.append(wide.done, np.int8(NOT_DONE))[self.aligned[one.place]]

    def _for_everything(self) -> list[Claim]:
        return [] if self.everything is None else self.standing.get(self.everything, [])


def _told_beside(behaviours: Sequence[Behaviour], *, same_way: bool) -> list[Behaviour]:
    """Return behaviours as a line tells them beside its own: where that one helps, what harms is rarer."""
    if same_way:
        return [*behaviours]
    return [
        replace(one, does=one.does.removeprefix(_RARER))
        if one.does.startswith(_RARER)
        else replace(one, does=f"{_RARER}{one.does}")
        for one in behaviours
    ]


def _beside(claim: Claim, own: Sequence[Claim], new: Hypothesis) -> list[tuple[Done, bool]]:
    """Return what goes with a claim, of the other lines of its subject and a new one."""
    others = [*(two.one for two in own if two is not claim), new]
    return [(two.done, two.helps) for two in others if shadows(claim.one, two.done) >= TOGETHER]


def _explains(one: Hypothesis, together: list[tuple[Done, bool]], *, by: Done) -> bool:
    """Return whether a line no longer shows where another is held alike, alone or with all it goes with."""
    if not shows_within(one, by):
        return True
    return len(together) > 1 and not shows_within(one, net_of(together))


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
