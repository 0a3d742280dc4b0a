"""Key phrases that rise."""

from datetime import date, timedelta

from coachkit.models import Keyword
from coachkit.store.library import Library
from coachkit.trends.rising_phrases import rising_phrases
from tests.store.small_library import run_of
from tests.talk import a_call

NEWEST = date(2026, 11, 23)


def fill(library: Library, weeks: int, phrases: dict[str, list[int]], *, calls: int = 40) -> None:
    """Store so many calls a week, the oldest first, with the phrases on the first so many of each week."""
    for week in range(weeks):
        for n in range(calls):
            call_id = f"w{week}c{n}"
            day = NEWEST - timedelta(days=7 * (weeks - 1 - week) + n % 7)
            library.save_call(
                a_call(id=call_id, audio_hash=call_id, path=f"/{call_id}.wav", started_at=f"{day}T09:00:00")
            )
            said = [phrase for phrase, counts in phrases.items() if n < counts[week]]
            rows = [
                Keyword(call_id=call_id, rank=rank, phrase=phrase, weight=1.0, count=1)
                for rank, phrase in enumerate(said, 1)
            ]
            library.replace_stage(run_of(call_id, "keywords"), ["keywords"], {"keywords": rows})


def test_a_phrase_that_comes_up_much_more_this_week_is_found(library: Library) -> None:
    fill(library, 5, {"new tariff": [1, 0, 1, 0, 15], "invoice": [10, 10, 10, 10, 10]})
    [found] = rising_phrases(library, newest=NEWEST, most=3)
    assert found.phrase == "new tariff"
    assert (found.first, found.last) == (NEWEST - timedelta(days=6), NEWEST)
    assert "15 of 40 calls" in found.says
    assert "2 of 160" in found.says


def test_what_falls_or_stays_is_not_found(library: Library) -> None:
    fill(library, 5, {"old tariff": [15, 15, 15, 15, 1], "invoice": [10, 12, 9, 11, 12]})
    assert rising_phrases(library, newest=NEWEST, most=3) == []


def test_of_few_calls_nothing_is_claimed(library: Library) -> None:
    fill(library, 2, {"new tariff": [0, 5]}, calls=6)
    assert rising_phrases(library, newest=NEWEST, most=3) == []


def test_at_most_so_many_are_found(library: Library) -> None:
    fill(library, 5, {f"phrase {n}": [0, 0, 0, 0, 20 + n] for n in range(4)})
    assert [one.phrase for one in rising_phrases(library, newest=NEWEST, most=2)] == ["phrase 3", "phrase 2"]
