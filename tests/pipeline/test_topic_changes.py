"""What people change about topics, and what a refit makes of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coachkit.config import Settings
from coachkit.errors import EditError, InputError, NotFoundError
from coachkit.models import CorpusModel, TopicEdit, TopicPassage
from coachkit.pipeline.build import refresh_library
from coachkit.pipeline.changes.topics import TopicEditor, refit_topics
from coachkit.pipeline.changes.topics_undone import undo_change
from coachkit.store.library import Library
from coachkit.store.reading import list_moves, list_topics
from tests.pipeline.fakes import FakeTools
from tests.topics.library import SUBJECTS, call
from tests.topics.stored import save

TOOLS = FakeTools(scripts={})


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "coachkit.db", create=True) as opened:
        save(opened, [call(n) for n in range(48)])
        refresh(opened)
        yield opened


def refresh(library: Library) -> None:
    refresh_library(library, Settings(), tools=TOOLS)


def refit(library: Library) -> None:
    refit_topics(library, Settings(), tools=TOOLS)


def editor(library: Library) -> TopicEditor:
    return TopicEditor(library=library, settings=Settings(), author="Lea", tools=TOOLS)


def titles(library: Library) -> dict[str, str]:
    """Return the title of each topic by the subject of its calls."""
    main: dict[str, str] = {}
    title = {topic.id: topic.title.lower() for topic in list_topics(library)}
    for place in library.rows(TopicPassage):
        if place.is_main and place.topic_id:
            main[SUBJECTS[int(place.call_id[4:]) % len(SUBJECTS)]] = title[place.topic_id]
    return main


def ids(library: Library) -> dict[str, str]:
    return {topic.title.lower(): topic.id for topic in list_topics(library)}


def test_each_subject_is_a_topic_with_its_calls_and_their_share(library: Library) -> None:
    assert {topic.title.lower() for topic in list_topics(library)} == set(SUBJECTS)
    assert {(topic.calls, round(topic.share, 3)) for topic in list_topics(library)} == {(8, 0.167)}


def test_a_build_with_nothing_new_makes_no_epoch(library: Library) -> None:
    refresh(library)
    assert [model.epoch for model in library.rows(CorpusModel)] == [1]


def test_a_name_survives_a_refit(library: Library) -> None:
    editor(library).rename("export", "CSV and Excel")
    refit(library)
    assert titles(library)["export"] == "csv and excel"
    assert [edit.author for edit in library.rows(TopicEdit)] == ["Lea"]


def test_two_topics_may_not_have_one_name(library: Library) -> None:
    with pytest.raises(EditError, match="another topic is called"):
        editor(library).rename("export", "Calendar")
    with pytest.raises(EditError, match="needs a name"):
        editor(library).rename("export", "  ")
    editor(library).never("calendar")
    with pytest.raises(EditError, match="taken away"):
        editor(library).rename("export", "Calendar")


def test_an_id_is_no_name(library: Library) -> None:
    with pytest.raises(EditError, match="looks like the id"):
        editor(library).rename("export", "T3")


def test_a_name_that_is_taken_cuts_nothing(library: Library) -> None:
    editor(library).merge("refund", "invoice")
    before = list_topics(library)
    with pytest.raises(EditError, match="another topic is called “Calendar”"):
        editor(library).split("invoice", title="calendar")
    assert list_topics(library) == before


def test_no_new_topic_has_a_name_that_people_gave(library: Library) -> None:
    editor(library).merge("refund", "invoice")
    editor(library).rename("export", "Refund")
    editor(library).split("invoice")
    shown = [topic.title.casefold() for topic in list_topics(library)]
    assert len(set(shown)) == len(shown)


def test_joined_topics_stay_one_after_a_refit(library: Library) -> None:
    kept = ids(library)["invoice"]
    change = editor(library).merge("refund", "invoice")
    assert change.topic_id == kept
    assert titles(library)["refund"] == titles(library)["invoice"] == "invoice"
    refit(library)
    assert titles(library)["refund"] == titles(library)["invoice"] == "invoice"
    assert ids(library)["invoice"] == kept


def test_a_topic_that_was_cut_in_two_stays_two_after_a_refit(library: Library) -> None:
    editor(library).merge("refund", "invoice")
    change = editor(library).split("invoice", title="Money back")
    assert change.new_id == "t7"
    two = {titles(library)["refund"], titles(library)["invoice"]}
    assert two == {"invoice", "money back"}
    refit(library)
    assert {titles(library)["refund"], titles(library)["invoice"]} == two


def test_a_topic_of_alike_passages_cannot_be_cut(tmp_path: Path) -> None:
    with Library.open(tmp_path / "one.db", create=True) as library:
        save(library, [call(0)])
        refresh(library)
        with pytest.raises(InputError, match="cannot be cut in two"):
            editor(library).split("export")


def test_what_is_never_a_topic_stays_away_until_it_is_brought_back(library: Library) -> None:
    editor(library).never("export")
    assert "export" not in ids(library)
    assert "export" not in titles(library)
    refit(library)
    assert "export" not in titles(library)
    assert not any(
        place.topic_id is None for place in library.rows(TopicPassage) if place.call_id == "call000"
    )
    editor(library).bring_back("export")
    assert titles(library)["export"] == "export"


def test_what_was_renamed_and_taken_away_is_brought_back_by_its_name(library: Library) -> None:
    editor(library).rename("export", "CSV and Excel")
    editor(library).never("csv and excel")
    editor(library).bring_back("csv and excel")
    assert titles(library)["export"] == "csv and excel"


def test_what_was_not_taken_away_cannot_be_brought_back(library: Library) -> None:
    with pytest.raises(NotFoundError, match="no topic was taken away"):
        editor(library).bring_back("export")


def test_a_pin_is_shown_and_taken_off_again(library: Library) -> None:
    editor(library).pin("export")
    assert [topic.title for topic in list_topics(library) if topic.is_pinned] == ["Export"]
    with pytest.raises(EditError, match="pinned already"):
        editor(library).pin("export")
    editor(library).pin("export", is_pinned=False)
    assert not any(topic.is_pinned for topic in list_topics(library))


def test_a_pinned_topic_stays_when_all_its_calls_are_gone(library: Library) -> None:
    editor(library).pin("export")
    for n in range(0, 48, len(SUBJECTS)):
        library.forget_call(f"call{n:03d}")
    refit(library)
    assert "export" in ids(library)


def test_new_calls_join_and_those_unlike_all_wait_until_they_are_many(library: Library) -> None:
    was = ids(library)
    save(library, [call(60), call(61), call(62, subject=8, words="parcel")])
    refresh(library)
    places = {place.call_id: place.topic_id for place in library.rows(TopicPassage)}
    assert places["call060"] == was["export"]
    assert places["call062"] is None
    assert [model.epoch for model in library.rows(CorpusModel)] == [1]
    save(library, [call(n, subject=8, words="parcel") for n in range(70, 82)])
    refresh(library)
    assert [model.epoch for model in library.rows(CorpusModel)] == [1, 2]
    assert {title: one for title, one in ids(library).items() if title in was} == was
    assert ids(library)["parcel"] == "t7"
    [new] = [move for move in list_moves(library) if move.kind == "new"]
    assert (new.title, new.passages_before) == ("Parcel", 0)


def test_topics_are_found_anew_by_command_and_keep_their_ids(library: Library) -> None:
    was = ids(library)
    change = refit_topics(library, Settings(), tools=TOOLS)
    assert ids(library) == was
    assert {move.kind for move in change.moves} == {"kept"}


def test_the_same_library_with_the_same_changes_has_the_same_rows(tmp_path: Path) -> None:
    stored = []
    for name in ("one", "two"):
        with Library.open(tmp_path / f"{name}.db", create=True) as library:
            save(library, [call(n) for n in (range(48) if name == "one" else reversed(range(48)))])
            refresh(library)
            editor(library).merge("refund", "invoice")
            refit(library)
            stored.append((library.rows(TopicPassage), [t.title for t in list_topics(library)]))
    assert stored[0] == stored[1]


def test_a_library_without_topics_says_so(tmp_path: Path) -> None:
    with Library.open(tmp_path / "none.db", create=True) as library, pytest.raises(NotFoundError):
        editor(library).merge("a", "b")


def shapes(library: Library) -> tuple[dict[str, str], dict[str, str], dict[tuple[str, int], str | None]]:
    """Return what topics there are, which subject is in which, and where each passage is."""
    places = {(place.call_id, place.n): place.topic_id for place in library.rows(TopicPassage)}
    return ids(library), titles(library), places


def test_joining_is_taken_back_and_stays_so_after_a_refit(library: Library) -> None:
    before = shapes(library)
    editor(library).merge("refund", "invoice")
    undone = undo_change(editor(library))
    assert undone.edit.kind == "merge"
    assert shapes(library) == before
    assert [edit.kind for edit in library.rows(TopicEdit)] == ["merge", "undo"]
    refit(library)
    assert titles(library) == before[1]


def test_a_cut_with_a_name_is_taken_back_at_once(library: Library) -> None:
    editor(library).merge("refund", "invoice")
    before = shapes(library)
    editor(library).split("invoice", title="Money back")
    undo_change(editor(library))
    assert shapes(library) == before
    editor(library).rename("export", "Money back")


def test_what_was_taken_back_can_be_done_again(library: Library) -> None:
    editor(library).merge("refund", "invoice")
    undo_change(editor(library))
    editor(library).merge("refund", "invoice")
    assert titles(library)["refund"] == "invoice"
    undo_change(editor(library))
    assert titles(library)["refund"] == "refund"


def test_nothing_is_taken_back_twice(library: Library) -> None:
    number = editor(library).merge("refund", "invoice").edit
    undo_change(editor(library), number)
    for again in (number, None):
        with pytest.raises(EditError, match="taken back already"):
            undo_change(editor(library), again)


def test_joining_cannot_be_taken_back_once_topics_have_moved(library: Library) -> None:
    number = editor(library).merge("refund", "invoice").edit
    editor(library).never("export")
    before = shapes(library)
    with pytest.raises(EditError, match="cut the topic in two"):
        undo_change(editor(library), number)
    assert shapes(library) == before


def test_joining_cannot_be_taken_back_after_a_refit(library: Library) -> None:
    editor(library).merge("refund", "invoice")
    refit(library)
    with pytest.raises(EditError, match="topics have moved since"):
        undo_change(editor(library))


def test_a_name_is_taken_back_to_the_one_before(library: Library) -> None:
    editor(library).rename("export", "CSV")
    editor(library).rename("csv", "CSV and Excel")
    undo_change(editor(library))
    assert titles(library)["export"] == "csv"


def test_a_first_name_is_taken_back_to_the_one_that_was_found(library: Library) -> None:
    editor(library).rename("export", "CSV")
    undo_change(editor(library))
    assert titles(library)["export"] == "export"
    with pytest.raises(EditError, match="name that it was found with"):
        editor(library).unname("export")


def test_a_name_that_was_given_again_is_not_taken_back(library: Library) -> None:
    number = editor(library).rename("export", "CSV").edit
    editor(library).rename("csv", "Excel")
    with pytest.raises(EditError, match="changed again since"):
        undo_change(editor(library), number)


def test_a_name_given_after_a_cut_is_taken_back_alone(library: Library) -> None:
    cut = editor(library).split("export")
    somebody = replace(editor(library), author="Somebody else")
    named = somebody.rename(cut.new_id or "", "Spreadsheets")
    assert undo_change(editor(library)).edit.n == named.edit
    assert cut.new_id in {topic.id for topic in list_topics(library)}
    assert "Spreadsheets" not in {topic.title for topic in list_topics(library)}


@pytest.mark.parametrize("kind", ["pin", "never"])
def test_pins_and_what_is_no_topic_are_taken_back(library: Library, kind: str) -> None:
    before = shapes(library)
    getattr(editor(library), kind)("export")
    undo_change(editor(library))
    assert shapes(library) == before
    assert not any(topic.is_pinned for topic in list_topics(library))


def test_without_a_change_there_is_nothing_to_take_back(library: Library) -> None:
    with pytest.raises(NotFoundError, match="no change of topics"):
        undo_change(editor(library))
