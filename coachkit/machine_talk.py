"""Machine talk: which segments say what menus, announcements and voicemail greetings say.

Only words are looked at here; `coachkit.stages.parts` decides with what stands around them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coachkit.conversation import is_backchannel, words_of
from coachkit.cues import CueList
from coachkit.models import Segment

FEWEST_TELLING = 5
"""Fewer words than this ("hello?", "billing, please") are no answer yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How many cues of each list (see `packs/parts.toml`) a text holds."""

    menu: int = 0
    keys: int = 0
    announcement: int = 0
    disclosure: int = 0
    weak: int = 0
    voicemail: int = 0
    voicemail_weak: int = 0
    human: int = 0

    @property
    def is_menu(self) -> bool:
        """True where keys or words are offered."""
        return self.menu > 0 or self.keys > 0

    @property
    def is_strong(self) -> bool:
        """True where it can be the last thing that a menu or an announcement says."""
        return self.is_menu or self.announcement > 0 or self.disclosure > 0

    @property
    def is_machine(self) -> bool:
        """True where people hardly say it in a conversation."""
        return self.is_menu or self.announcement > 0 or self.voicemail > 0


def read_cues(text: str, cues: Mapping[str, CueList]) -> Said:
    """Return what `text` says; nothing where somebody only tells of a machine."""
    if cues["reported"].found_in(text):
        return Said(human=len(cues["human"].found_in(text)))
    counts = {name: len(found.found_in(text)) for name, found in cues.items() if name != "reported"}
    # "for sales press one" is in both lists, and counts once
    counts["keys"] = max(0, counts["keys"] - counts["menu"])
    return Said(**counts)


def sum_of(said: Iterable[Said]) -> Said:
    """Return the counts of several texts together."""
    every = list(said)
    return Said(**{name: sum(getattr(one, name) for one in every) for name in Said.__slots__})


def is_telling(segment: Segment) -> bool:
    """Say whether a segment is more than a word or two thrown in."""
    return len(words_of(segment.text)) >= FEWEST_TELLING and not is_backchannel(segment.text)


def machine_length(segments: Sequence[Segment], said: Sequence[Said], *, breath: float) -> int:
    """Return how many of one side's consecutive segments, from the first, a machine may have said.

    It ends with the last strong cue before a person introduces himself; what that person says in the
    same breath (segments less than `breath` seconds apart) before the introduction is his as well.
    """
    last_menu = max((i for i, one in enumerate(said) if one.menu), default=-1)
    limit = next((i for i in range(last_menu + 1, len(said)) if said[i].human), len(said))
    if limit < len(said):
        while limit > last_menu + 1 and _is_one_breath(segments, said, limit, breath):
            limit -= 1
    return max((i + 1 for i in range(limit) if said[i].is_strong), default=0)


def breath_length(segments: Sequence[Segment], said: Sequence[Said], count: int, *, breath: float) -> int:
    """Return `count` and the segments that follow in the same breath, up to a person's introduction."""
    while count < len(segments) and not said[count].human and _gap(segments, count) < breath:
        count += 1
    return count


def _is_one_breath(segments: Sequence[Segment], said: Sequence[Said], place: int, breath: float) -> bool:
    before = said[place - 1]
    return _gap(segments, place) < breath and not before.announcement and not before.menu


def _gap(segments: Sequence[Segment], place: int) -> float:
    return segments[place].start - segments[place - 1].end
