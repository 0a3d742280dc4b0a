"""What people did to one list: which of their changes count, and on which clip."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coachkit.models import Clip, ClipAction, ClipChange, KeptClip
from coachkit.playlists.places import is_same_clip

SLOTS: Mapping[ClipAction, str] = {
    "pin": "pin",
    "unpin": "pin",
    "exclude": "exclude",
    "restore": "exclude",
    "move": "move",
    "note": "note",
    "trim": "trim",
}
"""By action, what it sets; of two that set the same on a clip the newer counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """What people did to one list, in the order in which they did it."""

    kept: tuple[KeptClip, ...] = ()
    changes: tuple[ClipChange, ...] = ()

    @property
    def call_ids(self) -> frozenset[str]:
        """The calls of clips that people touched: a list needs their candidates beside its best ones."""
        return frozenset({one.call_id for one in self.kept} | {one.call_id for one in self.changes})

    def in_force(self) -> list[ClipChange]:
        """Return the changes that count; `unpin` and `restore` are among them."""
        newest: list[ClipChange] = []
        for one in reversed(self.changes):
            if not any(SLOTS[one.action] == SLOTS[o.action] and is_same_clip(one, o) for o in newest):
                newest.append(one)
        return newest[::-1]

    def excludes(self, clip: Clip | KeptClip) -> bool:
        """Say whether people took this clip out of the list."""
        own = [o for o in self.changes if SLOTS[o.action] == "exclude" and is_same_clip(o, clip)]
        return bool(own) and own[-1].action == "exclude"

    def excluded(self) -> list[ClipChange]:
        """Return the exclusions that count."""
        return [one for one in self.in_force() if one.action == "exclude"]


def hands_of(kept: Iterable[KeptClip], changes: Iterable[ClipChange]) -> dict[str, Hand]:
    """Return what people did to each list, by its id; lists that nobody touched are absent."""
    clips: dict[str, list[KeptClip]] = defaultdict(list)
    done: dict[str, list[ClipChange]] = defaultdict(list)
    for clip in sorted(kept, key=lambda one: one.n):
        clips[clip.playlist_id].append(clip)
    for change in sorted(changes, key=lambda one: one.n):
        done[change.playlist_id].append(change)
    touched = sorted({*clips, *done})
    return {name: Hand(kept=tuple(clips[name]), changes=tuple(done[name])) for name in touched}
