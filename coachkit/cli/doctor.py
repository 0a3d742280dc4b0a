"""`coachkit doctor`: check that everything needed is there and is what it claims to be."""

import platform
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import click

import coachkit
from coachkit.backends.weights import WeightsReport, check_all
from coachkit.backends.weights_known import EMBEDDED
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, print_heading, print_json, print_line, print_table

LEAST_PYTHON = (3, 11)
LEAST_FREE_BYTES = 500_000_000
"""Below this, a build of a few hundred calls may not fit."""
PACKAGES = (
    "faster-whisper",
    "ctranslate2",
    "openai-whisper",
    "torch",
    "sentence-transformers",
    "spacy",
    "scikit-learn",
    "av",
    "numpy",
    "sqlite-utils",
    "rich",
    "click",
)
NEEDED = frozenset(weights.name for weights in EMBEDDED if weights.in_extra and not weights.if_missing)
"""Models without which a build with the default settings does not work."""
_GENUINE = {
    True: "equals the official file",
    False: "differs from the official file",
    None: "not compared with the official file",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at; a `problem` says what to do and makes the command fail."""

    name: str
    found: str
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Everything that was looked at."""

    checks: tuple[Check, ...]
    models: tuple[WeightsReport, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """What is missing or wrong, with what to do."""
        wrong = [m for m in self.models if m.problem and (m.found or m.name in NEEDED)]
        return (
            *(f"{check.name}: {check.problem}" for check in self.checks if check.problem),
            *(f"{model.name}: {model.problem}" for model in wrong),
        )


@click.command()
@db_option
@json_option
@click.pass_context
def doctor(ctx: click.Context, db: Path, as_json: bool) -> None:
    """Check versions, models and disk, and say what is missing and how to get it.

    Example: coachkit doctor
    """
    health = Health(checks=tuple(look_at(db.absolute().parent)), models=tuple(check_all()))
    if as_json:
        print_json(health)
    else:
        _print_health(health)
    for problem in health.problems:
        click.echo(f"Problem: {problem}", err=True)
    if health.problems:
        ctx.exit(1)
    click.echo("Everything that coachkit needs is there.", err=True)


def look_at(folder: Path, *, packages: Sequence[str] = PACKAGES) -> list[Check]:
    """Return what is found of Python, coachkit, its packages, and the disk that holds `folder`."""
    return [
        _python(),
        Check(name="coachkit", found=coachkit.__version__),
        *map(_package, packages),
        _disk(folder),
    ]


def _python() -> Check:
    least = ".".join(map(str, LEAST_PYTHON))
    problem = None if sys.version_info >= LEAST_PYTHON else f"install Python {least} or newer"
    return Check(name="python", found=platform.python_version(), problem=problem)


def _package(name: str) -> Check:
    try:
        return Check(name=name, found=metadata.version(name))
    except metadata.PackageNotFoundError:
        return Check(name=name, found="missing", problem=f"get it with: pip install {name}")


def _disk(folder: Path) -> Check:
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    problem = None if free >= LEAST_FREE_BYTES else "free some space before a build"
    return Check(name="disk", found=f"{free / 1e9:.1f} GB free at {folder}", problem=problem)


def _print_health(health: Health) -> None:
    columns = (Column(name="what"), Column(name="found", grows=True))
    print_table(columns, [(check.name, check.found) for check in health.checks], empty="")
    print_heading("Models")
    for model in health.models:
        print_line(f"{model.name}: {_state(model)}", indent=2)
        print_line(
            f"{model.purpose} ({model.size_bytes / 1e6:.0f} MB, {model.licence})", indent=4, style="dim"
        )
        if model.problem:
            print_line(model.problem, indent=4)
    click.echo()


def _state(model: WeightsReport) -> str:
    if model.verified:
        return f"verified, {_GENUINE[model.equals_official]}"
    if model.found:
        return "wrong"
    return "missing" if model.name in NEEDED else "not installed, and a build works without it"
