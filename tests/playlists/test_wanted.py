"""Which lists there are to be."""

import pytest
from pydantic import ValidationError

from coachkit.config import PlaylistSettings, SmartPlaylist
from coachkit.models import Verdict
from coachkit.playlists.wanted import about, built_in, built_in_for, filled_by, of_settings, quoted
from coachkit.query.fields import REPLIED_TO
from coachkit.query.parse import parse
from coachkit.query.tree import All, Phrase, Word

EVERY = [one for one in built_in() if one.each]


def test_every_moment_that_is_replied_to_has_lists_of_its_own_words() -> None:
    for kind in REPLIED_TO:
        verdicts: tuple[Verdict, ...] = ("good", "bad", "neutral")
        for verdict in verdicts:
            one = built_in_for("moment", kind, verdict)
            assert one is not None
            assert one.subject == kind


@pytest.mark.parametrize("one", EVERY, ids=lambda one: f"{one.each}-{one.subject}-{one.verdict}")
def test_a_built_in_list_shows_what_a_search_for_its_query_does(one) -> None:
    wanted = about(one, one.each, one.subject or 'Zen "Lane" & Co')
    assert parse(wanted.query or "").node is not None
    assert "{" not in wanted.title + wanted.description + (wanted.query or "") + (wanted.trains or "")


def test_titles_of_built_in_lists_differ() -> None:
    titles = [about(one, one.each, one.subject or one.each).title for one in EVERY if one.each]
    titles += [one.title for one in built_in() if one.fill]
    assert len(set(titles)) == len(titles)


def test_ids_are_readable_and_stay() -> None:
    one = built_in_for("moment", "feature_failing", "bad")
    assert one is not None
    assert about(one, "moment", "feature_failing").id == "moment-feature-failing-bad"
    zenlane = built_in_for("competitor", "Zenlane", "good")
    assert zenlane is not None
    assert about(zenlane, "competitor", "Zenlane").id == "competitor-zenlane-good"


def test_there_is_no_list_where_the_pack_has_none() -> None:
    assert built_in_for("topic", "Export", "neutral") is None


def test_each_way_of_filling_has_its_list() -> None:
    assert filled_by("best of the week").title == "Best of the week"


def test_a_list_of_the_settings_is_made_for_every_subject() -> None:
    one = SmartPlaylist(title="{subject} early on", query="name:{subject} in:first60s", each="competitor")
    wanted = of_settings(one, "Zen Lane")
    assert (wanted.id, wanted.title) == ("zen-lane-early-on", "Zen Lane early on")
    assert wanted.query == 'name:"Zen Lane" in:first60s'
    unnamed = of_settings(SmartPlaylist(title="Early on", each="competitor"), "Zenlane")
    assert (unnamed.title, unnamed.query) == ("Early on: Zenlane", None)


def test_other_braces_in_a_query_stay() -> None:
    assert of_settings(SmartPlaylist(title="Odd", query="{this} refund")).query == "{this} refund"


def test_a_list_without_a_query_is_refused_by_name() -> None:
    with pytest.raises(ValidationError, match="“Refunds” needs a query"):
        SmartPlaylist(title="Refunds", query="  ")


def test_two_lists_whose_titles_give_the_same_id_are_refused() -> None:
    lists = (SmartPlaylist(title="Refunds", query="refund"), SmartPlaylist(title="refunds!", query="money"))
    with pytest.raises(ValidationError, match="give one another title"):
        PlaylistSettings(smart=lists)


def test_a_name_with_spaces_is_quoted() -> None:
    assert quoted("Zenlane") == "Zenlane"
    assert quoted('calendar "sync"') == '"calendar sync"'


@pytest.mark.parametrize("phrase", ["OR", "NOT", "AND", "-nine", "it is", "zen-lane"])
def test_a_phrase_is_looked_for_as_it_stands_whatever_it_would_mean_in_a_query(phrase: str) -> None:
    node = parse(f"{quoted(phrase)} went:good").node
    assert isinstance(node, All)
    assert isinstance(node.nodes[0], Word if phrase == "zen-lane" else Phrase)
