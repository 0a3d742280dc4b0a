"""Lines that stood or were decided on and of which nothing is found any more: told, and not shown."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import get_args

from coachkit.behaviours.behaviour import DONE, NOT_DONE, Observed
from coachkit.mining.finding import Subject
from coachkit.models import BehaviourKind, LineKind, PlaybookLine, Verdict
from coachkit.playbooks.choices import Decided, LineKey
from coachkit.playbooks.lines import Drafted, key_of
from coachkit.playbooks.parts import is_part, part_of

UNCLEAR = "the calls do not show it clearly any more"
GONE = "nothing like it is found in the calls any more"
EVERYWHERE = "now said of everything that comes up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of lines before the calls are looked at."""

    decided: Mapping[LineKey, Decided] = field(default_factory=dict)
    stood: Mapping[LineKey, PlaybookLine] = field(default_factory=dict)
    """Those that stood when playbooks were written last."""

    def lines_of(self, playbook_id: str) -> dict[LineKey, tuple[LineKind, str]]:
        """Return kind and text of every line of a playbook that is known, by key."""
        found = {key: (one.kind, one.found) for key, one in self.stood.items()}
        found |= {key: (one.kind, one.line) for key, one in self.decided.items()}
        return {key: found[key] for key in sorted(found) if key[0] == playbook_id}

    def behaviours_of(self, playbook_id: str) -> list[str]:
        """Return the keys of what the lines of a playbook are about, those that people decided on first.

        Only its own: named after another playbook's line, a wording would lose what was decided of it here.
        """
        found = (key for keys in (self.decided, self.stood) for key in sorted(keys))
        return [behaviour for owner, behaviour, _ in found if owner == playbook_id]


def is_lost(line: PlaybookLine) -> bool:
    """Say whether a line was found earlier, and is not any more, at least not by itself."""
    return line.doubt in (UNCLEAR, GONE, EVERYWHERE) or is_part(line)


def no_longer_found(
    playbook_id: str,
    subject: Subject,
    drafted: Collection[Drafted],
    known: Known,
    *,
    everywhere: Container[tuple[str, bool]] = (),
) -> Iterator[Drafted]:
    """Yield the known lines of a playbook that are not among those that were drafted, all withheld.

    `everywhere` are the lines that are claimed for everything: a behaviour, and whether it is to be left.
    """
    there = {key_of(one.line) for one in drafted}
    observed = {one.behaviour.key: one for one in subject.observed}
    wholes = {key: (one.line.found, does) for one in drafted for key, does in one.parts.items()}
    for key, (kind, text) in known.lines_of(playbook_id).items():
        if key in there:
            continue
        line = _gone(key, kind, text, subject, observed.get(key[1]))
        if key[1] in wholes:
            whole, does = wholes[key[1]]
            line = replace(line, withheld=part_of(whole), doubt=part_of(whole), also=(does,))
        elif subject.kind != "everything" and key[1:] in everywhere:
            line = replace(line, withheld=EVERYWHERE, doubt=EVERYWHERE)
        yield Drafted(line=line, is_found=False)


def _gone(
    key: LineKey, kind: LineKind, text: str, subject: Subject, observed: Observed | None
) -> PlaybookLine:
    playbook_id, behaviour, _ = key
    done = _cases(subject, observed, DONE)
    with_it, doubt = [subject.cases[place] for place in done], UNCLEAR if done else GONE
    return PlaybookLine(
        playbook_id=playbook_id,
        n=0,
        behaviour=behaviour,
        behaviour_kind=_kind_in(behaviour),
        kind=kind,
        text=text,
        why="Nothing can be said of it now.",
        done_good=_went(subject, done, "good"),
        done_bad=_went(subject, done, "bad"),
        not_done_good=_went(subject, _cases(subject, observed, NOT_DONE), "good"),
        not_done_bad=_went(subject, _cases(subject, observed, NOT_DONE), "bad"),
        calls=len({one.call_id for one in with_it}),
        agents=len({one.agent for one in with_it if one.agent}),
        effect=0.0,
        effect_low=-100.0,
        effect_high=100.0,
        odds=None,
        odds_low=None,
        odds_high=None,
        chance=1.0,
        adjusted=1.0,
        withheld=doubt,
        found=text,
        doubt=doubt,
    )


def _cases(subject: Subject, observed: Observed | None, state: int) -> list[int]:
    if observed is None:
        return []
    return [place for place in range(len(subject.cases)) if observed.done[place] == state]


def _went(subject: Subject, places: Iterable[int], verdict: Verdict) -> int:
    return sum(subject.cases[place].verdict == verdict for place in places)


def _kind_in(behaviour: str) -> BehaviourKind:
    """Return the kind that the key of a behaviour begins with."""
    kinds: Mapping[str, BehaviourKind] = {one: one for one in get_args(BehaviourKind)}
    return kinds.get(behaviour.partition(":")[0], "trait")
