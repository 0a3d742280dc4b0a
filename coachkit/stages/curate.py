"""Curate: fill one list from the best of its candidates, with what people did to it, and say what left it.

The result depends on the candidates, on what people did, and, for what left alone, on how the list was: so a
list that is filled again without a change stays as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from coachkit.clipping import merge_overlapping
from coachkit.models import Clip, Departure, MadePlaylist, Playlist
from coachkit.playlists.by_hand import Lost, arrange
from coachkit.playlists.candidates import Candidate
from coachkit.playlists.choosing import choose, stands_for
from coachkit.playlists.hand import Hand
from coachkit.playlists.leaving import Why, departures
from coachkit.playlists.made import made_playlist
from coachkit.playlists.wanted import Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """How a list was when it was last filled."""

    clips: Sequence[Clip] = ()
    departures: Sequence[Departure] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What of the library counts for every list."""

    max_clips: int
    """Of lists that do not say it themselves."""
    durations: Mapping[str, float]
    """Seconds of the calls of clips that people touched; a call without is gone."""
    why: Why
    """Says why a stretch cannot be in the list; None: it can."""
    now: str
    """When the lists are filled, ISO time: when what left did."""
    max_seconds: float = 90.0
    """Of clips that overlap and are made one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What a list would have had."""

    unclear: int = 0
    """Calls that are hard to hear."""
    disputed: int = 0
    """Places whose score somebody disputes."""

    def sentences(self) -> str:
        """Return it in words, after a space; nothing where nothing was left out."""
        said = ""
        if self.unclear:
            said += f" Left out as hard to hear: {self.unclear} call{'' if self.unclear == 1 else 's'}."
        if self.disputed:
            said += f" Left out as disputed: {self.disputed} place{'' if self.disputed == 1 else 's'}."
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A list with its clips, in order, and what left it."""

    playlist: Playlist
    clips: tuple[Clip, ...]
    departures: tuple[Departure, ...] = field(default=())


def fill_list(
    wanted: Wanted,
    candidates: Sequence[Candidate],
    facts: Facts,
    *,
    hand: Hand | None = None,
    before: Before | None = None,
    left_out: LeftOut | None = None,
    note: str | None = None,
) -> Filled:
    """Return a list filled from `candidates`; `note` says why it has no more of them."""
    clearest = sorted(candidates, key=lambda one: (one.kind in ("point", "place"), -one.score, one.key))
    by_key = {one.key: one for one in merge_overlapping(clearest, max_seconds=facts.max_seconds)}

    def choose_clips(among: Sequence[Clip], held: Sequence[Clip]) -> list[Clip]:
        there = [by_key.get((one.call_id, one.start, one.end)) or stands_for(one) for one in held]
        free = [by_key[one.call_id, one.start, one.end] for one in among]
        clips = {(one.call_id, one.start, one.end): one for one in among}
        chosen = choose(free, wanted.limits, most=facts.max_clips, held=there)
        return [clips[one.key] for one in chosen]

    arranged = arrange(
        wanted.id,
        hand or Hand(),
        [one.clip(wanted.id, _subject(wanted, one)) for one in by_key.values()],
        choose_clips,
        durations=facts.durations,
        barred=facts.why,
    )
    playlist = Playlist(
        id=wanted.id,
        kind=wanted.kind,
        subject=wanted.subject,
        verdict=wanted.verdict,
        title=wanted.title,
        description=wanted.description + (left_out or LeftOut()).sentences(),
        origin=wanted.origin,
        query=wanted.query,
        sort=wanted.limits.sort,
        trains=wanted.trains,
        note=note,
    )
    return with_departures(
        Filled(playlist=playlist, clips=arranged.clips), arranged.lost, facts, hand=hand, before=before
    )


def fill_made(
    made: MadePlaylist,
    facts: Facts,
    *,
    hand: Hand | None = None,
    before: Before | None = None,
    source: Playlist | None = None,
) -> Filled:
    """Return a list that a person made, with the clips that people put into it and no others."""
    own = hand or Hand()
    arranged = arrange(made.id, own, (), lambda _, __: (), durations=facts.durations, barred=facts.why)
    playlist = made_playlist(made, arranged.clips, source=source)
    filled = Filled(playlist=playlist, clips=arranged.clips)
    return with_departures(filled, arranged.lost, facts, hand=hand, before=before)


def fill_chosen(
    playlist: Playlist,
    clips: Sequence[Clip],
    facts: Facts,
    *,
    hand: Hand | None = None,
    before: Before | None = None,
) -> Filled:
    """Return a list whose clips were chosen elsewhere, with what people did to it."""
    own = hand or Hand()
    arranged = arrange(
        playlist.id, own, clips, lambda free, _: free, durations=facts.durations, barred=facts.why
    )
    filled = Filled(playlist=playlist, clips=arranged.clips)
    return with_departures(filled, arranged.lost, facts, hand=hand, before=before)


def with_departures(
    filled: Filled, lost: Sequence[Lost], facts: Facts, *, hand: Hand | None, before: Before | None
) -> Filled:
    """Return a list with what left it since it was last filled, and what had left it before."""
    was = before or Before()
    own = hand or Hand()
    left = departures(
        filled.playlist.id,
        [one for one in was.clips if not own.excludes(one)],
        was.departures,
        filled.clips,
        lost=lost,
        why=facts.why,
        now=facts.now,
    )
    return replace(filled, departures=tuple(left))


def _subject(wanted: Wanted, one: Candidate) -> str:
    """Return what a clip is about: the list's own subject, else what comes up in it."""
    if wanted.kind in ("competitor", "feature", "tracker", "moment", "topic") or one.kind in (
        "point",
        "place",
    ):
        return wanted.subject
    return one.name.replace("_", " ") if one.kind == "moment" else one.name
