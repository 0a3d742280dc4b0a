"""Sentences that people have labelled: which trackers should find each, read from a file."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coachkit.errors import InputError
from coachkit.sheets import read_sheet
from coachkit.text_files import read_text

NOTHING = frozenset({"", "-", "none", "no", "0", "false"})
"""Labels of sentences that no tracker should find."""
_TEXT_KEYS = ("sentence", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSentence:
    """A sentence and the labels that a person gave it, as written; none where it should not be found."""

    line: int
    text: str
    labels: tuple[str, ...]


def read_labelled(path: Path) -> list[LabelledSentence]:
    """Return the sentences in a file of lines `label<TAB>sentence`, in a CSV file, or in a JSONL file.

    A CSV file has the columns label and sentence, JSONL the same keys. Several labels have a ; between them.

    Raises:
        InputError: The file cannot be read, or a line of it cannot be used; says which and what to do.
    """
    suffix = path.suffix.casefold()
    read = _json_lines(path) if suffix in (".jsonl", ".ndjson") else None
    if read is None:
        read = _table(path) if suffix == ".csv" else _tabbed(path)
    found = [
        LabelledSentence(line=line, text=text, labels=_labels(label)) for line, label, text in read if text
    ]
    if not found:
        raise InputError(f"{path.name}: no sentence is in it; write lines such as: churn risk<TAB>I want out")
    return found


def _labels(label: str) -> tuple[str, ...]:
    names = [name.strip() for name in label.split(";")]
    return tuple(name for name in names if name.casefold() not in NOTHING)


def _tabbed(path: Path) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        label, tab, text = line.partition("\t")
        if not tab:
            raise InputError(f"{path.name}, line {number}: write label, tab, sentence; this line has no tab")
        yield number, label, text.strip()


def _table(path: Path) -> Iterator[tuple[int, str, str]]:
    sheet = read_sheet(path, {"label": "label", "sentence": "sentence", "text": "text"}, needed=["label"])
    if not sheet.found & set(_TEXT_KEYS):
        raise InputError(f"{path.name}: line 1 has no column “sentence”; it has {', '.join(sheet.headings)}")
    for row in sheet.rows:
        yield row.line, row.cells["label"], row.cells["sentence"] or row.cells["text"]


def _json_lines(path: Path) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError:
            value = None
        texts = [value[key] for key in _TEXT_KEYS if key in value] if isinstance(value, dict) else []
        if not texts or not isinstance(texts[0], str):
            raise InputError(
                f'{path.name}, line {number}: write {{"label": "churn risk", "sentence": "I want out."}}'
            )
        label = value.get("label") or ""
        yield number, ";".join(label) if isinstance(label, list) else str(label), texts[0].strip()
