"""Topic names: a title and key phrases that tell each topic from the others, in the customers' own words.

A title is a phrase that customers say as it stands (`coachkit.keyphrases.asked`), and no two topics have
the same. Where nothing tells, the title says so.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coachkit.keyphrases.contrast import Weighed, weigh
from coachkit.keyphrases.said import Span
from coachkit.keyphrases.talk import Key, Talk
from coachkit.keyphrases.written import capitalised
from coachkit.languages import is_full
from coachkit.models import Annotation, Keyword, Passage

OTHER = "Other matters"
MOST_WORDS = 5
"""Words of a title."""
LEAST = 0.08
"""A phrase of less weight is no title."""
LEAST_SHARE = 0.1
"""Nor is one whose words are in a smaller share of the topic's calls."""
NEXT = 0.6
"""Where another topic has the title, the next best is taken if its weight is so large a share of the best."""
FULLER = {"one": 0.25, "nouns": 0.45}
"""A fuller phrase goes before one word, or nouns, that it holds, if it has such a share of their weight."""
BESIDE = 0.3
"""One word stands in a title with another, if that has so large a share of its weight."""
NAMED = 0.4
"""Factor for a phrase with a name that few of the topic's calls say."""
LEAST_PHRASE = 0.02
"""Phrases of less weight are left out."""
MOST_PHRASES = 5
ALIKE = 0.55
"""Factor for each word that a phrase shares with the title or with a phrase before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonLine:
    """A line of a call in which the customer says why they call, or some of it."""

    call_id: str
    reason: str
    """The words that say so (`Reason.text`); they may begin in a line before, and go on in the next."""
    text: str
    """`Segment.text`."""
    language: str | None = None
    annotation: Annotation | None = None
    """What was seen in the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicTexts:
    """What a topic's calls say: the reasons and passages filed under it, and key phrases of its calls."""

    reasons: Sequence[ReasonLine] = ()
    passages: Sequence[Passage] = ()
    keywords: Mapping[str, Sequence[Keyword]] = field(default_factory=dict)
    """By call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicName:
    """What a topic is called, and up to five more phrases that tell it from the others."""

    title: str
    phrases: tuple[str, ...]


def name_topics(
    groups: Sequence[TopicTexts],
    *,
    names: frozenset[str] = frozenset(),
    companies: frozenset[str] = frozenset(),
) -> list[TopicName]:
    """Return a name for each group, in order; no two titles are the same.

    `names` are folded words that no name holds: people's and the company's own. `companies` are those of
    other companies: a title holds one only if more than half of the topic's calls do.
    """
    talk = Talk(names=names, companies=companies)
    documents = _take_in(talk, groups)
    weighed = weigh(talk, documents)
    languages = [_language(group) for group in groups]
    titles = _titles(weighed, [" and " if is_full(one) else ", " for one in languages])
    return [
        TopicName(
            title=capitalised(title.shown, language),
            phrases=tuple(_phrases(own, title.key)),
        )
        for language, own, title in zip(languages, weighed, titles, strict=True)
    ]


def _take_in(talk: Talk, groups: Sequence[TopicTexts]) -> list[int]:
    """Read everything, and return the documents of each group as bits; a document is a call in a group."""
    number: dict[tuple[int, str], int] = {}
    members = [0] * len(groups)

    def document(n: int, call_id: str) -> int:
        own = number.setdefault((n, call_id), len(number))
        members[n] |= 1 << own
        return own

    for n, group in enumerate(groups):
        for line in group.reasons:
            talk.add_reason(
                document(n, line.call_id), line.text, _place(line), line.annotation, line.language
            )
    for n, group in enumerate(groups):
        for passage in group.passages:
            talk.add_passage(document(n, passage.call_id), passage.text)
    for n, group in enumerate(groups):
        for call_id in sorted(group.keywords):
            if (n, call_id) in number:
                for keyword in group.keywords[call_id]:
                    talk.add_key_phrase(number[n, call_id], keyword.phrase)
    return members


def _place(line: ReasonLine) -> Span:
    """Return where in its line a reason is; it may begin in a line before it, and go on in the next."""
    text, reason = line.text, line.reason
    start = text.find(reason)
    if start >= 0:
        return start, start + len(reason)
    if text in reason:
        return 0, len(text)
    for shared in range(min(len(text), len(reason)), 0, -1):
        if text.endswith(reason[:shared]):
            return len(text) - shared, len(text)
        if text.startswith(reason[-shared:]):
            return 0, shared
    return 0, 0


def _language(group: TopicTexts) -> str | None:
    languages = Counter(line.language or "" for line in group.reasons)
    return min(languages, key=lambda one: (-languages[one], one)) if languages else None


@dataclass(frozen=True, slots=True)
class _Title:
    key: Key
    shown: str


def _titles(weighed: Sequence[Sequence[Weighed]], joints: Sequence[str]) -> list[_Title]:
    """Return each topic's title; of two that want the same, the one that it tells more about has it."""
    fitting = [[one for one in own if _is_title(one)] for own in weighed]
    found: dict[int, _Title] = {}
    taken: set[str] = set()
    for n in sorted(range(len(weighed)), key=lambda n: (-fitting[n][0].weight if fitting[n] else 0.0, n)):
        choices = _choices(fitting[n], weighed[n], n, joints[n])
        title = next(one for one in choices if one.shown.casefold() not in taken)
        taken.add(title.shown.casefold())
        found[n] = title
    return [found[n] for n in range(len(weighed))]


