"""What is good is a setting: a changed range judges stored figures anew, and nothing is heard again."""

from coachkit.config import parse_settings
from coachkit.models import Metric
from coachkit.pipeline import build_library
from tests.pipeline.example import SETTINGS

OWN = parse_settings('[[ranges]]\nmetric = "patience"\ngood = [0, 30]\nsource = "our own calls"').ranges


def patience(library):
    return [one for one in library.rows(Metric) if one.name == "patience" and one.value is not None]


def test_a_changed_range_judges_every_call_anew_without_hearing_it(folder, library, tools):
    build_library(folder, library, SETTINGS, tools=tools)
    before = patience(library)
    tools.heard.clear()
    report = build_library(folder, library, SETTINGS.model_copy(update={"ranges": OWN}), tools=tools)
    after = patience(library)
    assert tools.heard == []
    assert report.ran["measure"] == len({one.call_id for one in library.rows(Metric)})
    assert "feel" not in report.ran or report.ran["feel"] == 0
    assert [one.value for one in after] == [one.value for one in before]
    assert {one.range_source for one in before} == {"sales guidance"}
    assert {(one.range_source, one.good_high, one.verdict) for one in after} == {
        ("our own calls", 30.0, "in range")
    }


def test_a_build_with_the_same_ranges_measures_nothing_again(folder, library, tools):
    settings = SETTINGS.model_copy(update={"ranges": OWN})
    build_library(folder, library, settings, tools=tools)
    assert build_library(folder, library, settings, tools=tools).is_unchanged
