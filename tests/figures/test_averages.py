from dataclasses import replace
from pathlib import Path

import pytest

from coachkit.errors import NotFoundError
from coachkit.figures.averages import AverageFigure, AverageTable, average_figures, find_figure
from coachkit.store.library import Library
from coachkit.store.reading import CallFilter
from tests.figures.made_library import MadeCall, make_library

TEAMS = {"Jana": "Blue", "Tom": "Blue", "Ada": "Red"}


def waits(call: str, agent: str | None, gap: float, *, kind: str | None = "support") -> MadeCall:
    """Return a call in which the agent answers `gap` seconds after the customer."""
    return MadeCall(
        id=call,
        kind=kind,
        agents=[(agent, 0.0, 60.0)] if agent else [],
        lines=[
            ("customer", 0.0, 5.0, "the page stays white today"),
            ("agent", 5.0 + gap, 9.0 + gap, "we see what that is"),
        ],
    )


HANDED_OVER = MadeCall(
    id="c9",
    agents=[("Jana", 0.0, 30.0), ("Tom", 30.0, 60.0)],
    lines=[
        ("customer", 0.0, 5.0, "the page stays white today"),
        ("agent", 6.0, 9.0, "we hand that on to Tom"),
        ("customer", 31.0, 35.0, "hello the page stays white"),
        ("agent", 38.0, 50.0, "we see what that is now"),
    ],
)
CALLS = [
    waits("c1", "Jana", 1.0),
    waits("c2", "Jana", 2.0),
    waits("c3", "Ada", 4.0, kind="sales"),
    MadeCall(id="c4", agents=[("Ada", 0.0, 60.0)], lines=[("unknown", 0.0, 5.0, "who is this now")]),
]


@pytest.fixture
def averages(tmp_path: Path):
    def read(calls=CALLS, **asked) -> AverageTable:
        db = make_library(tmp_path / "made.db", calls, TEAMS)
        with Library.open(db) as library:
            return average_figures(library, names=["patience"], **asked)

    return read


def told(table: AverageTable) -> dict[str | None, tuple[int, float | None]]:
    return {row.group: (row.calls, row.mean) for row in table.rows}


def test_a_mean_is_of_calls_that_have_the_figure_and_the_others_are_counted_with_why(averages):
    [row] = averages().rows
    assert (row.calls, row.mean) == (3, round(7 / 3, 4))
    assert row.unknown == {"it is not known which speaker is the agent": 1}
    assert row.low < row.mean < row.high


def test_a_mean_of_one_call_has_no_interval(averages):
    rows: dict[str | None, AverageFigure] = {row.group: row for row in averages(by="agent").rows}
    assert (rows["Ada"].calls, rows["Ada"].low, rows["Ada"].high) == (1, None, None)
    assert rows["Jana"].low is not None


def test_calls_that_are_all_alike_say_nothing_of_how_far_calls_vary(averages):
    [row] = averages([waits(f"c{n}", "Jana", 1.0) for n in range(3)]).rows
    assert (row.calls, row.mean, row.low, row.high) == (3, 1.0, None, None)


def test_an_interval_stays_within_what_the_figure_can_be(averages):
    [row] = averages([waits("c1", "Jana", 0.1), waits("c2", "Jana", 5.0)]).rows
    assert row.low == 0.0


def test_calls_in_range_near_and_out_of_it_are_counted(averages):
    [row] = averages().rows
    assert (row.in_range, row.near, row.out_of_range) == (1, 1, 1)


def test_means_by_agent_team_and_kind(averages):
    assert told(averages(by="agent")) == {"Ada": (1, 4.0), "Jana": (2, 1.5)}
    assert told(averages(by="team")) == {"Blue": (2, 1.5), "Red": (1, 4.0)}
    assert told(averages(by="kind")) == {"sales": (1, 4.0), "support": (2, 1.5)}


def test_calls_of_nobody_known_are_a_group_of_their_own_at_the_end(averages):
    table = averages([*CALLS, waits("c5", None, 3.0)], by="agent")
    assert list(told(table)) == ["Ada", "Jana", "agent not known"]


def test_on_a_call_of_several_agents_each_is_measured_by_the_own_part(averages):
    table = averages([*CALLS, HANDED_OVER], by="agent")
    assert told(table) == {"Ada": (1, 4.0), "Jana": (3, round(4 / 3, 4)), "Tom": (1, 3.0)}
    assert table.notes == ("1 call of several agents: each agent's own part is measured.",)


def test_a_call_of_several_agents_is_nobodys_where_their_parts_are_not_known(averages):
    handed = MadeCall(id="c9", agents=HANDED_OVER.agents, lines=HANDED_OVER.lines, has_legs=False)
    table = averages([*CALLS, handed], by="agent")
    assert told(table) == {"Ada": (1, 4.0), "Jana": (2, 1.5)}
    assert "nobody's" in table.notes[0]


def test_asked_for_one_agent_only_the_own_parts_count(averages):
    calls = [*CALLS, HANDED_OVER]
    assert told(averages(calls, filters=CallFilter(agent="tom"))) == {"Tom": (1, 3.0)}
    assert told(averages(calls, filters=CallFilter(team="blue"))) == {"Blue": (4, 1.75)}


def test_fillers_stand_beside_the_median_of_the_teams_own_calls(tmp_path):
    def says(call: str, agent: str, fillers: int) -> MadeCall:
        text = " ".join(["um"] * fillers + ["word"] * (10 - fillers))
        return MadeCall(id=call, agents=[(agent, 0.0, 60.0)], lines=[("agent", 0.0, 9.0, text)])

    calls = [says("c1", "Jana", 1), says("c2", "Jana", 3), says("c3", "Tom", 2), says("c4", "Ada", 8)]
    with Library.open(make_library(tmp_path / "made.db", calls, TEAMS)) as library:
        rows = average_figures(library, by="agent", names=["fillers"]).rows
    assert {row.group: row.team_median for row in rows} == {"Ada": 80.0, "Jana": 20.0, "Tom": 20.0}


def test_a_library_without_calls_has_no_rows(averages):
    table = averages([])
    assert (table.calls, table.rows) == (0, ())


def test_without_a_choice_the_figures_that_help_most_are_shown(tmp_path):
    with Library.open(make_library(tmp_path / "made.db", CALLS, TEAMS)) as library:
        names = [row.name for row in average_figures(library).rows]
    assert names[0] == "talk_ratio_of_speech"
    assert "dead_air_share" not in names


def test_a_figure_is_found_by_name_title_or_beginning():
    assert find_figure("patience") == find_figure("Patien") == "patience"
    assert find_figure("longest monologue") == "longest_monologue"
    with pytest.raises(NotFoundError, match="there is no figure “charm”"):
        find_figure("charm")


def test_a_call_that_is_there_twice_counts_once_and_that_is_said(averages):
    twice = [
        replace(waits(call, "Jana", 1.0), customer="Leo", started_at="2026-11-13T10:10:00")
        for call in ("c1", "c2")
    ]
    table = averages([*twice, waits("c3", "Jana", 4.0)], by="agent")
    assert told(table) == {"Jana": (2, 2.5)}
    assert table.notes == ("There twice, counted once: 1 call.",)
