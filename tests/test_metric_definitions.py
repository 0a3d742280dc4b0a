from math import inf
from pathlib import Path

from coachkit.config.ranges import built_in_ranges
from coachkit.measuring.showing import format_range, title_of
from coachkit.metric_definitions import definitions_table, metric_definitions

PAGE = Path(__file__).parents[1] / "docs" / "metrics.md"


def test_the_page_about_figures_has_the_table_of_all_definitions():
    assert definitions_table() in PAGE.read_text(encoding="utf-8")


def test_the_page_about_figures_has_every_built_in_range():
    text = PAGE.read_text(encoding="utf-8")
    for one in built_in_ranges():
        unit = metric_definitions()[one.metric].unit
        low, high = (None if abs(end) == inf else end for end in one.good)
        good = format_range(low, high, unit)
        assert f"| {title_of(one.metric)} | {one.kind or 'all'} | {good} |" in text


def test_every_figure_says_how_it_is_computed_and_by_whose_definition():
    for one in metric_definitions().values():
        assert one.formula and one.source and one.title, one.name  # noqa: PT018


def test_titles_tell_figures_apart():
    titles = [one.title for one in metric_definitions().values()]
    assert len(set(titles)) == len(titles)
