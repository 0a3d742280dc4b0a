from datetime import date, timedelta

import pytest

from coachkit.errors import NotFoundError
from coachkit.store.library import Library
from coachkit.store.reading import CallFilter, list_calls
from coachkit.trends import Question, TrendRow, TrendTable, trends
from tests.trends.made_library import Told, reject, tell

TODAY = date(2026, 11, 25)
"""A Wednesday; week 47 ended on the 22nd."""


def asked(library: Library, question: Question | None = None) -> TrendTable:
    return trends(library, question or Question(), today=TODAY)


def row(table: TrendTable, name: str) -> TrendRow:
    return next(one for one in table.rows if one.name == name)


def counts(of: TrendRow) -> list[tuple[int, int]]:
    return [(cell.share.held, cell.share.calls) for cell in of.cells]


def some_weeks(a_week: int, *, usual: int, newest: int) -> list[Told]:
    """Return ten weeks of calls, so many of them about invoices, and another number in the newest week."""
    calls = []
    for week in range(10):
        monday = date(2026, 11, 16) - timedelta(weeks=week)
        about = newest if week == 0 else usual
        calls += [
            Told(
                id=f"w{week}c{n}",
                day=(monday + timedelta(days=n % 5)).isoformat(),
                agents=("Jana" if n % 2 else "Tom",),
                topic="invoices" if n < about else "passwords",
            )
            for n in range(a_week)
        ]
    return calls


def test_a_topic_that_trebles_in_the_newest_week_rose(library: Library) -> None:
    tell(library, some_weeks(60, usual=6, newest=18), topics=["invoices", "passwords"])

    table = asked(library)

    assert "Rose: invoices, 30 % of 60 calls (20 to 43 %) against 10 % of 540 before" in [
        one.sentence for one in table.news
    ]
    assert row(table, "invoices").findings[0].outcome == "rose"


def test_where_nothing_changes_nothing_is_claimed(library: Library) -> None:
    tell(library, some_weeks(60, usual=6, newest=7), topics=["invoices", "passwords"])

    table = asked(library)

    assert table.news == ()
    assert row(table, "invoices").findings[0].says == (
        "no clear change: 12 % of 60 calls (6 to 22 %) against 10 % of 540 before"
    )
    assert table.looked_at == 4


def test_every_claim_comes_with_a_query_for_its_calls(library: Library) -> None:
    calls = some_weeks(60, usual=6, newest=18)
    tell(library, calls, topics=["invoices", "passwords"])

    weekly = next(one for one in asked(library).news if "invoices" in one.sentence)

    assert weekly.query == "topic:t1 since:2026-11-16 until:2026-11-22"
    found = list_calls(library, CallFilter(text=weekly.query), today=TODAY)
    assert {one.id for one in found} == {f"w0c{n}" for n in range(18)}


def test_the_query_of_a_claim_keeps_names_and_conditions_together(library: Library) -> None:
    calls = [
        Told(
            id=f"{agent}{n}",
            day="2026-11-17",
            agents=(agent,),
            competitors=("Zen Lane, Ltd",) if n < held else (),
            kind="sales",
        )
        for agent, held in (("Jana (K.)", 30), ("Tom", 4))
        for n in range(50)
    ]
    tell(library, calls)

    news = asked(library, Question(by="agent", where="kind:sales OR kind:sales")).news[0]

    assert news.query is not None
    found = list_calls(library, CallFilter(text=news.query), today=TODAY)
    assert {one.id for one in found} == {f"Jana (K.){n}" for n in range(30)}


def test_a_name_with_a_quotation_mark_comes_without_a_query(library: Library) -> None:
    tell(library, some_weeks(60, usual=6, newest=18), topics=["invoices", "passwords"])
    tell(
        library,
        [
            Told(id=f"{agent}{n}", day="2026-11-17", agents=(agent,))
            for agent in ('Jana "J" K.', "Priya")
            for n in range(30)
        ],
    )

    news = asked(library, Question(by="agent")).news

    assert {one.query for one in news if "“" in one.sentence or '"' in one.sentence} == {None}


def test_topics_that_calls_touch_come_without_a_query(library: Library) -> None:
    tell(library, some_weeks(60, usual=6, newest=18), topics=["invoices", "passwords"])

    assert {one.query for one in asked(library, Question(touched=True)).news} == {None}


