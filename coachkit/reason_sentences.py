"""How plainly a sentence says why somebody calls: by its phrases, its surroundings, and how much it tells."""

from dataclasses import dataclass
from functools import cached_property

from coachkit.conversation import QUESTION_MARKS
from coachkit.purposes import Cues, Reading, read_sentence
from coachkit.sentences import sentences_of

FEWEST_TELLING = 3
"""A sentence without any phrase of the pack may still be a reason if so many of its words tell something."""
NAMED, WANTED, FAILING, ASKED, TOLD = 4.0, 3.0, 2.5, 1.5, 1.0
"""How plainly a sentence is a reason: by a phrase that says so, a wish, a complaint, a question, or none."""
ANSWERS = 1.0
"""What a sentence gains that answers “how can I help?”."""
ASKS_TOO = 1.5
"""What a sentence gains by a bare wish or complaint in the same turn (“Can you help?”)."""
ENOUGH_TOLD = 5
"""A turn in which so many words tell something is plain whatever its phrases."""
TITLES = (" Dr.", " Mr.", " Mrs.", " Ms.", " St.", " No.", " Prof.")
"""No sentence ends with one."""
_INTERJECTIONS = frozenset(
    "yes yeah yep yup no hi hello hey okay ok oh ah um uh er erm well so right sure good great and but"
    " please".split()
)
COURTESIES = ("goodbye", "small_talk")
"""What is taken off the end of a sentence; what is before its first own word is taken off whatever it is."""


@dataclass(kw_only=True)
class Sentence:
    """A sentence of a turn, read when first asked for."""

    text: str
    begin: int
    """In characters of the turn."""
    cues: Cues
    gains: float = 0.0
    """What its surroundings add to how plainly it is a reason."""

    @cached_property
    def reading(self) -> Reading:
        """Its words, what they are aside for, and which tell something."""
        return read_sentence(self.text, self.cues)

    @cached_property
    def phrases(self) -> frozenset[str]:
        """The lists of the pack that have a phrase here, of those that name reasons."""
        names = ("calls_about", "wants", "fails")
        return frozenset(name for name in names if self.cues.lists[name].found_in(self.text))

    @cached_property
    def plainness(self) -> float:
        """How plainly it is a reason, 0 where it is none."""
        telling = self.reading.weight
        if not telling:
            return 0.0
        steps = {"calls_about": NAMED, "wants": WANTED, "fails": FAILING}
        plain = max((steps[name] for name in self.phrases), default=0.0)
        if not plain and telling >= FEWEST_TELLING - (self.gains > 0):
            plain = ASKED if self.text.rstrip().endswith(QUESTION_MARKS) else TOLD
        return plain + self.gains if plain else 0.0

    def tells(self, *, before: bool) -> bool:
        """Say whether it belongs to a reason that follows or (not `before`) goes before it."""
        return self.plainness > 0 and (
            not before or bool(self.phrases) or self.reading.weight > FEWEST_TELLING
        )

    def has(self, name: str) -> bool:
        """Say whether a phrase of a list is in it."""
        return bool(self.cues.lists[name].found_in(self.text))

    @property
    def first_own(self) -> int:
        """Where it begins once greetings, names and interjections are taken off."""
        reading = self.reading
        for (start, end), aside in zip(reading.spans, reading.asides, strict=True):
            if aside is None and self.text[start:end].casefold() not in _INTERJECTIONS:
                return start
        return 0

    @property
    def last_own(self) -> int:
        """Where it ends once courtesies are taken off; its last mark stays where there are none."""
        reading = self.reading
        for i in range(len(reading.spans) - 1, -1, -1):
            start, end = reading.spans[i]
            word = self.text[start:end].casefold()
            if reading.asides[i] not in COURTESIES and word not in _INTERJECTIONS:
                return end if i < len(reading.spans) - 1 else len(self.text)
        return len(self.text)


def read_sentences(text: str, cues: Cues, *, gains: float) -> list[Sentence]:
    """Return the sentences of a turn, which gain so much by what was said before it."""
    made: list[Sentence] = []
    for begin, end in sentences_of(text):
        if made and made[-1].text.endswith(TITLES):
            begin = made.pop().begin
        made.append(Sentence(text=text[begin:end], begin=begin, cues=cues, gains=gains))
    if any(one.phrases and not one.reading.weight for one in made):
        for one in made:
            one.gains += ASKS_TOO
    return made
