"""Who on the team is the best person for a question: those whose calls like it went best.

A call is like a question as far as one of its passages, or the customer's own reason for calling, is near
to it in meaning; calls of the topic that the question falls under count a little as well. People are
compared on these calls as on a topic's, each call by its nearness.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from coachkit.errors import NotFoundError
from coachkit.priorities.examples import Heard, examples_of, labels_of
from coachkit.priorities.handlers import Handler, can_be_told_apart
from coachkit.priorities.measures import By
from coachkit.priorities.results import Candidate, NearTopic, Route
from coachkit.priorities.team import MINIMUM, Team
from coachkit.searching.archive import Archive, Encoder
from coachkit.statistics.averages import Numbers
from coachkit.store.library import Library
from coachkit.store.reading.priorities import reason_vectors, topic_centres
from coachkit.store.reading.topic_titles import topic_titles

NEAR = 0.3
"""From this cosine on a passage is about the same matter as a question; at 1 its call counts fully."""
_BEHIND = 0.7
"""A call that is less than so many times as near as the nearest is about something else."""
_OF_TOPIC = 0.15
"""What a call of the question's topic counts at least, beside 1 for one that says the same."""
_MOST = 300
"""Only so many of the nearest calls count by their own words."""
_TOPICS = 3
"""How many near topics are named."""
Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Like:
    """Which of a team's handled calls are like a question."""

    chosen: Sequence[int]
    nearness: Numbers
    """Of each chosen, more than 0 and at most 1."""
    passages: frozenset[tuple[str, int]]
    """The nearest passage of each call that is near by its own words."""


def route(
    library: Library,
    text: str,
    encoder: Encoder | None = None,
    *,
    by: By = "outcome",
    minimum: int = MINIMUM,
    today: date | None = None,
) -> Route:
    """Return who handled questions like `text` best; `encoder` None: the built-in light one.

    Raises:
        NotFoundError: There is no word in `text`.
        ModelError: The encoder is missing, or no vector is stored that it can be compared with.
    """
    return route_in(Archive(library=library, encoder=encoder), text, by=by, minimum=minimum, today=today)


def route_in(
    archive: Archive, text: str, *, by: By = "outcome", minimum: int = MINIMUM, today: date | None = None
) -> Route:
    """Return the same from an archive, which keeps what it has read for the next question.

    Raises:
        NotFoundError: There is no word in `text`.
        ModelError: The encoder is missing, or no vector is stored that it can be compared with.
    """
    if not any(letter.isalnum() for letter in text):
        raise NotFoundError('say what the question is, such as: coachkit route "invoice paid twice"')
    archive.refresh()
    library = archive.library
    query = archive.open_encoder().embed([text])[0]
    topics = _near_topics(archive, query)
    under = topics[0].topic_id if topics and topics[0].is_near else None
    team = Team.read(library, by, today=today)
    near = _near_calls(archive, query)
    like = _like(team, near, under)
    handlers = team.handlers(like.chosen, like.nearness)
    enough = [one for one in handlers if one.calls >= minimum]
    heard = team.heard(like.chosen, like.nearness)
    # where too few calls tell, who had the like and brought it to a good end is the better guide
    ranked = enough or _by_good_ends(handlers, heard)
    named = _candidates(library, team, heard, ranked[:2], like)
    return Route(
        text=text,
        by=by,
        topics=tuple(topics),
        like=len({team.handled[n].call_id for n in like.chosen}),
        nameless=_nameless(team, near, under),
        minimum=minimum,
        best=named[0] if named else None,
        second=named[1] if len(named) > 1 else None,
        is_thin=not enough,
        is_apart=len(enough) > 1 and can_be_told_apart(enough[0], enough[1]),
    )


def _like(team: Team, near: dict[str, tuple[float, int]], under: str | None) -> _Like:
    """Return the calls near to a question (cosine and passage by id) and those of the topic `under`."""
    nearness = np.zeros(len(team.handled))
    for n, one in enumerate(team.handled):
        cosine, _ = near.get(one.call_id, (0.0, 0))
        of_topic = _OF_TOPIC if under and one.topic_id == under else 0.0
        nearness[n] = max((cosine - NEAR) / (1 - NEAR), of_topic, 0.0)
    chosen = np.flatnonzero(nearness)
    return _Like(
        chosen=[int(n) for n in chosen],
        nearness=nearness[chosen],
        passages=frozenset((call_id, passage) for call_id, (_, passage) in near.items()),
    )


