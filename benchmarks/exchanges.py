"""Whether dialogues of annoyed people hold more exchanges that are judged bad.

    python benchmarks/exchanges.py DIALOGUES.jsonl --label user_annoyed [--most 400] [--cache FOLDER]

Each line is a dialogue: `{"id", "turns": [{"role": "agent"|"customer", "text"}], LABEL: true|false|null}`.
The product's own stages find the exchanges; nothing is chosen by looking at the file. Printed are the shares
of good, neutral and bad exchanges where the label is true and where it is false. With `--most` only so many
dialogues of each are taken, the first by id.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from coachkit.config import Settings
from coachkit.models import Exchange
from coachkit.store.library import Library
from dialogues import Dialogue, build_dialogues, calls_of, file_name, read_dialogues, stages_for
from transcripts import report


def main() -> None:
    """Read the arguments and print the shares."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dialogues", type=Path)
    parser.add_argument("--label", required=True, help="the name of the field that says how it went")
    parser.add_argument("--most", type=int, help="at most so many dialogues of each kind")
    parser.add_argument("--cache", type=Path, help="a folder that keeps the library")
    given = parser.parse_args()
    every = sorted(read_dialogues(given.dialogues), key=lambda one: str(one["id"]))
    kinds = {
        value: [one for one in every if one.get(given.label) is value][: given.most]
        for value in (True, False)
    }
    with tempfile.TemporaryDirectory() as folder:
        chosen = [*kinds[True], *kinds[False]]
        path = build_dialogues(chosen, given.cache or Path(folder), stages_for("exchanges"), Settings())
        with Library.open(path) as library:
            report({f"{given.label} {value}".lower(): shares(library, own) for value, own in kinds.items()})


def shares(library: Library, own: Sequence[Dialogue]) -> dict[str, float | int]:
    """Return what shares of the exchanges of these dialogues have each verdict, and how many there are."""
    verdicts: Counter[str] = Counter()
    calls = calls_of(library)
    for call_id in sorted({calls[file_name(one)] for one in own}):
        verdicts.update(one.verdict for one in library.rows(Exchange, call_id=call_id))
    count = verdicts.total()
    found = {name: round(verdicts[name] / count, 4) if count else 0.0 for name in ("good", "neutral", "bad")}
    return {**found, "exchanges": count, "dialogues": len(own)}


if __name__ == "__main__":
    main()
