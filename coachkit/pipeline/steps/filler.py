"""Filling one list after the other: what is read once for all, and where each gets its candidates from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial

from coachkit.config import PlaylistSettings
from coachkit.models import (
    Clip,
    ClipChange,
    Departure,
    Highlight,
    KeptClip,
    MadePlaylist,
    Playlist,
    StageRows,
)
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.steps.leaving_reasons import Reasons
from coachkit.pipeline.steps.played import PlayedPlaces
from coachkit.playlists.candidates import Candidate
from coachkit.playlists.hand import Hand, hands_of
from coachkit.playlists.wanted import Wanted
from coachkit.stages.curate import Before, Facts, Filled, LeftOut, fill_list, fill_made
from coachkit.store.library import Library
from coachkit.store.reading.curating import (
    Choice,
    SubjectCount,
    candidates_of,
    hard_to_hear,
    heard_calls,
    subjects_counted,
)

POOLS = (3, 40)
"""So many candidates are read at first for every clip of a list; so many, where these do not fill it, as
they are too much alike."""
EMPTIED = "All its clips have left it, and nothing new has come."
TAKEN_OUT = "Its clips were taken out by hand, and can be brought back."


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a list gets its candidates from."""

    best: Callable[[int], Sequence[Candidate]]
    """Returns at most so many, the best first."""
    of_calls: Callable[[frozenset[str]], Sequence[Candidate]]
    """Returns all of these calls."""


def nothing() -> Source:
    """Return a source without a candidate."""
    return Source(best=lambda _: (), of_calls=lambda _: ())