def _nameless(team: Team, near: Collection[str], under: str | None) -> int:
    """Return how many calls are like a question without anybody who is known to have handled them."""
    handled = {one.call_id for one in team.handled}
    return sum(
        call.id not in handled and (call.id in near or (under is not None and call.topic_id == under))
        for call in team.calls
    )


def _near_calls(archive: Archive, query: Vector) -> dict[str, tuple[float, int]]:
    """Return cosine and number of the nearest passage of the calls that are near, by call.

    A passage that holds the customer's reason is as near as the reason.
    """
    meanings = archive.meanings()
    found: dict[str, tuple[float, int]] = {}
    for place in meanings.nearest(meanings.cosines(query), most=_MOST):
        found.setdefault(place.call_id, (place.cosine, place.n))
    encoder = archive.open_encoder()
    reasons = [one for one in reason_vectors(archive.library) if len(one.embedding) == query.nbytes]
    models = {model for model in {one.model for one in reasons} if encoder.can_compare(model)}
    reasons = [one for one in reasons if one.model in models]
    if reasons:
        rows = np.frombuffer(b"".join(one.embedding for one in reasons), "<f4").reshape(-1, len(query))
        for cosine, one in zip(rows @ query, reasons, strict=True):
            if float(cosine) > found.get(one.call_id, (-1.0, 0))[0]:
                found[one.call_id] = (float(cosine), one.passage)
    least = max(NEAR, max((cosine for cosine, _ in found.values()), default=0.0) * _BEHIND)
    return {call_id: near for call_id, near in found.items() if near[0] >= least}


def _near_topics(archive: Archive, query: Vector) -> list[NearTopic]:
    """Return the topics that the question is nearest to, the nearest first."""
    titles = topic_titles(archive.library)
    found: dict[str, NearTopic] = {}
    for one in topic_centres(archive.library):
        if one.topic_id not in titles or len(one.centre) != query.nbytes:
            continue
        cosine = float(np.frombuffer(one.centre, "<f4") @ query)
        if one.topic_id not in found or cosine > found[one.topic_id].cosine:
            found[one.topic_id] = NearTopic(
                topic_id=one.topic_id,
                title=titles[one.topic_id],
                cosine=cosine,
                is_near=cosine >= NEAR,
            )
    return sorted(found.values(), key=lambda one: (-one.cosine, one.topic_id))[:_TOPICS]


def _candidates(
    library: Library, team: Team, heard: dict[str, list[Heard]], handlers: Sequence[Handler], like: _Like
) -> list[Candidate]:
    chosen = {one.agent: heard[one.agent] for one in handlers}
    examples = examples_of(library, chosen, team.parts, passages=like.passages)
    found = []
    for one in handlers:
        good, labelled = labels_of(heard[one.agent])
        found.append(Candidate(handler=one, good=good, labelled=labelled, examples=examples[one.agent]))
    return found


def _by_good_ends(handlers: Sequence[Handler], heard: dict[str, list[Heard]]) -> list[Handler]:
    """Return who brought calls like the question to a good end, the largest share first.

    Each share is counted with one more call, which goes as such calls do with everybody: one good call of one
    is less than three of three. Where nobody brought one to a good end, that is everybody.
    """
    every = sum(one.nearness for calls in heard.values() for one in calls)
    well = {
        agent: sum(one.nearness for one in calls if one.label == "good") for agent, calls in heard.items()
    }
    usual = sum(well.values()) / every if every else 0.0
    share = {
        agent: (well[agent] + usual) / (sum(one.nearness for one in calls) + 1)
        for agent, calls in heard.items()
    }
    ranked = sorted(handlers, key=lambda one: (-share[one.agent], -one.weight, one.agent))
    return [one for one in ranked if well[one.agent] > 0] or ranked
