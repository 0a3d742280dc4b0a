import json
from dataclasses import replace
from pathlib import Path

import pytest

from coachkit.cli.exchanges import print_exchanges
from coachkit.models import BriefLine, Exchange, StageName, StageRun
from coachkit.store.library import Library
from coachkit.store.reading.exchanges import list_exchanges
from tests.cli.conftest import Run
from tests.export.example import BAD, GOOD, LINES

PRAISED = Exchange(
    call_id=GOOD,
    n=0,
    kind="competitor",
    name="Zenlane",
    start=4.5,
    end=24.0,
    verdict="good",
    reason="Zenlane comes up; the customer gives thanks for the reply",
    strength=0.6,
    quote=LINES[GOOD][3][3],
    quote_start=19.5,
    quote_end=24.0,
    reaction="thanks",
    prompt=LINES[GOOD][1][3],
    prompt_start=4.5,
    prompt_end=10.0,
    reply=LINES[GOOD][2][3],
    reply_start=10.5,
    reply_end=19.0,
)
UNANSWERED = Exchange(
    call_id=BAD,
    n=0,
    kind="moment",
    name="feature_failing",
    start=3.5,
    end=9.0,
    verdict="neutral",
    reason="The customer says that something fails and the customer does not react to the reply",
    strength=0.0,
    quote=LINES[BAD][1][3],
    quote_start=3.5,
    quote_end=9.0,
    reaction="silence",
    prompt=LINES[BAD][1][3],
    prompt_start=3.5,
    prompt_end=9.0,
)
BRIEF = BriefLine(call_id=GOOD, n=0, kind="facts", text="16 Nov 2026, 09:00, 0:24 min: Jana Kovac.")


@pytest.fixture
def judged(db: Path) -> Path:
    """The example library with two exchanges and a brief."""
    with Library.open(db) as library:
        for call_id, stage, table, row in (
            (GOOD, "exchanges", "exchanges", PRAISED),
            (BAD, "exchanges", "exchanges", UNANSWERED),
            (GOOD, "brief", "brief_lines", BRIEF),
        ):
            library.replace_stage(a_run(call_id, stage), [table], {table: [row]})  # type: ignore[arg-type]
    return db


def a_run(call_id: str, stage: StageName) -> StageRun:
    return StageRun(
        call_id=call_id,
        stage=stage,
        fingerprint="f",
        output="o",
        seconds=0.1,
        finished_at="2026-11-20T10:00:00",
    )


def names(run: Run, db: Path, *words: str) -> list[str]:
    found = run("exchanges", "list", "--json", "--db", db, *words)
    return [one["name"] for one in json.loads(found.stdout)]


def test_exchanges_are_listed_with_prompt_reply_and_reaction(run: Run, judged: Path) -> None:
    head, *rows = [line.split("\t") for line in run("exchanges", "--db", judged).stdout.splitlines()]
    assert head[-3:] == ["prompt", "reply", "quote"]
    assert rows[0][:7] == [BAD, "0:03", "moment", "feature_failing", "neutral", "silence", "reaction"]
    assert rows[0][-2:] == ["–", "–"]
    assert rows[1][-3:] == [LINES[GOOD][n][3] for n in (1, 2, 3)]


def test_exchanges_are_narrowed_by_what_comes_up_by_verdict_and_by_call(run: Run, judged: Path) -> None:
    assert names(run, judged) == ["feature_failing", "Zenlane"]
    assert names(run, judged, "--about", "competitor") == ["Zenlane"]
    assert names(run, judged, "--name", "feature failing") == ["feature_failing"]
    assert names(run, judged, "--verdict", "good") == ["Zenlane"]
    assert names(run, judged, "--agent", "tom") == ["feature_failing"]


def test_a_name_that_never_comes_up_is_answered_with_those_that_do(run: Run, judged: Path) -> None:
    done = run("exchanges", "--name", "Zenlain", "--db", judged)
    assert done.exit_code == 1
    assert "did you mean “Zenlane”?" in done.stderr


def test_a_library_without_exchanges_says_so(run: Run, db: Path) -> None:
    done = run("exchanges", "--db", db)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "No exchanges yet; `coachkit build FOLDER` finds them." in done.stderr


def test_calls_without_an_exchange_say_that_none_fits(run: Run, judged: Path) -> None:
    assert "No exchange fits." in run("exchanges", "--verdict", "bad", "--db", judged).stderr


def test_a_brief_is_printed_and_stands_on_the_page_of_its_call(run: Run, judged: Path) -> None:
    assert run("calls", "brief", GOOD, "--db", judged).stdout == f"{BRIEF.text}\n"
    [line] = json.loads(run("calls", "brief", GOOD, "--json", "--db", judged).stdout)
    assert line["text"] == BRIEF.text
    assert f"In short\n  {BRIEF.text}" in run("calls", "show", GOOD, "--db", judged).stdout


def test_a_call_without_a_brief_says_what_writes_it(run: Run, judged: Path) -> None:
    done = run("calls", "brief", BAD, "--db", judged)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "coachkit build" in done.stderr


def test_people_read_what_comes_up_in_the_same_words_once(
    judged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library.open(judged) as library:
        [praised] = list_exchanges(library, name="Zenlane")
    asked = replace(
        praised, name="question", reason="The customer asks a question; the customer gives thanks"
    )
    print_exchanges([praised, asked, replace(asked, quote_start=praised.quote_start + 9)])
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("  also: ")] == ["  also: The customer asks a question"]
    assert sum(PRAISED.quote in line for line in lines) == 2
