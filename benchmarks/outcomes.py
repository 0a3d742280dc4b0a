"""How well scores foretell what the people of a dialogue said of it afterwards.

    python benchmarks/outcomes.py DIALOGUES.jsonl --label user_annoyed [--cache FOLDER]

Each line is a dialogue: `{"id", "turns": [{"role": "agent"|"customer", "text"}], LABEL: true|false|null}`.
The product's own stages make a library of them without settings, and the built-in card scores each call:
that is `rule`. `learned` is the score learned from the labels, in five-fold cross-validation: each call is
foretold by what was learned from the other folds. Topics are left out, as they are found in all calls.
`auc` is the area under the ROC curve, `ap` the average precision; both have 95 % intervals (DeLong;
bootstrap over calls). Positive are the dialogues with the label `true`. A label says that a call went badly
(`--means bad`: the lower the score, the surer) or well (`good`); of the names in `MEANS` this is known.
Nothing is chosen by looking at the file. With `--cache` the library is kept in a folder, and only what
changed since is made anew.
"""

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from coachkit.config import Settings
from coachkit.learning.fitting import cross_validated
from coachkit.learning.sheet import Sheet
from coachkit.models import Score
from coachkit.pipeline.steps.foretelling import read_features
from coachkit.statistics.areas import area_of, gain_of
from coachkit.store.library import Library
from dialogues import Dialogue, build_dialogues, calls_of, file_name, read_dialogues, stages_for
from transcripts import report, tell

MEANS = {
    "user_annoyed": "bad",
    "assistant_calm_and_helpful": "good",
    "goal_reached": "good",
}
NO_SCORE = 50.0
"""What a call counts as that the card cannot score: neither good nor bad."""
DRAWS = 1000
Numbers = npt.NDArray[np.float64]


def main() -> None:
    """Read the arguments and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dialogues", type=Path)
    parser.add_argument("--label", required=True, help="the name of the field that says how it went")
    parser.add_argument("--means", choices=("good", "bad"), help="what `true` says of a call")
    parser.add_argument("--cache", type=Path, help="a folder that keeps the library")
    parser.add_argument("--rule-only", action="store_true", help="learn nothing")
    given = parser.parse_args()
    means = given.means or MEANS.get(given.label)
    if means is None:
        parser.error(f"say with --means good or --means bad what “{given.label}” says of a call")
    labelled = [one for one in read_dialogues(given.dialogues) if one.get(given.label) is not None]
    if len({bool(one[given.label]) for one in labelled}) < 2:
        parser.error(f"“{given.label}” must be true of some dialogues and false of others")
    with tempfile.TemporaryDirectory() as folder:
        stages = stages_for("score")
        path = build_dialogues(labelled, given.cache or Path(folder), stages, Settings())
        with Library.open(path) as library:
            report(figures(library, labelled, given.label, means, is_learned=not given.rule_only))


def figures(
    library: Library, dialogues: Sequence[Dialogue], label: str, means: str, *, is_learned: bool
) -> dict[str, object]:
    """Return the figures of both scores."""
    calls = calls_of(library)
    call_ids = [calls[file_name(one)] for one in dialogues]
    truth = np.array([bool(one[label]) for one in dialogues])
    scores = {one.call_id: one.value for one in library.rows(Score) if one.is_main}
    scored = [scores.get(call_id) for call_id in call_ids]
    rule = np.array([NO_SCORE if value is None else value for value in scored])
    side = 1.0 if means == "good" else -1.0
    found: dict[str, object] = {"rule": judged(truth, side * rule)}
    if is_learned:
        went_well = truth if means == "good" else ~truth
        log_odds = held_out(library, call_ids, went_well)
        gain = gain_of(truth, side * log_odds, side * rule)
        found["learned"] = judged(truth, side * log_odds)
        found["gain"] = {"auc": round(gain.value, 4), "auc_95": [round(gain.low, 4), round(gain.high, 4)]}
    return found | {
        "n": len(truth),
        "positives": int(truth.sum()),
        "label": label,
        "means": means,
        "not_scored": sum(value is None for value in scored),
        "ap_by_chance": round(float(truth.mean()), 4),
    }


def held_out(library: Library, call_ids: Sequence[str], went_well: npt.NDArray[np.bool_]) -> Numbers:
    """Return the log odds of each call by what was learned from the other folds.

    Copies of a dialogue are one call, and stay in one fold. A call in which nothing can be read counts as
    even.
    """
    began = time.perf_counter()
    known = {rows.call_id: features for rows, features in read_features(library, sorted({*call_ids}))}
    places = np.flatnonzero([call_id in known for call_id in call_ids])
    sheet = Sheet.of([known[call_ids[int(n)]] for n in places])
    tell(f"{len(places)} calls, {len(sheet.names)} features, in {time.perf_counter() - began:.0f} s")
    log_odds = np.zeros(len(call_ids))
    found = cross_validated(sheet, went_well[places], [call_ids[int(n)] for n in places])
    log_odds[places] = np.nan_to_num(found)
    tell(f"learned in {time.perf_counter() - began:.0f} s")
    return log_odds


def judged(truth: npt.NDArray[np.bool_], values: Numbers) -> dict[str, object]:
    """Return area and average precision of values that should be higher where `truth` holds."""
    from sklearn.metrics import average_precision_score

    area = area_of(truth, values)
    ap = float(average_precision_score(truth, values))
    draws = np.random.default_rng(1)
    drawn = []
    for _ in range(DRAWS):
        rows = draws.integers(0, len(truth), len(truth))
        if truth[rows].any():
            drawn.append(float(average_precision_score(truth[rows], values[rows])))
    low, high = np.quantile(drawn, [0.025, 0.975])
    return {
        "auc": round(area.value, 4),
        "ap": round(ap, 4),
        "auc_95": [round(area.low, 4), round(area.high, 4)],
        "ap_95": [round(float(low), 4), round(float(high), 4)],
    }


if __name__ == "__main__":
    main()
