"""Reading deeds off a reply: what the agent does in it, as cases hold it.

Some of it cannot be told: what only the question shows that had a say in the verdict. It is kept under a name
with a question mark, so that nobody takes it for something that is not done.
"""

from collections.abc import Collection
from dataclasses import replace

from coachkit.behaviours.deeds import LAST_OFFER, LAST_QUESTION, Deed, cannot_be_told, read_deed
from coachkit.replies.left_out import ends_in_offer, without
from coachkit.replies.reply import Reply, ReplySentence
from coachkit.replies.trait_pack import traits_of_cases
from coachkit.replies.traits import FoundTrait, find_traits

_LITTLE = "says_little"
"""Of a short reply that ends in a question the question is most of it, and what only takes leave is none."""


def deeds_of(
    reply: Reply, *, left_out: Collection[ReplySentence] = (), untold: Collection[ReplySentence] = ()
) -> list[Deed]:
    """Return what the agent does in a reply: first what sentences show, in order, then the rest.

    What `left_out` shows is not done, and what only `untold` shows cannot be told. Nothing can be told in a
    language whose words are not read.
    """
    if not reply.sentences:
        return [cannot_be_told(name) for name in traits_of_cases()]
    # silence after the agent's last words is the customer's
    until = reply.turns[-1].start
    spoken = tuple(one for one in reply.moments if one.segment is not None or one.start < until)
    read = without(replace(reply, moments=spoken), left_out)
    found = _by_name(read)
    if not untold:
        return _in_order(found)
    certain = _by_name(without(read, untold))
    hanging = (found.keys() ^ certain.keys()) | (found.keys() & {_LITTLE})
    told = {name: one for name, one in certain.items() if name not in hanging}
    answered = LAST_OFFER if ends_in_offer(reply) else LAST_QUESTION
    names = [name for name in traits_of_cases() if name in hanging]
    return [*_in_order(told), *map(cannot_be_told, names), read_deed(answered)]


def _by_name(reply: Reply) -> dict[str, FoundTrait]:
    found = {one.name: one for one in find_traits(reply, traits_of_cases())}
    if not reply.sentences:
        found.pop(_LITTLE, None)
    return found


def _in_order(found: dict[str, FoundTrait]) -> list[Deed]:
    deeds = [Deed(name=one.name, place=one.place, words=one.words) for one in found.values()]
    return sorted(deeds, key=lambda one: (one.place is None, one.place or 0))
