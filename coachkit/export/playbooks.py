"""Playbooks for other programs and for a wiki: Markdown that diffs well, JSON with everything, CSV."""

import csv
import dataclasses
import io
from collections.abc import Sequence

from coachkit.export.data import to_json
from coachkit.export.safe_names import safe_names
from coachkit.playbooks.book import Book
from coachkit.playbooks.markdown import playbook_markdown
from coachkit.sheets import with_guard

VERSION = 1
"""Of the JSON."""
COLUMNS = (
    "kind", "text", "why", "withheld", "behaviour", "done_good", "done_bad", "not_done_good", "not_done_bad",
    "calls", "agents", "effect", "effect_low", "effect_high", "chance", "adjusted", "approved_by",
    "edited_by", "struck_by",
)  # fmt: skip


def playbooks_markdown(books: Sequence[Book]) -> str:
    """Return playbooks one after the other, as `playbook_markdown`."""
    return "\n".join(playbook_markdown(one.playbook, one.lines) for one in books)


def playbook_files(books: Sequence[Book]) -> dict[str, str]:
    """Return a Markdown file for each playbook, by the file's name."""
    names = safe_names((one.playbook.id for one in books), instead="playbook")
    texts = (playbook_markdown(one.playbook, one.lines) for one in books)
    return {f"{name}.md": text for name, text in zip(names, texts, strict=True)}


def playbooks_json(books: Sequence[Book]) -> str:
    """Return `{"version": 1, "playbooks": […]}`, each with all its lines; nobody is quoted."""
    values = [
        dataclasses.asdict(one.playbook) | {"lines": [dataclasses.asdict(line) for line in one.lines]}
        for one in books
    ]
    return to_json({"version": VERSION, "playbooks": values})


def playbooks_csv(books: Sequence[Book]) -> str:
    """Return a table with a row for each line, those that are withheld among them."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(("playbook", "about", "n", *COLUMNS))
    for one in books:
        for line in one.lines:
            values = (getattr(line, name) for name in COLUMNS)
            rows.writerow(
                with_guard(str("" if value is None else value))
                for value in (line.playbook_id, one.playbook.title, line.n + 1, *values)
            )
    return out.getvalue()
