"""Who handles a topic best, adjusted for how hard their calls were and how few they are."""

from collections.abc import Mapping, Sequence
from datetime import date

from coachkit.errors import NotFoundError
from coachkit.near import pick
from coachkit.priorities.examples import Heard, examples_of, labels_of
from coachkit.priorities.handlers import Handler, can_be_told_apart
from coachkit.priorities.measures import By
from coachkit.priorities.results import Expert, Experts
from coachkit.priorities.team import MINIMUM, Team
from coachkit.store.library import Library
from coachkit.store.reading.topic_titles import topic_titles

_SHOWN = 5
"""Of how many people at most there are calls to listen to: of those on top."""


def experts(
    library: Library,
    topic: str,
    *,
    by: By = "outcome",
    minimum: int = MINIMUM,
    where: str | None = None,
    today: date | None = None,
) -> Experts:
    """Return who took the calls that are mainly about a topic, named by its id or title.

    Nobody with fewer than `minimum` of them is ranked.

    Raises:
        NotFoundError: There is no such topic, or several; says what comes near.
        QueryError: `where` cannot be understood, or a name in it is not in the library.
    """
    titles = topic_titles(library)
    if not titles:
        raise NotFoundError("there are no topics yet; build a folder with more calls")
    topic_id = _topic_named(titles, topic)
    team = Team.read(library, by, where, today=today)
    chosen = team.on_topic(topic_id)
    handlers = team.handlers(chosen)
    enough = [one for one in handlers if one.calls >= minimum]
    few = sorted((one for one in handlers if one.calls < minimum), key=lambda one: (-one.calls, one.agent))
    heard = team.heard(chosen)
    values = {team.handled[n].call_id: team.handled[n].value for n in chosen}
    return Experts(
        topic_id=topic_id,
        title=titles[topic_id],
        by=by,
        calls=len(values),
        average=sum(values.values()) / len(values) if values else None,
        minimum=minimum,
        people=_experts(library, team, topic_id, heard, enough, is_ranked=True),
        alike=tuple(one.agent for one in enough[1:] if not can_be_told_apart(enough[0], one)),
        few=_experts(library, team, topic_id, heard, few, is_ranked=False),
    )


def _topic_named(titles: Mapping[str, str], wanted: str) -> str:
    """Return the id of the topic that `wanted` names; where it fits several, their titles are told."""
    named = {f"{title} ({topic_id})": topic_id for topic_id, title in titles.items()}
    forms = [(form, name) for name, topic_id in named.items() for form in (titles[topic_id], topic_id)]
    return named[pick(wanted, forms, what="topic")]


def _experts(
    library: Library,
    team: Team,
    topic_id: str,
    heard: dict[str, list[Heard]],
    handlers: Sequence[Handler],
    *,
    is_ranked: bool,
) -> tuple[Expert, ...]:
    shown = {one.agent: heard[one.agent] for one in handlers[:_SHOWN]}
    examples = examples_of(library, shown, team.parts, topic_id=topic_id)
    found = []
    for one in handlers:
        good, labelled = labels_of(heard[one.agent])
        found.append(
            Expert(
                handler=one,
                is_better=is_ranked and one.effect.low > 0,
                good=good,
                labelled=labelled,
                examples=examples.get(one.agent, ()),
            )
        )
    return tuple(found)
