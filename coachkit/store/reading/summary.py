"""What a build found, as a whole: for the end of `coachkit build` and the first page people see."""

from dataclasses import dataclass

from coachkit.store.library import Library
from coachkit.store.reading.mentions import NameCount, count_names
from coachkit.store.reading.playlists import ClipDetail, PlaylistSummary, clips_of, list_playlists
from coachkit.store.reading.topics import TopicSummary, list_topics


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaylistStart:
    """A playlist and the clip it begins with."""

    playlist: PlaylistSummary
    first_clip: ClipDetail | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedWork:
    """What could not be done: the recording it concerns (empty: the library), the stage, and why."""

    path: str
    stage: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingSummary:
    """How well all calls were heard, whenever that was: the library as it stands, not only the last build."""

    windows: int
    """Windows of 30 seconds that were encoded."""
    fewest_windows: int
    """How few would have been enough: each call's speech without any gap, rounded up."""
    unheard: float
    """Seconds of speech that gave no words, in the calls where that is `MANY_UNHEARD` or more."""
    calls_unheard: int
    quarantined: int
    """Pieces of text that were taken for invented."""


MANY_UNHEARD = 3.0
"""Seconds of speech without words that are worth a look in a call; less is breath and noise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HardCall:
    """A call that is not fit to judge anybody by (grade D)."""

    call_id: str
    path: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfulCall:
    """A call on which agent and customer are perhaps the wrong way round."""

    call_id: str
    path: str
    doubt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LibrarySummary:
    """The library in figures and names."""

    calls: int
    agents: int
    """Agents who have a call."""
    minutes: float
    """Length of all calls."""
    speech_minutes: float
    """Time in which somebody speaks, each side counted for itself."""
    good: int
    bad: int
    neutral: int
    transcripts: int
    """Calls that came as transcripts, without sound."""
    recorded_minutes: float
    """Length of the calls that came as recordings."""
    competitors: tuple[NameCount, ...]
    features: tuple[NameCount, ...]
    candidates: tuple[NameCount, ...]
    """Names that the settings do not know, those in most calls first."""
    topics: tuple[TopicSummary, ...]
    playlists: tuple[PlaylistStart, ...]
    failures: tuple[FailedWork, ...]
    hearing: HearingSummary
    hard_calls: tuple[HardCall, ...]
    doubtful_calls: tuple[DoubtfulCall, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figures:
    calls: int
    agents: int
    minutes: float
    speech_minutes: float
    good: int
    bad: int
    neutral: int
    transcripts: int
    recorded_minutes: float


def library_summary(library: Library) -> LibrarySummary:
    """Return what the library holds."""
    [figures] = library.find(
        _Figures,
        """
        select (select count(*) from calls), (select count(distinct agent) from v_call_agents),
            (select coalesce(sum(duration), 0) / 60.0 from calls),
            (select coalesce(sum("end" - start), 0) / 60.0 from segments),
            (select count(*) from labels where label = 'good'),
            (select count(*) from labels where label = 'bad'),
            (select count(*) from labels where label = 'neutral'),
            (select count(*) from calls where medium = 'transcript'),
            (select coalesce(sum(duration), 0) / 60.0 from calls where medium = 'recording')
        """,
    )
    return LibrarySummary(
        calls=figures.calls,
        agents=figures.agents,
        minutes=figures.minutes,
        speech_minutes=figures.speech_minutes,
        good=figures.good,
        bad=figures.bad,
        neutral=figures.neutral,
        transcripts=figures.transcripts,
        recorded_minutes=figures.recorded_minutes,
        competitors=tuple(count_names(library, "competitor")),
        features=tuple(count_names(library, "feature")),
        candidates=tuple(count_names(library, "candidate")),
        topics=tuple(list_topics(library)),
        playlists=tuple(
            PlaylistStart(playlist=one, first_clip=next(iter(clips_of(library, one.id)), None))
            for one in list_playlists(library)
        ),
        failures=tuple(
            library.find(FailedWork, "select path, stage, reason from v_failures order by path, stage")
        ),
        hearing=_hearing(library),
        hard_calls=tuple(
            library.find(
                HardCall,
                "select call_id, path, grade_reasons from v_calls where grade = 'D' order by path, call_id",
            )
        ),
        doubtful_calls=tuple(
            library.find(
                DoubtfulCall,
                """
                select distinct s.call_id, c.path, s.doubt from speakers s join calls c on c.id = s.call_id
                where s.doubt is not null order by c.path, s.call_id, s.doubt
                """,
            )
        ),
    )


def _hearing(library: Library) -> HearingSummary:
    [found] = library.find(
        HearingSummary,
        """
        select (select coalesce(sum(windows), 0) from hearings),
            (select coalesce(sum(fewest_windows), 0) from hearings),
            (select coalesce(sum(unheard), 0.0) from v_calls where unheard >= :many),
            (select count(*) from v_calls where unheard >= :many),
            (select count(*) from quarantine)
        """,
        {"many": MANY_UNHEARD},
    )
    return found
