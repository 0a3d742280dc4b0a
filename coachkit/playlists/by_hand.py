"""People's changes applied to whatever a list would hold by itself.

The result depends on what people did and on the candidates alone, never on how the list was before: a list
that is filled again and again keeps people's changes and gathers none.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from coachkit.models import Clip, ClipChange, KeptClip
from coachkit.playlists.hand import SLOTS, Hand
from coachkit.playlists.places import Stretch, is_same_clip, move_to, nearest_clip, put_in_place

SHORTEST, LONGEST = 1.0, 600.0
"""Seconds that a clip may last whose bounds a person sets."""
GONE = "the call is not in the library any more"
Choose = Callable[[Sequence[Clip], Sequence[Clip]], Sequence[Clip]]
"""Chooses from candidates what a list fills itself with, in its order. The second are the clips that are in
the list in any case: those that people added (`Clip.added_by` says who), and candidates that they pinned."""
Barred = Callable[[Clip], str | None]
"""Says why a clip that a person added cannot be in any list now, as its place is disputed; None: it can."""
_Key = tuple[str, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A clip that people added or pinned, and that is not in the list."""

    call_id: str
    start: float
    end: float
    reason: str | None
    """None: it was pinned, and is not among the candidates any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """A list as it is with people's changes."""

    clips: tuple[Clip, ...]
    """In order, numbered from 0."""
    lost: tuple[Lost, ...] = ()
    """By call and time."""


def arrange(
    playlist_id: str,
    hand: Hand,
    candidates: Iterable[Clip],
    choose: Choose,
    *,
    durations: Mapping[str, float],
    barred: Barred = lambda _: None,
) -> Arranged:
    """Return a list's clips as people want them.

    `candidates` are what the list may be filled from, all of its own in `hand.call_ids` among them; `choose`
    is given those that nobody took out, added or pinned. What people added follows what it returns until they
    move it. `durations` are seconds by call, at least of `hand.call_ids`; a call without is gone.
    """
    kept, lost = _kept(playlist_id, hand, durations, barred)
    free = [one for one in candidates if not (hand.excludes(one) or _is_among(kept, one))]
    pins = _pins(_done_to([*kept, *free], hand.changes))
    held = [one for one in free if _key(one) in pins]
    chosen = choose([one for one in free if _key(one) not in pins], [*kept, *held])
    clips = {_key(one): one for one in (*chosen, *kept, *held)}
    done = _done_to(clips.values(), hand.changes)
    order = _order([key for key in clips if key not in pins], pins, _moves(done))
    lost += _pinned_in_vain(hand, [*kept, *free, *lost])
    return Arranged(
        clips=tuple(
            replace(_changed(clips[key], done[key], durations), n=n, is_pinned=key in pins)
            for n, key in enumerate(order)
        ),
        lost=tuple(sorted(lost, key=lambda one: (one.call_id, one.start, one.end))),
    )


def kept_as_clip(kept: KeptClip) -> Clip:
    """Return a clip that a person added as the clip of its list."""
    return Clip(
        playlist_id=kept.playlist_id,
        n=0,
        call_id=kept.call_id,
        start=kept.start,
        end=kept.end,
        reason=kept.reason,
        score=kept.score,
        quote=kept.quote,
        subject=kept.subject,
        verdict=kept.verdict,
        quote_start=kept.quote_start,
        quote_end=kept.quote_end,
        moments=kept.moments,
        pair=kept.pair,
        difference=kept.difference,
        added_by=kept.author,
    )


def _kept(
    playlist_id: str, hand: Hand, durations: Mapping[str, float], barred: Barred
) -> tuple[list[Clip], list[Lost]]:
    """Return the clips that people added, each once, and those of them that cannot be in the list."""
    found: list[Clip] = []
    lost: list[Lost] = []
    for kept in hand.kept:
        clip = replace(kept_as_clip(kept), playlist_id=playlist_id)
        if hand.excludes(kept) or _is_among(found, clip):
            continue
        reason = barred(clip) if clip.call_id in durations else GONE
        if reason is None:
            found.append(_within(clip, durations))
        elif not _is_among(lost, clip):
            lost.append(Lost(call_id=clip.call_id, start=clip.start, end=clip.end, reason=reason))
    return found, lost


