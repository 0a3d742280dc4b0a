import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from playwright.sync_api import Browser, expect

from coachkit.models import Mention, RejectedSuggestion, TrackerVerdict
from coachkit.store.library import Library
from coachkit.web.app import make_app
from tests.web.axe import serious_findings
from tests.web.conftest import HOME, Served
from tests.web.forms import notice, send, undo, use_mine
from tests.web.listed_names import TOML, build_listed, listed_app

UNKNOWN, DECIDE = "/names/unknown", "/names/unknown/decide"
SPELLINGS, TAKE = "/names/spellings", "/names/spellings/decide"
PHRASE = "/names/phrase/moving%20away"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("listed")
    build_listed(folder)
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "place"))


@pytest.fixture
def listed(place: Path) -> Iterator[TestClient]:
    pool, acts = listed_app(place)
    with TestClient(make_app(pool, acts=acts), base_url=HOME) as client:
        yield client


def toml(place: Path) -> str:
    return (place / "calls" / "coachkit.toml").read_text(encoding="utf-8")


def aliases(place: Path, section: str, name: str) -> list[str] | None:
    """Return the other spellings of a name in the settings; None where it is not listed."""
    for one in tomllib.loads(toml(place))[section]:
        if one["name"] == name:
            return list(one.get("aliases", []))
    return None


def found(place: Path, kind: str, name: str) -> list[str]:
    with Library.open(place / "coachkit.db") as library:
        return [one.text for one in library.rows(Mention) if (one.kind, one.name) == (kind, name)]


def decide(client: TestClient, take: str) -> Response:
    return send(client, UNKNOWN, DECIDE, name="Larkfield", take=take)


@pytest.mark.parametrize("kind", ["competitor", "feature"])
def test_an_unknown_name_is_taken_up_and_found_in_old_calls(
    listed: TestClient, place: Path, kind: str
) -> None:
    told = decide(listed, kind)
    assert f"“Larkfield” is a {kind} now. 2 calls gained 2 places where it is named." in notice(told)
    assert found(place, kind, "Larkfield") == ["Larkfield", "Larkfield"]
    assert "# the cheap one" in toml(place)
    assert "No unknown name is said" in listed.get(UNKNOWN).text


def test_taking_a_name_up_is_undone_to_the_letter_and_can_be_done_again(
    listed: TestClient, place: Path
) -> None:
    undone = undo(listed, decide(listed, "competitor"))
    assert "“Larkfield” is not listed any more, as before." in notice(undone)
    assert "2 calls lost 2 places" in notice(undone)
    assert toml(place) == TOML
    assert found(place, "competitor", "Larkfield") == []
    undo(listed, undone)
    assert aliases(place, "competitors", "Larkfield") == []


def test_undoing_leaves_what_others_wrote_elsewhere_in_the_settings(listed: TestClient, place: Path) -> None:
    told = decide(listed, "competitor")
    (place / "calls" / "coachkit.toml").write_text(toml(place) + '\n[searches]\nmine = "export"\n')
    undo(listed, told)
    assert aliases(place, "competitors", "Larkfield") is None
    assert 'mine = "export"' in toml(place)


def test_a_name_that_somebody_changed_since_is_not_undone(listed: TestClient, place: Path) -> None:
    told = decide(listed, "competitor")
    send(
        listed,
        "/names/competitor/Larkfield",
        "/names/spellings/of",
        kind="competitor",
        name="Larkfield",
        spellings="Lark Field",
    )
    refused = undo(listed, told)
    assert refused.status_code == 400
    assert "was changed in coachkit.toml after that" in refused.text
    assert aliases(place, "competitors", "Larkfield") == ["Lark Field"]


def test_a_word_that_is_no_name_does_not_come_back_until_that_is_undone(
    listed: TestClient, place: Path
) -> None:
    told = decide(listed, "none")
    assert "“Larkfield” is not a name: it will not come up again." in notice(told)
    assert "<mark>Larkfield</mark>" not in listed.get(UNKNOWN).text
    with Library.open(place / "coachkit.db") as library:
        assert [one.spelling for one in library.rows(RejectedSuggestion)] == ["larkfield"]
    undo(listed, told)
    assert "<mark>Larkfield</mark>" in listed.get(UNKNOWN).text


