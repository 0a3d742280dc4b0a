"""What is named: competitors, and features that are asked for or fail."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from coachkit.conversation import words_of
from coachkit.models import Mention, MomentKind
from coachkit.moments.finds import Find, find_in
from coachkit.moments.said import BY_WORDS
from coachkit.moments.talk import Sentence, Talk

NAMED_WITHIN = 2
"""A feature is what fails or is asked for where it is named so many sentences away at most."""
NAMELESS = 0.7
"""What of the strength is left where no feature of the settings is named."""
MEANT = 0.7
"""How sure it is that “it” is the feature of the sentence before."""
_OF_FEATURES: frozenset[MomentKind] = frozenset({"feature_asked", "feature_failing"})
_PRONOUNS = frozenset({"it", "that", "this", "they", "those", "one"})


@dataclass(frozen=True, slots=True)
class Named:
    """The sentences that name something of the settings, in order."""

    places: tuple[tuple[Sentence, Mention], ...]

    @classmethod
    def of(cls, talk: Talk, mentions: Iterable[Mention]) -> "Named":
        """Return where names are found in a talk."""
        found = [(talk.at(one.segment, one.start_char), one) for one in mentions]
        return cls(tuple((where, one) for where, one in found if where and where.role != "other"))

    @property
    def features(self) -> list[tuple[Sentence, str]]:
        """The sentences that name a feature, each with the feature's name."""
        return [(where, one.name) for where, one in self.places if one.kind == "feature"]

    def of_features(self, talk: Talk, asks: frozenset[int]) -> frozenset[int]:
        """Return the sentences, by number, that name a feature, and those after them.

        A turn that asks about the feature tells nothing of it.
        """
        return frozenset(
            one.n
            for where, _ in self.features
            for turn in [talk.in_turn(where.turn)]
            for one in turn
            if 0 <= one.n - where.n <= 1 and asks.isdisjoint(each.n for each in turn)
        )


def found_names(talk: Talk, named: Named, asks: frozenset[int]) -> Iterator[Find]:
    """Yield where a competitor is named, and where a customer asks about a feature by its name or as “it”."""
    for sentence, mention in named.places:
        if mention.kind == "competitor":
            yield _by_name(sentence, "competitor", mention)
        elif mention.kind == "feature" and sentence.role == "customer":
            if sentence.n in asks:
                yield _by_name(sentence, "feature_asked", mention)
            for after in talk.in_turn(sentence.turn):
                if after.n == sentence.n + 1 and after.n in asks and _PRONOUNS & {*words_of(after.text)}:
                    yield replace(_by_name(after, "feature_asked", mention), method="rule", strength=MEANT)


def _by_name(sentence: Sentence, kind: MomentKind, mention: Mention) -> Find:
    return find_in(
        sentence,
        kind,
        strength=round(min(mention.confidence, 0.99), 3),
        method="name",
        detail=mention.text,
        name=mention.name,
    )


def with_features(finds: Iterable[Find], named: Named) -> list[Find]:
    """Return the finds, those of features with the name of the feature that stands nearest in the turn.

    Who asks about a feature that fails asks about the failure.
    """
    features = named.features
    known = [
        _named(find, features) if find.kind in _OF_FEATURES and not find.name else find for find in finds
    ]
    fails: dict[str, int] = {}
    for find in known:
        if find.kind == "feature_failing" and find.name:
            fails[find.name] = min(find.first.n, fails.get(find.name, find.first.n))
    return [
        find
        for find in known
        if find.kind != "feature_asked" or find.first.n < fails.get(find.name or "", find.first.n + 1)
    ]


def _named(find: Find, named: Sequence[tuple[Sentence, str]]) -> Find:
    near = [
        (abs(sentence.n - find.first.n), sentence.n, name)
        for sentence, name in named
        if sentence.turn == find.first.turn and abs(sentence.n - find.first.n) <= NAMED_WITHIN
    ]
    if near:
        return replace(find, name=min(near)[2])
    return replace(find, strength=find.strength * NAMELESS) if find.strength <= BY_WORDS else find
