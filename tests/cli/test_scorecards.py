"""Score cards from the command line: listing, trying, adopting, and answering what they ask."""

import json
from pathlib import Path

import pytest

from coachkit.config import load_settings
from coachkit.models import Answer, Label, LegScore, Score, ScorePoint
from coachkit.store.library import Library
from tests.cli.test_changing_commands import TOML, Place

OURS = """
title = "Ours"

[[criteria]]
id = "greets"
title = "The agent greets"
rule = "query"
find = "hello said-by:agent in:first20%"
weight = 10

[[criteria]]
id = "cheaper"
title = "Nobody says that others are cheaper"
rule = "query"
find = "cheaper"
never = true
weight = 30

[[criteria]]
id = "tone"
title = "The tone fits"
rule = "question"
question = "Was the tone right?"
weight = 10
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = Place(tmp_path_factory.mktemp("made"))
    assert place.build().exit_code == 0
    (place.folder / "scorecards").mkdir()
    return place


@pytest.fixture
def place(made: Place) -> Place:
    """The library as it was built, with the settings and cards that it began with."""
    (made.folder / "coachkit.toml").write_text(f"# ours\n{TOML}", encoding="utf-8")
    for card in (made.folder / "scorecards").iterdir():
        card.unlink()
    write(made, "ours", OURS)
    kept = made.db.with_suffix(".kept")
    if kept.exists():
        made.db.write_bytes(kept.read_bytes())
    else:
        kept.write_bytes(made.db.read_bytes())
    return made


def write(place: Place, name: str, text: str) -> Path:
    path = place.folder / "scorecards" / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def scores(place: Place, name: str) -> dict[str, Score]:
    with Library.open(place.db) as library:
        return {one.card: one for one in library.rows(Score, call_id=place.id_of(name))}


def test_built_in_and_own_cards_are_listed_with_which_is_in_use(place: Place) -> None:
    listed = {one["card"]: one for one in json.loads(place.run("scorecards", "--json").stdout)}
    assert set(listed) == {"service", "sales", "ours"}
    assert [name for name, one in listed.items() if one["in_use"]] == ["service"]
    assert listed["ours"]["lines"] == 3


def test_a_card_that_is_wrong_is_named_and_the_others_are_listed(place: Place) -> None:
    write(place, "bad", OURS.replace("find = ", "fnd = "))
    done = place.run("scorecards")
    assert done.exit_code == 1
    assert "ours" in done.stdout
    assert "bad.toml: line “greets”: “fnd”: rule “query” does not look at it" in done.stderr


def test_a_card_is_shown_line_by_line(place: Place) -> None:
    shown = place.run("scorecards", "show", "ours").stdout
    assert "greets: The agent greets (10 of 50)" in shown
    assert "find: hello said-by:agent in:first20%" in shown


def test_a_trial_says_what_would_change_and_changes_nothing(place: Place) -> None:
    before = place.db.read_bytes()
    found = json.loads(place.run("scorecards", "test", "ours", "--json").stdout)
    assert place.db.read_bytes() == before
    calls = {one["call_id"]: one for one in found["calls"]}
    one, three = calls[place.id_of("one")], calls[place.id_of("three")]
    assert (one["score_then"], three["score_then"]) == (25.0, 100.0)
    assert (one["label_now"], one["label_then"], one["label_source"]) == ("good", "good", "outcome:csat")
    assert one["score_now"] == scores(place, "one")["service"].value
    lines = {line["criterion"]: line for line in found["lines"]}
    assert lines["cheaper"]["counts"] == {"met": 1, "missed": 2}
    assert lines["greets"]["warning"].startswith("it is met on every call")
    assert lines["tone"]["warning"] == "nobody has answered it yet"
    assert found["agreement"][0]["with"] == "outcomes"


def test_a_trial_of_a_file_may_be_on_some_calls_only(place: Place) -> None:
    draft = write(place, "draft", OURS)
    shown = place.run("scorecards", "test", draft, "--where", "Copperdesk").stdout
    assert "draft on 1 call, beside service; nothing is changed" in shown
    assert "1 label would change." in shown or "0 labels would change." in shown


def test_a_card_that_fits_no_call_is_warned_of(place: Place) -> None:
    write(place, "demo", f'calls = "kind:demo"\n{OURS}')
    shown = place.run("scorecards", "test", "demo").stdout
    assert "Warning: it is for calls with kind:demo, and of 3 calls none is such a call" in shown


def test_a_trial_without_calls_says_so(place: Place) -> None:
    shown = place.run("scorecards", "test", "ours", "--where", "unheard-of-word").stdout
    assert "Warning: there are no calls to try it on" in shown


def test_adopting_a_card_writes_the_settings_and_scores_all_calls_without_a_model(place: Place) -> None:
    place.tools.opened.clear()
    done = place.run("scorecards", "use", "ours", "--no-progress")
    assert done.exit_code == 0
    assert "“ours” (Ours) is the main score card now." in done.stdout
    written = (place.folder / "coachkit.toml").read_text(encoding="utf-8")
    assert written.startswith("# ours\n")
    assert load_settings(place.folder / "coachkit.toml").scoring.card == "ours"
    assert scores(place, "one")["ours"].is_main
    assert set(scores(place, "one")) == {"ours"}
    assert place.tools.opened == []
    with Library.open(place.db) as library:
        labels = {one.call_id: one.source for one in library.rows(Label)}
        assert {one.card for one in library.rows(LegScore)} == {"ours"}
    assert labels[place.id_of("three")] == "score:ours"


def test_a_card_may_be_shown_beside_the_main_one(place: Place) -> None:
    place.run("scorecards", "use", "ours", "--beside", "--no-progress")
    found = scores(place, "one")
    assert (found["service"].is_main, found["ours"].is_main) == (True, False)
    place.run("scorecards", "use", "ours", "--no-progress")
    assert load_settings(place.folder / "coachkit.toml").scoring.more_cards == ()


def test_a_card_that_is_wrong_is_not_adopted(place: Place) -> None:
    write(place, "bad", OURS.replace("weight = 30", "weight = 0"))
    before = (place.folder / "coachkit.toml").read_bytes()
    done = place.run("scorecards", "use", "bad")
    assert done.exit_code == 1
    assert "bad.toml: line “cheaper”: “weight” needs a number above 0, got 0" in done.stderr
    assert (place.folder / "coachkit.toml").read_bytes() == before


def test_a_file_elsewhere_is_not_taken_for_the_card_of_its_name(place: Place, tmp_path: Path) -> None:
    (tmp_path / "sales.toml").write_text(OURS, encoding="utf-8")
    done = place.run("scorecards", "use", str(tmp_path / "sales.toml"))
    assert done.exit_code == 1
    assert f"cards are used from the folder {place.folder / 'scorecards'}" in done.stderr
    assert place.run("scorecards", "use", str(place.folder / "scorecards" / "ours.toml")).exit_code == 0


def test_a_build_with_a_wrong_card_stops_before_it_hears_anything(place: Place) -> None:
    (place.folder / "coachkit.toml").write_text(f'{TOML}\n[scoring]\ncard = "ourz"\n', encoding="utf-8")
    done = place.build()
    assert done.exit_code == 1
    assert "there is no score card “ourz”; did you mean “ours”?" in done.stderr


def test_an_answer_is_kept_and_scores_the_call_at_once(place: Place) -> None:
    place.run("scorecards", "use", "ours", "--no-progress")
    done = place.run(
        "scorecards", "answer", "one", "tone", "yes", "--why", "Warm.", "--by", "Jana", "--no-progress"
    )
    assert "“Was the tone right?” yes, says Jana." in done.stdout
    assert scores(place, "one")["ours"].value == 40.0
    place.run("scorecards", "answer", "one", "the tone", "no", "--by", "jana", "--no-progress")
    assert scores(place, "one")["ours"].value == 20.0
    with Library.open(place.db) as library:
        assert [(one.value, one.author) for one in library.rows(Answer)] == [("yes", "Jana"), ("no", "Jana")]
        [point] = [p for p in library.rows(ScorePoint, call_id=place.id_of("one")) if p.criterion == "tone"]
    assert point.reason.endswith("Jana says no")


def test_a_question_that_no_card_asks_is_refused(place: Place) -> None:
    asked = place.run("scorecards", "answer", "one", "tone", "yes")
    assert asked.exit_code == 1
    assert "no score card in use asks people anything" in asked.stderr
