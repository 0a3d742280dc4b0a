"""Write what customers ask first, labelled with their task, for `benchmarks/intents.py`.

    python benchmarks/star_intents.py DIALOGUES.jsonl REQUESTS.jsonl

Each line of the first is a dialogue: `{"id", "tasks", "turns": [{"role", "text"}]}`. Of dialogues with one
task, the customer's first turn of eight words or more is taken: shorter ones are mostly greetings.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

FEWEST_WORDS = 8


def main() -> None:
    """Read the arguments and write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dialogues", type=Path)
    parser.add_argument("requests", type=Path)
    given = parser.parse_args()
    with given.dialogues.open(encoding="utf-8") as lines, given.requests.open("w", encoding="utf-8") as out:
        out.writelines(f"{json.dumps(request)}\n" for request in requests(lines))


def requests(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    """Yield the first request of each dialogue that has one task and a request."""
    for line in lines:
        dialogue = json.loads(line)
        if len(dialogue["tasks"]) != 1:
            continue
        for n, turn in enumerate(dialogue["turns"]):
            if turn["role"] == "customer" and len(turn["text"].split()) >= FEWEST_WORDS:
                yield {
                    "dialogue_id": str(dialogue["id"]),
                    "turn_id": f"{dialogue['id']}_{n}",
                    "text": turn["text"],
                    "label": dialogue["tasks"][0],
                }
                break


if __name__ == "__main__":
    main()
