"""What a reply is not shown with, though it went well: what the pack or a playbook says to leave."""

from collections.abc import Callable, Collection

from coachkit.conversation import QUESTION_MARKS
from coachkit.replies.phrases_said import traits_said_in
from coachkit.replies.reply import ReplySentence
from coachkit.replies.trait_pack import read_all_traits
from coachkit.sentences import sentences_of

Shuns = Callable[[str], bool]
"""Whether a sentence holds what agents are to leave."""
_APART = " … "


def shuns_of(deeds: Collection[str]) -> Shuns:
    """Return what tells sentences to leave: those with a trait that leans bad, or is one of `deeds`."""
    left = {name for name, one in read_all_traits().items() if one.leans == "bad"} | {*deeds}

    def shuns(sentence: str) -> bool:
        said = ReplySentence(
            n=0,
            turn=0,
            start=0,
            text=sentence,
            is_question=sentence.rstrip().endswith(tuple(QUESTION_MARKS)),
            kinds=frozenset(),
        )
        return not left.isdisjoint(traits_said_in(said))

    return shuns


def without_shunned(line: str, shuns: Shuns) -> str:
    """Return a line without such sentences: “…” stands for one between two others."""
    said, is_open = "", False
    for start, end in sentences_of(line):
        if shuns(line[start:end]):
            is_open = True
            continue
        said += (_APART if is_open else " ") if said else ""
        said, is_open = said + line[start:end], False
    return said
