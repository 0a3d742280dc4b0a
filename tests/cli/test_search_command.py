import json
from pathlib import Path

import pytest

from coachkit.store.library import Library
from tests.cli.conftest import Run
from tests.export.example import BAD, GOOD, LOST, build_example


def calls_found(done_json: str) -> list[str]:
    return [hit["call"]["id"] for hit in json.loads(done_json)["hits"]]


def test_the_hit_is_marked_and_stands_between_its_neighbours(run: Run, db: Path) -> None:
    done = run("search", "export", "--db", db)

    assert done.exit_code == 0
    assert "1  Tom Berg with +4912345 · 17 Nov 2026, 09:15" in done.stdout
    assert "0:00  Tom Berg: Larkfield support, Tom speaking." in done.stdout
    assert "0:03  +4912345: The **export** fails again, <b>every</b> single time." in done.stdout
    assert "0:09  Tom Berg: It works for the others." in done.stdout
    assert "Why: says “export”" in done.stdout


def test_a_hit_says_where_it_can_be_heard(run: Run, db: Path, tmp_path: Path) -> None:
    done = run("search", "export", "--db", db)

    link = f"{(tmp_path / f'{BAD}.wav').as_uri()}#t=3.5,9"
    assert f"{BAD}.wav at 0:03 · call {BAD} · {link}" in done.stdout
    [hit] = json.loads(run("search", "export", "--json", "--db", db).stdout)["hits"]
    assert hit["link"] == link


def test_what_was_understood_is_said_before_anything_is_found(run: Run, db: Path) -> None:
    done = run("search", "zenlane", "after", "--said-by", "customer", "--db", db)
    assert done.stderr.startswith("Looking for “zenlane” and “after”, said by the customer")


def test_a_query_in_the_shells_quotes_is_read_as_it_is(run: Run, db: Path) -> None:
    found = run("search", "said-by:agent weeks OR export", "--json", "--db", db).stdout
    assert calls_found(found) == [BAD, GOOD]


def test_several_arguments_keep_together_what_the_shells_quotes_kept_together(run: Run, db: Path) -> None:
    def words(*typed: str) -> list[str]:
        return calls_found(run("search", *typed, "--mode", "keyword", "--json", "--db", db).stdout)

    assert words("two weeks", "move") == [GOOD]
    assert words("weeks two", "move") == []
    assert words("larkfield", "agent:Tom Berg") == [BAD]


def test_a_word_with_a_dash_is_left_out_and_no_option(run: Run, db: Path) -> None:
    found = run("search", "larkfield", "-tom", "-thank", "--json", "--db", db)
    assert calls_found(found.stdout) == [LOST]
    assert run("search", "-larkfield jana", "--db", db).exit_code == 0


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--agent", "tom"], [BAD]),
        (["--agent", "agent12"], [LOST, GOOD]),
        (["--agent", "tom", "--agent", "jana"], [LOST, BAD, GOOD]),
        (["--agent", "tom,jana"], [LOST, BAD, GOOD]),
        (["--customer", "acme"], [LOST, GOOD]),
        (["--label", "bad"], [BAD]),
        (["--topic", "dashboards"], [LOST]),
        (["--kind", "support"], [LOST, BAD, GOOD]),
        (["--speaker", "jana"], [LOST, GOOD]),
        (["--said-by", "customer"], []),
        (["--since", "2026-11-17"], [LOST, BAD]),
        (["--until", "2026-11-17", "--agent", "jana"], [GOOD]),
    ],
)
def test_options_narrow_the_search(run: Run, db: Path, options: list[str], found: list[str]) -> None:
    done = run("search", "larkfield", "--mode", "keyword", *options, "--json", "--db", db)
    assert sorted(calls_found(done.stdout)) == sorted(found)


def test_options_alone_are_a_search(run: Run, db: Path) -> None:
    found = run("search", "--said-by", "customer", "--label", "bad", "--json", "--db", db).stdout
    assert calls_found(found) == [BAD, BAD]


def test_search_without_anything_to_look_for_is_wrong_usage(run: Run, db: Path) -> None:
    done = run("search", "--db", db)
    assert done.exit_code == 2
    assert "Say what to look for" in done.stderr


def test_signs_alone_are_no_word_to_look_for(run: Run, db: Path) -> None:
    done = run("search", "???", "--db", db)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "There is no word in it to look for.\n"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["agnet:jana export"], "did you mean agent:?"),
        (["agent:jana-kovak export"], "did you mean “Jana Kovac”?"),
        (["export OR"], "OR needs something after it"),
        (["--agent", "jana kovak", "export"], "did you mean “Jana Kovac”?"),
        (["--since", "soon", "export"], "--since: “soon” is no day"),
        (["x" * 6000], "at most 5,000"),
    ],
)
def test_a_wrong_query_is_told_with_what_to_do(run: Run, db: Path, typed: list[str], told: str) -> None:
    done = run("search", *typed, "--db", db)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr


def test_a_caret_stands_under_the_wrong_place(run: Run, db: Path) -> None:
    done = run("search", "export agnet:jana", "--db", db)
    assert "  export agnet:jana\n         ^^^^^^\n" in done.stderr


def test_a_word_that_nobody_says_is_told_with_what_is_near(run: Run, db: Path) -> None:
    done = run("search", "--mode", "keyword", "exprot", "--db", db)

    assert (done.exit_code, done.stdout) == (0, "")
    assert "Nothing found in 10 turns of 3 calls." in done.stderr
    assert "“export” in 1 turn.  Try: export" in done.stderr


def test_a_missing_word_is_told_where_the_others_are_found(run: Run, db: Path) -> None:
    done = run("search", "--mode", "keyword", "export", "giraffe", "--db", db)
    assert "The **export** fails" in done.stdout
    assert "Nobody says “giraffe”." in done.stderr


def test_control_characters_and_markup_of_calls_and_queries_do_nothing(run: Run, db: Path) -> None:
    done = run("search", "--mode", "keyword", "\x1b[31mzenlane\x07 all", "--db", db)
    assert "\x1b" not in done.output
    assert "[red]after **all**[/red]" in done.stdout


def test_a_search_by_how_it_went_says_how_it_went(run: Run, db: Path) -> None:
    with Library.open(db) as library, library.changing() as connection:
        connection.execute(
            "insert into exchanges (call_id, n, kind, name, start, end, verdict, reason, strength, quote, "
            "quote_start, quote_end) values "
            "(?, 9, 'moment', 'objection', 3, 40, 'bad', 'The customer [red]objects', 1, '', 0, 0)",
            (BAD,),
        )

    done = run("search", "went:bad said-by:customer", "--limit", "1", "--db", db)

    assert done.stderr.startswith("Looking for anything, in an exchange that went badly and said by")
    assert "Why: The customer [red]objects" in done.stdout
    assert "the newest first" in done.stderr


def test_the_limit_and_what_it_leaves_out_are_told(run: Run, db: Path) -> None:
    done = run("search", "larkfield", "--mode", "keyword", "--limit", "1", "--context", "0", "--db", db)
    assert done.stdout.count("Why:") == 1
    assert "1 of 3 places shown" in done.stderr


def test_a_library_whose_words_are_not_indexed_says_what_to_do(run: Run, tmp_path: Path) -> None:
    db = build_example(tmp_path / "old.db", tmp_path)
    with Library.open(db) as library:
        for call_id in (GOOD, BAD, LOST):
            run_of = library.stage_runs()[call_id, "index"]
            library.replace_stage(run_of, ["turns"], {"turns": []})

    done = run("search", "export", "--db", db)

    assert done.exit_code == 1
    assert "run `coachkit build` once" in done.stderr