def test_a_name_that_is_not_said_any_more_is_told(listed: TestClient) -> None:
    gone = send(listed, UNKNOWN, DECIDE, name="Nobody", take="none")
    assert gone.status_code == 404
    assert "“Nobody” is not among the unknown names any more" in gone.text


def add(client: TestClient, name: str, kind: str = "competitor", spellings: str = "") -> Response:
    return send(client, "/names", "/names/add", name=name, kind=kind, spellings=spellings)


def test_a_name_is_added_with_its_spellings(listed: TestClient, place: Path) -> None:
    told = add(listed, " Lark  Field ", spellings="Larkfield, lark,\nlark")
    assert "“Lark Field” is a competitor now. 2 calls gained" in notice(told)
    assert aliases(place, "competitors", "Lark Field") == ["Larkfield", "lark"]


def test_a_listed_name_gains_the_spellings_it_lacks(listed: TestClient, place: Path) -> None:
    told = add(listed, "export", "feature", "exbort")
    assert "“export” was listed already; it has 1 spelling more: exbort now." in notice(told)
    assert aliases(place, "features", "export") == ["exbort"]
    assert "listed as a feature already" in notice(add(listed, "export", "feature", "exbort"))


def test_names_that_cannot_be_listed_are_refused_and_kept_in_the_form(
    listed: TestClient, place: Path
) -> None:
    for name, said in (
        ("a", "two letters or more"),
        ("the", "would be found nearly everywhere"),
        ("...", "has no letters or figures"),
        ("export", "“export” is listed as a feature already"),
        ("Fernway", "a name of your own company"),
        ("x" * 150, "more than 100 characters"),
    ):
        refused = add(listed, name)
        assert refused.status_code == 400
        assert said in refused.text
        assert f'value="{name}"' in refused.text or f">{name}</textarea>" in refused.text
        assert "competitors[" not in refused.text
    assert toml(place) == TOML


def test_a_name_is_taken_out_and_put_back_as_it_was(listed: TestClient, place: Path) -> None:
    page = "/names/competitor/Zenlane"
    told = send(listed, page, "/names/drop")
    assert told.url.path == "/names"
    assert "“Zenlane” is not looked for any more. 1 call lost 1 place" in notice(told)
    assert aliases(place, "competitors", "Zenlane") is None
    undo(listed, told)
    assert toml(place) == TOML
    assert found(place, "competitor", "Zenlane") == ["Zenlane"]


def test_of_two_leads_who_change_spellings_the_second_is_shown_both(listed: TestClient, place: Path) -> None:
    page, form = "/names/competitor/Zenlane", "/names/spellings/of"
    old = re.search(r'name="version" value="(\w+)"', listed.get(page).text)
    assert old
    send(listed, page, form, spellings="Zen Lane")
    second = send(listed, page, form, spellings="Zenlain", version=old[1])
    assert second.status_code == 409
    assert "Zen Lane" in second.text
    assert "Zenlain" in second.text
    assert aliases(place, "competitors", "Zenlane") == ["Zen Lane"]
    use_mine(listed, second)
    assert aliases(place, "competitors", "Zenlane") == ["Zenlain"]


def test_a_spelling_is_shown_with_its_lines_and_what_it_probably_means(listed: TestClient) -> None:
    [one] = listed.get("/api/names/spellings").json()["spellings"]
    assert (one["spelling"], one["meant"], one["calls"]) == ("exbort", "export", 2)
    page = listed.get(SPELLINGS).text
    assert "my <mark>exbort</mark> is gone since we left" in page
    assert "the <mark>exbort</mark> and" in page


def test_a_spelling_that_is_none_does_not_come_back_until_that_is_undone(listed: TestClient) -> None:
    told = send(listed, SPELLINGS, TAKE, take="no")
    assert "“exbort” does not stand for “export”" in notice(told)
    assert "<mark>exbort</mark>" not in listed.get(SPELLINGS).text
    undo(listed, told)
    assert "<mark>exbort</mark>" in listed.get(SPELLINGS).text


