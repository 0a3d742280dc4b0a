"""One topic: what customers say, how it goes, how often it comes up, and who handles it best."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Query

from coachkit.errors import ModelError, NotFoundError
from coachkit.near import similar_names
from coachkit.priorities.experts import experts
from coachkit.priorities.measures import By
from coachkit.priorities.results import Experts, Route
from coachkit.priorities.route import route_in
from coachkit.priorities.wording import who_stands_out
from coachkit.statistics.shares import Share
from coachkit.store.reading.topic_sizes import (
    CallsTaken,
    SaidOnTopic,
    TopicSize,
    reasons_on,
    topic_phrases,
    topic_sizes,
    topic_takers,
    typical_passages,
)
from coachkit.store.reading.topics import TopicMoveLine, list_moves, pinned_topics
from coachkit.web.acting.topics import topic_version
from coachkit.web.library_pool import Opened, OpenedLibrary
from coachkit.web.pages.courses import Course, Period, read_courses
from coachkit.web.pages.guides import Guides, guides_of
from coachkit.web.pages.topics import calls_about, well_of

_REASONS, _PASSAGES, _TAKERS = 6, 3, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicName:
    """A topic by its name."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage:
    """A topic."""

    size: TopicSize
    filed: int
    """Calls that are mainly about any topic."""
    well: Share
    phrases: tuple[str, ...]
    reasons: tuple[SaidOnTopic, ...]
    """Why customers call about it, in their words."""
    passages: tuple[SaidOnTopic, ...]
    """The most typical stretches of talk about it."""
    course: Course | None
    by: Period
    takers: tuple[CallsTaken, ...]
    guides: Guides
    moves: tuple[TopicMoveLine, ...]
    """What the last refit, or a person's last change, changed about it."""
    is_pinned: bool
    """Whether it stays as it is when topics are found anew."""
    others: tuple[TopicName, ...]
    """All other topics, by name."""
    version: str
    """Another one when somebody renames it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertsPage:
    """Who handles a topic best."""

    found: Experts
    says: str
    """What can be claimed, in a sentence or two."""
    measure: By


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage:
    """Who is best to take a question."""

    q: str
    found: Route | None
    """None where nothing is asked yet."""


def read_topic(opened: Opened, topic_id: str, by: Period = "week") -> TopicPage:
    """Return the page of a topic.

    Raises:
        NotFoundError: There is no topic with this id.
    """
    library = opened.library
    sizes = opened.kept("topic sizes ", topic_sizes)
    size = _sized(sizes, topic_id)
    return TopicPage(
        size=size,
        filed=calls_about(opened)[0],
        well=well_of(size),
        phrases=topic_phrases(library, topic_id),
        reasons=tuple(
            opened.kept(f"reasons {topic_id}", lambda kept: reasons_on(kept, topic_id, most=_REASONS))
        ),
        passages=tuple(
            opened.kept(f"passages {topic_id}", lambda kept: typical_passages(kept, topic_id, most=_PASSAGES))
        ),
        course=read_courses(opened, by=by).of("topic", topic_id),
        by=by,
        takers=tuple(
            opened.kept(f"takers {topic_id}", lambda kept: topic_takers(kept, topic_id, most=_TAKERS))
        ),
        guides=guides_of(opened, "topic", size.title),
        moves=tuple(_last_moves(opened, topic_id)),
        is_pinned=topic_id in pinned_topics(library),
        others=tuple(
            TopicName(id=one.id, title=one.title)
            for one in sorted(sizes, key=lambda one: one.title.casefold())
            if one.id != topic_id
        ),
        version=topic_version(size.title),
    )


def read_experts(opened: Opened, topic_id: str, measure: By = "outcome") -> ExpertsPage:
    """Return who handles a topic best.

    Raises:
        NotFoundError: There is no topic with this id.
    """
    _sized(opened.kept("topic sizes ", topic_sizes), topic_id)
    today = date.today()
    found = opened.kept(
        f"experts {topic_id} {measure} {today}",
        lambda library: experts(library, topic_id, by=measure, today=today),
    )
    return ExpertsPage(found=found, says=who_stands_out(found), measure=measure)


def read_ask(opened: Opened, q: Annotated[str, Query(max_length=400)] = "") -> AskPage:
    """Return who handled questions like `q` best.

    Raises:
        NotFoundError: There is no word in `q`, or what meanings are compared with is missing.
    """
    if not q.strip():
        return AskPage(q="", found=None)
    try:
        return AskPage(q=q.strip(), found=route_in(opened.searcher.archive, q.strip()))
    except ModelError as error:
        raise NotFoundError(str(error)) from error


def _sized(sizes: list[TopicSize], topic_id: str) -> TopicSize:
    for one in sizes:
        if one.id == topic_id:
            return one
    near = similar_names(topic_id, (one.title for one in sizes))
    hint = f"; did you mean “{near[0]}”?" if near else "; the list of topics has all there are"
    raise NotFoundError(f"there is no topic “{topic_id}”{hint}")


def _last_moves(opened: OpenedLibrary, topic_id: str) -> list[TopicMoveLine]:
    newest = opened.library.current_epoch("topics")
    moves = opened.kept("topic moves", list_moves)
    return [
        move
        for move in moves
        if newest and move.epoch == newest.epoch and move.topic_id == topic_id and not move.was_away
    ]
