"""Tables of outcomes from elsewhere: joined to calls, stored with their history, labels renewed."""

import json
from pathlib import Path

import pytest

from coachkit.models import Outcome, PastOutcome
from coachkit.store.library import Library
from tests.cli.test_changing_commands import TOML, Place

SIDECARS = {
    "one": {"agent": "agent12", "customer": "Marta", "started_at": "2026-11-16T09:00:00+01:00"},
    "two": {"agent": "agent12", "customer": "Ben", "started_at": "2026-11-16T09:04:00+01:00"},
    "three": {"agent": "Tom", "customer": "Zoe", "started_at": "2026-11-16T14:30:00+01:00"},
}
MAPPED = """
[outcome_import]
columns = { call = "Anruf", agent = "Bearbeiter", customer = "Kunde", started_at = "Zeitpunkt" }
outcomes = { csat = "Note", deal = "Ergebnis" }
"""
CRM = (
    "Anruf;Bearbeiter;Kunde;Zeitpunkt;Note;Ergebnis\r\n"
    "one.wav;;;;4,5;\r\n"
    ";Jana K.;;16.11.2026 09:02;2;\r\n"
    ";Jana K.;Ben;16.11.2026 09:02;1,0;\r\n"
    ";tom;;16.11.2026 14:33;;offen\r\n"
    ";Tom;;17.11.2026 14:33;;won\r\n"
    ";Tom;;16.11.2026;;won\r\n"
    ";Tom;;;;\r\n"
    ";Tom;;11/16/2026 14:30;;won\r\n"
)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path)
    (made.folder / "coachkit.toml").write_text(TOML + MAPPED, encoding="utf-8")
    for name, sidecar in SIDECARS.items():
        (made.folder / f"{name}.json").write_text(json.dumps(sidecar), encoding="utf-8")
    assert made.build().exit_code == 0
    made.tools.heard.clear()
    return made


def table(place: Place, text: str, encoding: str = "utf-8-sig") -> Path:
    path = place.folder.parent / "crm.csv"
    path.write_bytes(text.encode(encoding))
    return path


def outcomes(place: Place) -> dict[str, tuple[str, str, str]]:
    """Return (kind, value, source) of what was imported, by recording."""
    listed = json.loads(place.run("outcomes", "--json").stdout)
    return {Path(one["path"]).stem: (one["kind"], one["value"], one["source"]) for one in listed}


def labels(place: Place) -> dict[str, str]:
    listed = json.loads(place.run("calls", "--json").stdout)
    return {Path(one["path"]).stem: f"{one['label']} {one['label_source']}" for one in listed}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_dry_run_lists_what_would_become_of_each_row_and_writes_nothing(
    place: Place, encoding: str
) -> None:
    done = place.run("outcomes", "import", table(place, CRM, encoding), "--dry-run")

    one, two, three = (place.id_of(name) for name in ("one", "two", "three"))
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [
        "",
        "Matched (3)",
        f"  line 2: csat 4.5 → {one} one.wav",
        f"  line 4: csat 1.0 → {two} two.wav",
        f"  line 5: deal offen → {three} three.wav",
        "",
        "Ambiguous: not used (1)",
        "  crm.csv, line 3: csat 2: it fits 2 calls",
        *sorted(
            [
                f"      {one}  2026-11-16 09:00  Jana K., Marta  one.wav",
                f"      {two}  2026-11-16 09:04  Jana K., Ben  two.wav",
            ]
        ),
        "",
        "Unmatched: not used (3)",
        "  crm.csv, line 6: deal won: “Tom” has no call at 2026-11-17 14:33 or shortly after",
        "  crm.csv, line 7: deal won: “16.11.2026” has no time of day, so it fits no single call",
        "  crm.csv, line 9: deal won: “11/16/2026 14:30” is no date with the day first; set "
        "outcome_import.day_first = false",
        "",
        "Values without a meaning in the settings: stored, but they label nothing",
        "  deal “offen”: 1 row",
        "  To give them one: in coachkit.toml, under [[outcomes]] with kind = “deal”, put “offen” into good, "
        "bad, neutral or ignore; list the other kinds that you use there as well.",
        "",
        "crm.csv: 3 rows matched, 1 ambiguous, 3 unmatched, 1 without an outcome",
        "3 calls would get new outcomes",
    ]
    assert "Nothing was written" in done.stderr
    assert outcomes(place) == {}


