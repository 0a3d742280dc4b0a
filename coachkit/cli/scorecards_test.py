"""`coachkit scorecards test`: a card on all calls before it is adopted, beside the one in use."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.call_filter import filter_options
from coachkit.cli.library_settings import settings_of
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, format_share, print_heading, print_json, print_line, print_table
from coachkit.counts import format_count
from coachkit.store.library import Library
from coachkit.store.reading import CallFilter, list_calls

if TYPE_CHECKING:
    from coachkit.pipeline.changes.card_trial import CallTrial, CardTrial, LineTrial, SourceTrial
    from coachkit.statistics.agreement import Agreement

_CALLS = (
    Column(name="call"),
    Column(name="score now", align="right"),
    Column(name="then", align="right"),
    Column(name="label now"),
    Column(name="label then"),
    Column(name="label from"),
    Column(name="recording", grows=True, spare=True),
)
_LINES = (
    Column(name="line"),
    Column(name="weight", align="right"),
    Column(name="met", align="right"),
    Column(name="partly", align="right"),
    Column(name="missed", align="right"),
    Column(name="does not apply", align="right"),
    Column(name="note", grows=True),
)


@click.command("test")
@click.argument("card")
@db_option
@json_option
@click.option("--config", type=click.Path(path_type=Path), help="Settings; else those of the build.")
@filter_options
def test(card: str, db: Path, as_json: bool, config: Path | None, filters: CallFilter) -> None:
    """Try a CARD (its name, or a file) on calls: scores, labels and lines, beside the card in use.

    Nothing is changed; `coachkit scorecards use` adopts it.

    Example: coachkit scorecards test scorecards/ours.toml --since "last month"
    """
    from coachkit.cli.progress import choose_progress
    from coachkit.pipeline.changes.card_trial import try_card
    from coachkit.scorecards.in_use import card_named

    with Library.open(db) as library:
        settings = settings_of(library, config)
        tried = card_named(settings, card)
        only = None if filters == CallFilter() else {call.id for call in list_calls(library, filters)}
        progress = choose_progress(is_wanted=not as_json)
        trial = try_card(library, settings, tried, only, progress=progress)
    if as_json:
        print_json(_described(trial))
    else:
        _print_trial(trial)


def _print_trial(trial: "CardTrial") -> None:
    count = format_count(len(trial.calls), "call")
    print_line(f"{trial.card.id} on {count}, beside {trial.current.id}; nothing is changed", style="bold")
    for warning in trial.warnings:
        print_line(f"Warning: {warning}", style="yellow")
    if not trial.calls:
        return
    print_heading("Calls")
    print_table(_CALLS, map(_call_row, trial.calls), empty="")
    changed = format_count(len(trial.relabelled), "label")
    print_line(f"{changed} would change.")
    print_heading("Lines")
    print_table(_LINES, map(_line_row, trial.lines), empty="")
    for line in trial.lines:
        if line.warning:
            print_line(f"Warning: {line.criterion}: {line.warning}", style="yellow")
    if trial.sources:
        print_heading("Do the scores agree with what is known?")
        for source in trial.sources:
            print_line(_agreement_line(source))


def _call_row(trial: "CallTrial") -> tuple[object, ...]:
    after = format_share(trial.after) if trial.is_fitting else "not for it"
    if trial.failed_by:
        after = f"0 % ({trial.failed_by})"
    return (
        trial.call.id,
        format_share(trial.before),
        after,
        trial.label_before,
        trial.label_after,
        trial.source,
        Path(trial.call.path).name,
    )


def _line_row(line: "LineTrial") -> tuple[object, ...]:
    counts = (line.counts.get(one, 0) for one in ("met", "partly", "missed", "not applicable"))
    example = line.example
    note = f"{example.call_id} {example.verdict}: “{example.quote}”" if example else ""
    return (line.criterion, f"{line.weight:g}", *counts, note)


def _agreement_line(source: "SourceTrial") -> str:
    if not source.before.n:
        return f"No call that both cards score has {source.source} to compare with."
    kappas = [one.kappa for one in (source.before, source.after)]
    shown = ", ".join("–" if kappa is None else f"{kappa:.2f}" for kappa in kappas)
    few = "" if source.after.is_enough else "; too few to say much"
    return (
        f"With {source.source} on {format_count(source.after.n, 'call')}: {source.before.agreed} agree now, "
        f"{source.after.agreed} then (Cohen's kappa {shown}{few})"
    )


def _described(trial: "CardTrial") -> dict[str, object]:
    return {
        "card": trial.card.id,
        "current": trial.current.id,
        "warnings": trial.warnings,
        "relabelled": len(trial.relabelled),
        "calls": [
            {
                "call_id": one.call.id,
                "is_for_this_call": one.is_fitting,
                "score_now": one.before,
                "score_then": one.after,
                "failed_by": one.failed_by,
                "label_now": one.label_before,
                "label_then": one.label_after,
                "label_source": one.source,
            }
            for one in trial.calls
        ],
        "lines": [_described_line(one) for one in trial.lines],
        "agreement": [
            {"with": one.source, "now": _figures(one.before), "then": _figures(one.after)}
            for one in trial.sources
        ],
    }


def _described_line(line: "LineTrial") -> dict[str, object]:
    example = line.example
    return {
        "criterion": line.criterion,
        "title": line.title,
        "weight": line.weight,
        "counts": line.counts,
        "warning": line.warning,
        "example": example
        and {
            "call_id": example.call_id,
            "verdict": example.verdict,
            "start": example.start,
            "quote": example.quote,
            "reason": example.reason,
        },
    }


def _figures(one: "Agreement") -> dict[str, object]:
    return {"calls": one.n, "agreed": one.agreed, "share": one.share, "kappa": one.kappa}
