"""Observe: what came up in a call, what the agent did, and how it went, each read without the others.

No circle: what a verdict was made from is never told as what works. For that

- what an agent does is read only up to where the customer begins to react, whatever the reaction is, so that
  a reply is not longer where it went badly; where they never clearly react, up to their last word to it;
- what the verdict was read beside is left out (`coachkit.replies.left_out`): what tells the result, what
  takes leave, and the question that a reaction answers, unless a person's rating is the verdict;
- cases are only compared with others that are read alike (`coachkit.behaviours.deeds.how_read`);
- neither score cards nor labels say how a case went: they judge what the agent did.

Of a whole call what is said at the end is a consequence, so it is read up to the customer's last reaction;
where their reactions are the verdict, up to the first clear one, as all that follows answers to it.
"""

from dataclasses import replace
from statistics import median

from coachkit.behaviours.watching import (
    Watched,
    agent_at,
    busiest_agent,
    delay_before,
    doing_in,
    is_upset,
)
from coachkit.conversation import is_backchannel
from coachkit.models import Case, Exchange, Highlight, Turn, Verdict, VerdictFrom
from coachkit.mood import balance_of
from coachkit.purposes import telling_words
from coachkit.replies.left_out import last_question
from coachkit.replies.reactions import CLEAR
from coachkit.replies.reply import Reply, Stretch, reply_in

TOLD = 4
"""Words that tell something from which on a turn is about the matter."""


def cases_of(watched: Watched) -> list[Case]:
    """Return the cases of a call: its exchanges in order, then the call itself where it has a topic."""
    played = {one.exchange: one for one in watched.highlights if one.exchange is not None}
    found = [_of_exchange(one, played[one.n], watched) for one in watched.exchanges if one.n in played]
    found.append(case_of_call(watched))
    return [replace(one, n=n) for n, one in enumerate(one for one in found if one is not None)]


def _of_exchange(exchange: Exchange, played: Highlight, watched: Watched) -> Case | None:
    """Return the case of an exchange; None where the agent begins it, or says nothing to it."""
    prompt = next((one for one in watched.turns if one.start == exchange.prompt_start), None)
    if prompt is None or prompt.role != "customer":
        return None
    until = exchange.end if exchange.reaction_start is None else exchange.reaction_start
    about = Stretch(name=exchange.name, prompt=prompt, until=until, is_of_rival=exchange.kind == "competitor")
    reply = reply_in(about, watched.turns, segments=watched.segments, moments=watched.moments)
    if reply is None:
        return None
    verdict, verdict_from = _verdict_of(exchange, watched.outcome)
    is_read = verdict_from == "rating" or exchange.reaction_start is None
    doing = doing_in(reply, watched, untold=() if is_read else last_question(reply))
    return Case(
        call_id=exchange.call_id,
        n=0,
        kind=exchange.kind,
        name=exchange.name,
        exchange=exchange.n,
        agent=agent_at(reply.turns[0].start, watched),
        verdict=verdict,
        verdict_from=verdict_from,
        is_upset=is_upset([prompt], watched),
        start=played.start,
        end=played.end,
        prompt=exchange.prompt,
        prompt_start=exchange.prompt_start,
        prompt_end=exchange.prompt_end,
        quote=exchange.quote if exchange.reaction_start is not None else "",
        quote_start=exchange.quote_start,
        quote_end=exchange.quote_end,
        deeds=doing.deeds,
        said=doing.said,
        segments=doing.segments,
        delay=delay_before(reply),
        seconds=doing.seconds,
        words=doing.words,
        questions=doing.questions,
    )


def _verdict_of(exchange: Exchange, outcome: Verdict | None) -> tuple[Verdict, VerdictFrom]:
    """Return how a case went: as a person says, else as the customer takes it, else as the call ended."""
    if exchange.source != "reaction":
        return exchange.verdict, "rating"
    if exchange.verdict != "neutral":
        return exchange.verdict, "reaction"
    return (outcome, "outcome") if outcome in ("good", "bad") else ("neutral", "none")