def _is_among(clips: Iterable[Stretch], wanted: Stretch) -> bool:
    return any(is_same_clip(one, wanted) for one in clips)


def _done_to(clips: Iterable[Clip], changes: Iterable[ClipChange]) -> defaultdict[_Key, list[ClipChange]]:
    """Return what people did to each clip, oldest first; a change is of the clip that fits it best."""
    among = list(clips)
    done = defaultdict(list)
    for change in changes:
        clip = nearest_clip(change, among)
        if clip is not None:
            done[_key(clip)].append(change)
    return done


def _pins(done: Mapping[_Key, Sequence[ClipChange]]) -> dict[_Key, int]:
    """Return the places of pinned clips, the newest pin first; moving a pinned clip moves its pin."""
    found: dict[_Key, tuple[int, int]] = {}
    for key, own in done.items():
        pin = _newest(own, "pin")
        placed = [one for one in own if one.action in ("pin", "move") and one.place is not None]
        if pin is not None and pin.action == "pin" and placed:
            found[key] = placed[-1].n, placed[-1].place or 0
    return {key: place for key, (_, place) in sorted(found.items(), key=lambda item: -item[1][0])}


def _pinned_in_vain(hand: Hand, there: Sequence[Stretch]) -> list[Lost]:
    pins = [one for one in hand.in_force() if one.action == "pin" and not _is_among(there, one)]
    return [
        Lost(call_id=one.call_id, start=one.start, end=one.end, reason=None)
        for one in pins
        if not any(is_same_clip(one, out) for out in hand.excluded())
    ]


def _moves(done: Mapping[_Key, Sequence[ClipChange]]) -> list[tuple[_Key, int]]:
    moves = [
        (one.n, key, one.place)
        for key, own in done.items()
        for one in own
        if one.action == "move" and one.place is not None
    ]
    return [(key, place) for _, key, place in sorted(moves)]


def _order(rest: Sequence[_Key], pins: Mapping[_Key, int], moves: Iterable[tuple[_Key, int]]) -> list[_Key]:
    """Return the order of all clips: each move is made as it was, one after the other, around the pins."""
    order = put_in_place(rest, pins)
    for key, place in moves:
        if key not in pins:
            moved = move_to(order, key, place)
            order = put_in_place([one for one in moved if one not in pins], pins)
    return order


def _changed(clip: Clip, done: Sequence[ClipChange], durations: Mapping[str, float]) -> Clip:
    note, trim = _newest(done, "note"), _newest(done, "trim")
    if note is not None:
        clip = replace(clip, note=note.text)
    if trim is None:
        return clip
    start = clip.start if trim.new_start is None else trim.new_start
    end = clip.end if trim.new_end is None else trim.new_end
    trimmed = _within(replace(clip, start=start, end=end), durations)
    if not SHORTEST <= trimmed.end - trimmed.start <= LONGEST:
        return clip
    first, last = trimmed.quote_start, trimmed.quote_end
    if first is None or last is None or (trimmed.start <= first and last <= trimmed.end):
        return trimmed
    # a clip shows what it quotes: where that was cut away, its reason alone says why it is there
    return replace(trimmed, quote="", quote_start=None, quote_end=None)


def _within(clip: Clip, durations: Mapping[str, float]) -> Clip:
    last = durations.get(clip.call_id, clip.end)
    return replace(clip, start=max(0.0, clip.start), end=min(clip.end, last))


def _newest(done: Sequence[ClipChange], slot: str) -> ClipChange | None:
    return next((one for one in reversed(done) if SLOTS[one.action] == slot), None)


def _key(clip: Clip) -> _Key:
    return clip.call_id, clip.start, clip.end
