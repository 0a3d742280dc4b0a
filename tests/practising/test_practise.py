"""Sessions as they are put together from a library."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from coachkit.errors import NotFoundError
from coachkit.models import ClipChange, Dispute, GradeLetter
from coachkit.practising.practise import Asked, list_practisable, prepare_session
from coachkit.practising.rounds import Reply, Session
from coachkit.store.library import Library
from coachkit.store.opinions import add_opinion
from coachkit.store.playlists_made import DoneByHand, save_by_hand
from tests.practising.made_books import give_playbook
from tests.practising.made_library import CALLS, PROMPT, REPLY, changed, make_library


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_library(tmp_path_factory.mktemp("made") / "library.db")


@pytest.fixture
def db(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "copy.db"))


def session_of(
    db: Path,
    topic: str = "zenlane",
    *,
    rounds: int = 5,
    seed: str = "1",
    agent: str | None = None,
    min_grade: GradeLetter = "C",
) -> Session:
    asked = Asked(topic=topic, rounds=rounds, seed=seed, agent=agent, min_grade=min_grade)
    with Library.open(db) as library:
        return prepare_session(library, asked)


def words_of(reply: Reply | None) -> str:
    assert reply is not None
    return " ".join(line.text for part in reply.parts for line in part.of.lines)


def test_a_round_has_the_reply_to_its_line_and_the_other_reply_to_such_a_line(db: Path) -> None:
    first, _ = session_of(db).rounds
    assert first.good is not None
    assert first.bad is not None
    assert {first.good.is_asked, first.bad.is_asked} == {True, False}
    asked = first.good if first.good.is_asked else first.bad
    assert first.asked == asked.prompt
    assert "Which part of the plan do you use most?" in words_of(first.good)
    assert "nothing I can do about the price" in words_of(first.bad)
    assert first.good.took == "The customer takes the reply well"
    assert first.difference


def test_a_line_without_a_counterpart_has_one_reply_alone(db: Path) -> None:
    _, second = session_of(db).rounds
    assert second.bad is None
    assert second.difference is None
    assert "For one workshop it does." in words_of(second.good)


def test_a_line_is_played_up_to_where_the_reply_begins_and_no_further(db: Path) -> None:
    for one in session_of(db).rounds:
        assert one.prompt.of.clip.start <= PROMPT[0]
        assert PROMPT[1] <= one.prompt.of.clip.end <= REPLY[0]


def test_a_line_that_the_agent_talks_into_ends_where_they_begin(tmp_path: Path) -> None:
    db = make_library(tmp_path / "library.db", [CALLS[2]])
    with Library.open(db) as library, library.changing() as connection:
        connection.execute("update exchanges set prompt_end = 17.5")
    [one] = session_of(db).rounds
    assert one.prompt.of.clip.end == REPLY[0]
    assert "For one workshop it does." in words_of(one.good)


def test_nobody_is_named_whose_reply_went_badly(db: Path) -> None:
    first, _ = session_of(db).rounds
    assert first.bad is not None
    assert first.good is not None
    assert first.bad.agent is None
    assert first.good.agent == "Jana Kovac"
    assert "Tom" not in words_of(first.bad) + first.bad.prompt + first.asked
    assert "[name]" in first.bad.prompt


def test_own_calls_are_left_out(db: Path) -> None:
    one, *others = session_of(db, agent="Jana Kovac").rounds
    assert not others
    assert one.good is None
    assert one.bad is not None


def test_a_call_that_cannot_be_heard_well_is_left_out(tmp_path: Path) -> None:
    db = make_library(tmp_path / "library.db", changed("bad-1", grade="D"))
    assert [one.bad for one in session_of(db).rounds] == [None, None]


def test_what_somebody_disputes_is_left_out(db: Path) -> None:
    dispute = Dispute(
        n=0,
        call_id="bad-1",
        card="service",
        criterion="price",
        start=23.0,
        end=24.0,
        reason="I had to say so",
        author="tom",
        made_at="2026-11-20T09:00:00+00:00",
    )
    with Library.open(db) as library:
        add_opinion(library, dispute)
    assert [one.bad for one in session_of(db).rounds] == [None, None]


def test_what_people_took_out_of_the_list_about_it_is_left_out(db: Path) -> None:
    change = ClipChange(
        n=1,
        playlist_id="competitor-zenlane-good",
        call_id="good-2",
        start=9.0,
        end=28.0,
        action="exclude",
        place=None,
        new_start=None,
        new_end=None,
        text=None,
        author="lea",
        made_at="2026-11-20T09:00:00+00:00",
    )
    with Library.open(db) as library:
        save_by_hand(library, DoneByHand(changes=(change,)))
    assert [one.n for one in session_of(db).rounds] == [1]


def test_the_same_seed_gives_the_same_session(db: Path) -> None:
    assert session_of(db, seed="monday") == session_of(db, seed="monday")


def test_sessions_of_several_days_ask_different_lines(db: Path) -> None:
    assert len({session_of(db, rounds=1, seed=str(n)).rounds[0].asked for n in range(8)}) > 1


def test_what_can_be_practised_is_counted_as_it_is_practised(db: Path) -> None:
    with Library.open(db) as library:
        [one] = list_practisable(library)
    assert (one.id, one.rounds, one.with_both) == ("competitor-zenlane", 2, 1)
    assert len(session_of(db, rounds=one.rounds + 5).rounds) == one.rounds


def test_a_subject_without_a_clear_reaction_says_what_is_missing(tmp_path: Path) -> None:
    db = make_library(tmp_path / "library.db", [CALLS[3]])
    with pytest.raises(NotFoundError, match="nothing to practise of “Zenlane” yet"):
        session_of(db)


def test_everything_takes_a_round_of_each_thing_and_no_call_twice(tmp_path: Path) -> None:
    db = make_library(tmp_path / "library.db", changed("good-2", name="Copperdesk"))
    session = session_of(db, "everything")
    assert sorted(one.about for one in session.rounds) == [
        "Customers name Copperdesk",
        "Customers name Zenlane",
    ]


def test_everything_takes_pairs_before_lines_without_a_counterpart(tmp_path: Path) -> None:
    db = make_library(tmp_path / "library.db", changed("good-2", name="Copperdesk"))
    for seed in "abcdef":
        [one] = session_of(db, "everything", rounds=1, seed=seed).rounds
        assert one.about == "Customers name Zenlane"


@pytest.mark.parametrize("rounds", [1, 2])
def test_where_every_seed_gives_the_same_rounds_none_is_promised(db: Path, rounds: int) -> None:
    session = session_of(db, rounds=rounds)
    assert (session.there, session.varies) == (2, False)


def test_of_more_lines_than_are_asked_for_another_seed_gives_others(tmp_path: Path) -> None:
    apart = [replace(one, angle=90.0 * n) for n, one in enumerate(CALLS)]
    assert session_of(make_library(tmp_path / "library.db", apart), rounds=1).varies


def test_a_line_of_the_playbook_that_the_two_replies_show_stands_beside_them(db: Path) -> None:
    with Library.open(db) as library:
        give_playbook(library, {"good-1": ("asks_first@1: Which part",), "bad-1": ("refuses@0: nothing",)})
    first, second = session_of(db).rounds
    assert first.hint is not None
    assert first.hint.text == "Ask before you answer."
    assert second.hint is None
    assert session_of(db).playbook == "competitor-zenlane"


@pytest.mark.parametrize("changes", [{"withheld": "only one agent does it"}, {"struck_by": "lea"}])
def test_a_line_that_does_not_stand_is_not_shown(db: Path, changes: dict[str, str]) -> None:
    with Library.open(db) as library:
        give_playbook(library, {"good-1": ("asks_first@1: Which part",), "bad-1": ()}, **changes)
    assert [one.hint for one in session_of(db).rounds] == [None, None]
    assert session_of(db).playbook is None
