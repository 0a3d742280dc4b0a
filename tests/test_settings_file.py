"""Settings that coachkit changes by itself, in a file that people write in too."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.config import AgentSettings, parse_settings
from coachkit.errors import SettingsError
from coachkit.settings_file import (
    change_settings,
    drop_search,
    drop_smart,
    edited_text,
    put_entry,
    put_search,
    put_smart,
    remove_entry,
)

WRITTEN = """\
# Who we are
[company]
name = "Fernway"   # since 2019

# Our people
[[agents]]
name = "Jana K." # leads the team
aliases = [
  "agent12", # her extension
]

[[agents]]
name = "Tom B."

# How strict we are
[scoring]
good_from = 65
"""


def with_agent(text: str, name: str, **values: object) -> str:
    return edited_text(
        text,
        lambda document: put_entry(document, "agents", name, values),  # type: ignore[arg-type]
        section="agents",
        name="coachkit.toml",
    )


def without_agent(text: str, name: str) -> str:
    return edited_text(
        text, lambda document: remove_entry(document, "agents", name), section="agents", name="coachkit.toml"
    )


def test_a_new_block_stands_after_the_others_and_before_the_next_section() -> None:
    changed = with_agent(WRITTEN, "Mia", aliases=["m.k"], team=None, started=date(2026, 1, 5))

    assert changed == WRITTEN.replace(
        '[[agents]]\nname = "Tom B."\n',
        '[[agents]]\nname = "Tom B."\n\n[[agents]]\nname = "Mia"\naliases = ["m.k"]\nstarted = 2026-01-05\n',
    )


def test_a_changed_block_keeps_its_comments_and_layout() -> None:
    changed = with_agent(WRITTEN, "jana k.", aliases=("agent12", "Jana"), team="north")

    assert changed == WRITTEN.replace(
        '  "agent12", # her extension\n]\n', '  "agent12", # her extension\n  "Jana",\n]\nteam = "north"\n'
    )


def test_what_is_there_already_changes_nothing() -> None:
    assert with_agent(WRITTEN, "Jana K.", aliases=("agent12",)) == WRITTEN


def test_a_value_is_taken_out_by_leaving_it_empty() -> None:
    changed = with_agent(WRITTEN, "Jana K.", aliases=())

    assert changed == WRITTEN.replace('aliases = [\n  "agent12", # her extension\n]\n', "")


def test_a_block_that_goes_leaves_the_comment_of_what_follows() -> None:
    assert without_agent(WRITTEN, "tom b.") == WRITTEN.replace('[[agents]]\nname = "Tom B."\n\n', "")


def test_the_comment_above_the_next_block_stays_when_the_first_goes() -> None:
    text = '[[agents]]\nname = "A"\n\n# B is on leave\n[[agents]]\nname = "B"\n'

    assert without_agent(text, "A") == '# B is on leave\n[[agents]]\nname = "B"\n'


@pytest.mark.parametrize(
    "text",
    [
        "",
        '[company]\nname = "Fernway"',
        'agents = [{ name = "Jana K." }]\n[company]\nname = "Fernway"\n',
        "agents = []\n",
        '[[agents]]\nname = "Jana K."\n[[competitors]]\nname = "Zenlane"\n[[agents]]\nname = "Tom"\n',
        '# [[agents]]\n# name = ""\n',
        '[[agents]]\r\nname = "Jana K."\r\n\r\n[company]\r\nname = "Fernway"\r\n',
    ],
)
def test_a_block_can_be_added_to_any_layout(text: str) -> None:
    before = parse_settings(text)
    changed = with_agent(text, "Mia", aliases=["m.k"], team="north")

    assert parse_settings(changed).agents == (
        *before.agents,
        AgentSettings(name="Mia", aliases=("m.k",), team="north"),
    )
    assert parse_settings(changed).company == before.company
    assert ("\r\n" in text) == ("\r\n" in changed)
    assert "\r\n" not in text or "\n" not in changed.replace("\r\n", "")


NAMES = st.text(min_size=1, max_size=12).filter(lambda name: name.strip())


@given(name=NAMES, aliases=st.lists(NAMES, max_size=3, unique_by=str.casefold), team=st.none() | NAMES)
def test_any_name_can_be_added_and_taken_out_again(name: str, aliases: list[str], team: str | None) -> None:
    added = with_agent(WRITTEN, name, aliases=aliases, team=team)

    entry = next(one for one in tomllib.loads(added)["agents"] if one["name"].casefold() == name.casefold())
    assert (entry.get("aliases", []), entry.get("team")) == (aliases, team)
    assert tomllib.loads(without_agent(added, name)) == tomllib.loads(WRITTEN)


def test_a_change_that_makes_settings_wrong_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "coachkit.toml"
    path.write_text(WRITTEN, encoding="utf-8")

    with pytest.raises(SettingsError, match=r"agents: “agent12” stands for two of them"):
        change_settings(
            path, lambda d: put_entry(d, "agents", "Tom B.", {"aliases": ["AGENT12"]}), section="agents"
        )
    assert path.read_text(encoding="utf-8") == WRITTEN


def test_an_edit_that_would_touch_another_section_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "coachkit.toml"
    path.write_text(WRITTEN, encoding="utf-8")

    with pytest.raises(SettingsError, match="cannot change without harm"):
        change_settings(path, lambda d: put_entry(d, "features", "export", {}), section="agents")
    assert path.read_text(encoding="utf-8") == WRITTEN


def test_a_change_is_written_and_returned_and_a_dry_run_only_returned(tmp_path: Path) -> None:
    path = tmp_path / "coachkit.toml"
    path.write_text(WRITTEN, encoding="utf-8")

    shown = change_settings(path, lambda d: put_entry(d, "agents", "Mia", {}), section="agents", dry_run=True)
    assert [agent.name for agent in shown.agents] == ["Jana K.", "Tom B.", "Mia"]
    assert path.read_text(encoding="utf-8") == WRITTEN
    change_settings(path, lambda d: put_entry(d, "agents", "Mia", {}), section="agents")
    assert '[[agents]]\nname = "Mia"\n' in path.read_text(encoding="utf-8")


def test_settings_that_are_not_there_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="coachkit init"):
        change_settings(tmp_path / "coachkit.toml", lambda _: None, section="agents")


def with_search(text: str, name: str, query: str) -> str:
    return edited_text(
        text,
        lambda document: put_search(document, name, query),
        section="searches",
        name="coachkit.toml",
    )


NAMED = '[searches]\nprices = "price" # the usual\n\n# How strict we are\n[scoring]\ngood_from = 65\n'


def test_a_saved_search_stands_below_the_others_and_a_query_keeps_its_quotation_marks() -> None:
    assert with_search(NAMED, "on hold", '"on hold"') == NAMED.replace(
        "# the usual\n", '# the usual\n"on hold" = \'"on hold"\'\n'
    )


def test_a_search_saved_anew_keeps_its_place_and_its_comment() -> None:
    assert with_search(NAMED, "Prices", "cost") == NAMED.replace('"price"', "'cost'")


def test_a_search_that_is_dropped_leaves_the_rest() -> None:
    changed = edited_text(
        NAMED, lambda document: drop_search(document, "prices"), section="searches", name="coachkit.toml"
    )
    assert tomllib.loads(changed) == {"searches": {}, "scoring": {"good_from": 65}}
    assert "# How strict we are" in changed


@given(
    name=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip),
    query=st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip),
)
def test_any_query_is_saved_under_any_name(name: str, query: str) -> None:
    assert tomllib.loads(with_search(WRITTEN, name, query))["searches"] == {name: query}


LISTS = """\
[company]
name = "Fernway"

