"""Reactions: how a customer takes a reply, from what they say in the turns after it.

One sign says little: “thanks” may be politeness, “brilliant” may be irony, and a cheerful lexicon hears both
as praise. So several are weighed (words of acceptance, agreement, thanks, rejection, escalation, saying it
again, and how the mood changes), the last clear one of a turn counts, and later turns count more.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from coachkit.conversation import QUESTION_MARKS, is_backchannel, words_of
from coachkit.cues import CueList, built_in_cues
from coachkit.languages import is_full
from coachkit.models import Feeling, ReactionKind, Segment, Turn
from coachkit.mood import balance_of, segment_weight
from coachkit.purposes import read_purposes
from coachkit.replies.signs import SIGNS, Sign, decisive, signs_in

REACTION_TURNS = 3
"""How many of the customer's telling turns after a reply count as the reaction."""
REACTION_WITHIN = 75.0
"""Seconds after a reply in which a reaction still belongs to it."""
PATIENCE = 45.0
"""So much later a first reaction may come, while nothing has been said for or against the reply."""
CLEAR = 0.15
"""Balance (-1 to 1) from which a reaction is good or bad."""
SETTLED = 0.4
"""A yes of this value ends an exchange: what is said after it is of something else."""
STRONGLY_FELT = 0.6
MOST_TURNS = 8
"""So many turns of the customer's are looked at for telling ones."""
FEWEST_WORDS = 4
"""A shorter yes to a question for something is the answer and no more."""
LATER = 0.5
"""Each further turn counts so much more than the first."""
FELT = 0.4
"""How much the sound of the words counts beside a sign, and without one."""
FELT_BAD = 0.7
"""The same where it is bad and there is no sign: people are polite, so displeasure is meant."""
TURNED = 0.5
"""A change of mood from the prompt of this size is a sign of its own."""
TURNED_WORTH = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnReaction:
    """What one turn of the customer's says of the reply before it."""

    turn: Turn
    kind: ReactionKind
    value: float
    """-1 to 1."""
    is_plain: bool = False
    """True for an answer or an acknowledgement that says nothing of how the reply is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """How the customer took a reply: -1 to 1, the sign that decided, and the turn that shows it."""

    balance: float
    kind: ReactionKind
    shown: Turn
    turns: tuple[Turn, ...]
    begins: Turn
    """The first turn that counts; where none does, the last that was looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """What reactions of one call are read with."""

    segments: Mapping[int, Segment]
    """By `Segment.n`."""
    feelings: Mapping[int, Feeling]
    """By `Segment.n`."""
    lists: Mapping[str, CueList]
    """Those of the packs `cues` and `reactions`."""
    found: dict[tuple[int, str], list[tuple[int, int]]] = field(default_factory=dict, repr=False)
    """What was looked up: exchanges of one call share most of their turns."""

    def text_of(self, turn: Turn) -> str:
        """Return what is said in the language of the packs."""
        own = (self.segments[n] for n in turn.segments)
        return " ".join(one.text for one in own if is_full(one.language))

    def felt(self, turn: Turn) -> float:
        """Return how the words of a turn sound, -1 to 1; phrases do not count here."""
        own = [(self.feelings[n].mood, self.segments[n]) for n in turn.segments if n in self.feelings]
        return balance_of([(mood, segment_weight(segment)) for mood, segment in own])

    def places(self, turn: Turn, name: str) -> list[tuple[int, int]]:
        """Return where phrases of a list stand in a turn, in words of `text_of`."""
        key = (turn.segments[0], name)
        if key not in self.found:
            self.found[key] = self.lists[name].places_in(self.text_of(turn))
        return self.found[key]

    def says(self, turn: Turn, name: str) -> bool:
        """Say whether a phrase of a list stands in a turn."""
        return bool(self.places(turn, name))


def listen_to(
    segments: Sequence[Segment], feelings: Mapping[int, Feeling], cues: Mapping[str, CueList]
) -> Listener:
    """Return what reads the reactions of a call; `cues` is the pack of that name."""
    new_matter = read_purposes().lists["new_matter"]
    lists = {**cues, **built_in_cues("reactions"), "new_matter": new_matter}
    return Listener(segments={one.n: one for one in segments}, feelings=feelings, lists=lists)


