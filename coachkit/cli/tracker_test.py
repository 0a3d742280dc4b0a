"""`coachkit trackers test`: precision and recall on labelled sentences."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.options import json_option
from coachkit.cli.screen import Column, print_json, print_line, print_table
from coachkit.config import find_settings, load_settings
from coachkit.config.trackers import tracker_key
from coachkit.near import pick
from coachkit.tracking.labelled import LabelledSentence, read_labelled
from coachkit.tracking.packs import PackedTracker, trackers_on

if TYPE_CHECKING:
    from coachkit.tracking.trial import TrialResult

_COLUMNS = (
    Column(name="tracker"),
    Column(name="precision", align="right"),
    Column(name="recall", align="right"),
    Column(name="right", align="right"),
    Column(name="wrong", align="right"),
    Column(name="missed", align="right"),
)


@click.command("test")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@click.option("--tracker", help="Only this tracker; any label but “no” or “-” then means it.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings; else those in this folder.")
@click.pass_context
def test(ctx: click.Context, file: Path, as_json: bool, tracker: str | None, config: Path | None) -> None:
    """Try trackers on the labelled sentences in FILE and report precision and recall.

    FILE has lines with a label, a tab and a sentence, or is CSV or JSONL with label and sentence. A label is
    a tracker's name, or - for none. Who says it, when and on which call do not count here.

    Example: coachkit trackers test sentences.tsv
    """
    sentences = read_labelled(file)
    path = config or find_settings(Path())
    on = trackers_on(load_settings(path))
    chosen = [_named(tracker, on)] if tracker else _labelled(sentences, on)

    from coachkit.pipeline.changes.tracker_trial import try_trackers
    from coachkit.pipeline.toolbox import Toolbox

    results = try_trackers(chosen, sentences, tools=ctx.obj or Toolbox(), is_named=tracker is None)
    if as_json:
        print_json([_described(one) for one in results])
        return
    print_table(_COLUMNS, map(_row, results), empty="No sentence has a tracker's name as its label.")
    for one in results:
        for what, listed in (("missed", one.missed), ("wrong", one.wrong)):
            for sentence in listed:
                print_line(f"{one.tracker}, {what}, line {sentence.line}: {sentence.text}")


def _named(wanted: str, on: tuple[PackedTracker, ...]) -> PackedTracker:
    name = pick(wanted, [(one.name, one.name) for one in on], what="tracker")
    return next(one for one in on if one.name == name)


def _labelled(sentences: list[LabelledSentence], on: tuple[PackedTracker, ...]) -> list[PackedTracker]:
    by_key = {tracker_key(one.name): one for one in on}
    labels = {tracker_key(label): label for one in sentences for label in one.labels}
    stray = [label for key, label in labels.items() if key not in by_key]
    for label in stray:
        pick(label, [(one.name, one.name) for one in on], what="tracker")  # raises with the nearest names
    return [by_key[key] for key in sorted(labels) if key in by_key]


def _row(result: "TrialResult") -> tuple[object, ...]:
    shares = [None if share is None else f"{share:.2f}" for share in (result.precision, result.recall)]
    return (result.tracker, *shares, result.right, len(result.wrong), len(result.missed))


def _described(result: "TrialResult") -> dict[str, object]:
    return {
        "tracker": result.tracker,
        "precision": result.precision,
        "recall": result.recall,
        "right": result.right,
        "wrong": [one.text for one in result.wrong],
        "missed": [one.text for one in result.missed],
    }
