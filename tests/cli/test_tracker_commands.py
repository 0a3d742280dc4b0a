"""Trackers from the command line: what is found, what a change would do, and what people say of it."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from coachkit.cli import main
from coachkit.models import LineVectors, TrackerHit, TrackerVerdict
from coachkit.store.library import Library
from tests.cli.test_changing_commands import TOML, Place

CALENDAR = """
[[trackers]]
name = "calendars"
phrases = ["every calendar"]
"""
BY_MEANING = """
[[trackers]]
name = "dear"
examples = ["Zenlane is cheaper than you are", "they charge extra", "it costs more than we thought"]
threshold = 0.95
"""

NO_COMPLAINT = """
title = "Ours"

[[criteria]]
id = "content"
title = "The customer does not complain"
rule = "tracker"
tracker = "complaint"
never = true
weight = 10
"""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path)
    assert made.build().exit_code == 0
    made.tools.heard.clear()
    made.tools.opened.clear()
    return made


def change(place: Place, more: str) -> None:
    (place.folder / "coachkit.toml").write_text(TOML + more, encoding="utf-8")


def hits(place: Place) -> list[TrackerHit]:
    with Library.open(place.db) as library:
        return library.rows(TrackerHit)


def test_all_trackers_are_listed_with_how_often_each_is_found(place: Place) -> None:
    listed = {one["tracker"]: one for one in json.loads(place.run("trackers", "--json").stdout)}

    assert len(listed) == 27
    assert (listed["complaint"]["hits"], listed["complaint"]["calls"], listed["complaint"]["pack"]) == (
        1,
        1,
        "feedback",
    )
    assert listed["pressure"]["hits"] == 0
    assert place.run("trackers").stdout.startswith("tracker\tfrom\tlooks for\tsaid by")


def test_a_hit_is_shown_with_its_line_and_how_it_was_found(place: Place) -> None:
    shown = place.run("trackers", "show", "complaint").stdout

    assert "complaint: 1 hit in 1 call" in shown
    assert "that's not an answer I'll go with them **this is awful**" in shown
    assert "(by its words)" in shown


def test_hits_are_chosen_by_their_calls(place: Place) -> None:
    assert "0 hits" in place.run("trackers", "show", "complaint", "--where", "label:good").stdout


def test_an_unknown_tracker_is_answered_with_the_nearest(place: Place) -> None:
    failed = place.run("trackers", "show", "complain risk")
    assert failed.exit_code == 1
    assert "did you mean" in failed.stderr


def test_a_preview_shows_what_a_change_adds_and_writes_nothing(place: Place) -> None:
    before = hits(place)
    change(place, CALENDAR + '[packs]\noff = ["complaint"]\n')

    shown = place.run("trackers", "rescan", "--diff", "--no-progress").stdout

    assert "would be added: tracker “calendars”: 1 in 1 call" in shown
    assert "would be removed: tracker “complaint”: 1 in 1 call" in shown
    assert f"+ {place.id_of('one')}    0:10  calendars: “every calendar”" in shown
    assert hits(place) == before


def test_a_rescan_applies_a_change_without_hearing_or_reading_anything_again(place: Place) -> None:
    change(place, CALENDAR)

    done = place.run("trackers", "rescan", "--no-progress")

    assert "added: tracker “calendars”: 1 in 1 call" in done.stdout
    assert [hit.text for hit in hits(place) if hit.tracker == "calendars"] == ["every calendar"]
    assert place.tools.heard == []
    assert place.tools.opened == []
    assert "Nothing to do" in place.run("trackers", "rescan", "--no-progress").stdout


def test_a_preview_tells_the_same_as_the_rescan_does(place: Place) -> None:
    change(place, CALENDAR + '[[features]]\nname = "calendar"\nsaid_by = "agent"\n' + BY_MEANING)
    previewed = json.loads(place.run("trackers", "rescan", "--diff", "--json", "--no-progress").stdout)
    applied = json.loads(place.run("trackers", "rescan", "--json", "--no-progress").stdout)

    assert {one["kind"] for one in applied["added"]} == {"feature", "tracker"}
    assert {one["name"] for one in applied["added"]} == {"calendar", "calendars", "dear"}
    assert previewed == applied


def test_a_tracker_with_examples_is_compared_with_lines_that_are_embedded_already(place: Place) -> None:
    with Library.open(place.db) as library:
        before = library.rows(LineVectors)
    change(place, BY_MEANING)
    place.run("trackers", "rescan", "--no-progress")
    with Library.open(place.db) as library:
        assert len(before) == 3
        assert library.rows(LineVectors) == before


def test_a_hit_by_meaning_says_so_with_its_example(place: Place) -> None:
    change(place, BY_MEANING)
    place.run("trackers", "rescan", "--no-progress")
    shown = place.run("trackers", "show", "dear").stdout
    assert "(by meaning, 1.00, like “Zenlane is cheaper than you are”)" in shown


def test_a_rejected_hit_stays_rejected_and_is_not_counted(place: Place) -> None:
    call = place.id_of("two")

    done = place.run("trackers", "reject", "complaint", call, "0:16")

    assert done.stdout.startswith("Rejected: “complaint” at 0:")
    assert "; rejected)" in place.run("trackers", "show", "complaint").stdout
    listed = {one["tracker"]: one for one in json.loads(place.run("trackers", "--json").stdout)}
    assert listed["complaint"]["hits"] == 0
    place.run("trackers", "accept", "complaint", call)
    with Library.open(place.db) as library:
        assert [one.accepted for one in library.rows(TrackerVerdict)] == [True]


def test_a_verdict_on_a_hit_by_words_scores_its_call_at_once_without_a_model(place: Place) -> None:
    (place.folder / "scorecards").mkdir()
    (place.folder / "scorecards" / "ours.toml").write_text(NO_COMPLAINT, encoding="utf-8")
    change(place, '[scoring]\ncard = "ours"\n')
    assert place.build().exit_code == 0
    place.tools.opened.clear()

    done = place.run("trackers", "reject", "complaint", place.id_of("two"), "0:16")

    assert "score 100 % (was: " in done.stdout
    assert "follow with the next coachkit build" in done.stdout
    assert not place.tools.opened


def test_a_time_without_a_hit_is_answered_with_those_that_have_one(place: Place) -> None:
    failed = place.run("trackers", "reject", "complaint", place.id_of("two"), "1:30")
    assert failed.exit_code == 1
    assert "is found on" in failed.stderr
    assert "write one of these times" in failed.stderr


def test_a_name_that_is_an_ordinary_word_is_warned_about_with_how_often_it_is_said(place: Place) -> None:
    change(place, '[[competitors]]\nname = "Monday.com"\naliases = ["thank"]\n')
    warned = place.run("trackers", "rescan", "--no-progress").stderr
    assert (
        "Warning: competitor “thank” (of Monday.com) is an ordinary word as well: is found 1 time in 1"
        in warned
    )
    assert "1 of them in small letters (coachkit mentions --name Monday.com)" in warned


def test_a_preview_warns_how_often_an_ordinary_word_would_be_found(place: Place) -> None:
    change(place, '[[trackers]]\nname = "thanks given"\naliases = ["thank"]\n')
    warned = place.run("trackers", "rescan", "--diff", "--no-progress").stderr
    assert (
        "Warning: tracker “thank” (of thanks given) is an ordinary word as well: would be found 1 " in warned
    )


def test_a_build_and_an_addition_warn_of_ordinary_words_as_well(place: Place) -> None:
    added = place.run("competitors", "add", "Thank", "--no-progress").stderr
    assert "Warning: competitor “Thank” is an ordinary word as well: is found 1 time in 1 call" in added
    change(place, '[[competitors]]\nname = "Calendar"\n')
    assert "Warning: competitor “Calendar” is an ordinary word as well" in place.build().stderr


def test_a_name_with_exclusions_is_warned_of_when_it_is_added_and_then_no_more(place: Place) -> None:
    added = place.run("competitors", "add", "Thank", "--exclude", "thank god", "--no-progress").stderr
    assert "Warning: competitor “Thank”" in added
    assert "Warning" not in place.run("trackers", "rescan", "--no-progress").stderr


def test_a_brand_that_is_a_word_is_warned_of_only_where_it_is_said_in_small_letters(place: Place) -> None:
    assert "Warning" not in place.run("competitors", "add", "Google", "--no-progress").stderr


def test_a_wrong_tracker_is_one_line_and_changes_nothing(place: Place) -> None:
    before = hits(place)
    change(place, '[[trackers]]\nname = "all"\nphrases = ["*"]\n')
    failed = place.run("trackers", "rescan", "--no-progress")
    assert failed.exit_code == 1
    assert "“trackers[1].phrases”: “*” would be found everywhere" in failed.stderr
    assert hits(place) == before


def test_a_customers_page_has_tiers_evidence_a_gap_and_a_next_step(place: Place) -> None:
    change(place, '[[trackers]]\nname = "happy"\nphrases = ["makes sense"]\ntier = "appreciate"\n')
    place.run("trackers", "rescan", "--no-progress")

    shown = place.run("customers", "show", "Marta").stdout

    assert "happy: 1 time" in shown
    assert "that **makes sense** that's great" in shown
    assert "no sign of this yet (brings customers, owns what suits)" in shown
    assert "Next step" in shown
    page = json.loads(place.run("customers", "show", "Marta", "--json").stdout)
    assert page["gaps"] == ["engage", "trust"]
    assert page["missing"] == "offers ideas"


def test_labelled_sentences_give_precision_and_recall_without_a_library(tmp_path: Path) -> None:
    file = tmp_path / "sentences.tsv"
    file.write_text(
        "churn risk\tI want to cancel my subscription.\n"
        "churn risk\tMy patience is at its end.\n"
        "praise; next step\tThank you so much for your help, I'll send you the file.\n"
        "-\tThe churn comes by post.\n"
        "-\tThank you so much for being no help.\n",
        encoding="utf-8",
    )
    done = CliRunner().invoke(main, ["trackers", "test", str(file), "--json"])
    by_name = {one["tracker"]: one for one in json.loads(done.stdout)}

    assert (by_name["churn risk"]["precision"], by_name["churn risk"]["recall"]) == (1.0, 0.5)
    assert by_name["churn risk"]["missed"] == ["My patience is at its end."]
    assert by_name["praise"]["wrong"] == ["Thank you so much for being no help."]
    told = CliRunner().invoke(main, ["trackers", "test", str(file)]).stdout
    assert "churn risk, missed, line 2: My patience is at its end." in told


def test_one_tracker_may_be_tried_with_plain_yes_and_no(tmp_path: Path) -> None:
    file = tmp_path / "sentences.csv"
    file.write_text("Label;Sentence\nyes;I want to cancel my plan\nno;I want tea\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["trackers", "test", str(file), "--tracker", "churn", "--json"])
    assert json.loads(done.stdout)[0]["right"] == 1


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        (
            "a.tsv",
            "churn risk I want out\n",
            "a.tsv, line 1: write label, tab, sentence; this line has no tab",
        ),
        ("a.jsonl", '{"label": "x"}\n', 'a.jsonl, line 1: write {"label": "churn risk"'),
        ("a.csv", "label,words\nx,y\n", "a.csv: line 1 has no column “sentence”"),
        ("a.tsv", "\n", "a.tsv: no sentence is in it"),
        ("a.tsv", "churn rsk\tI want out\n", "there is no tracker “churn rsk”; did you mean “churn risk”?"),
    ],
)
def test_a_wrong_file_of_sentences_is_told_with_its_line(
    tmp_path: Path, name: str, text: str, problem: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    failed = CliRunner().invoke(main, ["trackers", "test", str(tmp_path / name)])
    assert failed.exit_code == 1
    assert problem in failed.stderr


def test_an_added_competitor_is_found_in_old_calls_and_gets_a_playlist(place: Place) -> None:
    done = place.run("competitors", "add", "Copperdesk", "--alias", "Copper Desk", "--no-progress")

    assert done.exit_code == 0, done.output
    assert "added: competitor “Copperdesk”: 1 in 1 call" in done.stdout
    assert f"  {place.id_of('three')}  " in done.stdout
    assert re.search(r"^      0:0\d “Copperdesk”$", done.stdout, re.MULTILINE)
    settings = (place.folder / "coachkit.toml").read_text(encoding="utf-8")
    assert settings.startswith(TOML.split("[[agents]]")[0].rstrip())
    assert 'name = "Copperdesk"\naliases = ["Copper Desk"]' in settings
    assert place.tools.heard == []
    assert place.build().stdout.startswith("Nothing to do")


def test_a_comment_in_the_settings_stays_when_a_tracker_is_added(place: Place) -> None:
    change(place, "# keep me\n" + CALENDAR)
    done = place.run("trackers", "add", "calendars", "--phrase", "extra for", "--no-progress")

    assert "added: tracker “calendars”" in done.stdout
    settings = (place.folder / "coachkit.toml").read_text(encoding="utf-8")
    assert "# keep me" in settings
    assert 'phrases = ["every calendar", "extra for"]' in settings


def test_an_added_tracker_that_is_wrong_changes_neither_settings_nor_library(place: Place) -> None:
    before = hits(place)
    failed = place.run("trackers", "add", "all", "--phrase", "*", "--no-progress")

    assert failed.exit_code == 1
    assert "would be found everywhere" in failed.stderr
    assert (place.folder / "coachkit.toml").read_text(encoding="utf-8") == TOML
    assert hits(place) == before


def test_features_are_listed_with_how_often_they_are_named(place: Place) -> None:
    place.run("features", "add", "export", "--no-progress")
    listed = json.loads(place.run("features", "--json").stdout)
    assert [(one["name"], one["calls"]) for one in listed] == [("export", 2)]


def test_mentions_say_whether_a_name_is_denied_or_liked(place: Place) -> None:
    listed = json.loads(place.run("mentions", "--kind", "competitor", "--json").stdout)
    assert {(one["modality"], one["stance"], one["stance_quote"]) for one in listed} == {
        ("plain", "better", "Zenlane is cheaper")
    }
    assert "\tbetter\tZenlane is cheaper than you" in place.run("mentions", "--kind", "competitor").stdout


def test_hits_are_shown_even_where_the_settings_are_gone(place: Place) -> None:
    (place.folder / "coachkit.toml").unlink()
    assert "complaint: 1 hit in 1 call" in place.run("trackers", "show", "complaint").stdout


def test_an_added_tracker_gets_playlists_of_how_customers_took_it(place: Place) -> None:
    done = place.run("trackers", "add", "calendars", "--phrase", "every calendar", "--no-progress")

    assert re.search(r"^Playlist: “calendars” comes up, .+ \(1 clip\)$", done.stdout, re.MULTILINE)
    [listed] = json.loads(place.run("playlists", "list", "--kind", "tracker", "--json").stdout)
    assert (listed["subject"], listed["clips"]) == ("calendars", 1)
    [shown] = json.loads(place.run("playlists", "show", listed["id"], "--json").stdout)["clips"]
    assert shown["call_id"] == place.id_of("one")
    assert place.build().stdout.startswith("Nothing to do")


def test_what_is_rejected_leaves_the_playlist_at_once(place: Place) -> None:
    place.run("trackers", "add", "calendars", "--phrase", "every calendar", "--no-progress")
    place.run("trackers", "reject", "calendars", place.id_of("one"))
    [listed] = json.loads(place.run("playlists", "list", "--kind", "tracker", "--json").stdout)
    assert listed["clips"] == 0
    page = json.loads(place.run("playlists", "show", listed["id"], "--json").stdout)
    assert [gone["call_id"] for gone in page["departures"]] == [place.id_of("one")]


def test_a_tracker_that_takes_a_built_in_ones_place_is_told(place: Place) -> None:
    told = "Warning: “Complaint” takes the place of the built-in tracker"
    first = place.run("trackers", "add", "Complaint", "--phrase", "every calendar", "--no-progress")
    again = place.run("trackers", "add", "Complaint", "--phrase", "extra for", "--no-progress")
    assert told in first.stderr
    assert told not in again.stderr
