"""Left out: what agents say that is never counted as a way to deal with something.

What a verdict was made from must not come back as what works. So a case is read without

- what tells the result (“that's all done now”): it says how the matter ended, as the verdict does;
- what takes leave or asks whether there is more: no reaction is read after it, so it tells where one was;
- the question that ends the agent's last turn before the customer reacts, with the offer that it belongs to:
  a short yes to a question is no reaction, and to an offer it is one, so it had a say in the verdict.
"""

from collections.abc import Collection
from dataclasses import replace
from functools import cache, lru_cache

from coachkit.conversation import QUESTION_MARKS
from coachkit.cues import built_in_cues
from coachkit.models import MomentKind
from coachkit.replies.phrases_said import traits_said_in
from coachkit.replies.reply import Reply, ReplySentence
from coachkit.replies.trait_pack import read_all_traits


def beside_the_matter(reply: Reply) -> list[ReplySentence]:
    """Return the sentences that tell the result or take leave."""
    return [one for one in reply.sentences if tells_result(one) or takes_leave(one)]


def tells_result(sentence: ReplySentence) -> bool:
    """Say whether a sentence says how the matter ended."""
    traits, moments = _telling_result()
    return not (moments.isdisjoint(sentence.kinds) and traits.isdisjoint(traits_said_in(sentence)))


@cache
def _telling_result() -> tuple[frozenset[str], frozenset[MomentKind]]:
    """Return the traits that tell the result, and the moments that show them."""
    telling = [one for one in read_all_traits().values() if one.tells_result]
    moments = (one.moment for one in telling if one.moment is not None)
    return frozenset(one.name for one in telling), frozenset(moments)


def takes_leave(sentence: ReplySentence) -> bool:
    """Say whether a sentence says goodbye or asks whether that was all."""
    return "goodbye" in sentence.kinds or _is_parting(sentence.text)


@lru_cache(maxsize=4096)
def _is_parting(text: str) -> bool:
    cues = built_in_cues("reactions")
    return bool(cues["closing"].found_in(text) or cues["asked_for_more"].found_in(text))


def last_question(reply: Reply) -> list[ReplySentence]:
    """Return the question that the last turn ends in, and the turn's offers; none where it ends otherwise."""
    last = len(reply.turns) - 1
    own = [one for one in reply.sentences if one.turn == last]
    if not own or not reply.turns[last].text.rstrip().endswith(QUESTION_MARKS):
        return []
    return [one for one in own if one is own[-1] or _is_offer(one.text)]


def ends_in_offer(reply: Reply) -> bool:
    """Say whether the question that a reply ends in is an offer, by all of its turn."""
    return bool(last_question(reply)) and _is_offer(reply.turns[-1].text)


def _is_offer(text: str) -> bool:
    return bool(built_in_cues("reactions")["offer"].found_in(text))


def without(reply: Reply, left_out: Collection[ReplySentence]) -> Reply:
    """Return a reply without some of its sentences, and without the moments that only they show."""
    if not left_out:
        return reply
    gone = {one.n for one in left_out}
    kept = tuple(one for one in reply.sentences if one.n not in gone)
    return replace(
        reply,
        sentences=kept,
        moments=tuple(
            one
            for one in reply.moments
            if not any(said.text in one.quote for said in left_out)
            or any(said.text in one.quote for said in kept)
        ),
    )
