"""`coachkit import`: take in folders and single files, or only say what they would become."""

from contextlib import nullcontext
from pathlib import Path

import click

from coachkit.cli.build import Wanted, run_build, told_settings
from coachkit.cli.intake_lines import COLUMNS, intake_lines
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import print_json, print_table
from coachkit.config import Settings, find_settings, load_settings
from coachkit.errors import RecordingError
from coachkit.pipeline.intake.ingest import Source, plan_intake
from coachkit.pipeline.intake.known import Known
from coachkit.store.library import Library


@click.command()
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="PATH...")
@db_option
@click.option("--config", type=click.Path(path_type=Path), help="Settings; else those of the folder.")
@click.option("--manifest", type=click.Path(path_type=Path), help="CSV that describes the files, a row each.")
@click.option("--dry-run", is_flag=True, help="Only say what each file would become; write nothing.")
@json_option
@click.option("--no-progress", is_flag=True, help="Show no progress.")
@click.pass_context
def import_(
    ctx: click.Context,
    paths: tuple[Path, ...],
    db: Path,
    config: Path | None,
    manifest: Path | None,
    dry_run: bool,
    as_json: bool,
    no_progress: bool,
) -> None:
    """Take in recordings and transcripts from folders and single files, as build does.

    Example: coachkit import recordings --dry-run
    """
    from coachkit.cli.progress import choose_progress

    if as_json and not dry_run:
        raise click.UsageError("--json goes with --dry-run; `coachkit calls --json` lists what is there.")
    sources = _sources(paths, manifest)
    settings_path = config or find_settings(sources[0].folder)
    settings = load_settings(settings_path)
    if dry_run:
        _tell(ctx, db, sources, settings, as_json=as_json)
        return
    for source in sources:
        plan = plan_intake(source, Known(), settings)
        if source.only and not plan.files.paths:
            [first, *_] = plan.files.skipped
            raise RecordingError(f"{first.path.name}: {first.reason}; there is nothing to take in")
    click.echo(told_settings(settings_path), err=True)
    progress = choose_progress(is_wanted=not no_progress)
    run_build(
        ctx, db, Wanted(sources=sources, settings=settings, settings_path=settings_path, progress=progress)
    )


def _sources(paths: tuple[Path, ...], manifest: Path | None) -> tuple[Source, ...]:
    """Return folders as they are, and files with the others of the same folder."""
    files: dict[Path, list[Path]] = {}
    sources = []
    for path in paths:
        if path.is_dir():
            sources.append(Source(folder=path, manifest=manifest))
        elif path.exists():
            folder = path.parent.resolve()
            files.setdefault(folder, []).append(folder / path.name)
        else:
            raise RecordingError(f"{path}: there is no such file or folder; check its name")
    sources += [Source(folder=folder, only=tuple(only), manifest=manifest) for folder, only in files.items()]
    return tuple(sources)


def _tell(
    ctx: click.Context, db: Path, sources: tuple[Source, ...], settings: Settings, *, as_json: bool
) -> None:
    with Library.open_to_read(db) if db.exists() else nullcontext() as library:
        known = Known.from_library(library)
    plans = [plan_intake(source, known, settings) for source in sources]
    lines = [(plan.files.root, line) for plan in plans for line in intake_lines(plan)]
    if as_json:
        print_json([line for _, line in lines])
    else:
        print_table(COLUMNS, [line.cells(root) for root, line in lines], empty="There is no file.")
    if any(line.is_problem for _, line in lines):
        ctx.exit(1)
