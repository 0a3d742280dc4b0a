"""SQL for the archive and the predicate for one call find the same turns, whatever is asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Self

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachkit.models import Agent, Call, CorpusModel, Playlist, StageRun, Topic
from coachkit.query.call_view import CallView
from coachkit.query.fields import HAS
from coachkit.query.predicate import holds
from coachkit.query.to_sql import Sql, calls_where, plan, turns_where
from coachkit.query.tree import (
    All,
    Any,
    Beginning,
    Family,
    Moment,
    Named,
    Near,
    Node,
    Not,
    OfCall,
    Phrase,
    Position,
    Resembling,
    SaidBy,
    Somewhere,
    Speaker,
    Then,
    Value,
    Went,
    Word,
)
from coachkit.store.coding import insert_sql, pack
from coachkit.store.library import Library
from coachkit.store.people import save_people
from coachkit.store.reading.call_view import call_view
from coachkit.store.reading.vocabulary import StoredVocabulary
from coachkit.store.tables import TABLE_OF
from tests.query.archive import AGENTS, MOMENTS, NAMES, PLAYLISTS, SAID, TOPICS, TRACKERS, fill

Place = tuple[str, int]


def topics() -> list[Topic]:
    return [Topic(id=one, epoch=1, n=n, title=one, phrases=()) for n, one in enumerate(TOPICS)]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path = tmp_path_factory.mktemp("archive") / "coachkit.db"
    with Library.open(path, create=True) as library:
        save_people(
            library,
            agents=[
                Agent(name=name, team=team, started=date.fromisoformat(day) if day else None)
                for name, (team, day) in AGENTS.items()
            ],
        )
        with library.changing() as connection:
            connection.execute("insert into customers (name, aliases) values ('Acme', '[]')")
            lists = [
                Playlist(id=one, kind="week", subject="", verdict="good", title=one, description="")
                for one in PLAYLISTS
            ]
            connection.executemany(insert_sql(TABLE_OF[Playlist]), pack(lists, TABLE_OF[Playlist]))
        run = StageRun(call_id="", stage="fit", fingerprint="", output="", finished_at="", seconds=0.0)
        model = CorpusModel(kind="topics", epoch=1, fingerprint="", calls=1)
        library.replace_stage(
            run, ["corpus_models", "topics"], {"corpus_models": [model], "topics": topics()}
        )
        yield library


def named(*names: str) -> st.SearchStrategy[tuple[Value, ...]]:
    values = st.sampled_from([Value(text=name) for name in (*names, "nobody")])
    return st.lists(values, min_size=1, max_size=2).map(tuple)


ENDS = st.one_of(st.none(), st.sampled_from((0.0, 0.5, 5.0, 40.0)))
DAYS = st.one_of(st.none(), st.sampled_from(("2026-09-01", "2026-11-16", "2026-11-17")))


def ranges(
    ends: st.SearchStrategy[float | None] | st.SearchStrategy[str | None], *names: str | None
) -> st.SearchStrategy[tuple[Value, ...]]:
    value = st.builds(
        Value,
        name=st.sampled_from(names or (None,)),
        low=ends,
        high=ends,
        without_low=st.booleans(),
        without_high=st.booleans(),
    )
    return st.lists(value, min_size=1, max_size=2).map(tuple)


OUTCOMES = st.builds(
    Value, name=st.sampled_from(("csat", "deal")), text=st.sampled_from(("won", "WON", "5", "5 stars"))
).map(lambda value: (value,))
FIELDS: dict[str, st.SearchStrategy[tuple[Value, ...]]] = {
    "agent": named(*AGENTS),
    "team": named("support", "sales"),
    "customer": named("Acme"),
    "topic": named(*TOPICS),
    "tracker": named(*TRACKERS),
    "competitor": named(*NAMES),
    "feature": named(*NAMES),
    "playlist": named(*PLAYLISTS),
    "tag": named(),
    "kind": named("sales", "support"),
    "language": named("en", "tr", "de"),
    "call": named("call0", "call1"),
    "label": named("good", "bad"),
    "medium": named("recording", "transcript"),
    "grade": named("A", "C"),
    "has": st.sampled_from(HAS).map(lambda text: (Value(text=text),)),
    "date": ranges(DAYS),
    "new-since": ranges(DAYS),
    "duration": ranges(ENDS),
    "unheard": ranges(ENDS),
    "score": ranges(ENDS, None, "service", "sales"),
    "metric": ranges(ENDS, "patience", "pace"),
    "outcome": st.one_of(OUTCOMES, ranges(ENDS, "csat", "deal")),
}
OF_CALL = st.sampled_from(sorted(FIELDS)).flatmap(
    lambda name: st.builds(OfCall, field=st.just(name), values=FIELDS[name])
)
TEXTS = st.sampled_from((*SAID, "want to", "cafe 50", "!?", "nothing like it"))
WORDINGS = st.one_of(
    st.builds(Word, text=TEXTS, is_exact=st.booleans()),
    st.builds(Beginning, text=st.sampled_from(("c", "can", "sign-o", "re", "x", "zenl"))),
    st.builds(Phrase, text=st.lists(TEXTS, min_size=1, max_size=3).map(" ".join)),
    st.builds(Family, text=TEXTS),
    st.builds(Resembling, text=st.sampled_from(("zenlan", "renwe", "prcie", "signon", "no"))),
)
PLAIN = st.builds(Word, text=st.sampled_from(SAID), is_exact=st.booleans())
NAMED = st.builds(Named, name=st.sampled_from((*NAMES, "nobody")))
HAPPENS = st.builds(
    Moment, kind=st.sampled_from((*TRACKERS, *MOMENTS, "question", "competitor", "feature", "nothing"))
)
WENT = st.builds(Went, verdict=st.sampled_from(("good", "bad", "neutral")))
WHO = st.builds(SaidBy, role=st.sampled_from(("agent", "customer")))
LEAVES = st.one_of(
    WORDINGS,
    st.builds(Near, left=WORDINGS, right=WORDINGS, words=st.integers(0, 3)),
    WHO,
    st.builds(Speaker, name=st.sampled_from((*"kl", "klein b", "o'h", "Bauer", "?"))),
    NAMED,
    HAPPENS,
    WENT,
    st.builds(
        Position,
        end=st.sampled_from(("first", "last")),
        amount=st.sampled_from((0.0, 1.0, 7.0, 10.0, 33.0, 100.0)),
        unit=st.sampled_from(("s", "%")),
    ),
    OF_CALL,
)


def branches(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(nodes, max_size=3).map(tuple)
    return st.one_of(
        st.builds(All, nodes=several),
        st.builds(Any, nodes=several),
        st.builds(Not, node=nodes),
        st.builds(Somewhere, node=nodes),
        st.builds(Then, first=nodes, second=nodes, seconds=st.sampled_from((None, 0.0, 1.0, 30.0))),
    )


SEEDS = st.integers(0, 2**32)
TREES: st.SearchStrategy[Node] = st.recursive(LEAVES, branches, max_leaves=6)


def found(library: Library, where: Sql) -> list[Place]:
    with library.changing() as connection:
        sql = f"select t.call_id, t.n from turns t where {where.text}"  # noqa: S608 - what is tested
        return sorted(connection.execute(sql, where.parameters).fetchall())


def planned(
    library: Library, node: Node, *, is_narrowed: bool = False, reads_all: bool = False
) -> list[Place]:
    """Ask the three parts of a plan, each as it is meant to be asked."""
    parts = plan(node, StoredVocabulary(library), is_narrowed=is_narrowed, reads_all=reads_all)
    conditions = ["1"]
    parameters: dict[str, object] = {}
    if parts.match is not None:
        conditions.append("t.id in (select rowid from turn_index where turn_index match :match)")
        parameters["match"] = parts.match
    if parts.where:
        conditions.append(f"({parts.where.text})")
        parameters |= parts.where.parameters
    if parts.calls:
        conditions.append(f"t.call_id in (select c.id from calls c where {parts.calls.text})")  # noqa: S608
        parameters |= parts.calls.parameters
    return found(library, Sql(text=" and ".join(conditions), parameters=parameters))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judges:
    """The calls of an archive, each to be asked by itself."""

    views: list[CallView]
    vocabulary: StoredVocabulary

    @classmethod
    def of(cls, library: Library) -> Self:
        views = [call_view(library, call) for call in library.rows(Call)]
        return cls(views=views, vocabulary=StoredVocabulary(library))

    def judged(self, node: Node) -> list[Place]:
        return sorted((view.id, n) for view in self.views for n in holds(node, view, self.vocabulary))


NEARS = st.builds(Near, left=PLAIN, right=PLAIN, words=st.integers(0, 3))
ORDERS = st.builds(
    Then,
    first=st.one_of(PLAIN, WHO),
    second=st.one_of(PLAIN, WHO),
    seconds=st.sampled_from((None, 0.0, 0.5, 1.0, 4.0)),
)


# a subject, and how the exchange about it went: side by side, in brackets, and left out
ABOUT = st.recursive(st.one_of(NAMED, HAPPENS), lambda nodes: st.builds(Any, nodes=st.tuples(nodes, nodes)))
SO = st.recursive(
    WENT,
    lambda nodes: st.one_of(st.builds(Not, node=nodes), st.builds(Any, nodes=st.tuples(nodes, WENT))),
    max_leaves=3,
)
PAIRS: st.SearchStrategy[Node] = st.one_of(
    st.builds(All, nodes=st.tuples(ABOUT, SO)),
    st.builds(All, nodes=st.tuples(SO, st.builds(Then, first=ABOUT, second=SO))),
    st.builds(All, nodes=st.tuples(NAMED, st.builds(All, nodes=st.tuples(HAPPENS, SO)))),
)


@settings(deadline=None)
@given(seed=SEEDS, nodes=st.lists(TREES, min_size=1, max_size=5))
def test_the_archive_and_each_call_agree(archive: Library, seed: int, nodes: list[Node]) -> None:
    fill(archive, seed)
    judges = Judges.of(archive)
    for node in nodes:
        expected = judges.judged(node)
        assert found(archive, turns_where(node, StoredVocabulary(archive))) == expected
        few = turns_where(node, StoredVocabulary(archive), is_narrowed=True)
        assert found(archive, few) == expected
        assert planned(archive, node) == expected
        assert planned(archive, node, is_narrowed=True) == expected
        assert planned(archive, node, reads_all=True) == expected


@pytest.mark.parametrize(
    "kind", [NEARS, ORDERS, OF_CALL, LEAVES, PAIRS], ids=["near", "then", "field", "leaf", "went"]
)
@settings(deadline=None, max_examples=40)
@given(seed=SEEDS, data=st.data())
def test_every_kind_of_question_agrees(
    archive: Library, kind: st.SearchStrategy[Node], seed: int, data: st.DataObject
) -> None:
    fill(archive, seed)
    judges = Judges.of(archive)
    for node in data.draw(st.lists(kind, min_size=10, max_size=12)):
        expected = judges.judged(node)
        assert found(archive, turns_where(node, StoredVocabulary(archive))) == expected
        few = turns_where(node, StoredVocabulary(archive), is_narrowed=True)
        assert found(archive, few) == expected
        assert planned(archive, node) == expected


@settings(deadline=None, max_examples=50)
@given(seed=SEEDS, node=TREES)
def test_calls_are_those_with_a_turn_of_which_it_is_true(archive: Library, seed: int, node: Node) -> None:
    fill(archive, seed)
    asked = Somewhere(node=node)
    where = calls_where(asked, StoredVocabulary(archive))
    with archive.changing() as connection:
        sql = f"select c.id from calls c where {where.text}"  # noqa: S608 - what is tested
        calls = {call_id for (call_id,) in connection.execute(sql, where.parameters)}
    assert calls == {call_id for call_id, _ in Judges.of(archive).judged(node)}