# what we hear
[playlists]
max_clips = 8

[[playlists.smart]]
title = "They object"
query = "moment:objection" # all of them

# Our people
[[agents]]
name = "Jana K."
"""


def with_list(text: str, title: str, **values: object) -> str:
    return edited_text(
        text,
        lambda document: put_smart(document, title, values),  # type: ignore[arg-type]
        section="playlists",
        name="coachkit.toml",
    )


def without_list(text: str, title: str) -> str:
    return edited_text(
        text, lambda document: drop_smart(document, title), section="playlists", name="coachkit.toml"
    )


def test_a_list_is_written_behind_the_others_and_before_what_follows():
    changed = with_list(LISTS, "Price, good", query='"the price" went:good', max_minutes=7.5)
    assert changed == LISTS.replace(
        "# all of them\n",
        '# all of them\n\n[[playlists.smart]]\ntitle = "Price, good"\n'
        "query = '\"the price\" went:good'\nmax_minutes = 7.5\n",
    )


@pytest.mark.parametrize(
    "text", ["", WRITTEN, "[playlists]\nmax_clips = 5\n\n# Our people\n[[agents]]\nname = 'J'\n"]
)
def test_the_first_list_is_written_where_there_is_none(text):
    changed = with_list(text, "Price", query="price", per_call=1)
    assert tomllib.loads(changed)["playlists"]["smart"] == [
        {"title": "Price", "query": "price", "per_call": 1}
    ]
    assert without_list(changed, "price").split() == text.split()


def test_values_of_a_list_are_changed_where_they_stand():
    changed = with_list(LISTS, "THEY OBJECT", query="moment:price", max_clips=3)
    assert changed == LISTS.replace('"moment:objection"', '"moment:price"').replace(
        "# all of them\n", "# all of them\nmax_clips = 3\n"
    )
    assert with_list(changed, "They object", query="moment:objection", max_clips=None) == LISTS


def test_the_only_list_is_dropped_and_the_comments_around_it_stay():
    assert (
        without_list(LISTS, "they object").split()
        == (
            LISTS.replace(
                '[[playlists.smart]]\ntitle = "They object"\nquery = "moment:objection" # all of them\n', ""
            )
        ).split()
    )
    alone = '[[playlists.smart]]\ntitle = "One"\nquery = "x"\n\n# Our people\n[[agents]]\nname = "J"\n'
    assert without_list(alone, "One").lstrip() == '# Our people\n[[agents]]\nname = "J"\n'


def test_settings_in_one_line_are_left_as_they_are():
    with pytest.raises(SettingsError, match="laid out in a way"):
        with_list("playlists = {max_clips = 5}\n", "Price", query="price")