@dataclass(slots=True, kw_only=True)
class Filler:
    """Fills lists, and keeps what it filled."""

    library: Library
    settings: PlaylistSettings
    reasons: Reasons
    hands: Mapping[str, Hand]
    before: Mapping[str, Before]
    stored: Mapping[str, Playlist]
    """The lists as they were, by id."""
    unclear: Mapping[tuple[str, str, str], int]
    """Calls that are hard to hear, by (kind, name, verdict)."""
    disputed: Mapping[tuple[str, str, str], int]
    durations: Mapping[str, float]
    """Seconds of the calls of clips that are in lists, or that people touched."""
    now: str
    played: PlayedPlaces
    filled: dict[str, Filled] = field(default_factory=dict)
    _counted: list[SubjectCount] | None = None

    @classmethod
    def read(cls, bench: Bench) -> "Filler":
        """Return one that fills the lists of a library."""
        library, settings = bench.library, bench.settings.playlists
        clips, left = library.rows(Clip), library.rows(Departure)
        hands = hands_of(library.rows(KeptClip), library.rows(ClipChange))
        asked = {clip.call_id for clip in clips} | {gone.call_id for gone in left}
        asked |= {call_id for hand in hands.values() for call_id in hand.call_ids}
        reasons = Reasons.read(library, settings.min_grade, asked=asked)
        return cls(
            library=library,
            settings=settings,
            reasons=reasons,
            hands=hands,
            before=_before(clips, left),
            stored={one.id: one for one in library.rows(Playlist)},
            unclear=hard_to_hear(library, min_grade=settings.min_grade),
            disputed=_disputed(library, reasons),
            durations={one.id: one.duration for one in reasons.calls.values()},
            now=datetime.now(UTC).isoformat(timespec="seconds"),
            played=PlayedPlaces(library),
        )

    @property
    def rows(self) -> StageRows:
        """What was filled, by table."""
        lists = [self.filled[one] for one in sorted(self.filled)]
        return {
            "playlists": [one.playlist for one in lists],
            "clips": [clip for one in lists for clip in one.clips],
            "departures": [gone for one in lists for gone in one.departures],
        }

    def heard(self, call_ids: Iterable[str]) -> set[str]:
        """Return those of these calls that can be heard."""
        found = heard_calls(self.library, call_ids).values()
        return {one.id for one in found if one.grade is None or one.grade <= self.settings.min_grade}

    @property
    def counted(self) -> Sequence[SubjectCount]:
        """What comes up in exchanges, and all topics, with how many went each way."""
        if self._counted is None:
            self._counted = subjects_counted(self.library)
        return self._counted

    def choice(self, **wanted: object) -> Choice:
        """Return a choice among calls that can be heard."""
        return Choice(min_grade=self.settings.min_grade, **wanted)  # type: ignore[arg-type]

    def source(self, choice: Choice, wanted: Wanted) -> Source:
        """Return the highlights of a choice in the order of a list."""
        sort = wanted.limits.sort
        return Source(
            best=lambda most: candidates_of(self.library, choice, sort, most=most),
            of_calls=lambda ids: candidates_of(self.library, choice.among(ids), sort, most=-1),
        )

    def fill(
        self,
        wanted: Wanted,
        choice: Choice,
        source: Source | None = None,
        *,
        note: str | None = None,
        is_kept: bool = False,
        why_none: str = EMPTIED,
    ) -> None:
        """Fill a list; `is_kept`: also where nothing is in it and nothing has left it.

        `why_none` is its note where no candidate is in it, unless people took all of them out.
        """
        wanted = replace(wanted, id=self.free_id(wanted.id))
        found = source or self.source(choice, wanted)
        hand = self.hands.get(wanted.id)
        one = None
        clips = wanted.limits.max_clips or self.settings.max_clips
        for pool in POOLS:
            best = found.best(pool * clips)
            one = self._filled(wanted, choice, best, found, hand=hand, note=note)
            if len(best) < pool * clips or len(one.clips) >= clips:
                break
        taken_out = hand.excluded() if hand is not None else []
        if one is None or not (one.clips or one.departures or is_kept or taken_out):
            return
        if not one.clips and note is None:
            why_none = TAKEN_OUT if taken_out else why_none
            one = replace(one, playlist=replace(one.playlist, note=why_none))
        self.filled[wanted.id] = one

    def _filled(
        self,
        wanted: Wanted,
        choice: Choice,
        best: Sequence[Candidate],
        source: Source,
        *,
        hand: Hand | None,
        note: str | None,
    ) -> Filled:
        touched = source.of_calls(hand.call_ids) if hand is not None and hand.call_ids else ()
        about = (wanted.kind, choice.topic or choice.name or "", choice.verdict or "")
        return fill_list(
            wanted,
            [one for one in (*best, *touched) if not self.reasons.is_disputed(one)],
            self.facts(choice),
            hand=hand,
            before=self.before.get(wanted.id),
            left_out=LeftOut(unclear=self.unclear.get(about, 0), disputed=self.disputed.get(about, 0)),
            note=note,
        )

    def fill_made(self, made: MadePlaylist, source: Playlist | None) -> None:
        """Fill a list that a person made; `source` is the list that was frozen."""
        self.filled[made.id] = fill_made(
            made,
            self.facts(self.choice()),
            hand=self.hands.get(made.id),
            before=self.before.get(made.id),
            source=source,
        )

    def facts(self, choice: Choice) -> Facts:
        """Return what counts for the list of a choice."""
        return Facts(
            max_clips=self.settings.max_clips,
            durations=self.durations,
            why=partial(self.reasons.why, choice=choice),
            now=self.now,
            max_seconds=self.settings.max_seconds,
        )

    def free_id(self, wanted: str) -> str:
        """Return the id of a list that is to have `wanted`; another where a list that is filled has that."""
        free, n = wanted, 1
        while free in self.filled:
            n += 1
            free = f"{wanted}-{n}"
        return free


def _before(clips: Iterable[Clip], left: Iterable[Departure]) -> dict[str, Before]:
    held: dict[str, list[Clip]] = {}
    gone: dict[str, list[Departure]] = {}
    for clip in clips:
        held.setdefault(clip.playlist_id, []).append(clip)
    for one in left:
        gone.setdefault(one.playlist_id, []).append(one)
    return {one: Before(clips=held.get(one, ()), departures=gone.get(one, ())) for one in {*held, *gone}}


def _disputed(library: Library, reasons: Reasons) -> dict[tuple[str, str, str], int]:
    """Return how many disputed places each list would have."""
    found: dict[tuple[str, str, str], int] = {}
    for call_id in sorted(reasons.disputes):
        for one in library.rows(Highlight, call_id=call_id):
            if not reasons.is_disputed(one):
                continue
            lists = [("topic", one.topic, one.verdict)] if one.topic else []
            lists += [(one.kind, one.name, one.verdict)] if one.kind != "point" else []
            for about in lists:
                found[about] = found.get(about, 0) + 1
    return found
