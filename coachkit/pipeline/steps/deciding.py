"""Playbooks as rows: what is stored is compared with what is written, and people's decisions are applied."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from coachkit.models import (
    LineChoice,
    PlaybookLine,
    PlaybookQuote,
    PlaybookVersion,
    StageRows,
)
from coachkit.pipeline.intake.ingest import now
from coachkit.playbooks.choices import decided_of
from coachkit.playbooks.earlier import Known, is_lost
from coachkit.playbooks.lines import Drafted, after_people, key_of, quote_rows
from coachkit.playbooks.writing import Written, new_versions
from coachkit.store.library import Library
from coachkit.store.reading.playbooks import stored_books


def known_lines(library: Library) -> Known:
    """Return the lines that stand in the library, and what people decided."""
    stood = {key_of(line): line for line in library.rows(PlaybookLine) if line.withheld is None}
    return Known(decided=decided_of(library.rows(LineChoice)), stood=stood)


def playbook_rows(library: Library, written: Sequence[Written]) -> StageRows:
    """Return playbooks as rows, with a version of each that differs from what is stored."""
    kept = [one for book in written for one in book.kept]
    made = new_versions(
        {one.playbook.id: one for one in stored_books(library)},
        written,
        library.rows(PlaybookVersion),
        library.rows(LineChoice),
        made_at=now(),
    )
    return {
        "playbooks": [one.playbook for one in written],
        "playbook_lines": [one.line for one in kept],
        "playbook_quotes": [row for one in kept for row in quote_rows(one)],
        "playbook_versions": [*made],
    }


def decide_anew(library: Library) -> StageRows:
    """Return the playbooks that are stored, as people decide now: nothing is compared for it.

    The same as writing them anew, where nothing but decisions has changed since.
    """
    decided = decided_of(library.rows(LineChoice))
    quotes: Mapping[tuple[str, int], list[PlaybookQuote]] = defaultdict(list)
    for quote in library.rows(PlaybookQuote):
        quotes[quote.playbook_id, quote.line].append(quote)
    written = []
    for book in stored_books(library):
        drafted = [
            Drafted(
                line=line,
                quotes=tuple(quotes[line.playbook_id, line.n]),
                is_found=not is_lost(line),
            )
            for line in book.lines
        ]
        after = after_people(drafted, decided)
        written.append(Written(playbook=book.playbook, drafted=tuple(after)))
    return playbook_rows(library, written)