def _is_title(one: Weighed) -> bool:
    return (
        one.is_enough
        and one.weight >= LEAST
        and one.share >= LEAST_SHARE
        and not one.is_named
        and len(one.shown.split()) <= MOST_WORDS
    )


def _choices(fitting: Sequence[Weighed], every: Sequence[Weighed], n: int, joint: str) -> Iterator[_Title]:
    """Yield titles for topic number `n`, the best first; `joint` stands between two words.

    The last are different for each topic.
    """
    if fitting:
        for one in fitting:
            if one.weight >= NEXT * fitting[0].weight:
                yield _widened(one, fitting, joint)
        best = fitting[0]
        others = [one for one in every if not one.key & best.key and not one.is_named]
        both = [_Title(best.key | one.key, f"{best.shown}: {one.shown}") for one in others]
        yield from sorted(both, key=lambda title: len(title.shown.split()) > MOST_WORDS)
    # where nothing tells enough, what several of its calls say is the better hint
    for one in sorted(every, key=lambda one: (not one.is_enough, -one.weight, one.shown)):
        if not one.is_named and len(one.shown.split()) < MOST_WORDS - 1:
            yield _Title(one.key, f"{OTHER}: {one.shown}")
    yield _Title(Key(), OTHER)
    yield _Title(Key(), f"{OTHER} {n + 1}")


def _widened(one: Weighed, fitting: Sequence[Weighed], joint: str) -> _Title:
    """Return a title that says more than `one` does, where people say more."""
    is_word = len(one.shown.split()) == 1
    for other in fitting:
        says_more = is_word or (one.kind in ("nouns", "linked") and other.kind in ("action", "event"))
        if (
            one.key < other.key
            and says_more
            and other.weight >= FULLER["one" if is_word else "nouns"] * one.weight
        ):
            return _widened(other, fitting, joint)
    if is_word:
        for other in fitting:
            is_such = len(other.shown.split()) == 1 and not other.has_name and not other.key & one.key
            if is_such and other.weight >= BESIDE * one.weight and other.calls >= min(one.calls, 2):
                return _Title(one.key | other.key, f"{one.shown}{joint}{other.shown}")
    if one.kind == "question":
        for other in fitting:
            if other.kind in ("nouns", "key") and not other.key & one.key and len(other.shown.split()) < 3:
                return _Title(one.key | other.key, f"{other.shown}: {one.shown}")
    return _Title(one.key, one.shown)


def _phrases(weighed: Sequence[Weighed], title: Key) -> list[str]:
    """Return the most telling phrases, none of which is part of the title or of another."""
    taken = [title]
    picked: list[str] = []
    left = [one for one in weighed if one.is_enough and not one.key <= title and one.weight >= LEAST_PHRASE]
    while left and len(picked) < MOST_PHRASES:
        best = min(left, key=lambda one: (-_beside(one, taken), sorted(one.key)))
        picked.append(best.shown)
        taken.append(best.key)
        left = [one for one in left if not one.key <= best.key and not best.key <= one.key]
    return picked


def _beside(one: Weighed, taken: Sequence[Key]) -> float:
    shared = sum(len(one.key & other) for other in taken)
    return float(one.weight * ALIKE**shared * (NAMED if one.is_named else 1.0))
