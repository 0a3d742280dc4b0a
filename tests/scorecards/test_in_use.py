"""Which cards settings name, where a team's own are looked for, and how the settings are changed."""

from pathlib import Path

import pytest
import tomlkit

from coachkit.config import Settings, load_settings, parse_settings
from coachkit.errors import SettingsError
from coachkit.scorecards.in_use import all_cards, card_folder, cards_of
from coachkit.settings_file import change_settings, put_scoring
from tests.scorecards.talk_of_sale import a_card

QUERY = 'rule = "query"\nfind = "name:zenlane"'
SCORING = """# who we are
[company]
name = "Fernway"

[scoring]
card = "service" # the one that counts
good_from = 70

# competitors
[[competitors]]
name = "Zenlane"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "scorecards").mkdir()
    (tmp_path / "scorecards" / "ours.toml").write_text(a_card(QUERY), encoding="utf-8")
    (tmp_path / "coachkit.toml").write_text(SCORING, encoding="utf-8")
    return tmp_path / "coachkit.toml"


def test_own_cards_are_looked_for_beside_the_settings_wherever_one_is(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    settings = load_settings(Path("..") / path.name)
    assert card_folder(settings) == (tmp_path / "scorecards").resolve()
    assert [card.id for card in all_cards(settings)[0]] == ["ours", "sales", "service"]


def test_settings_in_no_file_have_built_in_cards_alone() -> None:
    assert card_folder(Settings()) is None
    assert [card.id for card in all_cards(Settings())[0]] == ["sales", "service"]


def test_another_folder_may_be_named(path: Path, tmp_path: Path) -> None:
    (tmp_path / "scorecards").rename(tmp_path / "cards")
    path.write_text(SCORING.replace("good_from", 'folder = "cards"\ngood_from'), encoding="utf-8")
    assert "ours" in [card.id for card in all_cards(load_settings(path))[0]]


def test_the_main_card_comes_first(path: Path) -> None:
    path.write_text(
        SCORING.replace('card = "service"', 'card = "ours"\nmore_cards = ["sales"]'), encoding="utf-8"
    )
    assert [card.id for card in cards_of(load_settings(path))] == ["ours", "sales"]


def test_a_name_of_a_card_is_one_of_the_settings(path: Path) -> None:
    path.write_text(SCORING.replace("Zenlane", "Zendesk"), encoding="utf-8")
    cards, [problem] = all_cards(load_settings(path))
    assert [card.id for card in cards] == ["sales", "service"]
    assert (
        "ours.toml: line “line0”: “find”: there is no competitor or feature with the name “zenlane”"
        in problem
    )


@pytest.mark.parametrize("cards", ['more_cards = ["service"]', 'more_cards = ["a", "a"]', 'card = " "'])
def test_a_card_is_named_once(cards: str) -> None:
    with pytest.raises(SettingsError, match="name each score card once in card and more_cards"):
        parse_settings(f"[scoring]\n{cards}")


def test_another_main_card_is_written_where_the_old_one_stood(path: Path) -> None:
    after = change_settings(
        path, lambda document: put_scoring(document, {"card": "ours", "more_cards": ()}), section="scoring"
    )
    assert after.scoring.card == "ours"
    assert card_folder(after) == (path.parent / "scorecards").resolve()
    assert path.read_text(encoding="utf-8") == SCORING.replace('"service"', '"ours"')


def test_cards_that_are_shown_beside_it_come_and_go() -> None:
    document = tomlkit.parse(SCORING)
    put_scoring(document, {"more_cards": ("sales",)})
    assert 'more_cards = ["sales"]' in tomlkit.dumps(document)
    put_scoring(document, {"more_cards": ()})
    assert tomlkit.dumps(document) == SCORING


def test_settings_without_a_section_for_scores_get_one() -> None:
    document = tomlkit.parse('[company]\nname = "Fernway"\n')
    put_scoring(document, {"card": "sales", "more_cards": ()})
    assert parse_settings(tomlkit.dumps(document)).scoring.card == "sales"
