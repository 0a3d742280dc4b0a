"""The sections of a battle card: what customers say and ask, which replies worked, and what comes next."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coachkit.battlecards.excerpts import excerpt_of
from coachkit.battlecards.groups import (
    Calls,
    Said,
    Shown,
    alike,
    calls_of,
    line_of,
    newest_first,
    one_a_call,
    people_of,
    quote_of,
    titled,
)
from coachkit.battlecards.matter import Answer, Asked, Remark, Turned
from coachkit.battlecards.shared import Middles
from coachkit.battlecards.shunned import Shuns
from coachkit.battlecards.titles import short_text
from coachkit.models import CardQuote, CardSection, Verdict

MOST_SAID, MOST_ONCE = 6, 3
"""Lines of what customers say, and of these so many at least for what was said once."""
MOST_REPLIES = 4
MOST_NEXT, MOST_NEXT_ONCE = 5, 3
MOST_OPEN = 4
LEAST_CONTENT = 2
"""Telling words of a remark, the name aside: with fewer it only names it."""


def said(remarks: Sequence[Remark], calls: Calls) -> Iterator[Shown]:
    """Yield what customers say, the commonest first; what only one says comes after, and only a few of it."""
    telling = newest_first([one for one in remarks if one.content >= LEAST_CONTENT], calls)
    groups = alike(telling, apart=_manner)
    groups.sort(key=lambda group: (-calls_of(group), group[0].stance is None, group[0].case is None))
    several = [group for group in groups if calls_of(group) > 1][:MOST_SAID]
    once = [group for group in groups if calls_of(group) == 1]
    for group in (*several, *once[: max(MOST_ONCE, MOST_SAID - len(several))]):
        text, typical = titled(group, calls)
        line = line_of("said", text, group, of_calls=calls_of(remarks))
        yield Shown(
            line=replace(line, stance=typical.stance, modality=typical.modality),
            quotes=tuple(quote_of(one, one.text) for one in one_a_call(_first(typical, group))),
        )


def replies(
    section: CardSection, answers: Sequence[Answer], calls: Calls, *, shuns: Shuns
) -> Iterator[Shown]:
    """Yield the replies that mostly went well, and more often than usual, or badly, the most telling first.

    What agents say alike is one reply, however it went: one that went well here and badly there is told with
    both counts. Each is shown by what those who gave it share most; of one that worked without what agents
    are to leave, where anything else was said.
    """
    own = sorted(
        _without_echoes(answers),
        key=lambda one: (one.verdict_from != "rating", one.verdict_from == "outcome", -one.strength),
    )
    wanted: Verdict = "good" if section == "worked" else "bad"
    usual = (_went(own, wanted) + 1) / (_went(own, "good") + _went(own, "bad") + 2)
    found = [(group, _lead(group, wanted, usual)) for group in alike(own)]
    kept = sorted(
        ((group, lead) for group, lead in found if lead > 0),
        key=lambda one: (-round(one[1], 6), own.index(one[0][0])),
    )
    middles = Middles(own)
    for group, _ in kept[:MOST_REPLIES]:
        went_so = [
            excerpt_of(one, middles.nearness(group, one), shuns if section == "worked" else None)
            for one in group
            if one.verdict == wanted
        ]
        went_so.sort(key=lambda one: (one.is_shunned, -round(one.near, 4)))
        texts = {id(one.of): one.text for one in went_so}
        quotes = tuple(_reply(one, texts[id(one)], calls) for one in one_a_call([one.of for one in went_so]))
        yield Shown(line=line_of(section, quotes[0].quote, group, of_calls=calls_of(own)), quotes=quotes)


def next_said(turned: Sequence[Turned], answers: Sequence[Answer]) -> Iterator[Shown]:
    """Yield what customers turn to after a reply, the commonest first."""
    by_words: dict[str, list[Turned]] = {}
    for one in turned:
        by_words.setdefault(one.words, []).append(one)
    order = sorted(by_words, key=lambda words: (-calls_of(by_words[words]), words))
    several = [words for words in order if calls_of(by_words[words]) > 1][:MOST_NEXT]
    once = order[len(several) :][:MOST_NEXT_ONCE]
    for words in (*several, *once)[:MOST_NEXT]:
        own = by_words[words]
        yield Shown(
            line=line_of("next", words, own, of_calls=calls_of(answers)),
            quotes=tuple(quote_of(one, one.quote) for one in one_a_call(own)),
        )


def still_open(asked: Sequence[Asked], calls: Calls) -> Iterator[Shown]:
    """Yield what customers ask where nobody who was asked so replied well, the newest first."""
    newest = newest_first(asked, calls)
    places = {id(one): place for place, one in enumerate(newest)}
    groups = [group for group in alike(newest) if not any(one.verdict == "good" for one in group)]
    groups.sort(key=lambda group: min(places[id(one)] for one in group))
    for group in groups[:MOST_OPEN]:
        text, typical = titled(group, calls)
        yield Shown(
            line=line_of("open", text, group, of_calls=calls_of(asked)),
            quotes=tuple(quote_of(one, one.text) for one in one_a_call(_first(typical, group))),
        )


def _manner(one: Remark) -> tuple[str, str]:
    """Return what keeps remarks apart that are alike: “we use it” and “we don't use it” say much the same."""
    return one.stance or "", one.modality


def _first(typical: Said, group: Sequence[Said]) -> list[Said]:
    return sorted(group, key=lambda one: one is not typical)


def _went(group: Sequence[Answer], verdict: Verdict) -> int:
    return sum(one.verdict == verdict for one in group)


def _lead(group: Sequence[Answer], wanted: Verdict, usual: float) -> float:
    """Return how many more went as wanted than usual, which is a share of those that are clear.

    It is 0 where no more went so than the other way: such a reply is neither shown as one that worked nor
    as one that did not.
    """
    went_so, clear = _went(group, wanted), _went(group, "good") + _went(group, "bad")
    return went_so - usual * clear if 2 * went_so > clear else 0.0


def _reply(one: Answer, text: str, calls: Calls) -> CardQuote:
    return replace(
        quote_of(one, text),
        prompt=short_text(one.prompt, people_of(one, calls)) or one.prompt,
        reaction=one.reaction,
    )


def _without_echoes(answers: Sequence[Answer]) -> list[Answer]:
    """Return the replies, those to one reaction once: of two in a call, the one that is nearer to it."""
    nearest: dict[tuple[str, str, int], Answer] = {}
    for one in sorted(answers, key=lambda one: (one.call_id, one.case)):
        nearest[one.call_id, one.reaction, -1 if one.reaction else one.case] = one
    return [*nearest.values()]
