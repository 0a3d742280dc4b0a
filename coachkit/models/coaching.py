"""What people make of playlists: lists and clips of their own, assignments, and talks prepared.

Rows are only ever added, and a clip is named by its call and stretch: a better transcript, or a list that
filled itself anew, loses none of them. They outlive the calls that they speak of.
"""

from dataclasses import dataclass
from datetime import date

from coachkit.models.kinds import ClipAction, ListeningKind, MadeHow, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePlaylist:
    """A list that a person made: by hand, by freezing another, or from a file."""

    id: str
    title: str
    description: str
    how: MadeHow
    of: str | None
    """The list that was frozen."""
    author: str
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptClip:
    """A clip that a person put into a list of any kind, or that a frozen list keeps."""

    n: int
    """Number in the library, from 1; within a list also the order in which they were added."""
    playlist_id: str
    call_id: str
    start: float
    end: float
    reason: str
    score: float
    quote: str
    subject: str
    verdict: Verdict
    quote_start: float | None
    quote_end: float | None
    moments: tuple[str, ...]
    pair: int | None
    difference: str | None
    author: str
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipChange:
    """What a person did to a clip of a list; the newest of an action on a place counts."""

    n: int
    """Number in the library, from 1."""
    playlist_id: str
    call_id: str
    start: float
    end: float
    """The clip, by the stretch that it had by itself."""
    action: ClipAction
    place: int | None
    """For `pin` and `move`: where it stands, from 0."""
    new_start: float | None
    """For `trim`: where it begins and ends instead; None: as by itself."""
    new_end: float | None
    text: str | None
    """For `note` the note (None takes it away), for `exclude` why."""
    author: str
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A list that an agent is asked to hear."""

    n: int
    """Number in the library, from 1."""
    playlist_id: str
    agent: str
    due: date | None
    note: str | None
    author: str
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """What happened to an assignment: a clip was heard, the agent acknowledged it or wrote a comment."""

    n: int
    """Number in the library, from 1."""
    assignment: int
    """`Assignment.n`."""
    kind: ListeningKind
    call_id: str | None
    """The clip that it is about; None: the list."""
    start: float | None
    end: float | None
    seconds: float | None
    """For `position`: how far into the clip the agent is; for `comment`: which second of it is meant."""
    text: str | None
    """For `comment` the comment, for `withdrawn` why, for `due` the day (None: no day is set any more)."""
    author: str
    made_at: str
    reply_to: int | None = None
    """For `comment`: the number of the comment that it answers; for `taken back`: of what counts no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkPrepared:
    """The page for a one-to-one as it was prepared, so that the next can say what changed."""

    n: int
    """Number in the library, from 1."""
    agent: str
    since: date | None
    """First day of the calls that it looks at."""
    until: date | None
    """Last day of them."""
    calls: int
    focus: str
    """The one thing to work on, in a sentence."""
    focus_on: str
    """What it is: `criterion:…`, `metric:…`, `moment:…`, `tracker:…`, `competitor:…` or `feature:…`; empty
    where nothing stood out."""
    strengths: tuple[str, ...]
    figures: str
    """JSON: by what it is, `{"mean": …, "n": …}` of the focus and of each strength; the mean is the share of
    cases in which it went well."""
    author: str
    made_at: str
