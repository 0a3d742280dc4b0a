"""`coachkit build`: turn a folder of recordings into a library, and say what was found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from coachkit.cli.build_report import print_summary, print_unchanged
from coachkit.cli.folder import require_calls
from coachkit.cli.options import db_option
from coachkit.cli.screen import print_line
from coachkit.cli.tracker_warnings import warn_of_common_names
from coachkit.config import Settings, find_settings, load_settings
from coachkit.counts import format_count
from coachkit.models import BuiltFolder
from coachkit.pipeline.build import BuildReport, build_sources
from coachkit.pipeline.intake.ingest import Source
from coachkit.pipeline.progress import Progress
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.toolbox import Toolbox, Tools
from coachkit.pipeline.work import Work
from coachkit.store.library import Library
from coachkit.store.reading import LibrarySummary, library_summary


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@db_option
@click.option("--config", type=click.Path(path_type=Path), help="Settings; else FOLDER/coachkit.toml.")
@click.option(
    "--engine", type=click.Choice(["faster-whisper", "openai-whisper"]), help="What hears the calls."
)
@click.option("--model", help="Whisper model, such as base, small or a folder.")
@click.option("--workers", type=click.IntRange(min=1), help="Calls heard at the same time.")
@click.option("--retry-failed", is_flag=True, help="Try again what failed, even where nothing has changed.")
@click.option("--no-progress", is_flag=True, help="Show no progress.")
@click.option("--watch", is_flag=True, help="Go on: take in calls as they arrive, until Ctrl-C.")
@click.option(
    "--settle",
    type=click.FloatRange(min=0),
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="With --watch: how long a file must have been the same.",
)
@click.pass_context
def build(ctx: click.Context, /, folder: Path, db: Path, **chosen: Any) -> None:  # click's own
    """Turn recordings and transcripts in FOLDER into a library; what is done already is not done again.

    Example: coachkit build recordings --db october.db
    """
    watch, settle = chosen.pop("watch"), chosen.pop("settle")
    choices = BuildChoices(folder=folder, **chosen)
    if watch:
        from coachkit.cli.watch import keep_building

        keep_building(db, choices, settle=settle, tools=ctx.obj)
        return
    wanted = choices.wanted()
    require_calls(folder, wanted.settings)
    click.echo(told_settings(wanted.settings_path), err=True)
    run_build(ctx, db, wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildChoices:
    """What was asked for on the command line; settings are read anew whenever it is looked at."""

    folder: Path
    config: Path | None = None
    engine: str | None = None
    model: str | None = None
    workers: int | None = None
    retry_failed: bool = False
    no_progress: bool = False

    def wanted(self, is_growing: Callable[[Path], bool] | None = None) -> "Wanted":
        """Return what is to be built; raises SettingsError where the settings cannot be read."""
        from coachkit.cli.progress import choose_progress

        path = self.config or find_settings(self.folder)
        return Wanted(
            sources=(Source(folder=self.folder),),
            settings=_with_speech(load_settings(path), engine=self.engine, model=self.model),
            settings_path=path,
            progress=choose_progress(is_wanted=not self.no_progress),
            workers=self.workers,
            retry_failed=self.retry_failed,
            is_growing=is_growing,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be built, and how."""

    sources: tuple[Source, ...]
    settings: Settings
    settings_path: Path | None
    progress: Progress
    workers: int | None = None
    retry_failed: bool = False
    is_growing: Callable[[Path], bool] | None = None
    """Says which files are still being written: they are left for later."""


def run_build(ctx: click.Context, db: Path, wanted: Wanted) -> None:
    """Build, print what was found, and end with 1 where something failed."""
    report, summary = build_once(db, wanted, ctx.obj or Toolbox())
    print_report(report, summary, db)
    if report.failed or summary.failures:
        ctx.exit(1)


def build_once(db: Path, wanted: Wanted, tools: Tools) -> tuple[BuildReport, LibrarySummary]:
    """Build, and return what was done and what there is then."""
    with Library.open(db, create=True) as library:
        for source in wanted.sources:
            library.save_folder(_built(source.folder, wanted.settings_path))
        work = Work(
            bench=Bench(library=library, settings=wanted.settings, tools=tools),
            progress=wanted.progress,
            workers=wanted.workers,
            retry_failed=wanted.retry_failed,
        )
        report = build_sources(wanted.sources, work, is_growing=wanted.is_growing)
        if not report.is_unchanged:
            warn_of_common_names(library, wanted.settings)
        return report, library_summary(library)


def print_report(report: BuildReport, summary: LibrarySummary, db: Path) -> None:
    """Print what a build did and what there is now."""
    if report.is_unchanged:
        print_unchanged(summary, report, db)
    else:
        print_summary(summary, report, db)
    if report.ingest.without_row:
        missing = format_count(report.ingest.without_row, "call")
        print_line(f"The manifest has no row for {missing}; `coachkit import --dry-run` shows which.")


def _with_speech(settings: Settings, *, engine: str | None, model: str | None) -> Settings:
    changes = {key: value for key, value in (("engine", engine), ("model", model)) if value}
    return settings.model_copy(update={"speech": settings.speech.model_copy(update=changes)})


def _built(folder: Path, settings: Path | None) -> BuiltFolder:
    return BuiltFolder(
        path=str(folder.resolve()),
        settings=str(settings.resolve()) if settings else None,
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def told_settings(path: Path | None) -> str:
    """Return which settings are used, in words."""
    if path is None:
        return "No coachkit.toml: no competitors or features are known. `coachkit init` writes one."
    return f"Settings: {path}"
