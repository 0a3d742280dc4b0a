"""What battle cards are made of: what customers say of a name, what agents reply, and what comes next."""

from dataclasses import dataclass, field

from coachkit.models import Modality, ReactionKind, Role, Stance, SubjectKind, Verdict, VerdictFrom


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLine:
    """A line of a call, near one in which the customer names a competitor or a feature."""

    kind: SubjectKind
    name: str
    call_id: str
    named: int
    """`Segment.n` of the line that names it."""
    said_as: str
    """What was heard for the name."""
    modality: Modality
    stance: Stance | None
    n: int
    """`Segment.n`."""
    role: Role
    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardCall:
    """A call that battle cards are made of."""

    id: str
    started_at: str | None
    customer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """How a customer took the reply of an exchange."""

    call_id: str
    exchange: int
    """`Exchange.n`."""
    reaction: ReactionKind
    reaction_start: float | None
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """A moment of a customer's that may come next."""

    call_id: str
    kind: str
    """`Moment.kind`."""
    name: str | None
    start: float
    end: float
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a customer says of the name in one place."""

    call_id: str
    start: float
    end: float
    text: str
    """Verbatim: the line that names it, and so much around it that it says something."""
    content: int
    """How many of its words tell something, the name aside."""
    stance: Stance | None
    modality: Modality
    agent: str | None
    case: int | None
    """`Case.n` of what came of it; None where nobody replied to it."""
    verdict: Verdict
    meaning: bytes | None
    """As `coachkit.replies.prompts` keeps it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question of a customer's about the name."""

    call_id: str
    start: float
    end: float
    """Until the customer has taken the reply."""
    text: str
    agent: str | None
    case: int | None
    verdict: Verdict
    meaning: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an agent replied in a case, and how it went."""

    call_id: str
    case: int
    """`Case.n`."""
    agent: str | None
    verdict: Verdict
    verdict_from: VerdictFrom
    strength: float
    start: float
    end: float
    prompt: str
    """What the customer says first, cut."""
    lines: tuple[str, ...]
    """What the agent says before the customer reacts."""
    near: tuple[float, ...]
    """How near in meaning each line is to all of them together."""
    meanings: tuple[bytes | None, ...]
    """Of each line, as `meaning`; None of one that has none."""
    reaction: str
    """Empty where it decides nothing: where the call's outcome says how it went."""
    meaning: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """What a customer turned to after a reply."""

    call_id: str
    case: int
    words: str
    """In words, such as “brings up the price”."""
    agent: str | None
    verdict: Verdict
    start: float
    end: float
    quote: str


@dataclass(slots=True, kw_only=True)
class Matter:
    """All about one name that a battle card is made of; filled call by call."""

    kind: SubjectKind
    name: str
    remarks: list[Remark] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    turned: list[Turned] = field(default_factory=list)
    to_leave: frozenset[str] = frozenset()
    """Traits that a playbook says agents are to leave here."""
