"""A tree asked of one call: the turns of which it is true. `to_sql` says the same of all calls at once.

What nodes mean where that is not plain:

- Words are those of `coachkit.query.words`. Several of them in one typed word (`sign-on`) stand side by side.
- A word is looked for as it is said and in its base form, a phrase only as it is said; words of one pattern
  stand in one column, so no phrase is half said and half base form. The same holds for both sides of NEAR:
  between the end of the one that begins first and the beginning of the other there are at most so many
  words.
- THEN: the second turn begins later, which is to say that its number is higher, and at most so many seconds
  after the first has ended.
- A moment is in the turn that holds its line; one in which nobody speaks (a hold) is in the turn that began
  last before it.
- A turn is part of an exchange that its middle lies in. `went:` asks for one about what stands beside it, see
  `pairing`; where that is a tracker that no exchange of the call is about, any exchange counts.
- A turn is where it begins: `in:first60s` is before second 60, `in:last10%` from 90 % of the call on.
- What is not known (a score, a day, a metric) is compared with nothing: that is false, and NOT of it true.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import get_args

from coachkit.query.call_predicate import is_of_call
from coachkit.query.call_view import CallView, TurnView
from coachkit.query.fields import MOMENTS
from coachkit.query.pairing import is_about, paired
from coachkit.query.tree import (
    All,
    Any,
    Moment,
    Named,
    Near,
    Node,
    Not,
    OfCall,
    Position,
    SaidBy,
    Somewhere,
    Speaker,
    Subject,
    Then,
    Went,
    Wording,
)
from coachkit.query.wording import Pattern, Vocabulary, near_patterns, sought_by
from coachkit.query.words import plain_words

_WORDINGS = get_args(Wording)


def holds(node: Node, call: CallView, vocabulary: Vocabulary | None = None) -> list[int]:
    """Return the numbers of the turns of which `node` is true, in order.

    `vocabulary` is that of the archive that the call is in; None: that of the call. They differ where a
    word stands for so many words of the archive that only the commonest are looked for.
    """
    judge = _Judge(call=call, vocabulary=vocabulary or call.vocabulary)
    asked = paired(node)
    return [turn.n for turn in call.turns if judge.is_true(asked, turn)]


@dataclass(slots=True, kw_only=True)
class _Judge:
    call: CallView
    vocabulary: Vocabulary
    _patterns: dict[Node, tuple[Pattern, ...]] = field(default_factory=dict)
    _pairs: dict[Node, list[tuple[Pattern, Pattern]]] = field(default_factory=dict)

    def is_true(self, node: Node, turn: TurnView) -> bool:
        match node:
            case All(nodes=nodes):
                return all(self.is_true(one, turn) for one in nodes)
            case Any(nodes=nodes):
                return any(self.is_true(one, turn) for one in nodes)
            case Not(node=inner):
                return not self.is_true(inner, turn)
            case OfCall():
                return is_of_call(node, self.call)
            case Somewhere(node=inner):
                return any(self.is_true(inner, one) for one in self.call.turns)
            case Then(first=first, second=second, seconds=seconds):
                return self.is_true(first, turn) and any(
                    self.is_true(second, one) for one in _later(self.call.turns, turn, seconds)
                )
            case Near():
                return self._is_near(node, turn)
            case _ if isinstance(node, _WORDINGS):
                return self._is_said(node, turn)
        return _is_of_turn(node, turn, self.call)

    def _is_said(self, node: Wording, turn: TurnView) -> bool:
        if node not in self._patterns:
            self._patterns[node] = sought_by(node, self.vocabulary).patterns
        return any(_places(pattern, turn) for pattern in self._patterns[node])

    def _is_near(self, node: Near, turn: TurnView) -> bool:
        if node not in self._pairs:
            self._pairs[node], _ = near_patterns(node, self.vocabulary)
        return any(
            _are_near((a, len(one.words)), (b, len(other.words)), node.words)
            for one, other in self._pairs[node]
            for a in _places(one, turn)
            for b in _places(other, turn)
        )


def _is_of_turn(node: Node, turn: TurnView, call: CallView) -> bool:
    match node:
        case SaidBy(role=role):
            return turn.role == role
        case Speaker(name=name):
            return _is_part_of_name(plain_words(name), turn.speaker_words)
        case Named(name=name):
            return name in turn.competitors or name in turn.features
        case Moment(kind="question"):
            return turn.questions > 0
        case Moment(kind="competitor"):
            return bool(turn.competitors)
        case Moment(kind="feature"):
            return bool(turn.features)
        case Moment(kind=kind) if kind in MOMENTS:
            return kind in turn.moments
        case Moment(kind=kind):
            return kind in turn.trackers
        case Went():
            return _went_so(node, turn, call)
        case Position(end=end, amount=amount, unit=unit):
            seconds = amount * call.duration / 100.0 if unit == "%" else amount
            return turn.start < seconds if end == "first" else turn.start >= call.duration - seconds
    raise TypeError(f"{type(node).__name__} is no node of a turn")


def _went_so(node: Went, turn: TurnView, call: CallView) -> bool:
    so = [(kind, name) for kind, name, verdict in turn.exchanges if verdict == node.verdict]
    if not node.about:
        return bool(so)
    return any(
        _is_of_turn(subject, turn, call)
        and any(_has_no_exchange(subject, call) or is_about(subject, *one) for one in so)
        for subject in node.about
    )


def _has_no_exchange(subject: Subject, call: CallView) -> bool:
    """Say whether a subject is a tracker that no exchange of the call is about."""
    match subject:
        case Moment(kind=kind) if kind not in MOMENTS:
            return kind not in call.trackers_replied
    return False


def _later(turns: Sequence[TurnView], first: TurnView, seconds: float | None) -> list[TurnView]:
    return [
        turn for turn in turns if turn.n > first.n and (seconds is None or turn.start <= first.end + seconds)
    ]


def _is_part_of_name(words: Sequence[str], name: Sequence[str]) -> bool:
    """Say whether words stand side by side in a name; the last may be the beginning of one."""
    if not words:
        return False
    *whole, start = words
    return any(
        list(name[n : n + len(whole)]) == whole and name[n + len(whole)].startswith(start)
        for n in range(len(name) - len(whole))
    )


def _places(pattern: Pattern, turn: TurnView) -> list[int]:
    """Return the numbers of the words with which a pattern begins in the turn."""
    said = turn.words if pattern.column == "words" else turn.lemmas
    size = len(pattern.words)
    return [n for n in range(len(said) - size + 1) if said[n : n + size] == pattern.words]


def _are_near(one: tuple[int, int], other: tuple[int, int], words: int) -> bool:
    """Say whether at most so many words lie between two runs of words, (first word, how many) each."""
    (first, size), (second, _) = sorted((one, other))
    return second - (first + size) <= words
