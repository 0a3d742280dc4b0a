"""Hints: the line of a playbook that two replies are an example of, where one stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coachkit.behaviours.deeds import read_deed
from coachkit.behaviours.said_words import PASSED_OVER
from coachkit.models import BehaviourKind, Playbook, PlaybookLine
from coachkit.phrases import words_in
from coachkit.practising.rounds import PlaybookHint
from coachkit.practising.subjects import Practisable
from coachkit.sentences import sentences_of
from coachkit.store.library import Library
from coachkit.store.reading.practice import PractisedExchange

READ_OFF: frozenset[BehaviourKind] = frozenset({"trait", "opening", "phrase"})
"""What can be read off one reply by itself; the rest is true of it only beside others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbooks:
    """The lines that may be shown, those of the subject's own playbook first."""

    lines: Sequence[PlaybookLine]
    own: str | None
    """Id of the subject's playbook, where lines of it stand."""

    def hint(self, good: PractisedExchange | None, bad: PractisedExchange | None) -> PlaybookHint | None:
        """Return the line that parts two replies: what to do only in the good one, or what not in the bad.

        Where there is one reply, it is enough that the reply shows it.
        """
        for line in self.lines:
            shows, lacks = (bad, good) if line.kind == "dont" else (good, bad)
            if shows and is_done(line, shows) and not (lacks and is_done(line, lacks)):
                return PlaybookHint(playbook_id=line.playbook_id, text=line.text)
        return None


def read_playbooks(library: Library, wanted: Practisable) -> Playbooks:
    """Return the lines that stand of the subject's playbook, and of the one about everything."""
    playbooks = {one.id: one for one in library.rows(Playbook)}
    standing = [
        one
        for one in library.rows(PlaybookLine)
        if one.withheld is None and one.struck_by is None and one.behaviour_kind in READ_OFF
    ]
    own = next((one.id for one in playbooks.values() if _is_about(one, wanted)), None)
    mine = _best_first(one for one in standing if one.playbook_id == own)
    general = _best_first(one for one in standing if playbooks[one.playbook_id].kind == "everything")
    return Playbooks(lines=[*mine, *general], own=own if mine else None)


def _is_about(playbook: Playbook, wanted: Practisable) -> bool:
    names = (wanted.name, wanted.subject.shown)
    return playbook.kind == wanted.subject.kind and playbook.subject in names


def _best_first(lines: Iterable[PlaybookLine]) -> list[PlaybookLine]:
    return sorted(lines, key=lambda one: (-abs(one.effect), one.n))


def is_done(line: PlaybookLine, said: PractisedExchange) -> bool:
    """Say whether an agent does in an exchange what a line is about, as far as the words there tell."""
    _, _, what = line.behaviour.partition(":")
    deeds = [read_deed(one) for one in said.deeds]
    if line.behaviour_kind == "trait":
        return any(one.name == what for one in deeds)
    if line.behaviour_kind == "opening":
        placed = sorted((one.place, one.name) for one in deeds if one.place is not None)
        return bool(placed) and placed[0][1] == what
    return any(_says(text, what.split()) for text in said.said)


def _says(text: str, wanted: Sequence[str]) -> bool:
    """Say whether words follow each other within a sentence, as phrases are read."""
    for start, end in sentences_of(text):
        words = [word for _, _, word in words_in(text[start:end]) if word not in PASSED_OVER]
        if any(words[n : n + len(wanted)] == wanted for n in range(len(words))):
            return True
    return False
