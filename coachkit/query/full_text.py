"""Words, phrases and names of speakers as one expression for the full-text index of turns.

An expression is made of words that `plain_words` has cut, each in quotation marks, so nothing that a person
types means anything to FTS5.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import get_args

from coachkit.query.tree import All, Any, Near, Node, Not, Speaker, Wording
from coachkit.query.wording import Pattern, Sought, Vocabulary, near_patterns, sought_by
from coachkit.query.words import plain_words

NOTHING = ""
"""The expression of what cannot be said, such as a word without a letter; FTS5 itself has none for it."""
_WORDINGS = get_args(Wording)


@dataclass(slots=True, kw_only=True)
class FullText:
    """Writes expressions, and remembers which words stand for more words than are looked for."""

    vocabulary: Vocabulary
    cut: list[str] = field(default_factory=list)
    """Texts of the wordings of which only the commonest words are looked for."""
    _sought: dict[Node, Sought] = field(default_factory=dict)

    def expression(self, node: Node) -> str | None:
        """Return the expression that finds the turns of which `node` is true.

        None where the index alone cannot tell, also of what is not said: it finds what is there.
        """
        match node:
            case Near():
                return self._near(node)
            case Speaker():
                words = plain_words(node.name)
                return f'speaker_words : "{" ".join(words)}" *' if words else NOTHING
            case All(nodes=nodes):
                return self.all_of(nodes)
            case Any(nodes=nodes):
                parts = [self.expression(one) for one in nodes]
                return None if None in parts else _either(part for part in parts if part)
            case _ if isinstance(node, _WORDINGS):
                return self._wording(node)
        return None

    def all_of(self, nodes: Sequence[Node]) -> str | None:
        """Return the expression that finds the turns of which all `nodes` are true, as `expression`."""
        wanted = [self.expression(one) for one in nodes if not isinstance(one, Not)]
        unwanted = [self.expression(one.node) for one in nodes if isinstance(one, Not)]
        if not wanted or None in wanted or None in unwanted:
            return None
        if NOTHING in wanted:
            return NOTHING
        found = " AND ".join(part for part in wanted if part)
        if len(wanted) > 1:
            found = f"({found})"
        left_out = _either(part for part in unwanted if part)
        return f"({found} NOT {left_out})" if left_out else found

    def can_tell(self, node: Node) -> bool:
        """Say whether `expression` has one for this node, or for what it denies."""
        return self.expression(node.node if isinstance(node, Not) else node) is not None

    def _wording(self, node: Wording) -> str:
        if node not in self._sought:
            self._sought[node] = sought_by(node, self.vocabulary)
            if self._sought[node].is_cut:
                self.cut.append(node.text)
        patterns = self._sought[node].patterns
        columns = {column: [p for p in patterns if p.column == column] for column in ("words", "lemmas")}
        return _either(
            f"{column} : {_either(_phrase(one) for one in own)}" for column, own in columns.items() if own
        )

    def _near(self, node: Near) -> str:
        pairs, is_cut = near_patterns(node, self.vocabulary)
        if is_cut:
            self.cut.append(f"{node.left.text} NEAR {node.right.text}")
        return _either(
            f"{one.column} : NEAR({_phrase(one)} {_phrase(other)}, {node.words:d})" for one, other in pairs
        )


def _phrase(pattern: Pattern) -> str:
    return f'"{" ".join(pattern.words)}"'


def _either(parts: Iterable[str]) -> str:
    """Return what finds any of the parts; nothing where there is none."""
    several = list(parts)
    return f"({' OR '.join(several)})" if len(several) > 1 else "".join(several)
