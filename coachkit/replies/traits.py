"""Traits: what an agent does in a reply, read off the words and times that are stored.

Each is present or absent by a rule of its own that knows nothing of how the customer took the reply. Good and
bad ones are read alike, from all of the agent's turns between the prompt and the reaction.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coachkit.models import Moment
from coachkit.replies.measured import MEASURED
from coachkit.replies.phrases_said import Shown, cut_short, first_phrases
from coachkit.replies.reply import Reply
from coachkit.replies.trait_pack import Trait, read_all_traits, read_traits


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTrait:
    """A trait that a reply has, and the agent's words that show it first."""

    name: str
    words: str = ""
    """As they are said, of the clause at most nine; empty where none show it, such as a pause."""
    place: int | None = None
    """`ReplySentence.n` of the sentence that shows it first; None where none does."""

    def __str__(self) -> str:
        """Return it as `Highlight.traits` holds it: `names_price: 26 pounds a seat`, or the name alone."""
        return f"{self.name}: {self.words}" if self.words else self.name


def read_trait(stored: str) -> FoundTrait:
    """Return a trait as it is in `Highlight.traits`."""
    name, _, words = stored.partition(": ")
    return FoundTrait(name=name, words=words)


def traits_of(reply: Reply) -> list[FoundTrait]:
    """Return the traits of a reply in the order of the pack; none where its words cannot be read."""
    return find_traits(reply, read_traits()) if reply.sentences else []


def find_traits(reply: Reply, names: Iterable[str]) -> list[FoundTrait]:
    """Return which of some traits a reply has, in the order of their names."""
    said, known = first_phrases(reply.sentences, reply.rivals), read_all_traits()
    found: list[FoundTrait] = []
    for name in names:
        read = MEASURED.get(name)
        shown = read(reply) if read else _spoken(known[name], reply, said)
        if shown:
            found.append(FoundTrait(name=name, words=shown.words, place=shown.place))
    return found


def _spoken(trait: Trait, reply: Reply, said: Mapping[str, Shown]) -> Shown | None:
    """Find a trait by its phrases, else by its moment."""
    if trait.needs_rival and not reply.speaks_of_rival:
        return None
    if trait.name in said or trait.moment is None:
        return said.get(trait.name)
    moment = next((one for one in reply.moments if one.kind == trait.moment), None)
    return shown_by(moment, reply) if moment else None


def shown_by(moment: Moment, reply: Reply) -> Shown:
    """Return the words of a moment and the sentence that they are in."""
    quote = moment.quote.rstrip(" .!?…")
    place = next((one.n for one in reply.sentences if quote and _share(quote, one.text)), None)
    return Shown(words=cut_short(moment.quote), place=place)


def _share(quote: str, sentence: str) -> bool:
    return sentence.rstrip(" .!?…") in quote or quote in sentence
