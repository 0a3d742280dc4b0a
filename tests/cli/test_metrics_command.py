import json
from pathlib import Path

import pytest

from coachkit.cli.call_figures import print_first_figures
from coachkit.models import Metric
from coachkit.store.library import Library
from tests.cli.conftest import Run
from tests.export.example import BAD
from tests.figures.made_library import MadeCall, make_library

LINES = [
    ("customer", 0.0, 8.0, "the page stays white today"),
    ("agent", 9.0, 20.0, "we see what that is"),
    ("customer", 50.0, 58.0, "so there it stands again"),
]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    slower = [LINES[0], ("agent", 11.0, 20.0, "we see what that is"), LINES[2]]
    calls = [
        MadeCall(id=name, agents=[("Jana", 0.0, 60.0)], lines=lines, moods=[-0.5, 0.4])
        for name, lines in (("c1", LINES), ("c2", slower))
    ]
    unknown = MadeCall(id="c3", agents=[("Tom", 0.0, 60.0)], lines=[("unknown", 0.0, 5.0, "who is this")])
    return make_library(tmp_path / "made.db", [*calls, unknown], {"Jana": "Blue", "Tom": None})


def test_a_mean_is_shown_with_its_calls_how_sure_it_is_and_what_is_missing(run: Run, made: Path) -> None:
    done = run("metrics", "--metric", "patience", "--db", made)

    assert done.stdout.splitlines() == [
        "about\tfigure\tcalls\tmean\tlikely\tin range\tnot known",
        "Silence\tpatience\t2\t2 s\t0 to 5.6\t1 of 2\t1",
    ]
    assert "1 call without any of these figures: it is not known which speaker is the agent." in done.stderr
    assert "Fewer than 5 calls: too few to say what is usual." in done.stderr


def test_means_by_agent_can_be_had_as_json(run: Run, made: Path) -> None:
    table = json.loads(run("metrics", "--by", "agent", "--metric", "patience", "--json", "--db", made).stdout)

    assert [(row["group"], row["calls"], row["mean"]) for row in table["rows"]] == [
        ("Jana", 2, 2.0),
        ("Tom", 0, None),
    ]


def test_an_agent_without_any_figure_has_a_dash(run: Run, made: Path) -> None:
    shown = run("metrics", "--by", "agent", "--metric", "patience", "--db", made).stdout

    assert "Silence\tpatience\tTom\t0\t–\t–\t\t1" in shown


def test_a_figure_that_does_not_exist_is_named(run: Run, made: Path) -> None:
    done = run("metrics", "--metric", "patienc3", "--db", made)

    assert (done.exit_code, done.stdout) == (1, "")
    assert "there is no figure “patienc3”; did you mean “patience”" in done.stderr


def test_where_no_call_fits_it_says_so(run: Run, made: Path) -> None:
    done = run("metrics", "--since", "2031-01-01", "--db", made)

    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "No call fits.\n")


def test_calls_that_are_not_measured_yet_are_told(run: Run, tmp_path: Path) -> None:
    path = make_library(tmp_path / "made.db", [MadeCall(id="c1", lines=LINES)], {})
    with Library.open(path) as library, library.changing() as connection:
        connection.execute("delete from metrics")
    done = run("metrics", "--db", path)

    assert "These calls have no figures yet; `coachkit build` makes them." in done.stderr


def test_all_figures_of_a_call_are_shown_when_asked_for(run: Run, db: Path) -> None:
    shown = run("calls", "show", BAD, "--figures", "--db", db).stdout

    assert "Talk\tturns\tturns\t4\t" in shown
    assert "Transcript" not in shown


def test_the_mood_over_a_call_is_shown_with_its_points_and_turns(run: Run, made: Path) -> None:
    shown = run("calls", "sentiment", "c1", "--db", made).stdout

    assert "Customer's mood: improving" in shown
    assert "start −0.50, middle –, end +0.40" in shown
    assert "Lowest −0.50 at 0:00 “the page stays white today”" in shown
    assert "0:50\t+0.40\tso there it stands again" in shown
    assert "▁" in shown or "▂" in shown


def test_the_mood_of_a_call_can_be_had_as_json(run: Run, made: Path) -> None:
    found = json.loads(run("calls", "sentiment", "c1", "--json", "--db", made).stdout)

    assert (found["trend"], len(found["turns"])) == ("improving", 2)


def test_a_call_whose_roles_are_not_known_has_no_mood_and_says_why(run: Run, made: Path) -> None:
    done = run("calls", "sentiment", "c3", "--db", made)

    assert "no trend, as it is not known which speaker is the agent" in done.stdout
    assert "There is no turn of the customer's whose mood is known." in done.stderr


def test_a_call_without_any_figure_says_why_once(capsys: pytest.CaptureFixture[str]) -> None:
    unknown = [
        Metric(
            call_id="c1",
            name=name,
            value=None,
            unit="s",
            source="none",
            reason="nobody talks with the customer",
        )
        for name in ("patience", "longest_silence")
    ]
    print_first_figures(unknown, "c1")
    assert capsys.readouterr().out.splitlines()[-1] == "  None: nobody talks with the customer."
