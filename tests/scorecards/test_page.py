"""The page about score cards: its cards are applied, its keys are all there are, its message is so."""

import re
from pathlib import Path

import pytest

from coachkit.config import parse_settings
from coachkit.errors import SettingsError
from coachkit.scorecards import built_in_names, parse_card
from coachkit.scorecards.card import ASKED
from coachkit.scorecards.written import ALWAYS, NEEDED, TAKEN
from coachkit.stages.score import score_call
from tests.scorecards.talk_of_sale import KNOWN, evidence

PAGE = (Path(__file__).parents[2] / "docs" / "scorecards.md").read_text(encoding="utf-8")
RENEWALS, EXTENDED, SETTINGS = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


def test_the_card_of_the_page_scores_a_call_as_the_page_says() -> None:
    score, points = score_call(parse_card(RENEWALS, name="renewals", known=KNOWN), evidence())
    verdicts = {point.criterion: point.verdict for point in points}
    assert verdicts == {
        "needs": "met",
        "next_step": "met",
        "no_guarantee": "met",
        "holds": "met",
        "tone": "not applicable",
    }
    assert (score.value, score.max_points) == (100.0, 70.0)


def test_the_card_that_extends_another_has_its_lines_but_one() -> None:
    lines = {line.id: line.written for line in parse_card(EXTENDED, name="ours", known=KNOWN).lines}
    assert "talk_ratio" not in lines
    assert (lines["next_step"].weight, lines["verified"].applies) == (20, "kind:support")


def test_the_settings_of_the_page_are_read() -> None:
    scoring = parse_settings(SETTINGS).scoring
    assert (scoring.card, scoring.more_cards, scoring.folder) == ("renewals", ("sales",), "scorecards")


@pytest.mark.parametrize("key", sorted({*ALWAYS, *sum((*NEEDED.values(), *TAKEN.values()), ())}))
def test_every_key_is_on_the_page(key: str) -> None:
    assert re.search(rf"`{key}\b", PAGE)


@pytest.mark.parametrize("name", [*NEEDED, *ASKED, *built_in_names()])
def test_every_rule_field_and_built_in_card_is_on_the_page(name: str) -> None:
    assert f"`{name}`" in PAGE or f"`{name}:`" in PAGE


def test_the_message_of_the_page_is_what_is_said() -> None:
    [shown] = re.findall(r"```text\nError: (.*?)\n```", PAGE, re.DOTALL)
    with pytest.raises(SettingsError) as caught:
        parse_card(RENEWALS.replace("moment:next_step", "moment:nextstep"), name="renewals", known=KNOWN)
    assert str(caught.value).removeprefix("score card renewals") == shown.removeprefix(
        "scorecards/renewals.toml"
    )
