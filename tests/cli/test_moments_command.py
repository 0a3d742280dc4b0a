import json

import pytest

from coachkit.models import Moment, StageRun
from coachkit.store.library import Library
from tests.export.example import BAD, GOOD


def moment(call, n, kind, role, start, quote, **changes):
    fields = {
        "call_id": call, "n": n, "kind": kind, "name": None, "role": role, "segment": n, "start": start,
        "end": start + 2, "quote": quote, "strength": 0.85, "method": "words", "detail": quote[:8],
    }  # fmt: skip
    return Moment(**(fields | changes))


ROWS = {
    GOOD: [
        moment(GOOD, 0, "greeting", "agent", 0.0, "Thank you for calling Larkfield."),
        moment(GOOD, 1, "objection", "customer", 4.5, "Twenty percent less.", name="Zenlane"),
    ],
    BAD: [
        moment(BAD, 1, "frustration", "customer", 3.5, "Every single time."),
        moment(
            BAD, 2, "dead_air", "unknown", 70.0, "", segment=None, method="times", detail="9.0 s of silence"
        ),
    ],
}


@pytest.fixture
def moments(db):
    """The example library with four moments."""
    with Library.open(db) as library:
        for call, rows in ROWS.items():
            run = StageRun(
                call_id=call,
                stage="moments",
                fingerprint="f",
                output="o",
                finished_at="2026-11-22",
                seconds=0.0,
            )
            library.replace_stage(run, ("moments",), {"moments": rows})
    return db


def test_moments_are_listed_with_time_speaker_quote_and_how_they_were_found(run, moments):
    told = run("moments", "--db", moments).output
    assert "objection Zenlane" in told
    assert "“Twenty percent less.”" in told
    assert "words: Twenty p" in told
    assert "1:10" in told
    assert "times: 9.0 s of silence" in told


def test_moments_of_a_kind_and_a_side_are_listed_by_themselves(run, moments):
    def kinds(*words):
        return [one["kind"] for one in json.loads(run("moments", *words, "--db", moments, "--json").output)]

    assert kinds("--moment", "dead air") == ["dead_air"]
    assert kinds("--moment", "Objections") == ["objection"]
    assert sorted(kinds("--said-by", "customer")) == ["frustration", "objection"]
    assert kinds("--call", GOOD[:4]) == ["greeting", "objection"]
    assert sorted(kinds("--agent", "Tom")) == ["dead_air", "frustration"]


def test_an_unknown_kind_is_answered_with_those_that_there_are(run, moments):
    told = run("moments", "--moment", "joke", "--db", moments)
    assert told.exit_code == 2
    assert "there is no such kind; write one of greeting, verification" in told.output


def test_kinds_are_counted_with_good_and_bad_calls(run, moments):
    counts = json.loads(run("moments", "kinds", "--db", moments, "--json").output)
    found = {one["kind"]: (one["moments"], one["calls"], one["good"], one["bad"]) for one in counts}
    assert found["objection"] == (1, 1, 1, 0)
    assert found["frustration"] == (1, 1, 0, 1)
    assert "nobody speaks for 5 seconds or longer" in run("moments", "kinds", "--db", moments).output


def test_a_library_without_moments_says_what_to_do(run, db):
    assert "`coachkit build FOLDER` finds them" in run("moments", "--db", db).output
    assert json.loads(run("moments", "--db", db, "--json").output) == []


def test_long_lists_say_how_to_see_the_rest(run, moments):
    assert (
        "… and 3 moments more; see them with --limit 4"
        in run("moments", "--db", moments, "--limit", "1").output
    )
