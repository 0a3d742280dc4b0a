"""Cards in files: what they extend, and what is said of one that is wrong."""

import re
from pathlib import Path

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from coachkit.errors import SettingsError
from coachkit.scorecards import built_in_names, load_card, own_names, parse_card, read_card
from coachkit.scorecards.written import NEEDED
from tests.scorecards.talk_of_sale import KNOWN, a_card, evidence

QUERY = 'rule = "query"\nfind = "refund"'


def refused(text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        parse_card(text, name="team", known=KNOWN)
    return str(caught.value)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('rule = "querry"\nfind = "x"', "“rule”: there is no rule “querry”; did you mean “query”?"),
        ('find = "x"', "“rule”: it says no rule; there are: balance"),
        ('rule = "query"\nfnd = "x"', "“fnd”: rule “query” does not look at it; did you mean “find”?"),
        ('rule = "query"', "“find”: rule “query” needs it"),
        ('rule = "moments"\nmoment = "objektion"', "“moment”: there is no kind of moment “objektion”; did"),
        ('rule = "metric"\nmetric = "patients"', "“metric”: there is no figure “patients”; did you"),
        ('rule = "tracker"\ntracker = "chrun"', "“tracker”: there is no tracker “chrun”; did you mean"),
        ('rule = "exchanges"\nname = "Zenlaine"', "“name”: there is no competitor “Zenlaine”; did"),
        ('rule = "mood"\nrole = "agnet"', "“role” needs one of 'agent' or 'customer', got 'agnet'"),
        ('rule = "present"\nfor = "agent_carez"', "“for”: there is no list of phrases “agent_carez”"),
        ('rule = "query"\nfind = "name:zenlaine"', "“find”: there is no competitor or feature with the name"),
        ('rule = "query"\nfind = "moment:(hold"', "“find”: "),
        ('rule = "query"\nfind = "label:bad refund"', "“find”: a score card cannot ask for “label:”"),
        (f'{QUERY}\napplies = "since:yesterday"', "“applies”: a score card cannot ask for “since:”"),
        ('rule = "query"\nfind = "has:outcome"', "“find”: a score card cannot ask for “has:”"),
        ('rule = "query"\nfind = "  "', "“find”: there is no word in it"),
        (f"{QUERY}\nweight = 0", "“weight” needs a number above 0, got 0"),
        (f"{QUERY}\nweight = nan", "“weight” needs a number, got nan"),
        (f"{QUERY}\nweight = -3", "“weight” needs a number above 0, got -3"),
        (f"{QUERY}\nweight = true", "“weight” needs a number"),
        (f"{QUERY}\nnever = true\nat_least = 2", "“never” says how often already"),
        (f"{QUERY}\nat_least = 3\nat_most = 2", "“at_least” is more than “at_most”"),
        ('rule = "moments"\nmoment = "hold"\nfrom = 0.9\nto = 0.5', "“from” must be less than “to”"),
        ('rule = "metric"\nmetric = "patience"\ngood = [2, 1]', "“good” needs the lower end first"),
        ('rule = "mood"\nrole = "agent"', "how an agent sounds is not scored"),
        (f'{QUERY}\nneeds = "lin9"', "“needs”: there is no line “lin9”"),
        (f'{QUERY}\nneeds = "line0"', "“needs”: it goes round in a circle: “line0” needs “line0”"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_line_is_told_with_file_line_and_key(line: str, told: str) -> None:
    message = refused(a_card(line))
    assert message.startswith("score card team: line “line0”: ")
    assert told in message


def test_a_query_that_cannot_be_read_is_shown_with_a_caret() -> None:
    message = refused(a_card('rule = "query"\nfind = "price AND (said-by:nobody)"'))
    assert "line “line0”: “find”: " in message
    assert re.search(r"\n  price AND \(said-by:nobody\)\n +\^+$", message)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('title = "A"', "it has no lines"),
        ('title = "A"\ncriteria = []', "it has no lines; write one or more blocks that begin"),
        ("criteria = 3", "“criteria”: write each line as a block under [[criteria]]"),
        ("x = ", "not valid TOML"),
        ('titel = "A"', "“titel”: unknown key; known here: id, title"),
        ('drop = ["a"]', "“drop”: only a card that extends another can drop lines"),
        ('extends = "servise"', "“extends”: there is no score card “servise”; did you mean “service”?"),
        ('extends = "service"\ndrop = ["nothing"]', "“drop”: the extended card has no line “nothing”"),
        (a_card(QUERY, card='calls = "label:good"'), "“calls”: a score card cannot ask for “label:”"),
        (a_card(QUERY).replace('id = "line0"\n', ""), "line “number 1”: it needs an “id”"),
        (a_card(QUERY, QUERY).replace("line1", "line0"), "line “line0”: there are two lines with this id"),
        (
            a_card(f'{QUERY}\nneeds = "line1"', f'{QUERY}\nneeds = "line2"', f'{QUERY}\nneeds = "line0"'),
            "it goes round in a circle: “line0” needs “line1” needs “line2” needs “line0”",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_card_is_told(text: str, told: str) -> None:
    message = refused(text)
    assert message.startswith("score card team: ")
    assert told in message


VALUES = st.recursive(
    st.booleans() | st.integers(-9, 9) | st.floats() | st.text('abc[]"(:', max_size=5),
    lambda inner: st.lists(inner, max_size=2),
    max_leaves=4,
)
BLOCKS = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from("ab"), "title": st.just("T"), "rule": st.sampled_from([*NEEDED])},
        optional=dict.fromkeys(
            ("weight", "find", "moment", "first", "then", "needs", "good", "role"), VALUES
        ),
    ),
    max_size=3,
)