def case_of_call(watched: Watched) -> Case | None:
    """Return the case of a whole call that is filed under a topic; None where it is not, or nobody answers.

    Its `delay` is the middle one of the agent's answers. Only turns, segments and the topic are needed: a
    transcript that nothing else was read from has a case as well.
    """
    prompt = _why_called(watched)
    if watched.topic is None or prompt is None:
        return None
    verdict, verdict_from = _verdict_of_call(watched)
    until = _before_result(watched, prompt, verdict_from)
    about = Stretch(name="", prompt=prompt, until=until)
    reply = reply_in(about, watched.turns, segments=watched.segments, moments=watched.moments)
    if reply is None:
        return None
    doing = doing_in(reply, watched, untold=last_question(reply) if verdict_from == "reaction" else ())
    reason = next((one for one in watched.reasons[:1] if one.segment in prompt.segments), None)
    return Case(
        call_id=watched.segments[prompt.segments[0]].call_id,
        n=0,
        kind="topic",
        name=watched.topic,
        exchange=None,
        agent=busiest_agent(reply, watched),
        verdict=verdict,
        verdict_from=verdict_from,
        is_upset=is_upset(_before_told(reply, watched), watched),
        start=watched.turns[0].start,
        end=max(one.end for one in watched.turns),
        prompt=reason.text if reason else prompt.text,
        prompt_start=reason.start if reason else prompt.start,
        prompt_end=reason.end if reason else prompt.end,
        quote="",
        quote_start=prompt.end,
        quote_end=prompt.end,
        deeds=doing.deeds,
        said=doing.said,
        segments=doing.segments,
        delay=_usual_delay(reply, watched) if reply.has_times else None,
        seconds=doing.seconds,
        words=doing.words,
        questions=doing.questions,
    )


def _why_called(watched: Watched) -> Turn | None:
    """Return the customer's turn that says why they call, else their first that is about something."""
    own = [one for one in watched.turns if one.role == "customer"]
    why = {one.segment for one in watched.reasons[:1]}
    said = next((one for one in own if not why.isdisjoint(one.segments)), None)
    return said or next((one for one in own if telling_words(one.text) >= TOLD), own[0] if own else None)


def _verdict_of_call(watched: Watched) -> tuple[Verdict, VerdictFrom]:
    """Return how a call went: as people say, else another system, else as the customer takes it in all."""
    if watched.rating is not None:
        return watched.rating, "rating"
    if watched.outcome in ("good", "bad"):
        return watched.outcome, "outcome"
    clear = [one for one in watched.exchanges if _is_clear(one)]
    balance = balance_of([(one.strength if one.verdict == "good" else -one.strength, 1.0) for one in clear])
    if abs(balance) < CLEAR:
        return "neutral", "none"
    return "good" if balance > 0 else "bad", "reaction"


def _is_clear(exchange: Exchange) -> bool:
    return exchange.source == "reaction" and exchange.verdict != "neutral"


def _before_result(watched: Watched, prompt: Turn, verdict_from: VerdictFrom) -> float:
    """Return up to when the agent deals with the matter, in seconds."""
    counting = [
        one
        for one in watched.exchanges
        if one.reaction_start is not None and (verdict_from != "reaction" or _is_clear(one))
    ]
    reactions = [one.reaction_start for one in counting if one.reaction_start is not None]
    reactions = [one for one in reactions if one > prompt.end]
    if reactions:
        return min(reactions) if verdict_from == "reaction" else max(reactions)
    return max(one.end for one in watched.turns)


def _before_told(reply: Reply, watched: Watched) -> list[Turn]:
    """Return the customer's turns before the agent tells something."""
    telling = (one.turn for one in reply.sentences if not one.is_question and telling_words(one.text) >= TOLD)
    first = next(telling, None)
    until = reply.turns[-1].end if first is None else reply.turns[first].start
    return [one for one in watched.turns if one.role == "customer" and one.start < until]


def _usual_delay(reply: Reply, watched: Watched) -> float | None:
    """Return the median of the seconds after which the agent answers."""
    own = {one.start for one in reply.turns}
    answers = [
        max(0.0, now.start - before.end)
        for before, now in zip(watched.turns, watched.turns[1:], strict=False)
        if before.role == "customer" and now.role == "agent" and now.start in own
        if not is_backchannel(now.text)
    ]
    return round(median(answers), 3) if answers else None