def test_an_import_labels_anew_without_hearing_anything(place: Place) -> None:
    before = labels(place)

    done = place.run("outcomes", "import", table(place, CRM), "--source", "survey", "--no-progress")

    assert done.exit_code == 0, done.output
    assert outcomes(place) == {
        "one": ("csat", "4.5", "survey"),
        "two": ("csat", "1.0", "survey"),
        "three": ("deal", "offen", "survey"),
    }
    assert labels(place) == before | {"one": "good outcome:csat", "two": "bad outcome:csat"}
    changed = {name for name in before if before[name].split()[0] != labels(place)[name].split()[0]}
    told = [line for line in done.stdout.splitlines() if "→" in line]
    assert sum(int(line.split()[0]) for line in told) == len(changed)
    assert place.tools.heard == []
    assert place.build().stdout.startswith("Nothing to do")


def test_what_came_of_each_row_is_there_as_json(place: Place) -> None:
    done = place.run("outcomes", "import", table(place, CRM), "--dry-run", "--json")

    report = json.loads(done.stdout)
    assert [one["row"]["line"] for one in report["matched"]] == [2, 4, 5]
    assert report["ambiguous"][0]["row"]["at"] == "2026-11-16T09:02:00"
    assert [one["row"]["line"] for one in report["unmatched"]] == [6, 7, 9]
    assert report["unknown_words"] == [{"kind": "deal", "value": "offen", "count": 1, "scale": None}]


def test_the_same_table_again_changes_nothing(place: Place) -> None:
    path = table(place, CRM)
    place.run("outcomes", "import", path)
    with Library.open(place.db) as library:
        stored = library.rows(Outcome)

    again = place.run("outcomes", "import", path)

    assert "0 calls got new outcomes" in again.stdout
    with Library.open(place.db) as library:
        assert (library.rows(Outcome), library.rows(PastOutcome)) == (stored, [])


def test_a_changed_value_takes_the_place_of_the_old_which_is_history(place: Place) -> None:
    header = "Anruf,Bearbeiter,Kunde,Zeitpunkt,Note,Ergebnis\n"
    first = place.run("outcomes", "import", table(place, header + "one,,,,5,\n"))
    second = place.run("outcomes", "import", table(place, header + "one,,,,2,\n"))

    assert first.exit_code == second.exit_code == 0
    assert "1 call: good → bad" in second.stdout
    assert outcomes(place)["one"] == ("csat", "2", "crm")
    lines = place.run("outcomes", "--history").stdout.splitlines()
    assert [line.split("\t")[3] for line in lines[1:]] == ["2", "5"]
    assert [line.split("\t")[6] == "–" for line in lines[1:]] == [True, False]


def test_a_sidecar_that_changes_leaves_what_was_imported(place: Place) -> None:
    place.run("outcomes", "import", table(place, CRM))
    sidecar = SIDECARS["one"] | {"outcomes": [{"kind": "csat", "value": 1, "source": "survey"}]}
    (place.folder / "one.json").write_text(json.dumps(sidecar), encoding="utf-8")

    assert place.build().exit_code == 0

    listed = json.loads(place.run("outcomes", "--json").stdout)
    assert [(one["value"], one["origin"]) for one in listed if one["path"].endswith("one.wav")] == [
        ("1", "details"),
        ("4.5", "import"),
    ]
    assert labels(place)["one"] == "good outcome:csat"
    assert place.build().stdout.startswith("Nothing to do")


