"""`coachkit init`: look at a folder's file names and write its settings."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import click
import tomlkit
from tomlkit.items import Table

from coachkit.cli.folder import require_calls
from coachkit.cli.screen import Column, print_table
from coachkit.config import SETTINGS_NAME, load_settings, parse_settings
from coachkit.errors import SettingsError
from coachkit.filename_proposal import propose_pattern
from coachkit.filenames import compile_pattern, read_details
from coachkit.part_names import part_name
from coachkit.sidecar import sidecar_of
from coachkit.whole_files import write_whole

SHOWN = 12
"""Names shown as examples of what a pattern makes of them."""
_COLUMNS = (
    Column(name="recording", grows=True),
    Column(name="started"),
    Column(name="agent"),
    Column(name="customer"),
    Column(name="kind"),
)
_PATTERN_EXAMPLE = '# pattern = "{date}_{time}_{extension}_{agent}"'
_AGENT_EXAMPLE = '# [[agents]]\n# name = "Jana Kovac"\n# aliases = ["agent12"]\n'


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=".")
@click.option("--pattern", help="Take this pattern and propose none.")
@click.option("--dry-run", is_flag=True, help="Only show; write nothing.")
def init(folder: Path, pattern: str | None, dry_run: bool) -> None:
    """Look at the file names in FOLDER and write a coachkit.toml to begin with.

    Example: coachkit init recordings
    """
    path = folder / SETTINGS_NAME
    recordings = require_calls(folder)
    if not dry_run:
        _refuse_to_overwrite(path)
    stems = [part_name(path.stem).base for path in recordings if not sidecar_of(path)]
    unnamed = list(dict.fromkeys(stems))
    chosen = pattern or _propose(unnamed, len(recordings))
    if chosen:
        compile_pattern(chosen)
        _show(chosen, unnamed)
    if dry_run:
        return
    text = _settings_text(path, chosen, _agents(chosen, unnamed))
    parse_settings(text, name=str(path))
    write_whole(path, text.encode("utf-8"))
    click.echo(f"Wrote {path}: name your competitors and features there.", err=True)
    click.echo(f"Then run: coachkit build {folder}", err=True)


def _refuse_to_overwrite(path: Path) -> None:
    if path.exists() and load_settings(path).recordings.pattern:
        raise SettingsError(f"{path}: it is there already and has a pattern; edit it, or move it away first")


def _propose(stems: Sequence[str], recordings: int) -> str | None:
    if not stems:
        click.echo(f"All {recordings} recordings have a sidecar file; no pattern is needed.", err=True)
        return None
    proposal = propose_pattern(stems)
    if proposal is None:
        click.echo(f"The names of {len(stems)} recordings follow no pattern that can be seen.", err=True)
        return None
    click.echo(f"Pattern: {proposal.pattern}  (fits {proposal.matched} of {len(stems)} names)", err=True)
    return proposal.pattern


def _show(pattern: str, stems: Sequence[str]) -> None:
    rows = []
    for stem in stems[:SHOWN]:
        details = read_details(pattern, stem)
        started = details.started_at and f"{details.started_at:%Y-%m-%d %H:%M}"
        rows.append((stem, started, details.agent, details.customer, details.kind))
    print_table(_COLUMNS, rows, empty="")
    if len(stems) > SHOWN:
        click.echo(f"… and {len(stems) - SHOWN} more", err=True)


def _agents(pattern: str | None, stems: Sequence[str]) -> list[str]:
    if pattern is None:
        return []
    return sorted({agent for stem in stems if (agent := read_details(pattern, stem).agent)})


def _settings_text(path: Path, pattern: str | None, agents: Sequence[str]) -> str:
    """Return the starter file, or the file that is there with the pattern put in."""
    if not path.exists():
        return _starter(pattern, agents)
    if pattern is None:
        raise SettingsError(f"{path}: it is there already, and there is no pattern to add to it")
    document = tomlkit.parse(path.read_text(encoding="utf-8"))
    section = document.setdefault("recordings", tomlkit.table())
    if not isinstance(section, Table):
        raise SettingsError(f"{path}: write “recordings” as a section of its own: [recordings]")
    section["pattern"] = pattern
    return tomlkit.dumps(document)


def _starter(pattern: str | None, agents: Sequence[str]) -> str:
    text = (files("coachkit.cli") / "starter.toml").read_text(encoding="utf-8")
    if pattern:
        text = text.replace(_PATTERN_EXAMPLE, f"pattern = {tomlkit.string(pattern).as_string()}")
    blocks = [f'# [[agents]]\n# name = ""\n# aliases = [{_quoted(agent)}]\n' for agent in agents]
    return text + "\n".join(blocks or [_AGENT_EXAMPLE])


def _quoted(text: str) -> str:
    return tomlkit.string(text).as_string()
