"""After a person has judged something: what depends on it is brought up to date at once, on that call alone.

No model is loaded for it, and of the other calls nothing is worked out anew but the playlists.
"""

from dataclasses import dataclass

from coachkit.config import Settings
from coachkit.models import Clip, Exchange, Label, Playlist, Score, StageName, Verdict
from coachkit.pipeline.build import FROM_TRANSCRIPTS, run_stages
from coachkit.pipeline.progress import Progress, Silent
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.table import STAGES
from coachkit.pipeline.toolbox import Toolbox, Tools
from coachkit.pipeline.work import Work
from coachkit.store.library import Library

AFTER_CALL_RATING: frozenset[StageName] = frozenset({"label", "brief", "highlight", "observe", "curate"})
AFTER_DISPUTE: frozenset[StageName] = AFTER_CALL_RATING | {"score", "predict"}
AFTER_PART_RATING: frozenset[StageName] = AFTER_DISPUTE | {"exchanges"}
"""What depends on a rating of a part of a call, or on a verdict on a hit in it.

Whatever else is due waits for the next build: also playbooks and battle cards, as they are made of all calls,
and nobody should wait for them after each rating."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How a call stands."""

    label: Label | None
    """None where the call has no transcript yet."""
    score: float | None
    """Of the card that labels calls."""
    exchanges: tuple[tuple[str, float, Verdict, str], ...]
    """(what comes up, start, verdict, source) of each."""
    clips: frozenset[tuple[str, float, float]]
    """(title of the playlist, start, end) of each clip of the call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejudged:
    """How a call stood before somebody judged it, and how it stands now."""

    before: Judged
    after: Judged

    @property
    def exchanges(self) -> tuple[tuple[str, float, Verdict, str], ...]:
        """The exchanges whose verdict, or who says it, is not what it was."""
        return tuple(one for one in self.after.exchanges if one not in self.before.exchanges)

    @property
    def playlists(self) -> tuple[str, ...]:
        """Titles of the playlists in which clips of this call came, went or moved."""
        return tuple(sorted({title for title, *_ in self.before.clips ^ self.after.clips}))


def judged(library: Library, call_id: str) -> Judged:
    """Return how a call stands."""
    titles = {playlist.id: playlist.title for playlist in library.rows(Playlist)}
    scores = [one for one in library.rows(Score, call_id=call_id) if one.is_main]
    return Judged(
        label=next(iter(library.rows(Label, call_id=call_id)), None),
        score=scores[0].value if scores else None,
        exchanges=tuple(
            (one.name, one.start, one.verdict, one.source) for one in library.rows(Exchange, call_id=call_id)
        ),
        clips=frozenset(
            (titles[clip.playlist_id], clip.start, clip.end) for clip in library.rows(Clip, call_id=call_id)
        ),
    )


def renew_judgement(
    library: Library,
    settings: Settings,
    call_id: str,
    stages: frozenset[StageName],
    *,
    tools: Tools | None = None,
    progress: Progress | None = None,
) -> None:
    """Bring up to date what depends on what people say of a call: these stages.

    In a library that was last built by an earlier version, everything that is due comes first.

    Raises:
        ModelError: So it is, and a model that is needed is missing.
        LibraryError: The database cannot be written (full disk, no permission).
    """
    bench = Bench(library=library, settings=settings, tools=tools or Toolbox())
    work = Work(bench=bench, progress=progress or Silent())
    if work.runs.get(call_id, "compose") is None:
        return
    read = {
        name for stage in STAGES if stage.name in stages and stage.scope == "call" for name in stage.reads
    }
    if all(work.runs.calls(name) for name in read):
        run_stages(work, only=stages, call_ids={call_id})
    else:
        run_stages(work, only=FROM_TRANSCRIPTS)