def test_a_week_begins_on_monday_by_the_clock_of_the_call(library: Library) -> None:
    # half past eleven in the evening, two hours east of Greenwich
    tell(library, [Told(id="a", day="2026-11-15", features=("Export",)), Told(id="b", day="2026-11-16")])

    table = asked(library)

    assert [column.name for column in table.columns] == ["2026-W46", "2026-W47"]
    assert counts(row(table, "Export")) == [(1, 1), (0, 1)]


def test_the_week_that_is_not_over_is_shown_and_not_compared(library: Library) -> None:
    calls = some_weeks(60, usual=6, newest=6)
    running = [Told(id=f"r{n}", day="2026-11-24", topic="invoices") for n in range(30)]
    tell(library, calls + running, topics=["invoices", "passwords"])

    table = asked(library)

    assert table.columns[-1].name == "2026-W48"
    assert not table.columns[-1].is_complete
    assert counts(row(table, "invoices"))[-1] == (30, 30)
    assert table.news == ()
    assert "The week of 23 to 29 Nov 2026 is not over, so it is not compared." in table.notes


def test_weeks_without_calls_are_columns_too(library: Library) -> None:
    tell(library, [Told(id="a", day="2026-10-26", features=("Export",)), Told(id="b", day="2026-11-16")])

    table = asked(library)

    assert [column.calls for column in table.columns] == [1, 0, 0, 1]
    assert row(table, "Export").cells[1].share.value is None


def test_a_quarter_of_a_year_is_looked_at_unless_asked_otherwise(library: Library) -> None:
    days = [(date(2026, 11, 16) - timedelta(weeks=week)).isoformat() for week in range(30)]
    tell(library, [Told(id=f"c{n}", day=day, features=("Export",)) for n, day in enumerate(days)])

    assert asked(library).calls == 13
    assert asked(library, Question(weeks=4)).calls == 4
    assert asked(library, Question(since=date(2026, 1, 1))).calls == 30
    assert asked(library, Question(by="month", until=date(2026, 10, 31))).columns[-1].name == "2026-10"


def test_what_a_customer_calls_about_five_times_in_a_week_counts_once(library: Library) -> None:
    angry = [Told(id=f"a{n}", day="2026-11-17", customer="Acme", features=("Export",)) for n in range(5)]
    tell(library, [*angry, Told(id="b", day="2026-11-17", customer="Bolt"), Told(id="c", day="2026-11-17")])

    table = asked(library)

    assert counts(row(table, "Export")) == [(1, 3)]
    assert any(note.startswith("7 calls count as 3: ") for note in table.notes)


def test_the_same_customer_counts_again_in_the_next_week(library: Library) -> None:
    days = ["2026-11-09", "2026-11-10", "2026-11-16"]
    tell(library, [Told(id=day, day=day, customer="Acme", features=("Export",)) for day in days])

    assert counts(row(asked(library), "Export")) == [(1, 1), (1, 1)]


def test_callers_whom_nobody_knows_have_nothing_in_common(library: Library) -> None:
    tell(
        library,
        [Told(id=f"a{n}", day="2026-11-17", customer="Withheld", features=("Export",)) for n in range(3)],
    )

    assert counts(row(asked(library), "Export")) == [(3, 3)]


def test_a_call_in_which_nobody_talks_does_not_count(library: Library) -> None:
    tell(
        library,
        [
            Told(id="a", day="2026-11-17", features=("Export",)),
            Told(id="b", day="2026-11-17", is_voicemail=True),
        ],
    )

    assert counts(row(asked(library), "Export")) == [(1, 1)]


def test_calls_without_a_date_are_left_out_and_counted(library: Library) -> None:
    tell(library, [Told(id="a", day="2026-11-17", features=("Export",)), Told(id="b"), Told(id="c")])

    table = asked(library)

    assert table.calls == 1
    assert "Left out for having no date: 2 calls." in table.notes


def test_where_no_call_has_a_date_it_says_what_does_without(library: Library) -> None:
    tell(library, [Told(id="a", topic="invoices")], topics=["invoices"])

    told = "Agents and teams can be compared without dates: --by agent, --by team."
    assert told in asked(library).notes
    assert told not in asked(library, Question(by="agent")).notes
    assert told not in asked(library, Question(since=date(2026, 11, 1))).notes


