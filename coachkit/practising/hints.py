"""Hints: the line of a playbook that two replies are an example of, where one stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coachkit.behaviours.behaviour import DOES_NOT_APPLY, DONE, NOT_DONE
from coachkit.behaviours.deeds import UNTOLD, read_deed
from coachkit.behaviours.doing import deeds_in
from coachkit.behaviours.openings import LATER
from coachkit.behaviours.said_words import PASSED_OVER
from coachkit.models import BehaviourKind, Case, Playbook, PlaybookLine
from coachkit.phrases import words_in
from coachkit.practising.rounds import PlaybookHint
from coachkit.practising.subjects import Practisable
from coachkit.sentences import sentences_of
from coachkit.store.library import Library

READ_OFF: frozenset[BehaviourKind] = frozenset({"trait", "opening", "order", "phrase"})
"""What can be read off one reply by itself; the rest is true of it only beside others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbooks:
    """The lines that may be shown, those of the subject's own playbook first."""

    lines: Sequence[PlaybookLine]
    own: str | None
    """Id of the subject's playbook, where lines of it stand."""

    def hint(self, good: Case | None, bad: Case | None) -> PlaybookHint | None:
        """Return the line that parts two replies: what to do only in the good one, or what not in the bad.

        Where there is one reply, it is enough that the reply shows it.
        """
        for line in self.lines:
            shows, lacks = (bad, good) if line.kind == "dont" else (good, bad)
            if shows and is_done(line, shows) == DONE and (not lacks or is_done(line, lacks) == NOT_DONE):
                return PlaybookHint(playbook_id=line.playbook_id, text=line.text)
        return None


def read_playbooks(library: Library, wanted: Practisable) -> Playbooks:
    """Return the lines that stand of the subject's playbook, and of the one about everything."""
    general = {one.id for one in library.rows(Playbook) if one.kind == "everything"}
    standing = [one for one in library.rows(PlaybookLine) if one.withheld is None and one.struck_by is None]
    shown = [one for one in standing if one.behaviour_kind in READ_OFF]
    return Playbooks(
        lines=[
            *_best_first(one for one in shown if one.playbook_id == wanted.id),
            *_best_first(one for one in shown if one.playbook_id in general),
        ],
        own=wanted.id if any(one.playbook_id == wanted.id for one in standing) else None,
    )


def _best_first(lines: Iterable[PlaybookLine]) -> list[PlaybookLine]:
    return sorted(lines, key=lambda one: (-abs(one.effect), one.n))


def is_done(line: PlaybookLine, case: Case) -> int:
    """Say whether an agent does what a line is about: `DONE`, `NOT_DONE`, or `DOES_NOT_APPLY`."""
    _, _, what = line.behaviour.partition(":")
    if line.behaviour_kind == "phrase":
        return DONE if any(_says(text, what.split()) for text in case.said) else NOT_DONE
    if line.behaviour_kind == "trait":
        deeds = deeds_in([case])
        return int(deeds.done[deeds.names.index(what), 0]) if what in deeds.names else DOES_NOT_APPLY
    return _placed(line, what, case)


def _placed(line: PlaybookLine, what: str, case: Case) -> int:
    """Say the same of what comes first, or before something else (`first>second`)."""
    deeds = [read_deed(one) for one in case.deeds]
    places = {one.name: one.place for one in deeds if one.place is not None}
    if line.behaviour_kind == "order":
        first, second = (places.get(name) for name in what.split(">"))
        if first is None or second is None or first == second:
            return DOES_NOT_APPLY
        return DONE if first < second else NOT_DONE
    if f"{UNTOLD}{what}" in {one.name for one in deeds}:
        return DOES_NOT_APPLY
    opens = min(LATER, *places.values()) if places else LATER
    return DONE if places.get(what) == opens else NOT_DONE


def _says(text: str, wanted: Sequence[str]) -> bool:
    """Say whether words follow each other within a sentence, as phrases are read."""
    for start, end in sentences_of(text):
        words = [word for _, _, word in words_in(text[start:end]) if word not in PASSED_OVER]
        if any(words[n : n + len(wanted)] == wanted for n in range(len(words))):
            return True
    return False
