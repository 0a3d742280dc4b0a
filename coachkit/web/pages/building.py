"""Building from the page: what may be dropped or chosen, what runs, and how the last builds ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import FastAPI, Request

from coachkit.config import load_settings
from coachkit.counts import format_count
from coachkit.pipeline.build import TITLES
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import stored_calls
from coachkit.store.reading.calls import CallSummary, summarise_calls
from coachkit.store.reading.settings_used import settings_path
from coachkit.web.acting.acts import Acts
from coachkit.web.building.order import ENDED, State, Trouble
from coachkit.web.building.progress import LOOKING
from coachkit.web.building.queue import Build, BuildQueue
from coachkit.web.error_pages import without_folders
from coachkit.web.library_pool import LibraryPool, Opened
from coachkit.web.person import Lead

ENDED_SHOWN = 5
NEW_SHOWN = 20
_TOLD_APART = 50
_HEARING = TITLES["transcribe"]
_WORDS: Mapping[str, tuple[str, ...]] = {
    "Looking at the files": (LOOKING,),
    "Listening to the calls": (_HEARING,),
    "Reading what was said": tuple(
        TITLES[stage]
        for stage in ("compose", "annotate", "index", "match", "learn", "keywords", "track", "embed", "pack")
    )
    + tuple(TITLES[stage] for stage in ("purpose", "embed_lines", "embed_sentences", "sense")),
    "Hearing how it was said": tuple(TITLES[stage] for stage in ("feel", "measure", "grade")),
    "Sorting the calls by topic": tuple(TITLES[stage] for stage in ("fit", "assign")),
    "Judging how the calls went": tuple(
        TITLES[stage]
        for stage in ("moments", "exchanges", "score", "weigh", "predict", "label", "brief", "highlight")
    ),
    "Filling playlists and playbooks": tuple(
        TITLES[stage] for stage in ("observe", "curate", "advise", "card")
    ),
}
_PHASES = {title: words for words, titles in _WORDS.items() for title in titles}
_ENDS: Mapping[State, str] = {
    "waiting": "Waiting",
    "running": "Running",
    "done": "Finished",
    "stopped": "Stopped",
    "failed": "Not done",
    "died": "Broken off",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildLine:
    """A build, as the page tells it."""

    id: str
    title: str
    state: State
    said: str
    """Its state in a word."""
    asked_by: str
    asked_at: str
    ended_at: str | None
    phase: str
    """What is being done, in words."""
    amount: str
    """How much of it is done, in words."""
    share: float | None
    """The same as a share of one; None: it is not known."""
    new_calls: tuple[str, ...]
    changed_calls: int
    failures: tuple[Trouble, ...]
    refused: tuple[Trouble, ...]
    problem: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much may be dropped at once."""

    max_file_mb: float
    max_files: int
    max_total_mb: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildPage:
    """What may be built, and what is."""

    limits: Limits
    folders: tuple[str, ...]
    running: BuildLine | None
    waiting: tuple[BuildLine, ...]
    ended: tuple[BuildLine, ...]
    """The last first."""
    new_calls: tuple[CallSummary, ...]
    """Some of those that the last build brought."""
    key: str
    """Changes when a build begins, ends or is asked for."""


def read_building(request: Request, opened: Opened, _: Lead) -> BuildPage:
    """Return what may be built from the page, what is being built, and how the last builds ended."""
    acts: Acts = request.app.state.acts
    settings = load_settings(settings_path(opened.library, acts.config)).web
    lines = read_lines(request.app)
    ended = tuple(reversed([one for one in lines if one.state in ENDED]))
    return BuildPage(
        limits=Limits(
            max_file_mb=settings.max_file_mb,
            max_files=settings.max_files,
            max_total_mb=settings.max_total_mb,
        ),
        folders=settings.folders,
        running=next((one for one in lines if one.state == "running"), None),
        waiting=tuple(one for one in lines if one.state == "waiting"),
        ended=ended[:ENDED_SHOWN],
        new_calls=_still_there(opened.library, ended[0].new_calls[:NEW_SHOWN]) if ended else (),
        key=key_of(lines),
    )


def _still_there(library: Library, call_ids: Sequence[str]) -> tuple[CallSummary, ...]:
    there = [call.id for call in stored_calls(library, call_ids)]
    return tuple(summarise_calls(library, there))


def read_lines(app: FastAPI) -> list[BuildLine]:
    """Return the builds in the order in which they were asked for, and go on with what waits."""
    queue = queue_of(app)
    lines = [_line(one) for one in queue.builds()]
    if any(one.state == "waiting" for one in lines):
        queue.wake()
    return lines


def queue_of(app: FastAPI) -> BuildQueue:
    """Return the builds of the application's library."""
    state = app.state
    if not hasattr(state, "builds"):
        pool: LibraryPool = state.pool
        state.builds = BuildQueue(db=pool.path)
    queue: BuildQueue = state.builds
    return queue


def key_of(lines: Sequence[BuildLine]) -> str:
    """Return what changes when a build begins, ends or is asked for."""
    return " ".join(f"{one.id}:{one.state}" for one in lines[-_TOLD_APART:])


def _line(build: Build) -> BuildLine:
    order, standing = build.order, build.standing
    total, done = standing.total, standing.done
    return BuildLine(
        id=order.id,
        title=order.title,
        state=standing.state,
        said=_ENDS[standing.state],
        asked_by=order.asked_by,
        asked_at=order.asked_at,
        ended_at=standing.ended_at,
        phase=_PHASES.get(standing.task, "Working" if standing.task else "Getting ready"),
        amount=_amount(build),
        share=min(1.0, done / total) if total else None,
        new_calls=standing.new_calls,
        changed_calls=standing.changed_calls,
        failures=tuple(_told(one) for one in standing.failures),
        refused=order.refused,
        problem=without_folders(standing.problem) if standing.problem else None,
    )


def _amount(build: Build) -> str:
    standing = build.standing
    if not standing.total:
        return ""
    if standing.task == _HEARING:
        calls = format_count(standing.steps, "call")
        return f"{calls} heard: {standing.done / 60:.0f} of {standing.total / 60:.0f} minutes of sound"
    if standing.task == LOOKING:
        return f"{standing.done:.0f} of {format_count(int(standing.total), 'file')}"
    if standing.total == 1:
        return ""
    return f"{standing.done:.0f} of {format_count(int(standing.total), 'call')}"


def _told(trouble: Trouble) -> Trouble:
    return Trouble(name=trouble.name, reason=without_folders(trouble.reason))