@given(
    st.fixed_dictionaries(
        {"title": st.just("T") | VALUES, "criteria": BLOCKS | VALUES},
        optional={"extends": VALUES, "drop": VALUES, "calls": VALUES, "id": VALUES},
    )
)
def test_a_card_of_any_content_is_read_or_refused(values: dict[str, object]) -> None:
    try:
        card = parse_card(tomlkit.dumps(values), name="team", known=KNOWN)
    except SettingsError as error:
        told = str(error)
    else:
        told = f"score card {card.title}"
    assert told.startswith("score card ")


def test_a_card_that_extends_another_changes_drops_and_adds_lines() -> None:
    base = load_card("service")
    first, second = base.lines[0].id, base.lines[1].id
    changed = f'[[criteria]]\nid = "{second}"\nweight = 3\n'
    text = "\n".join([f'extends = "service"\ndrop = ["{first}"]', a_card(QUERY), changed])
    card = parse_card(text, name="team", known=KNOWN)
    assert [line.id for line in card.lines] == [*(line.id for line in base.lines[1:]), "line0"]
    assert card.lines[0].written.weight == 3
    assert card.lines[0].written.rule == base.lines[1].written.rule
    assert (card.id, card.title) == ("team", "A card")


def test_a_changed_line_with_another_rule_starts_afresh() -> None:
    text = f'extends = "service"\n[[criteria]]\nid = "next_step"\ntitle = "N"\nweight = 3\n{QUERY}'
    [line] = [one for one in parse_card(text, name="team", known=KNOWN).lines if one.id == "next_step"]
    assert (line.written.rule, line.written.in_favour) == ("query", "")


def test_a_teams_cards_go_before_built_in_ones_and_may_extend_them(tmp_path: Path) -> None:
    (tmp_path / "service.toml").write_text('extends = "service"\ntitle = "Our own"\n', encoding="utf-8")
    (tmp_path / "strict.toml").write_text('extends = "service"\ntitle = "Strict"\n', encoding="utf-8")
    assert own_names(tmp_path) == ["service", "strict"]
    own = load_card("service", folder=tmp_path, known=KNOWN)
    assert own.title == "Our own"
    assert [line.id for line in own.lines] == [line.id for line in load_card("service").lines]
    assert load_card("strict", folder=tmp_path, known=KNOWN).id == "strict"


def test_cards_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    for one, other in (("a", "b"), ("b", "c"), ("c", "a")):
        (tmp_path / f"{one}.toml").write_text(f'extends = "{other}"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="circle: “a” extends “b” extends “c” extends “a”"):
        load_card("a", folder=tmp_path, known=KNOWN)


def test_a_card_whose_id_is_not_its_files_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('id = "b"\n' + a_card(QUERY), encoding="utf-8")
    with pytest.raises(SettingsError, match="its id is “b”; write “a”, as the file is called"):
        load_card("a", folder=tmp_path, known=KNOWN)


def test_a_draft_may_lie_anywhere(tmp_path: Path) -> None:
    draft = tmp_path / "draft.toml"
    draft.write_text(a_card(QUERY), encoding="utf-8")
    assert read_card(draft, known=KNOWN).id == "draft"
    with pytest.raises(SettingsError, match=r"nothing\.toml: cannot be read as a score card"):
        read_card(tmp_path / "nothing.toml", known=KNOWN)


def test_all_built_in_cards_can_be_read() -> None:
    for name in built_in_names():
        assert load_card(name).id == name


def test_an_alias_means_the_name() -> None:
    card = parse_card(a_card('rule = "exchanges"\nname = "zen lane"'), name="team", known=KNOWN)
    assert card.lines[0].written.name == "Zenlane"
    assert evidence().call_id
