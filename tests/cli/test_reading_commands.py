import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.export.example import BAD, GOOD, LOST


def columns(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines()]


def test_calls_are_listed_as_plain_columns_in_a_pipe(run: Run, db: Path) -> None:
    done = run("calls", "--db", db)

    head, *rows = columns(done.stdout)
    assert head[:3] == ["id", "started", "length"]
    assert [row[0] for row in rows] == [LOST, BAD, GOOD]
    assert rows[1][1:6] == ["2026-11-17 09:15", "0:30", "Tom Berg", "+4912345", "bad"]


def test_a_noun_with_options_alone_lists(run: Run, db: Path) -> None:
    [call] = json.loads(run("calls", "--json", "--db", db, "--label", "bad").stdout)

    assert (call["id"], call["agents"], call["label"]) == (BAD, ["Tom Berg"], "bad")


def test_calls_are_found_by_agent_day_and_words(run: Run, db: Path) -> None:
    def found(*words: str) -> list[str]:
        return [call["id"] for call in json.loads(run("calls", "list", "--json", "--db", db, *words).stdout)]

    assert found("--agent", "agent12") == [LOST, GOOD]
    assert found("--since", "2026-11-17", "--until", "2026-11-17") == [BAD]
    assert found("--since", "17 Nov 2026", "--until", "2026-W47", "--label", "bad") == [BAD]
    assert found("--where", "agent:agent12 -label:bad") == [LOST, GOOD]
    assert found("--where", "label:bad OR label:neutral", "--agent", "tom") == [BAD]


def test_a_query_that_cannot_be_meant_is_shown_with_the_place_marked(run: Run, db: Path) -> None:
    done = run("calls", "list", "--db", db, "--where", "label:bad agnet:\x1b[31mtom")

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "Error: query: there is no field agnet:; did you mean agent:? (To look for the word, put it in"
        " quotation marks.)",
        "  label:bad agnet:·[31mtom",
        "            ^^^^^^",
    ]


def test_a_day_that_is_none_is_wrong_usage_that_names_the_option(run: Run, db: Path) -> None:
    done = run("calls", "list", "--db", db, "--since", "someday")

    assert done.exit_code == 2
    assert "--since: “someday” is no day; write a day like 2026-11-16" in done.stderr


def test_calls_are_listed_with_the_grade_of_their_sound_and_narrowed_by_it(run: Run, db: Path) -> None:
    def found(*words: str) -> list[tuple[str, str]]:
        listed = json.loads(run("calls", "list", "--json", "--db", db, *words).stdout)
        return [(call["id"], call["grade"]) for call in listed]

    head, *rows = columns(run("calls", "--db", db).stdout)
    assert [row[head.index("sound")] for row in rows] == ["B", "D", "A"]
    assert found("--grade", "d") == [(BAD, "D")]
    assert found("--min-grade", "B") == [(LOST, "B"), (GOOD, "A")]
    assert found("--min-unheard", "3") == [(BAD, "D")]


def test_a_call_is_shown_with_the_grade_of_its_sound_and_why(run: Run, db: Path) -> None:
    shown = run("calls", "show", BAD, "--db", db).stdout
    page = json.loads(run("calls", "show", BAD, "--json", "--db", db).stdout)

    assert shown.split("\nSound: grade D\n")[1].split("\n\n")[0].splitlines() == [
        "  A third of what the customer says has no words.",
        "  Channel 1: 4 s of 12 s of speech gave no words.",
        "  1 piece of text taken for invented and left out (in the table quarantine).",
    ]
    assert (page["grade"]["grade"], page["quarantine"][0]["rule"]) == ("D", "stock phrase")
    assert "Sound: grade A\n\n" in run("calls", "show", GOOD, "--db", db).stdout


def test_nothing_found_is_said_beside_the_data(run: Run, db: Path) -> None:
    done = run("calls", "list", "--db", db, "--since", "2027-01-01")

    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "No call fits.\n")


def test_days_the_wrong_way_round_are_refused(run: Run, db: Path) -> None:
    done = run("calls", "--db", db, "--since", "2026-11-20", "--until", "2026-11-01")

    assert done.exit_code == 2
    assert "--since: 2026-11-20 is after --until: 2026-11-01; give the earlier day first." in done.stderr


