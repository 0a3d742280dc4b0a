"""What is learned about phrases from the whole library, and when."""

import pytest

from coachkit.keyphrases.archive import FEWEST_CALLS
from coachkit.models import Call, Keyword, PhraseCount
from coachkit.pipeline import build_library
from tests.pipeline.example import SETTINGS
from tests.pipeline.fakes import FakeTools

MATTERS = "invoice password printer calendar refund voucher upgrade licence keyboard contract scanner webinar"
WORDS = (*MATTERS.split(), "delivery", "warranty", "discount", "brochure", "timesheet", "catalogue")


def write_call(folder, n):
    """Write a transcript about one matter; every call asks for the reference."""
    matter = WORDS[n % len(WORDS)]
    lines = [
        ("Agent", "hello"),
        ("Customer", f"reference {matter} {n:02}"),
        ("Agent", f"reference {matter}"),
        ("Customer", f"{matter} reference"),
    ]
    cues = [
        f"00:00:{5 * i:02}.000 --> 00:00:{5 * i + 4:02}.000\n<v {who}>{text}"
        for i, (who, text) in enumerate(lines)
    ]
    (folder / f"call{n:02}.vtt").write_text("\n\n".join(["WEBVTT", *cues]))


@pytest.fixture
def calls(tmp_path):
    made = tmp_path / "transcripts"
    made.mkdir()
    return made


def build(calls, library, count):
    for n in range(count):
        write_call(calls, n)
    return build_library(calls, library, SETTINGS, tools=FakeTools(scripts={}))


def first_phrases(library):
    return {
        next(one.phrase for one in library.rows(Keyword, call_id=call.id) if one.rank == 1)
        for call in library.rows(Call)
    }


def test_of_few_calls_nothing_is_learned(calls, library):
    build(calls, library, FEWEST_CALLS - 1)
    assert library.current_epoch("phrases") is None
    assert library.rows(PhraseCount) == []
    assert library.rows(Keyword)


def test_what_every_call_holds_is_no_longer_the_first_phrase_once_that_is_known(calls, library):
    build(calls, library, FEWEST_CALLS)
    counts = {one.phrase: one.calls for one in library.rows(PhraseCount)}
    assert counts["en refer"] == FEWEST_CALLS
    assert "reference" not in first_phrases(library)


def test_a_new_call_changes_no_other_calls_phrases(calls, library):
    build(calls, library, FEWEST_CALLS)
    epoch = library.current_epoch("phrases")
    report = build(calls, library, FEWEST_CALLS + 1)
    assert report.ran["keywords"] == 1
    assert "learn" not in report.ran
    assert library.current_epoch("phrases") == epoch


def test_phrases_are_counted_anew_when_the_library_has_grown_by_half(calls, library):
    build(calls, library, FEWEST_CALLS)
    grown = FEWEST_CALLS * 3 // 2
    report = build(calls, library, grown)
    assert library.current_epoch("phrases").epoch == 2
    assert {one.epoch for one in library.rows(PhraseCount)} == {2}
    assert report.ran["keywords"] == grown
    assert build(calls, library, grown).is_unchanged
