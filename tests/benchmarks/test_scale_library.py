"""Libraries that are put together from the calls of another one."""

import random

import pytest

from coachkit.models import Agent, Call, Mention, Passage, Segment, SpokenTurn, Vector
from coachkit.query.words import plain_words
from coachkit.store.library import Library
from coachkit.store.tables import TABLES
from scale_library import Recombined, add_as_built, fill, new_call
from scale_source import other_word, take_apart
from tests.store import small_library

CALLS = 5


@pytest.fixture
def source(tmp_path):
    with Library.open(tmp_path / "source.db", create=True) as library:
        small_library.fill(library)
        yield library


@pytest.fixture
def made(source):
    return Recombined(take_apart(source), calls=CALLS, segments=20)


@pytest.fixture
def library(tmp_path, source, made):
    with Library.open(tmp_path / "made.db", create=True) as library:
        fill(library, source, made, range(CALLS), lambda _: None)
        yield library


def test_there_are_as_many_calls_as_were_wanted(library):
    assert len(library.rows(Call)) == CALLS
    assert len(library.rows(Agent)) > CALLS


def test_every_segment_is_in_a_turn_with_its_words(library):
    for call in library.rows(Call):
        segments = library.rows(Segment, call_id=call.id)
        turns = library.rows(SpokenTurn, call_id=call.id)

        assert sorted(n for turn in turns for n in turn.segments) == [one.n for one in segments]
        said = [word for one in segments for word in plain_words(one.text)]
        assert sorted(word for turn in turns for word in turn.words.split()) == sorted(said)


def test_times_run_on_from_piece_to_piece(library):
    for call in library.rows(Call):
        starts = [one.start for one in library.rows(Segment, call_id=call.id)]

        assert starts == sorted(starts)
        assert starts[-1] < call.duration


def test_what_was_found_stands_where_it_is_said(library):
    mentions = library.rows(Mention)
    texts = {(one.call_id, one.n): one.text for one in library.rows(Segment)}

    assert mentions
    assert all(texts[one.call_id, one.segment][one.start_char : one.end_char] == one.text for one in mentions)


def test_every_passage_has_the_text_of_its_segments_and_a_vector(library):
    passages = library.rows(Passage)
    texts = {(one.call_id, one.n): one.text for one in library.rows(Segment)}

    for one in passages:
        inside = range(one.first_segment, one.last_segment + 1)
        assert one.text == "\n".join(texts[one.call_id, n] for n in inside)
    assert [(one.call_id, one.n) for one in passages] == [(v.call_id, v.n) for v in library.rows(Vector)]


def test_the_same_arguments_give_the_same_library(library, source, made, tmp_path):
    with Library.open(tmp_path / "again.db", create=True) as again:
        fill(again, source, made, range(CALLS), lambda _: None)

        for noun in (Call, Segment, SpokenTurn, Vector, Mention):
            assert again.rows(noun) == library.rows(noun)


def test_an_unfinished_library_is_continued(library, source, made, tmp_path):
    with Library.open(tmp_path / "in-two.db", create=True) as again:
        fill(again, source, made, range(2), lambda _: None)
        fill(again, source, made, range(2, CALLS), lambda _: None)

        assert again.rows(SpokenTurn) == library.rows(SpokenTurn)


def test_adding_a_call_stage_by_stage_and_forgetting_it_leaves_what_was_there(library, made):
    before = [library.rows(table.noun) for table in TABLES]
    new = new_call(library, made, CALLS)

    add_as_built(library, new)
    assert library.rows(SpokenTurn, call_id=new.call.id) == new.rows[SpokenTurn]
    library.forget_call(new.call.id)

    assert [library.rows(table.noun) for table in TABLES] == before


@pytest.mark.parametrize(("word", "is_figure"), [("Zendesk", False), ("2026", True)])
def test_a_word_gives_way_to_one_of_the_same_length_and_kind(word, is_figure):
    other = other_word(word, random.Random(7))  # noqa: S311 - not for secrets

    assert len(other) == len(word)
    assert other.isdigit() == is_figure
