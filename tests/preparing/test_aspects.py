from pathlib import Path

from coachkit.models import Metric, Moment, Segment, StageRun
from coachkit.preparing.aspects import Aspect, aspects_of
from coachkit.store.library import Library
from tests.priorities.made_library import Made, made_library
from tests.reporting.made_report import Told, made_report


def of(library: Library, count: int) -> dict[str, Aspect]:
    return {one.on: one for one in aspects_of(library, {f"c{n:03}" for n in range(count)})}


def add(library: Library, table: str, *rows: object) -> None:
    run = StageRun(call_id="", stage="score", fingerprint="f", output="o", finished_at="now", seconds=0.1)
    library.replace_stage(run, (table,), {table: rows})


def a_moment(kind: str, start: float, *, n: int = 0) -> Moment:
    return Moment(
        call_id="c000", n=n, kind=kind, name=None, role="agent", segment=1, start=start, end=start + 2,  # type: ignore[arg-type]  # a kind
        quote="", strength=0.9, method="times", detail="",
    )  # fmt: skip


def test_of_a_call_that_two_took_only_what_lies_in_ones_own_part_counts(tmp_path: Path) -> None:
    made = Made(agents=("Ann", "Ben"), replied_well=True)
    with made_library(tmp_path / "made.db", [made, Made(agents=("Ann",))]) as library:
        found = of(library, 2)
    # the reply is in Ann's half; the line of the score card is about the whole call
    assert {agent: len(cases) for agent, cases in found["feature:refunds"].cases.items()} == {"Ann": 1}
    assert [case.call_id for case in found["criterion:ownership"].of("Ann")] == ["c001"]
    assert found["criterion:ownership"].of("Ben") == ()


def test_a_line_that_rests_on_what_customers_say_is_not_looked_at(tmp_path: Path) -> None:
    with made_library(tmp_path / "made.db", [Made(agents=("Ann",))]) as library:
        assert "criterion:ownership" in of(library, 1)
        line = Segment(
            call_id="c000", n=0, channel=0, role="customer", speaker="customer", start=5.0, end=11.0,
            text="I will put it back.", confidence=1.0, first_word=0, word_count=5,
        )  # fmt: skip
        add(library, "segments", line)
        assert "criterion:ownership" not in of(library, 1)


def test_that_a_bad_moment_is_missing_is_that_it_goes_well(tmp_path: Path) -> None:
    with made_report(
        tmp_path / "made.db", [Told(moments=("overtalk",)), Told(moments=("greeting",))]
    ) as library:
        found = of(library, 2)["moment:overtalk"]
    assert {case.call_id: case.is_held for case in found.of("Ann")} == {"c000": False, "c001": True}
    assert found.badly == "The agent talks over the customer"


def test_what_customers_feel_is_nothing_that_an_agent_does(tmp_path: Path) -> None:
    told = Told(moments=("frustration", "escalation", "praise", "thanks"))
    with made_report(tmp_path / "made.db", [told]) as library:
        add(
            library,
            "metrics",
            Metric(
                call_id="c000", name="sentiment_end", value=-0.5, unit="-1 to 1", source="channel",
                verdict="out of range", good_low=0.0, range_source="your settings",
            ),
        )  # fmt: skip
        assert of(library, 1) == {}


def test_a_figure_that_is_just_outside_its_range_is_not_in_it(tmp_path: Path) -> None:
    calls = [Told(pace=(150.0, "in range")), Told(pace=(185.0, "near")), Told(pace=(260.0, "out of range"))]
    with made_report(tmp_path / "made.db", calls) as library:
        cases = of(library, 3)["metric:pace"].of("Ann")
    assert [(case.is_held, case.is_partly) for case in cases] == [
        (True, False),
        (False, True),
        (False, False),
    ]


def test_a_call_gives_each_thing_one_case(tmp_path: Path) -> None:
    with made_report(tmp_path / "made.db", [Told()]) as library:
        add(library, "moments", *(a_moment("monologue", 10.0 * n, n=n) for n in range(3)))
        assert len(of(library, 1)["moment:monologue"].of("Ann")) == 1


def test_what_a_line_of_the_card_tells_is_not_told_as_a_moment_too(tmp_path: Path) -> None:
    told = Told(lines={"next_step": True}, moments=("next_step",))
    with made_report(tmp_path / "made.db", [told]) as library:
        assert set(of(library, 1)) == {"criterion:next_step"}
