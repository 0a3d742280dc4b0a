"""`LineEditor`: what people decide of lines, and what becomes of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coachkit.config import Settings
from coachkit.errors import EditError, NotFoundError
from coachkit.models import LineChoice, Playbook, PlaybookLine, PlaybookQuote, PlaybookVersion
from coachkit.pipeline.changes.playbook_lines import LineEditor
from coachkit.store.library import Library
from coachkit.store.opinions import add_opinion
from tests.pipeline.advised import (
    ASKS,
    BOOK,
    add_calls,
    advise_again,
    advised_library,
    call_of,
    case_number,
    flipped,
    write_stage,
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with advised_library(tmp_path / "advised.db") as opened:
        yield opened


def editor(library: Library, name: str = "Jana") -> LineEditor:
    return LineEditor(library=library, settings=Settings(), name=name)


def the_line(library: Library) -> PlaybookLine:
    [line] = [one for one in library.rows(PlaybookLine) if one.behaviour == ASKS]
    return line


def newest(library: Library) -> PlaybookVersion:
    return library.rows(PlaybookVersion)[-1]


def turned(library: Library) -> None:
    """Let half of the calls go the other way, so that asking first makes no difference any more."""
    for n in range(0, 48, 2):
        write_stage(library, call_of(n), "observe", {"cases": [flipped(case_number(n))]})
    advise_again(library)


def test_an_approved_line_says_by_whom_and_makes_a_version(library: Library) -> None:
    report = editor(library).decide("zenlane", "1", "approve")
    assert the_line(library).approved_by == "Jana"
    assert report.version == newest(library)
    assert newest(library).changes == ("Approved by Jana: Ask about the matter before you answer.",)


def test_an_edited_line_reads_so_and_keeps_what_it_rests_on(library: Library) -> None:
    before = the_line(library)
    editor(library).decide(BOOK, ASKS, "edit", text="  Ask which plan  they are on. ")
    after = the_line(library)
    assert (after.text, after.edited_by) == ("Ask which plan they are on.", "Jana")
    assert (after.found, after.why, after.calls) == (before.text, before.why, before.calls)


def test_a_struck_line_stays_struck_when_playbooks_are_written_anew(library: Library) -> None:
    editor(library).decide(BOOK, "1", "strike", text="not us")
    add_calls(library, range(48, 56))
    assert advise_again(library).ran == {"advise": 1}
    assert the_line(library).withheld == "struck by Jana: not us"


def test_a_restored_line_is_as_it_was_with_its_quotes(library: Library) -> None:
    before, quotes = the_line(library), library.rows(PlaybookQuote)
    editor(library).decide(BOOK, ASKS, "strike")
    report = editor(library, "Tom").decide(BOOK, ASKS, "restore")
    assert the_line(library) == before
    assert library.rows(PlaybookQuote) == quotes
    assert report.version is not None
    assert report.version.changes == ("Restored by Tom: Ask about the matter before you answer.",)


def test_deciding_gives_the_rows_that_writing_anew_gives(library: Library) -> None:
    for action in ("approve", "strike"):
        editor(library).decide(BOOK, ASKS, action)
    quick = [library.rows(noun) for noun in (Playbook, PlaybookLine, PlaybookQuote)]
    with library.changing() as connection:
        connection.execute("delete from stage_runs where stage = 'advise'")
    assert advise_again(library).ran == {"advise": 1}
    assert [library.rows(noun) for noun in (Playbook, PlaybookLine, PlaybookQuote)] == quick


def test_after_a_decision_nothing_is_due(library: Library) -> None:
    editor(library).decide(BOOK, ASKS, "approve")
    versions = len(library.rows(PlaybookVersion))
    assert advise_again(library).ran == {}
    assert len(library.rows(PlaybookVersion)) == versions


def test_where_playbooks_are_out_of_date_a_decision_writes_them_anew(library: Library) -> None:
    add_calls(library, range(48, 56))
    editor(library).decide(BOOK, ASKS, "approve")
    assert library.rows(Playbook)[0].calls == 56
    assert the_line(library).approved_by == "Jana"


def test_an_approved_line_whose_evidence_goes_is_withdrawn_and_says_so(library: Library) -> None:
    editor(library).decide(BOOK, ASKS, "approve")
    turned(library)
    line = the_line(library)
    assert line.withheld is not None
    assert line.approved_by == "Jana"
    assert (
        newest(library)
        .changes[0]
        .startswith("Withdrawn: (approved by Jana) Ask about the matter before you answer:")
    )
    assert "## Withdrawn\n\n- Ask about the matter" in newest(library).text


def test_a_line_whose_calls_were_deleted_is_withdrawn_with_their_number(library: Library) -> None:
    for n in range(48):
        if n // 4 % 2 == 0 and n >= 2:
            library.forget_call(call_of(n))
    advise_again(library)
    assert all(one.withheld for one in library.rows(PlaybookLine))
    assert "of its 24 calls 22 are gone" in newest(library).changes[0]


def test_nothing_of_a_deleted_call_is_left(library: Library) -> None:
    add_calls(library, range(48, 49), change=lambda case: replace(case, name="Freshdesk"))
    for n in range(48):
        library.forget_call(call_of(n))
    advise_again(library)
    assert [one.id for one in library.rows(Playbook)] == ["competitor-freshdesk"]
    assert library.rows(PlaybookQuote) == []
    assert "comes up in no call any more" in newest(library).text
    texts = [text for one in library.rows(PlaybookVersion) for text in (one.text, *one.changes)]
    assert not any("Customer" in text or call_of(0) in text for text in texts)


def test_building_twice_makes_no_second_version(library: Library) -> None:
    with library.changing() as connection:
        connection.execute("delete from stage_runs where stage = 'advise'")
    advise_again(library)
    assert [one.n for one in library.rows(PlaybookVersion)] == [1]


def test_two_recordings_of_one_call_count_once(library: Library) -> None:
    with library.changing() as connection:
        connection.execute(
            "update calls set customer = 'Customer 0', started_at = ?", ("2026-10-01T09:00:00",)
        )
        connection.execute("delete from stage_runs where stage = 'advise'")
    advise_again(library)
    assert library.rows(Playbook)[0].calls == 1


@pytest.mark.parametrize(
    ("action", "text", "message"),
    [
        ("restore", None, "nobody has decided anything"),
        ("edit", "  ", "write the sentence"),
        ("edit", "x" * 301, "at most 300"),
        ("edit", "Ask about the matter before you answer.", "reads so already"),
    ],
)
def test_what_makes_no_sense_is_refused(
    library: Library, action: str, text: str | None, message: str
) -> None:
    with pytest.raises(EditError, match=message):
        editor(library).decide(BOOK, "1", action, text=text)  # type: ignore[arg-type]
    assert library.rows(LineChoice) == []


def test_what_is_not_claimed_cannot_be_approved(library: Library) -> None:
    editor(library).decide(BOOK, ASKS, "approve")
    turned(library)
    with pytest.raises(EditError, match="cannot be approved"):
        editor(library, "Tom").decide(BOOK, ASKS, "approve")


def test_a_struck_line_is_restored_before_anything_else(library: Library) -> None:
    editor(library).decide(BOOK, ASKS, "strike")
    with pytest.raises(EditError, match="restore it first"):
        editor(library).decide(BOOK, ASKS, "approve")


def test_an_unknown_line_is_told_with_what_there_is(library: Library) -> None:
    with pytest.raises(NotFoundError, match=r"there is no line 7; [a-z-]+ has 1 line"):
        editor(library).decide(BOOK, "7", "approve")
    with pytest.raises(NotFoundError, match="there is no playbook “frobnicate”"):
        editor(library).decide("frobnicate", "1", "approve")


def test_one_person_goes_by_one_spelling(library: Library) -> None:
    editor(library, "Jana").decide(BOOK, ASKS, "approve")
    editor(library, "jana").decide(BOOK, ASKS, "strike")
    assert {one.author for one in library.rows(LineChoice)} == {"Jana"}


def test_a_decision_on_a_line_that_was_never_found_hurts_nothing(library: Library) -> None:
    gone = LineChoice(
        n=0, playbook_id=BOOK, behaviour="phrase:never", kind="do", line="Say so.", action="approve",
        text=None, author="Jana", made_at="2026-11-20T09:00:00+00:00",
    )  # fmt: skip
    add_opinion(library, gone)
    advise_again(library)
    [line] = [one for one in library.rows(PlaybookLine) if one.behaviour == "phrase:never"]
    assert (line.text, line.approved_by, line.calls) == ("Say so.", "Jana", 0)
    assert line.withheld == "nothing like it is found in the calls any more"


def test_the_order_of_calls_changes_nothing(tmp_path: Path) -> None:
    with Library.open(tmp_path / "other.db", create=True) as other:
        for n in reversed(range(48)):
            add_calls(other, range(n, n + 1))
        advise_again(other)
        backwards = [other.rows(noun) for noun in (Playbook, PlaybookLine, PlaybookQuote)]
        text = newest(other).text
    with advised_library(tmp_path / "one.db") as one:
        assert [one.rows(noun) for noun in (Playbook, PlaybookLine, PlaybookQuote)] == backwards
        assert newest(one).text == text


def test_a_disputed_place_is_not_quoted(library: Library) -> None:
    from coachkit.models import Dispute

    first = library.rows(PlaybookQuote)[0]
    dispute = Dispute(
        n=0, call_id=first.call_id, card="c", criterion="x", start=40.0, end=45.0,
        reason="I was told to", author="Jana", made_at="2026-11-20T09:00:00+00:00",
    )  # fmt: skip
    add_opinion(library, dispute)
    assert advise_again(library).ran == {"advise": 1}
    assert first.call_id not in {one.call_id for one in library.rows(PlaybookQuote)}


def test_cases_without_any_verdict_make_no_line(tmp_path: Path) -> None:
    path = tmp_path / "neutral.db"
    with advised_library(path, change=lambda case: replace(case, verdict="neutral")) as library:
        assert library.rows(PlaybookLine) == []
        [book] = library.rows(Playbook)
        assert book.missing is not None
        assert "nothing says how it went" in book.missing


def test_one_agent_alone_makes_no_line_and_is_named(tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    with advised_library(path, change=lambda case: replace(case, agent="Jana")) as library:
        assert all(one.withheld for one in library.rows(PlaybookLine))
        [book] = library.rows(Playbook)
        assert "only Jana" in (book.missing or "")
