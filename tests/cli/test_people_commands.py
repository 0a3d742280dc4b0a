"""Naming agents and customers from the command line: the settings and the library change together."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from coachkit.cli import main
from coachkit.config import load_settings
from coachkit.models import Agent, Call, CallAgent, Segment
from coachkit.store.library import Library
from tests.cli.test_changing_commands import Place

SIDECARS = {
    "one": {"agent": "agent12", "customer": "Marta", "started_at": "2026-11-16T09:00:00"},
    "two": {"agent": "Tom B.", "customer": "Lindqvist, Marta", "started_at": "2026-11-18T09:00:00"},
    "three": {"agent": "agent15", "customer": "Ben", "started_at": "2026-11-19T09:00:00"},
}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path)
    for name, sidecar in SIDECARS.items():
        (made.folder / f"{name}.json").write_text(json.dumps(sidecar), encoding="utf-8")
    assert made.build().exit_code == 0
    made.tools.heard.clear()
    return made


def settings_text(place: Place) -> str:
    return (place.folder / "coachkit.toml").read_text(encoding="utf-8")


def agents_on_calls(place: Place) -> set[str]:
    with Library.open(place.db) as library:
        return {on_call.agent for on_call in library.rows(CallAgent)}


def test_agents_are_listed_with_their_names_and_calls(place: Place) -> None:
    listed = json.loads(place.run("agents", "--json").stdout)

    assert [(one["name"], one["aliases"], one["calls"]) for one in listed] == [
        ("agent15", [], 1),
        ("Jana K.", ["agent12"], 1),
        ("Tom B.", [], 1),
    ]
    assert place.run("agents").stdout.startswith("agent\taliases\tteam\tstarted\tcalls\n")


def test_two_names_of_one_agent_are_merged_everywhere_at_once(place: Place) -> None:
    done = place.run("agents", "merge", "agent15", "Jana K.", "--no-progress")

    assert done.exit_code == 0, done.output
    assert "“agent15” is “Jana K.” now." in done.stdout
    assert "1 call under another name than before." in done.stdout
    assert 'aliases = ["agent12", "agent15"]' in settings_text(place)
    assert agents_on_calls(place) == {"Jana K.", "Tom B."}
    with Library.open(place.db) as library:
        three = [s for s in library.rows(Segment) if s.call_id == place.id_of("three")]
    assert "Jana K." in {segment.speaker for segment in three}
    assert place.tools.heard == []
    assert place.build().stdout.startswith("Nothing to do")


def test_a_merge_is_taken_back_by_dropping_the_alias(place: Place) -> None:
    before = settings_text(place)
    place.run("agents", "merge", "agent15", "Jana K.")

    undone = place.run("agents", "add", "Jana K.", "--drop-alias", "AGENT15")

    assert undone.exit_code == 0, undone.output
    assert settings_text(place) == before
    assert agents_on_calls(place) == {"Jana K.", "Tom B.", "agent15"}


def test_people_whom_the_settings_know_both_become_one_block(place: Place) -> None:
    place.run("agents", "add", "Tom B.", "--alias", "agent07", "--team", "sales", "--started", "2026-01-05")

    assert place.run("agents", "merge", "Tom B.", "agent12").exit_code == 0
    [agent] = load_settings(place.folder / "coachkit.toml").agents
    assert (agent.name, agent.aliases) == ("Jana K.", ("agent12", "Tom B.", "agent07"))
    assert (agent.team, agent.started) == ("sales", date(2026, 1, 5))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("merge", "agent51", "Jana K."), "there is no “agent51” among the agents; did you mean “agent15”"),
        (("merge", "agent15", "Jona K."), "there is no “Jona K.” among the agents; did you mean “Jana K.”"),
        (("merge", "agent12", "Jana K."), "“agent12” and “Jana K.” are one already"),
        (("merge", "agent12", "Tom B."), "“agent12” is an alias of “Jana K.”"),
        (("add", "Mia", "--alias", "agent12"), "“agent12” is a name of “Jana K.” already"),
        (("add", "Mia", "--started", "soon"), "'soon' does not match the format"),
    ],
)
def test_what_cannot_be_meant_changes_nothing(place: Place, words: tuple[str, ...], reason: str) -> None:
    before = settings_text(place)

    done = place.run("agents", *words)

    assert done.exit_code in (1, 2)
    assert reason in done.stderr
    assert settings_text(place) == before


def test_a_roster_is_shown_first_and_then_taken_in(place: Place, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_bytes(
        "Name;Aliases;Team;Started\r\n"
        "Jana K.;agent12, j.kovac;Nord;05.01.2026\r\n"
        'Mia Öz;"m.oez;agent15";Süd;\r\n'
        ";agent99;;\r\n"
        "Ben;agent12;;\r\n"
        "Zoe;;;nobody knows\r\n"
        "Tom B.;;;\r\n"
        "agent12;;;\r\n".encode("utf-16")
    )
    before = settings_text(place)

    shown = place.run("agents", "import", roster, "--dry-run")
    assert shown.exit_code == 1
    assert settings_text(place) == before
    taken = place.run("agents", "import", roster)

    assert taken.stdout.startswith(shown.stdout)
    assert taken.stdout.splitlines()[:7] == [
        "line 2: Jana K.: changed (aliases agent12, j.kovac; team Nord; started 2026-01-05)",
        "line 3: Mia Öz: added (aliases m.oez, agent15; team Süd)",
        "line 7: Tom B.: added",
        "roster.csv, line 4: not used: there is no name in it",
        "roster.csv, line 5: not used: “agent12” is a name of “Jana K.” already; if they are one person, say "
        'so: coachkit agents merge "Jana K." "Ben"',
        "roster.csv, line 6: not used: “nobody knows” is no day; write it as 2026-01-05",
        "2 added, 1 changed, 1 as before, 3 not used",
    ]
    assert agents_on_calls(place) == {"Jana K.", "Mia Öz", "Tom B."}
    again = place.run("agents", "import", roster)
    assert "0 added, 0 changed, 4 as before, 3 not used" in again.stdout


def test_a_roster_without_names_is_refused_with_its_file_and_line(place: Place, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("agent,team\nJana,north\n", encoding="utf-8")

    done = place.run("agents", "import", roster)

    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        1,
        "Error: roster.csv: line 1 has no column “name”; it has agent, team",
    )


def test_merged_customers_show_who_called_again(place: Place) -> None:
    done = place.run("customers", "merge", "Lindqvist, Marta", "Marta")

    assert done.exit_code == 0, done.output
    with Library.open(place.db) as library:
        assert {call.customer for call in library.rows(Call)} == {"Marta", "Ben"}
    listed = json.loads(place.run("customers", "--json").stdout)
    assert (listed[0]["name"], listed[0]["calls"], listed[0]["last_call"]) == (
        "Marta",
        2,
        "2026-11-18T09:00:00",
    )
    label = json.loads(place.run("calls", "show", "one", "--json").stdout)["label"]
    assert (label["label"], label["source"]) == ("bad", "outcome:repeat_contact")
    assert label["reason"] == "the customer called again on 2026-11-18 09:00"
    assert "Marta\tLindqvist, Marta\t2\t2026-11-18 09:00" in place.run("customers").stdout


def test_customers_come_from_a_table_as_well(place: Place, tmp_path: Path) -> None:
    table = tmp_path / "customers.csv"
    table.write_text('name,aliases\nMarta Lindqvist,"Marta;Lindqvist, Marta"\n', encoding="utf-8")

    done = place.run("customers", "import", table)

    assert "1 added" in done.stdout
    [customer] = load_settings(place.folder / "coachkit.toml").customers
    assert (customer.name, customer.aliases) == ("Marta Lindqvist", ("Marta", "Lindqvist, Marta"))


def test_calls_are_listed_by_team_and_by_who_is_new(place: Place) -> None:
    place.run("agents", "add", "agent12", "--team", "North", "--started", "2026-11-01")
    place.run("agents", "add", "Tom B.", "--team", "South", "--started", "2020-01-01")

    def listed(*words: str) -> list[str]:
        found = json.loads(place.run("calls", "list", "--json", *words).stdout)
        return [Path(call["path"]).stem for call in found]

    assert [one["started"] for one in json.loads(place.run("agents", "--json").stdout)] == [
        None,
        "2026-11-01",
        "2020-01-01",
    ]
    assert listed("--team", "north") == ["one"]
    assert listed("--new-since", "2026-01-01") == ["one"]
    assert listed("--new-since", "2019-01-01") == ["two", "one"]
    assert listed("--agent", "agent12", "--customer", "marta") == ["one"]


def test_people_may_be_named_before_the_first_build(tmp_path: Path) -> None:
    place = Place(tmp_path)

    done = place.run("agents", "add", "Mia", "--config", place.folder / "coachkit.toml")

    assert done.exit_code == 0, done.output
    assert "There is no library yet" in done.stderr
    assert not place.db.exists()
    place.build()
    with Library.open(place.db) as library:
        assert Agent(name="Mia") in library.rows(Agent)


def test_without_settings_it_is_said_how_to_make_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    done = CliRunner().invoke(main, ["agents", "add", "Mia", "--db", str(tmp_path / "none.db")])

    assert done.exit_code == 1
    assert "`coachkit init FOLDER` writes one" in done.stderr


def test_a_name_that_only_a_transcript_gives_can_be_merged(place: Place) -> None:
    (place.folder / "four.vtt").write_text(
        "WEBVTT\n\n00:00.500 --> 00:03.000\n<v j.kovac>Fernway, how can I help you?\n\n"
        "00:04.000 --> 00:08.000\n<v Marta>The export is empty again.\n",
        encoding="utf-8",
    )
    place.build()

    done = place.run("agents", "merge", "J.Kovac", "Jana K.")

    assert "1 call under another name than before." in done.stdout
    listed = json.loads(place.run("calls", "list", "--agent", "j.kovac", "--json").stdout)
    assert [Path(call["path"]).name for call in listed if call["agents"] == ["Jana K."]] == [
        "one.wav",
        "four.vtt",
    ]
