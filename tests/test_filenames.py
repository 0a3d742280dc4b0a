import re
from contextlib import nullcontext
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.errors import SettingsError
from coachkit.filenames import FIELDS, compile_pattern, read_details, read_fields
from coachkit.models import CallDetails


def test_date_time_and_agent_are_read_from_a_recorders_name() -> None:
    details = read_details("{date}_{time}_{extension}_{agent}", "20261116_0915_4711_agent12")

    assert details == CallDetails(
        agent="agent12", started_at=datetime(2026, 11, 16, 9, 15), source="file name"
    )


def test_spaces_and_signs_between_fields_are_part_of_the_pattern() -> None:
    details = read_details("{date} {time} {agent} - {customer}", "2026-11-16 09.15.22 Jana Kovac - +4912345")

    assert (details.agent, details.customer) == ("Jana Kovac", "+4912345")
    assert details.started_at == datetime(2026, 11, 16, 9, 15, 22)


@pytest.mark.parametrize("written", ["20261103", "2026-11-03", "2026_11_03", "2026.11.03", "03.11.2026"])
def test_dates_are_read_however_recorders_write_them(written: str) -> None:
    assert read_details("{date} {agent}", f"{written} jana").started_at == datetime(2026, 11, 3)


def test_eight_digits_with_the_day_first_need_the_pattern_to_say_so() -> None:
    assert read_fields("{date} {agent}", "03112026 jana") is None
    assert read_details("{date:DDMMYYYY} {agent}", "03112026 jana").started_at == datetime(2026, 11, 3)
    assert read_details("{date:MMDDYYYY} {agent}", "03112026 jana").started_at == datetime(2026, 3, 11)


def test_the_extension_stands_for_an_agent_that_the_name_does_not_give() -> None:
    assert read_details("{date}_{extension}", "20261116_4711").agent == "4711"


def test_date_and_time_may_follow_each_other_without_a_gap() -> None:
    details = read_details("{date}{time}-{agent}", "20261116091522-jana")

    assert details.started_at == datetime(2026, 11, 16, 9, 15, 22)


def test_letters_of_fixed_text_match_in_either_case() -> None:
    assert read_details("call_{agent}", "CALL_jana").agent == "jana"


@pytest.mark.parametrize("stem", ["20261116", "20261340_jana", "20260230_jana", "notes", ""])
def test_a_name_that_does_not_fit_gives_no_details(stem: str) -> None:
    assert read_details("{date}_{agent}", stem) == CallDetails()


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("{date}_{agnt}", "unknown field 'agnt' at character 8"),
        ("{agent}_{agent}", "the field 'agent' a second time at character 9"),
        ("{agent}{customer}", "'customer' directly after 'agent' at character 8"),
        ("{time}{date}", "'date' directly after 'time' at character 7"),
        ("{date:YYMMDD}", "unknown date format 'YYMMDD' at character 1"),
        ("{agent:upper}", "a format on 'agent' at character 1"),
        ("{date}_{agent", "stray '{' at character 8"),
        ("call-*", "names no field"),
    ],
)
def test_a_wrong_pattern_is_refused_with_its_place(pattern: str, told: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        compile_pattern(pattern)

    assert told in str(refusal.value)
    assert repr(pattern) in str(refusal.value)


_DATES = st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31))
_WORDS = st.text(st.characters(whitelist_categories=("L", "N", "Zs"), max_codepoint=0x24F), min_size=1)
_TEXTS = {
    "date": st.tuples(_DATES, st.sampled_from(["%Y%m%d", "%Y-%m-%d", "%d.%m.%Y", "%Y_%m_%d"])).map(
        lambda pair: pair[0].strftime(pair[1])
    ),
    "time": st.tuples(st.times(), st.sampled_from(["%H%M", "%H%M%S", "%H.%M.%S", "%H-%M", "%H_%M_%S"])).map(
        lambda pair: pair[0].strftime(pair[1])
    ),
    "extension": st.from_regex(r"[0-9]{2,6}", fullmatch=True),
    "agent": _WORDS,
    "customer": _WORDS,
    "kind": _WORDS,
    "id": _WORDS,
}


@given(data=st.data(), fields=st.permutations(list(_TEXTS)), count=st.integers(1, 7))
def test_what_a_pattern_formats_it_reads_back(data: st.DataObject, fields: list[str], count: int) -> None:
    values = {name: data.draw(_TEXTS[name]) for name in fields[:count]}
    pattern = "~".join(f"{{{name}}}" for name in values)

    read = read_fields(pattern, "~".join(values.values()))

    assert read == {name: text.strip() for name, text in values.items()}


@given(day=_DATES, clock=st.times().map(lambda t: t.replace(microsecond=0)))
def test_a_moment_survives_being_written_into_a_name(day: date, clock: time) -> None:
    moment = datetime.combine(day, clock)

    details = read_details("{date}-{time}_{agent}", f"{moment:%Y%m%d-%H%M%S}_jana")

    assert details.started_at == moment


@given(st.text(alphabet="{}_:ab datetime-", max_size=30))
def test_any_text_is_a_pattern_or_is_refused_in_plain_words(text: str) -> None:
    with pytest.raises(SettingsError) if not _is_pattern(text) else nullcontext() as refusal:
        assert set(compile_pattern(text).fields) <= set(FIELDS)

    assert refusal is None or repr(text) in str(refusal.value)


def _is_pattern(text: str) -> bool:
    """Say whether `text` is a pattern, by a second, slower reading: take the fields away and look."""
    names = re.findall(r"\{([^{}]*)\}", text)
    rest = re.sub(r"\{[^{}]*\}", "", text)
    named = [name for name in names if name != "_"]
    return (
        bool(names)
        and not set("{}") & set(rest)
        and set(names) <= set(FIELDS)
        and len(set(named)) == len(named)
        and "}{" not in text.replace("{date}{time}", "")
    )
