"""Libraries of calls that are told in a line each, stored without a build."""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.models import (
    Agent,
    Call,
    CallAgent,
    Mention,
    MentionKind,
    Segment,
    Topic,
    TopicPassage,
    TrackerHit,
    TrackerVerdict,
)
from coachkit.store import coding
from coachkit.store.library import Library


@dataclass(frozen=True, kw_only=True)
class Told:
    """A call: when it was, who took it, and what comes up in it."""

    id: str
    day: str | None = None
    agents: Sequence[str] = ()
    customer: str | None = None
    topic: str | None = None
    touches: Sequence[str] = ()
    trackers: Sequence[str] = ()
    competitors: Sequence[str] = ()
    features: Sequence[str] = ()
    is_voicemail: bool = False
    kind: str | None = None


def tell(
    library: Library,
    calls: Sequence[Told],
    *,
    topics: Sequence[str] = (),
    teams: dict[str, str] | None = None,
) -> None:
    """Store calls; topics are told by their titles, and have the ids t1, t2 and so on."""
    ids = {title: f"t{n}" for n, title in enumerate(topics, start=1)}
    people = {agent: None for call in calls for agent in call.agents} | (teams or {})
    _add(library, [Agent(name=name, team=team) for name, team in people.items()])
    with library.changing() as connection:
        connection.executemany(
            "insert or ignore into customers (name, aliases) values (?, '[]')",
            [(call.customer,) for call in calls if call.customer],
        )
    _add(library, [_call(call) for call in calls])
    _add(
        library,
        [
            CallAgent(call_id=call.id, n=n, agent=agent, start=0.0, end=60.0)
            for call in calls
            for n, agent in enumerate(call.agents)
        ],
    )
    _add(library, [_segment(call) for call in calls])
    _add(
        library,
        [Topic(id=ids[title], epoch=1, n=n, title=title, phrases=(title,)) for n, title in enumerate(topics)],
    )
    _add(library, [place for call in calls for place in _places(call, ids)])
    _add(library, [hit for call in calls for hit in _hits(call)])
    _add(library, [mention for call in calls for mention in _mentions(call)])


def reject(library: Library, call_id: str, tracker: str) -> None:
    """Say that what a tracker found on a call is none."""
    _add(
        library,
        [
            TrackerVerdict(
                tracker=tracker,
                call_id=call_id,
                start=1.0,
                end=2.0,
                accepted=False,
                author="lead",
                made_at="2026",
            )
        ],
    )


def _add(library: Library, rows: Sequence[object]) -> None:
    if rows:
        table = coding.table_of(type(rows[0]))
        with library.changing() as connection:
            connection.executemany(coding.insert_sql(table), coding.pack(rows, table))


def _call(told: Told) -> Call:
    return Call(
        id=told.id,
        path=f"/calls/{told.id}.mp3",
        audio_hash=told.id,
        duration=60.0,
        channels=2,
        sample_rate=8000,
        codec="mp3",
        started_at=f"{told.day}T23:30:00+02:00" if told.day else None,
        customer=told.customer,
        kind=told.kind,
    )


def _segment(told: Told) -> Segment:
    return Segment(
        call_id=told.id,
        n=0,
        channel=0,
        role="customer",
        speaker="customer",
        start=0.0,
        end=5.0,
        text="Hello.",
        confidence=0.9,
        first_word=0,
        word_count=1,
        part="voicemail" if told.is_voicemail else "talk",
    )


def _places(told: Told, ids: dict[str, str]) -> list[TopicPassage]:
    titles = [*([told.topic] if told.topic else []), *told.touches]
    return [
        TopicPassage(
            call_id=told.id, n=n, epoch=1, topic_id=ids[title], similarity=0.8, is_main=title == told.topic
        )
        for n, title in enumerate(titles)
    ]


def _hits(told: Told) -> list[TrackerHit]:
    return [
        TrackerHit(
            call_id=told.id,
            n=n,
            tracker=tracker,
            pack="",
            tier=None,
            text="Hello",
            segment=0,
            start_char=0,
            end_char=5,
            start=1.0,
            end=2.0,
            role="customer",
            method="phrase",
            confidence=1.0,
        )
        for n, tracker in enumerate(told.trackers)
    ]


def _mentions(told: Told) -> list[Mention]:
    names: list[tuple[MentionKind, str]] = [("competitor", name) for name in told.competitors]
    names += [("feature", name) for name in told.features]
    return [
        Mention(
            call_id=told.id,
            n=n,
            kind=kind,
            name=name,
            text=name,
            segment=0,
            start_char=0,
            end_char=5,
            start=1.0,
            end=2.0,
            role="customer",
            method="exact",
            confidence=1.0,
        )
        for n, (kind, name) in enumerate(names)
    ]
