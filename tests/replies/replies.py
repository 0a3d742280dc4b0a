"""Replies made by hand."""

from coachkit.conversation import turns_of
from coachkit.models import Exchange, Moment
from coachkit.replies.reply import reply_of
from coachkit.replies.traits import traits_of
from tests.talk import CALL_ID, segments

PROMPT = "the invoice for October is wrong and nobody has put it right"


def moment(kind, quote, *, start, role="agent", name=None, detail=""):
    return Moment(
        call_id=CALL_ID,
        n=0,
        kind=kind,
        name=name,
        role=role,
        segment=0 if quote else None,
        start=start,
        end=start + 1,
        quote=quote,
        strength=0.9,
        method="words",
        detail=detail,
    )


def exchange(*, start=0.0, prompt_end=4.0, end=90.0, quote_start=80.0, kind="moment", name="objection"):
    return Exchange(
        call_id=CALL_ID,
        n=0,
        kind=kind,
        name=name,
        start=start,
        end=end,
        verdict="good",
        reason="",
        strength=0.5,
        quote="thank you",
        quote_start=quote_start,
        quote_end=quote_start + 2,
        prompt=PROMPT,
        prompt_start=start,
        prompt_end=prompt_end,
    )


def reply_to(*said, prompt=PROMPT, moments=(), pause=1.0, about=None, lines=None):
    """Return the reply in which an agent says one turn after the other, ten seconds apart.

    `pause` is the time before the first; `lines` are given instead of `said` where a customer speaks between.
    """
    own = lines or [("agent", one) for one in said]
    talk = [("customer", 0.0, 4.0, prompt)]
    talk += [(role, 4 + pause + 10 * n, 11 + pause + 10 * n, text) for n, (role, text) in enumerate(own)]
    talk.append(("customer", 80.0, 82.0, "thank you"))
    made = segments(talk)
    return reply_of(
        about or exchange(), turns_of(made), segments={one.n: one for one in made}, moments=moments
    )


def traits(*said, **options):
    """Return the traits of a reply, the words that show each by its name."""
    return {one.name: one.words for one in traits_of(reply_to(*said, **options))}