def test_a_week_asked_for_in_part_begins_with_the_first_day_that_is_counted(library: Library) -> None:
    tell(library, some_weeks(60, usual=6, newest=18), topics=["invoices", "passwords"])

    table = asked(library, Question(since=date(2026, 11, 11)))
    whole = asked(library, Question(since=date(2026, 11, 9)))

    assert [column.first for column in table.columns] == [date(2026, 11, 11), date(2026, 11, 16)]
    assert [column.first for column in whole.columns] == [date(2026, 11, 9), date(2026, 11, 16)]


def test_calls_of_days_to_come_are_left_out_and_counted(library: Library) -> None:
    tell(library, [Told(id="a", day="2026-11-17", features=("Export",)), Told(id="b", day="2027-01-12")])

    table = asked(library)

    assert table.calls == 1
    assert "Left out for a date that is still to come: 1 call." in table.notes


def test_days_to_come_count_where_they_are_asked_for(library: Library) -> None:
    tell(library, [Told(id="a", day="2026-11-17", features=("Export",)), Told(id="b", day="2027-01-12")])

    table = asked(library, Question(until=date(2027, 1, 17)))

    assert table.calls == 2
    assert table.columns[-1].is_complete


def test_a_week_is_not_over_because_its_last_day_is_asked_for(library: Library) -> None:
    tell(library, [Told(id="a", day="2026-11-24", features=("Export",))])

    assert not asked(library, Question(until=date(2026, 11, 29))).columns[-1].is_complete


def test_what_a_person_rejected_is_no_hit(library: Library) -> None:
    tell(library, [Told(id=one, day="2026-11-17", trackers=("churn risk",)) for one in "ab"])
    reject(library, "a", "churn risk")

    assert counts(row(asked(library), "churn risk")) == [(1, 2)]


def test_a_topic_counts_where_calls_are_filed_under_it_or_where_they_touch_it(library: Library) -> None:
    tell(
        library,
        [
            Told(id="a", day="2026-11-17", topic="invoices", touches=("passwords",)),
            Told(id="b", day="2026-11-17", topic="passwords"),
        ],
        topics=["invoices", "passwords"],
    )

    assert counts(row(asked(library), "passwords")) == [(1, 2)]
    assert counts(row(asked(library, Question(touched=True)), "passwords")) == [(2, 2)]


def test_calls_under_no_topic_are_counted(library: Library) -> None:
    tell(
        library,
        [Told(id="a", day="2026-11-17", topic="invoices"), Told(id="b", day="2026-11-17")],
        topics=["invoices"],
    )

    assert "Filed under no topic: 1 call." in asked(library).notes
    assert "Touching no topic: 1 call." in asked(library, Question(touched=True)).notes


def test_a_library_without_topics_says_how_to_find_them(library: Library) -> None:
    tell(library, [Told(id="a", day="2026-11-17")])

    assert any(note.startswith("There are no topics yet; `coachkit build") for note in asked(library).notes)
    assert not any("topic" in note for note in asked(library, Question(of=("tracker",))).notes)


def test_a_query_says_which_calls_are_counted(library: Library) -> None:
    tell(
        library,
        [
            Told(id="a", day="2026-11-17", features=("Export",), kind="sales"),
            Told(id="b", day="2026-11-17", kind="support"),
        ],
    )

    assert counts(row(asked(library, Question(where="kind:sales")), "Export")) == [(1, 1)]


def test_an_empty_query_is_refused(library: Library) -> None:
    with pytest.raises(NotFoundError, match="no word to search for"):
        asked(library, Question(where=" "))


def test_an_agent_who_hears_of_it_more_than_all_others_is_named(library: Library) -> None:
    calls = [
        Told(
            id=f"{agent}{n}", day="2026-11-17", agents=(agent,), competitors=("Zenlane",) if n < held else ()
        )
        for agent, held in (("Jana", 20), ("Tom", 4), ("Priya", 5))
        for n in range(50)
    ]
    tell(library, calls)

    table = asked(library, Question(by="agent"))

    assert table.news[0].sentence == (
        "More with Jana: Zenlane, 40 % of 50 calls (28 to 54 %) against 9 % of 100 of the others"
    )
    assert len(table.news) == 1