def read_reactions(
    listener: Listener,
    following: Sequence[Turn],
    *,
    until: float,
    prompt: Turn | None = None,
    repeats: Callable[[Turn], bool] = lambda _: False,
) -> Reaction | None:
    """Return how the customer takes what stands before `following`; None where they say nothing to it.

    `repeats` says whether a turn has the same words or meaning as the prompt. What is said after the agent
    asks whether there is more, after another matter is begun, or after `until` (seconds) is none.
    """
    before = listener.felt(prompt) if prompt is not None and prompt.role == "customer" else 0.0
    read: list[TurnReaction] = []
    plain: list[TurnReaction] = []
    remarks: list[Turn] = []
    said: Turn | None = None
    for place, turn in enumerate(following):
        if (
            turn.start > (until if read else until + PATIENCE)
            or len(read) == REACTION_TURNS
            or len(read) + len(plain) == MOST_TURNS
        ):
            break
        if turn.role == "agent":
            if listener.says(turn, "asked_for_more"):
                break
            said = turn
        if turn.role != "customer":
            continue
        if (read or plain) and listener.says(turn, "new_matter"):
            break
        is_closing = any(listener.says(one, "closing") for one in following[place : place + 2])
        asked = _asked(listener, said)
        one = _read_turn(listener, turn, before=before, asked=asked, is_closing=is_closing, repeats=repeats)
        if _is_leave(listener, one, remarks, following[:place]):
            one = TurnReaction(turn=turn, kind="unclear", value=0.0, is_plain=True)
        (plain if one.is_plain else read).append(one)
        # thanks for what is told after an answer are no leave, or agents who ask would be thanked for less
        if not one.is_plain or asked == "nothing":
            remarks.append(turn)
        if listener.says(turn, "closing") or (
            one.value >= SETTLED and one.kind in ("acceptance", "agreement")
        ):
            break
    return _weigh(read) if read else _unclear(plain) if plain else None


def _is_leave(
    listener: Listener, one: TurnReaction, remarks: Sequence[Turn], earlier: Sequence[Turn]
) -> bool:
    """Say whether a turn only takes leave: thanks after another remark, kind words after a goodbye."""
    if all(is_backchannel(other.text) for other in remarks):
        return False
    has_closed = any(turn.role == "agent" and listener.says(turn, "closing") for turn in earlier)
    return one.kind == "thanks" or (has_closed and one.value > 0)


Asked = Literal["nothing", "something", "consent"]
"""What an agent's turn ends in: no question, one that wants to know something, or an offer."""


def _asked(listener: Listener, said: Turn | None) -> Asked:
    if said is None or not said.text.rstrip().endswith(QUESTION_MARKS):
        return "nothing"
    return "consent" if listener.says(said, "offer") else "something"


def _read_turn(
    listener: Listener,
    turn: Turn,
    *,
    before: float,
    asked: Asked,
    is_closing: bool,
    repeats: Callable[[Turn], bool],
) -> TurnReaction:
    felt = listener.felt(turn)
    kind, points = decisive(_signs(listener, turn), is_closing=is_closing)
    if kind in (None, "rejection") and asked == "nothing" and repeats(turn):
        kind, points = "repeat", SIGNS["repeat"][1]
    if kind == "unclear":
        return TurnReaction(turn=turn, kind="unclear", value=min(0.0, FELT * felt), is_plain=felt > -TURNED)
    if kind is None:
        return _by_mood(turn, felt, before, asked=asked)
    if asked == "something" and points > 0:
        # “that's it” may only be the answer
        points /= 2
        if len(words_of(turn.text)) < FEWEST_WORDS:
            return TurnReaction(turn=turn, kind="unclear", value=0.0, is_plain=True)
    return TurnReaction(turn=turn, kind=kind, value=max(-1.0, min(1.0, points + FELT * felt)))


def _by_mood(turn: Turn, felt: float, before: float, *, asked: Asked) -> TurnReaction:
    """Read a turn without any sign: by how it sounds, and sounds beside what was said first."""
    kind: ReactionKind = "unclear"
    value = felt * (FELT if felt > 0 else FELT_BAD)
    if abs(felt - before) >= TURNED and felt * (felt - before) > 0:
        kind = "better" if felt > before else "worse"
        value += TURNED_WORTH if felt > before else -TURNED_WORTH
    # an answer, or a further question, is a reaction only where it sounds very much like one
    is_asking = asked != "nothing" or turn.text.rstrip().endswith(QUESTION_MARKS)
    is_plain = is_backchannel(turn.text) or abs(value) < CLEAR or (is_asking and abs(felt) < STRONGLY_FELT)
    return TurnReaction(turn=turn, kind=kind, value=max(-1.0, min(1.0, value)), is_plain=is_plain)


def _signs(listener: Listener, turn: Turn) -> list[Sign]:
    return signs_in(lambda name: listener.places(turn, name))


def is_content(listener: Listener, turn: Turn) -> bool:
    """Say whether a customer is clearly content in a turn."""
    _, points = decisive(_signs(listener, turn), is_closing=False)
    return points > 0


def _weigh(read: Sequence[TurnReaction]) -> Reaction:
    """Weigh the turns, later ones more, and show the one that says most for the result."""
    balance = balance_of([(one.value, 1.0 + LATER * i) for i, one in enumerate(read)])
    shown = max(read, key=lambda one: one.value if balance > 0 else -one.value)
    kind = shown.kind if abs(balance) >= CLEAR else "unclear"
    turns = tuple(one.turn for one in read)
    return Reaction(balance=balance, kind=kind, shown=shown.turn, turns=turns, begins=turns[0])


def _unclear(plain: Sequence[TurnReaction]) -> Reaction:
    """Return that only answers and acknowledgements follow."""
    turns = tuple(one.turn for one in plain[:REACTION_TURNS])
    telling = next((turn for turn in turns if not is_backchannel(turn.text)), None)
    kind: ReactionKind = "unclear" if telling else "silence"
    return Reaction(balance=0.0, kind=kind, shown=telling or turns[0], turns=turns, begins=turns[-1])
