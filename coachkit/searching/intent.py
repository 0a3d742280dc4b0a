"""What a search means: which words are wished for, what every hit must meet, and in which way to look.

People who type a question want what comes nearest to it, so plain words are wished for and some may be
missing. Whoever writes operators, phrases or wildcards means them: then every hit meets all of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.query.explain import explain
from coachkit.query.parse import parse
from coachkit.query.resolve import resolve
from coachkit.query.to_sql import asks_calls
from coachkit.query.tree import (
    All,
    Any,
    Beginning,
    Moment,
    Named,
    Node,
    Phrase,
    Position,
    SaidBy,
    Speaker,
    Went,
    Word,
)
from coachkit.searching.archive import Archive
from coachkit.searching.results import Asked, Mode
from coachkit.searching.terms import wordings_in

_AND = re.compile(r"(?<!\S)AND(?!\S)")
"""Words side by side and words with AND between them are the same tree; who writes AND means it."""
FEWEST_LETTERS = 2
"""A single letter begins too many words."""
_ABOUT_THE_TURN = (SaidBy, Speaker, Named, Moment, Went, Position)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """A search, read and resolved."""

    mode: Mode
    wished: tuple[Word | Beginning, ...]
    """Plain words: the more of them are said the better. Empty where all of the query is meant strictly."""
    required: tuple[Node, ...]
    """What every hit found by its words meets: the strict query, and all conditions."""
    conditions: tuple[Node, ...]
    """Of these, those that say nothing about words: what hits found by meaning must meet."""
    text: str
    """What is to be meant: empty where there is no word in the query."""
    understood: str
    notes: tuple[str, ...]

    @property
    def node(self) -> Node | None:
        """All of it, meant strictly; None where nothing is asked."""
        parts = (*self.wished, *self.required)
        return All(nodes=parts) if len(parts) > 1 else parts[0] if parts else None


def read_intent(archive: Archive, asked: Asked, *, is_strict: bool = False) -> Intent:
    """Return what a search means in this library; `is_strict`: plain words must all be said as well.

    Raises:
        QueryError: The query cannot be understood, or names what is not there.
    """
    query = parse(asked.text)
    given = [*_parts(query.node), *asked.filters]
    known, today = archive.known_names(*given), archive.today()
    parts = [resolve(one, known, today=today, text=query.text) for one in _parts(query.node)]
    beginning = _still_typed(parts, query.text) if asked.is_unfinished else None
    if beginning is not None:
        parts[-1] = beginning
    filters = [resolve(one, known, today=today) for one in asked.filters]
    is_plain = (
        not is_strict
        and not _AND.search(query.text)
        and all(isinstance(one, Word | Phrase) or one is beginning or _is_condition(one) for one in parts)
    )
    words = [one for one in parts if isinstance(one, Word) or one is beginning] if is_plain else []
    strict = [one for one in parts if one not in words]
    text = " ".join(one.text for part in parts for one in wordings_in(part))
    mode = _mode(
        asked.mode, text=text, is_plain=is_plain, has_phrase=any(isinstance(p, Phrase) for p in parts)
    )
    every = [*parts, *filters]
    understood = explain(All(nodes=tuple(every)) if len(every) != 1 else every[0], known) if every else ""
    notes = list(query.notes)
    if not text and asked.mode in ("semantic", "hybrid"):
        notes.append("there is no word in it to look for by meaning")
    return Intent(
        mode=mode,
        wished=tuple(words),
        required=(*strict, *filters),
        conditions=tuple(one for one in (*strict, *filters) if _is_condition(one)),
        text=query.text if query.is_plain else text,
        understood=understood,
        notes=tuple(notes),
    )


def _parts(node: Node | None) -> tuple[Node, ...]:
    if node is None:
        return ()
    return node.nodes if isinstance(node, All) else (node,)


def _still_typed(parts: Sequence[Node], text: str) -> Beginning | None:
    """Return the last word as the beginning of one; None where the text ends with something else."""
    last = parts[-1] if parts else None
    if not isinstance(last, Word) or last.at[1] != len(text) or len(last.text) < FEWEST_LETTERS:
        return None
    return Beginning(text=last.text, at=last.at)


def _is_condition(node: Node) -> bool:
    """Say whether this narrows where to look, rather than being what is looked for."""
    if isinstance(node, Any):
        return all(map(_is_condition, node.nodes))
    return isinstance(node, _ABOUT_THE_TURN) or asks_calls(node)


def _mode(wanted: Mode | None, *, text: str, is_plain: bool, has_phrase: bool) -> Mode:
    if not text:
        return "keyword"
    return wanted or ("hybrid" if is_plain and not has_phrase else "keyword")


def together(nodes: Sequence[Node]) -> Node | None:
    """Return what says that all of these hold; None where there are none."""
    return All(nodes=tuple(nodes)) if len(nodes) > 1 else nodes[0] if nodes else None