def test_a_call_is_shown_with_why_it_is_bad_and_what_was_said(run: Run, db: Path) -> None:
    shown = run("calls", "show", BAD[:4], "--db", db).stdout

    assert "Bad: CSAT 2 of 5\n" in shown
    assert "Score card service: 0 %" in shown
    assert "0/2  next step agreed: missed. No next step was named." in shown
    assert "0:09  “It works for the others.”" in shown
    assert "Talk\tagent's share of the talk\t46 %\tin range 30–65 % (Gong Labs)" in shown
    assert "Not known: patience: fewer than three replies." in shown
    assert "Agent and customer are told apart by channel." in shown
    assert f"1 figure more: coachkit calls show {BAD} --figures" in shown
    assert "0:14  +4912345  Then maybe I should go to **Zenlane** [red]after all[/red]." in shown


def test_one_call_can_be_had_as_json(run: Run, db: Path) -> None:
    page = json.loads(run("calls", "show", GOOD, "--json", "--db", db).stdout)

    assert page["call"]["customer"] == "Acme Ltd"
    assert [segment["role"] for segment in page["segments"]] == ["agent", "customer", "agent", "customer"]


def test_an_unknown_call_is_one_line(run: Run, db: Path) -> None:
    done = run("calls", "show", "zzz", "--db", db)

    assert done.exit_code == 1
    assert done.stderr.startswith("Error: there is no call “zzz”")


def test_mentions_are_listed_and_counted(run: Run, db: Path) -> None:
    rows = columns(run("mentions", "--kind", "competitor", "--db", db).stdout)[1:]
    counts = json.loads(run("mentions", "list", "--count", "--json", "--db", db).stdout)

    assert [(row[0], row[3], row[5]) for row in rows] == [
        (BAD, "Zenlane", "+4912345"),
        (GOOD, "Zenlane", "Acme Ltd"),
    ]
    [zenlane] = [count for count in counts if count["name"] == "Zenlane"]
    assert (zenlane["mentions"], zenlane["good"], zenlane["bad"]) == (2, 1, 1)


def test_counting_one_name_only_is_wrong_usage(run: Run, db: Path) -> None:
    assert run("mentions", "list", "--count", "--name", "Zenlane", "--db", db).exit_code == 2


def test_topics_are_listed_and_shown(run: Run, db: Path) -> None:
    [topic] = json.loads(run("topics", "--json", "--db", db).stdout)
    shown = run("topics", "show", "dash", "--db", db).stdout

    assert (topic["title"], topic["calls"]) == ("Dashboards", 1)
    assert "Dashboards are lovely, we look at them every morning." in shown


def test_playlists_are_listed_and_shown(run: Run, db: Path) -> None:
    rows = columns(run("playlists", "--verdict", "bad", "--db", db).stdout)[1:]
    shown = run("playlists", "show", "competitor-zenlane-good", "--db", db).stdout

    assert [row[1] for row in rows] == ["competitor-zenlane-bad", "feature-export-bad"]
    assert "1. The agent asks what matters before answering the price." in shown
    assert f"0:04 to 0:24 of call {GOOD} · Jana Kovac · Acme Ltd · 16 Nov 2026" in shown


def test_mentions_and_their_counts_can_be_of_calls_that_fit_a_query(run: Run, db: Path) -> None:
    def asked(*words: str) -> list[dict[str, object]]:
        return json.loads(run("mentions", "list", *words, "--json", "--db", db).stdout)  # type: ignore[no-any-return]

    where = ("--where", "label:bad export")
    assert {one["call_id"] for one in asked("--name", "Zenlane", *where)} == {BAD}
    assert {one["name"]: one["calls"] for one in asked("--count", *where)}["Zenlane"] == 1
    assert run("mentions", "--where", "labl:bad", "--db", db).exit_code == 2


@pytest.mark.parametrize("words", [["calls"], ["mentions"], ["topics"], ["playlists"]])
def test_every_list_can_be_had_as_json(run: Run, db: Path, words: list[str]) -> None:
    assert json.loads(run(*words, "list", "--json", "--db", db).stdout)