def test_agents_are_not_said_to_have_less_because_one_has_much_more(library: Library) -> None:
    calls = [
        Told(
            id=f"{agent}{n}", day="2026-11-17", agents=(agent,), competitors=("Zenlane",) if n < held else ()
        )
        for agent, held in (("Jana", 40), ("Tom", 6), ("Priya", 7))
        for n in range(80)
    ]
    tell(library, calls)

    jana, priya, _ = row(asked(library, Question(by="agent")), "Zenlane").findings

    assert (jana.outcome, jana.apart) == ("more", None)
    assert (priya.outcome, priya.apart) == ("no clear difference", "Jana")
    assert priya.says == (
        "no clear difference: 9 % of 80 calls (4 to 17 %) against 8 % of 80 of the others without Jana"
    )


def test_an_agent_who_has_less_than_all_but_the_one_with_most_is_named_too(library: Library) -> None:
    calls = [
        Told(
            id=f"{agent}{n}", day="2026-11-17", agents=(agent,), competitors=("Zenlane",) if n < held else ()
        )
        for agent, held in (("Jana", 70), ("Tom", 2), ("Priya", 24), ("Marcus", 25))
        for n in range(80)
    ]
    tell(library, calls)

    found = row(asked(library, Question(by="agent")), "Zenlane").findings

    assert {one.cell: one.outcome for one in found} == {
        "Jana": "more",
        "Tom": "less",
        "Priya": "no clear difference",
        "Marcus": "no clear difference",
    }


def test_a_call_with_two_agents_counts_for_each_and_once_for_the_others(library: Library) -> None:
    tell(
        library,
        [
            Told(id="a", day="2026-11-17", agents=("Jana", "Tom"), competitors=("Zenlane",)),
            Told(id="b", day="2026-11-17", agents=("Priya",)),
        ],
    )

    found = row(asked(library, Question(by="agent")), "Zenlane")

    assert {cell.name: (cell.share.held, cell.share.calls) for cell in found.cells} == {
        "Jana": (1, 1),
        "Tom": (1, 1),
        "Priya": (0, 1),
    }
    others = {one.cell: (one.there.held, one.there.calls) for one in found.findings}
    assert others == {"Jana": (1, 2), "Tom": (1, 2), "Priya": (1, 1)}


def test_teams_are_those_of_the_agents_and_calls_of_nobody_in_one_are_counted(library: Library) -> None:
    tell(
        library,
        [
            Told(id="a", day="2026-11-17", agents=("Jana", "Tom"), features=("Export",)),
            Told(id="b", day="2026-11-17", agents=("Priya",)),
            Told(id="c", day="2026-11-17"),
        ],
        teams={"Jana": "Support", "Tom": "Support"},
    )

    table = asked(library, Question(by="team"))

    assert [(column.name, column.calls) for column in table.columns] == [("Support", 1)]
    assert "2 calls are of nobody who has a team." in table.notes


def test_agents_can_be_compared_where_no_call_has_a_date(library: Library) -> None:
    tell(library, [Told(id=one, agents=("Jana",), features=("Export",)) for one in "abc"])

    assert counts(row(asked(library, Question(by="agent")), "Export")) == [(3, 3)]
    assert asked(library).columns == ()
    assert "Left out for having no date: 3 calls." in asked(library).notes


@pytest.mark.parametrize("by", ["week", "month", "team", "agent"])
@pytest.mark.parametrize("many", [0, 1, 3])
def test_few_calls_give_a_table_without_claims(library: Library, by: str, many: int) -> None:
    tell(
        library,
        [
            Told(id=f"c{n}", day="2026-11-17", agents=("Jana",), topic="invoices", features=("Export",))
            for n in range(many)
        ],
        topics=["invoices"],
    )

    table = asked(library, Question(by=by))  # type: ignore[arg-type]  # the literals above

    assert table.news == ()
    assert table.looked_at == 0
    assert len(table.rows) == (2 if many and by != "team" else 0)


def test_ten_thousand_copies_of_one_call_change_nothing(library: Library) -> None:
    days = [(date(2026, 11, 16) - timedelta(weeks=n % 10)).isoformat() for n in range(2000)]
    tell(
        library,
        [Told(id=f"c{n}", day=day, topic="invoices", agents=("Jana",)) for n, day in enumerate(days)],
        topics=["invoices"],
    )

    table = asked(library)

    assert table.news == ()
    assert row(table, "invoices").findings[0].outcome == "no clear change"