def test_a_spelling_of_a_name_that_is_gone_is_told(listed: TestClient) -> None:
    gone = send(listed, SPELLINGS, TAKE, take="yes", meant="import")
    assert gone.status_code == 404
    assert "“import” is not listed as a feature any more" in gone.text


def verdicts(place: Path) -> list[bool]:
    with Library.open(place / "coachkit.db") as library:
        return [one.accepted for one in library.rows(TrackerVerdict)]


def test_a_wrong_place_of_a_phrase_counts_no_more_until_that_is_undone(
    listed: TestClient, place: Path
) -> None:
    assert "<mark>we left</mark>" in listed.get(PHRASE).text
    told = send(listed, PHRASE, "/names/judge", is_right="no")
    assert "“we left” does not count any more." in notice(told)
    assert "<mark>we left</mark>" not in told.text
    assert verdicts(place) == [False]
    undo(listed, told)
    assert "<mark>we left</mark>" in listed.get(PHRASE).text
    assert verdicts(place) == []


def test_undoing_a_word_on_a_place_brings_back_the_one_before(listed: TestClient, place: Path) -> None:
    send(listed, PHRASE, "/names/judge", is_right="yes")
    assert "You said it is right." in listed.get(PHRASE).text
    undo(listed, send(listed, PHRASE, "/names/judge", is_right="no"))
    assert verdicts(place) == [True]


def test_a_word_that_somebody_else_went_over_is_not_undone(listed: TestClient, place: Path) -> None:
    first = send(listed, PHRASE, "/names/judge", is_right="yes")
    send(listed, PHRASE, "/names/judge", is_right="no")
    refused = undo(listed, first)
    assert "somebody has judged this place again since" in refused.text
    assert verdicts(place) == [False]


def test_a_place_where_nothing_is_found_is_told(listed: TestClient) -> None:
    gone = send(listed, PHRASE, "/names/judge", is_right="no", at="2.5")
    assert gone.status_code == 404
    assert "is not found at 0:02 of this call any more" in gone.text


def test_without_settings_the_page_says_what_to_do(client: TestClient) -> None:
    page = client.get("/names").text
    assert "Nothing can be added here: this library was built without a coachkit.toml" in page
    assert 'action="/names/add"' not in page
    assert "coachkit init FOLDER" in client.get(SPELLINGS).text


def test_a_spelling_is_accepted_in_a_browser_and_old_calls_gain_it(chromium: Browser, place: Path) -> None:
    pool, acts = listed_app(place)
    with Served(place / "coachkit.db", make_app(pool, acts=acts)) as served:
        page = chromium.new_page(base_url=served.address, viewport={"width": 390, "height": 800})
        page.goto(SPELLINGS)
        assert serious_findings(page) == []
        page.get_by_role("button", name="Yes, exbort is export").press("Enter")
        expect(page.locator("#notice")).to_contain_text("“exbort” counts as “export” now.")
        expect(page.locator("#notice")).to_contain_text("2 calls gained 2 places")
        expect(page.get_by_role("heading", name="exbort")).to_have_count(0)
        page.goto("/names/feature/export")
        expect(page.locator("mark")).to_have_text(["exbort", "exbort"])
        page.goto(SPELLINGS)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.close()
    assert aliases(place, "features", "export") == ["exbort"]


def test_a_name_is_added_and_undone_in_a_browser(chromium: Browser, place: Path) -> None:
    pool, acts = listed_app(place)
    with Served(place / "coachkit.db", make_app(pool, acts=acts)) as served:
        page = chromium.new_page(base_url=served.address)
        page.goto("/names")
        page.get_by_text("Add a competitor or a feature").click()
        page.get_by_label("Name", exact=True).fill("Larkfield")
        assert serious_findings(page) == []
        page.get_by_role("button", name="Add, and look").click()
        expect(page.locator("#notice")).to_contain_text("“Larkfield” is a competitor now.")
        expect(page.get_by_role("link", name="Larkfield")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#notice")).to_contain_text("not listed any more, as before")
        expect(page.get_by_role("link", name="Larkfield")).to_have_count(0)
        page.close()
    assert toml(place) == TOML
