"""Building from the page: what may be dropped or chosen, what runs, and how the last builds ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

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
"""Of so many of its calls the last build tells …"""
FEW = 3
"""… and those before it."""
_TOLD_APART = 50
_HEARING = TITLES["transcribe"]
_PHASES: Mapping[str, str] = {
    LOOKING: "Looking at the files",
    "Taking in transcripts": "Reading what was said",
    _HEARING: "Listening to the calls",
    TITLES["feel"]: "Hearing how it was said",
    TITLES["grade"]: "Hearing how it was said",
    TITLES["fit"]: "Sorting the calls by topic",
    TITLES["assign"]: "Sorting the calls by topic",
    TITLES["moments"]: "Judging how the calls went",
    TITLES["exchanges"]: "Judging how the calls went",
    TITLES["score"]: "Judging how the calls went",
    TITLES["weigh"]: "Judging how the calls went",
    TITLES["predict"]: "Judging how the calls went",
    TITLES["label"]: "Judging how the calls went",
    TITLES["brief"]: "Judging how the calls went",
    TITLES["highlight"]: "Filling playlists and playbooks",
    TITLES["observe"]: "Filling playlists and playbooks",
    TITLES["curate"]: "Filling playlists and playbooks",
    TITLES["advise"]: "Filling playlists and playbooks",
    TITLES["card"]: "Filling playlists and playbooks",
}
"""What is being done, in a lead's words; any other task reads what was said."""
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
class NewCall:
    """A call that a build brought."""

    id: str
    title: str
    """Who spoke; the name of its file where nobody knows."""
    started_at: str | None
    duration: float
    topic: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedBuild:
    """A build that is over, and some of the calls that it brought and that are still there."""

    line: BuildLine
    calls: tuple[NewCall, ...]


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
    ended: tuple[EndedBuild, ...]
    """The last first."""
    key: str
    """Changes when a build begins, ends or is asked for."""


def read_building(request: Request, opened: Opened, _: Lead) -> BuildPage:
    """Return what may be built from the page, what is being built, and how the last builds ended."""
    acts: Acts = request.app.state.acts
    settings = load_settings(settings_path(opened.library, acts.config)).web
    lines = read_lines(request.app)
    ended = [one for one in reversed(lines) if one.state in ENDED][:ENDED_SHOWN]
    return BuildPage(
        limits=Limits(
            max_file_mb=settings.max_file_mb,
            max_files=settings.max_files,
            max_total_mb=settings.max_total_mb,
        ),
        folders=settings.folders,
        running=next((one for one in lines if one.state == "running"), None),
        waiting=tuple(one for one in lines if one.state == "waiting"),
        ended=tuple(
            EndedBuild(
                line=one, calls=_still_there(opened.library, one.new_calls[: NEW_SHOWN if not n else FEW])
            )
            for n, one in enumerate(ended)
        ),
        key=key_of(lines),
    )


def _still_there(library: Library, call_ids: Sequence[str]) -> tuple[NewCall, ...]:
    there = [call.id for call in stored_calls(library, call_ids)]
    found = [_new_call(one) for one in summarise_calls(library, there)]
    return tuple(sorted(found, key=lambda one: (one.started_at or "", one.title, one.id)))


def _new_call(one: CallSummary) -> NewCall:
    people = " with ".join(name for name in (", ".join(one.agents), one.customer) if name)
    return NewCall(
        id=one.id,
        title=people or PurePath(one.path).stem,
        started_at=one.started_at,
        duration=one.duration,
        topic=one.topic,
    )


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
        phase=_PHASES.get(standing.task, "Reading what was said") if standing.task else "Getting ready",
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
