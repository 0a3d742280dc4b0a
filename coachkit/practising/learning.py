"""What is told after a round, in words: what parts the two replies, or that there is only one."""

from coachkit.practising.rounds import Round
from coachkit.replies.telling import TONE

NO_OTHER = {
    "good": "No reply to a line like this went well yet, so there is only what did not work.",
    "bad": "No reply to a line like this went badly yet, so there is only what worked.",
}


def what_was_learned(one: Round) -> str | None:
    """Return what parts the replies, or that there is only one; None where a playbook's line says it."""
    if difference := _difference(one):
        return difference
    if one.good is None or one.bad is None:
        return NO_OTHER["good" if one.good is None else "bad"]
    return None


def _difference(one: Round) -> str | None:
    """Return what parts the replies: not that nothing does, beside a line of the playbook that does."""
    if one.difference != TONE:
        return one.difference
    if one.hint:
        return None
    return TONE if one.prompt.of.can_play else "No difference that can be read off the words."
