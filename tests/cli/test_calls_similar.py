import json
from pathlib import Path

import click
import pytest

from coachkit.cli.calls_similar import seconds_of
from coachkit.models import Label
from coachkit.store.library import Library
from tests.cli.conftest import Run
from tests.comparing.conftest import EXPORT, PRICE, SOLVED, told
from tests.comparing.made import add_reason, judge
from tests.searching.small_archive import store


@pytest.fixture
def calls_db(tmp_path: Path) -> Path:
    path = tmp_path / "calls.db"
    with Library.open(path, create=True) as library:
        for one in (
            told("export", EXPORT, "bad", {1: -0.2, 3: -0.9}),
            told("solved", SOLVED, "good", {1: -0.2, 3: 0.9}),
            told("price", PRICE, "good", {3: 0.9}),
        ):
            store(library, one)
            add_reason(library, one, line=1)
    return path


def test_similar_calls_are_shown_with_the_words_of_both(run: Run, calls_db: Path):
    done = run("calls", "similar", "export", "--db", calls_db)
    assert done.exit_code == 0, done.stderr
    assert "calls because: 0:10 customer: “The export of my report gives an empty file.”" in done.stdout
    assert "| 0:10 customer: “My report comes out as an empty spreadsheet file.”" in done.stdout
    assert "1 call shown, of 2 others." in done.stderr
    assert "--limit" not in done.stderr


def test_similar_calls_come_as_json(run: Run, calls_db: Path):
    page = json.loads(run("calls", "similar", "export", "--db", calls_db, "--json").stdout)
    assert [one["call"]["id"] for one in page["calls"]] == ["solved0000000000"]
    assert page["calls"][0]["pairs"][0]["is_reason"] is True


def test_a_moment_is_shown_with_the_reply_and_how_it_was_taken(run: Run, calls_db: Path):
    done = run("calls", "similar", "export", "--at", "0:15", "--better", "--db", calls_db)
    assert done.exit_code == 0, done.stderr
    assert "Taken badly" in done.stdout
    assert "Better: the customer takes the reply well, here badly" in done.stdout


def test_a_better_call_that_is_hardly_alike_is_said_to_be_the_nearest_of_those(run: Run, calls_db: Path):
    with Library.open(calls_db) as library:
        for name, score in (("export", 20.0), ("price", 90.0)):
            call_id = name.ljust(16, "0")
            none = Label(call_id=call_id, label=None, source="none", reason="…", score_label=None)
            judge(library, call_id, none, score=score)
    done = run("calls", "similar", "export", "--better", "--where", "discount", "--db", calls_db)
    assert "No call that went better is much like this one. The nearest of them:" in done.stderr
    assert "hardly alike" in done.stdout


def test_what_cannot_be_answered_is_said_on_stderr(run: Run, calls_db: Path):
    done = run("calls", "similar", "price", "--better", "--db", calls_db)
    assert done.exit_code == 0
    assert "Note: none of the 2 other calls that are judged went better" in done.stderr


def test_a_time_that_is_none_is_refused_with_an_example(run: Run, calls_db: Path):
    done = run("calls", "similar", "export", "--at", "noon", "--db", calls_db)
    assert done.exit_code == 2
    assert "write it as 2:31" in done.stderr


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("2:31", 151.0), ("1:02:31", 3751.0), ("151", 151.0), ("99:00", 5940.0), ("0:05.5", 5.5)],
)
def test_times_are_read_as_clocks_and_as_seconds(written: str, seconds: float):
    assert seconds_of(None, None, written) == seconds


@pytest.mark.parametrize("written", ["", "2:", "-5", "2:61", "1:2:3:4", "1e3"])
def test_other_texts_are_no_times(written: str):
    with pytest.raises(click.BadParameter):
        seconds_of(None, None, written)