def test_kinds_that_the_settings_give_a_meaning_are_found_by_their_heading(place: Place) -> None:
    (place.folder / "coachkit.toml").write_text(TOML, encoding="utf-8")

    place.run("outcomes", "import", table(place, "Call\tNPS\tmood\none\t9\tfine\n"))

    assert outcomes(place) == {"one": ("nps", "9", "crm")}


@pytest.mark.parametrize(
    ("settings", "text", "reason"),
    [
        (MAPPED, "call,csat\none,5\n", "crm.csv: line 1 has no column “Anruf”; it has call, csat"),
        (
            "",
            "call,mood\none,5\n",
            "crm.csv: line 1 names no outcome (csat, nps, deal, resolved, reopened, escalated, ",
        ),
        ("", "agent,csat\nTom,5\n", "crm.csv: line 1 has neither “call” nor “agent” and “started_at”"),
        ("", "", "crm.csv: the table is empty"),
        ("", "call,csat,CSAT\none,5,5\n", "crm.csv: line 1 has the column “csat” more than once"),
    ],
)
def test_a_table_that_cannot_be_used_is_one_clear_line(
    place: Place, settings: str, text: str, reason: str
) -> None:
    (place.folder / "coachkit.toml").write_text(TOML + settings, encoding="utf-8")

    done = place.run("outcomes", "import", table(place, text))

    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1].startswith(f"Error: {reason}")


def test_a_table_of_which_no_row_fits_ends_with_one(place: Place) -> None:
    (place.folder / "coachkit.toml").write_text(TOML, encoding="utf-8")

    done = place.run("outcomes", "import", table(place, "call,csat\nnine,5\n"))

    assert done.exit_code == 1
    assert "crm.csv, line 2: csat 5: no call has the id or file “nine”" in done.stdout


UNKNOWN = "call;csat;deal\none.wav;87;Offen\ntwo.wav;;offen\nthree.wav;;won\n"


def test_values_without_a_meaning_are_counted_by_the_list_and_by_the_next_build(
    place: Place,
) -> None:
    (place.folder / "coachkit.toml").write_text(TOML, encoding="utf-8")
    assert place.run("outcomes", "import", table(place, UNKNOWN), "--no-progress").exit_code == 0

    for done in (place.run("outcomes"), place.build()):
        both = done.stdout + done.stderr
        assert "Without a meaning" in both or "without a meaning" in both
        assert "  deal “Offen”: 2 calls\n" in both
        assert "  csat “87”: 1 call; its scale is 1 to 5\n" in both
        assert "under [[outcomes]]" in both
    assert labels(place)["three"] == "good outcome:deal"
    assert labels(place)["one"].split()[1].startswith("score:")


def test_unknown_values_can_be_had_as_data(place: Place) -> None:
    (place.folder / "coachkit.toml").write_text(TOML, encoding="utf-8")
    place.run("outcomes", "import", table(place, UNKNOWN), "--no-progress")

    found = json.loads(place.run("outcomes", "unknown", "--json").stdout)
    assert [(one["kind"], one["value"], one["count"]) for one in found] == [
        ("csat", "87", 1),
        ("deal", "Offen", 2),
    ]


def test_a_value_that_the_settings_learn_is_unknown_no_more_and_labels_its_calls(place: Place) -> None:
    mapped = '[[outcomes]]\nkind = "deal"\ngood = ["won"]\nneutral = ["offen"]\n'
    (place.folder / "coachkit.toml").write_text(TOML + mapped, encoding="utf-8")
    place.run("outcomes", "import", table(place, UNKNOWN.replace("csat", "mood")), "--no-progress")

    assert "without a meaning" not in place.build().stdout
    assert "Every outcome has a meaning" in place.run("outcomes", "unknown").stderr
    assert labels(place)["two"] == "neutral outcome:deal"


def test_the_list_of_outcomes_needs_no_settings(place: Place) -> None:
    place.run("outcomes", "import", table(place, CRM), "--no-progress")
    (place.folder / "coachkit.toml").unlink()
    done = place.run("outcomes")
    assert (done.exit_code, "csat" in done.stdout) == (0, True)
