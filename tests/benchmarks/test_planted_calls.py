"""The calls in which it is known what works."""

import csv
import json
import random
from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from planted_calls import WORDS, make
from planted_design import HABITS, PLACE, STARS, draw_calls, points_of

CALLS = 600
PLANTED = [one for one in HABITS if one.role == "planted"]


@pytest.fixture(scope="module")
def drawn():
    calls = draw_calls(random.Random(7), CALLS)  # noqa: S311 - not for secrets
    return [one for call in calls for one in call]


def did(drawn, habit):
    return [
        one
        for one in drawn
        if one.subject in (habit.works or habit.done) and one.done[PLACE[habit.name]] == 1
    ]


def files_in(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def rows_of(folder, name):
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_seed_gives_the_same_files_and_another_gives_others(tmp_path):
    for name, seed in (("one", 3), ("again", 3), ("other", 4)):
        make(tmp_path / name, seed=seed, calls=5)

    assert files_in(tmp_path / "one") == files_in(tmp_path / "again")
    assert files_in(tmp_path / "one") != files_in(tmp_path / "other")


def test_five_habits_help_and_five_harm():
    assert Counter(one.way for one in PLANTED) == {"helps": 5, "harms": 5}


def test_there_are_ten_decoys_and_two_habits_of_stars_that_move_nothing():
    others = [one for one in HABITS if one.role != "planted"]
    assert Counter(one.role for one in others)["decoy"] >= 10
    assert Counter(one.role for one in others)["star"] == 2
    assert all(one.way == "none" and not one.weight for one in others)


def test_every_planted_habit_is_done_in_ten_good_and_ten_bad_exchanges(drawn):
    for habit in PLANTED:
        went = Counter(one.is_shown_good for one in did(drawn, habit))
        assert min(went[True], went[False]) >= 10, habit.name


def test_a_planted_habit_moves_about_thirty_to_forty_of_a_hundred_exchanges(drawn):
    for habit in PLANTED:
        points = points_of(drawn, habit)
        assert 24 <= abs(points) <= 45, habit.name
        assert (points > 0) == (habit.way == "helps"), habit.name


def test_stars_have_their_habits_in_most_exchanges_and_others_seldom(drawn):
    for habit in (one for one in HABITS if one.role == "star"):
        shares = defaultdict(list)
        for one in drawn:
            shares[one.agent in STARS].append(one.done[PLACE[habit.name]])
        assert sum(shares[True]) / len(shares[True]) > 0.7
        assert sum(shares[False]) / len(shares[False]) < 0.2


def test_about_fifteen_of_a_hundred_reactions_are_the_opposite_of_what_was_earned(drawn):
    flipped = sum(one.is_earned_good != one.is_shown_good for one in drawn) / len(drawn)
    assert 0.11 < flipped < 0.19


def test_an_order_is_told_only_where_both_are_there(drawn):
    habit = HABITS[PLACE["empathy_before_price"]]
    for one in drawn:
        is_told = one.done[PLACE[habit.name]] >= 0
        assert is_told == {"empathy", "price"}.issubset(one.parts)


def test_everything_is_said_in_a_dozen_ways():
    for name, ways in WORDS["habits"].items():
        assert sum(map(len, ways.values())) >= 12, name
    for lines in (*WORDS["prompts"].values(), *WORDS["tells"].values(), *WORDS["reactions"].values()):
        assert len(lines) >= 12


def test_every_habit_that_is_said_has_words():
    named = {one.name for one in HABITS if one.sort not in ("pace", "order")}
    assert named == set(WORDS["habits"])


def test_the_truth_points_at_lines_of_the_transcripts(tmp_path):
    make(tmp_path, seed=5, calls=8)

    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    for one in truth["exchanges"]:
        lines = {float(row["start"]): row for row in rows_of(tmp_path, one["file"])}
        assert lines[one["prompt_start"]]["role"] == "customer"
        assert lines[one["reaction_start"]]["role"] == "customer"
        between = [line for at, line in lines.items() if one["prompt_start"] < at < one["reaction_start"]]
        assert any(line["role"] == "agent" for line in between)


def test_no_place_of_a_template_stays_unfilled(tmp_path):
    make(tmp_path, seed=6, calls=20)

    said = "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("call*.csv"))
    assert not set("[]{}|") & set(said)
    assert "->" not in said


def test_nobody_speaks_before_the_last_one_has_finished(tmp_path):
    make(tmp_path, seed=7, calls=5)

    for path in tmp_path.glob("call*.csv"):
        rows = rows_of(tmp_path, path.name)
        for before, after in pairwise(rows):
            assert float(before["end"]) <= float(after["start"])
