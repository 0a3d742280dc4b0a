from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from coachkit.models import Agent, Customer, Moment, StageName, StageRun, Tier, TrackerHit
from coachkit.store.library import Library
from coachkit.store.people import save_people
from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from tests.export.example import BAD, GOOD, LINES, LOST, build_example
from tests.web.axe import serious_findings
from tests.web.conftest import HOME

SILENT = "<i>Silent & Co/KG</i>"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example library, in which one customer may leave and another was promised something."""
    folder = tmp_path_factory.mktemp("customers")
    path = build_example(folder / "example.db", folder)
    with Library.open(path) as library:
        customers = [Customer(name="Acme Ltd", aliases=("Acme", "ACM")), Customer(name=SILENT)]
        save_people(library, agents=[Agent(name="Jana Kovac"), Agent(name="Tom Berg")], customers=customers)
        hits = [
            _hit(0, "churn risk", "churn", "go to Zenlane", None),
            _hit(1, "satisfied", "relationship", "maybe", "appreciate"),
        ]
        _write(library, BAD, "track", "tracker_hits", hits)
        _write(library, GOOD, "moments", "moments", [_promise("I will send you the plan.")])
    return path


@pytest.fixture(scope="module")
def client(db: Path) -> Iterator[TestClient]:
    with TestClient(make_app(LibraryPool(db)), base_url=HOME) as client:
        yield client


def _write(library: Library, call_id: str, stage: StageName, table: str, rows: Sequence[object]) -> None:
    run = StageRun(
        call_id=call_id, stage=stage, fingerprint="f", output="o", finished_at="2026-11-20T10:00", seconds=0.1
    )
    library.replace_stage(run, [table], {table: rows})


def _hit(n: int, tracker: str, pack: str, text: str, tier: Tier | None) -> TrackerHit:
    line = LINES[BAD][3][3]
    start = line.index(text)
    return TrackerHit(
        call_id=BAD,
        n=n,
        tracker=tracker,
        pack=pack,
        tier=tier,
        text=text,
        segment=3,
        start_char=start,
        end_char=start + len(text),
        start=14.5,
        end=19.0,
        role="customer",
        method="phrase",
        confidence=1.0,
    )


def _promise(quote: str) -> Moment:
    return Moment(
        call_id=GOOD,
        n=0,
        kind="promise",
        name=None,
        role="agent",
        segment=2,
        start=10.5,
        end=19.0,
        quote=quote,
        strength=0.9,
        method="words",
        detail="",
    )


def names(client: TestClient, **asked: str) -> list[str]:
    return [one["name"] for one in client.get("/api/customers", params=asked).json()["customers"]]


def test_customers_are_listed_with_how_their_calls_went(client: TestClient) -> None:
    page = client.get("/customers")
    assert page.status_code == 200
    assert 'href="/customers/Acme%20Ltd"' in page.text
    acme, phone, silent = client.get("/api/customers").json()["customers"]
    assert (acme["calls"], acme["good"], acme["bad"]) == (2, 2, 0)
    assert (phone["name"], phone["bad"], phone["leaving_calls"]) == ("+4912345", 1, 1)
    assert (silent["calls"], silent["last_call"]) == (0, None)


def test_who_is_named_is_told_beside_a_customer(client: TestClient) -> None:
    assert client.get("/api/customers").json()["competitors"] == {
        "+4912345": ["Zenlane"],
        "Acme Ltd": ["Zenlane"],
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"sort": "name"}, ["+4912345", SILENT, "Acme Ltd"]),
        ({"sort": "-leaving"}, ["+4912345", "Acme Ltd", SILENT]),
        ({"sort": "-last"}, ["Acme Ltd", "+4912345", SILENT]),
        ({"q": "acm"}, ["Acme Ltd"]),
        ({"q": "co silent"}, [SILENT]),
        ({"q": "nobody"}, []),
        ({"page": "9"}, ["Acme Ltd", "+4912345", SILENT]),
    ],
)
def test_customers_are_sorted_and_found_by_any_name(
    client: TestClient, asked: dict[str, str], found: list[str]
) -> None:
    assert names(client, **asked) == found


def test_an_unknown_order_is_told(client: TestClient) -> None:
    assert client.get("/customers", params={"sort": "size"}).status_code == 404


def test_the_page_of_a_customer_tells_who_may_leave_in_their_words(client: TestClient) -> None:
    page = client.get("/customers/+4912345").text
    assert "It sounds as if they may leave" in page
    assert 'href="/names/phrase/churn%20risk"' in page
    assert "<mark>go to Zenlane</mark> [red]after all" in page
    assert f'data-call="{BAD}" data-start="14.50"' in page


def test_the_page_of_a_customer_tells_what_was_promised_and_their_calls(client: TestClient) -> None:
    found = client.get("/api/customers/Acme Ltd").json()
    assert [one["text"] for one in found["promised"]] == ["I will send you the plan."]
    assert [one["id"] for one in found["calls"]] == [LOST, GOOD]
    assert found["about"] == [["Dashboards", 1]]
    assert [(one["title"], one["calls"]) for one in found["named"]] == [("Zenlane", 1)]
    assert "also called Acme, ACM" in client.get("/customers/Acme Ltd").text


def test_signs_of_a_relationship_are_told_with_the_next_step(client: TestClient) -> None:
    like, more, _ = client.get("/api/customers/+4912345").json()["tiers"]
    assert [(sign["title"], sign["calls"]) for sign in like["signs"]] == [("satisfied", 1)]
    assert more["signs"] == []
    page = client.get("/customers/+4912345").text
    assert "No sign yet that they make more of it or they count on you." in page
    assert "Next step" in page


def test_a_page_of_calls_past_the_last_is_the_last(client: TestClient) -> None:
    found = client.get("/api/customers/Acme Ltd", params={"page": "9"}).json()
    assert ([one["id"] for one in found["calls"]], found["number"], found["pages"]) == ([LOST, GOOD], 1, 1)


@pytest.mark.parametrize("name", ["acm", "ACME LTD", "Acme%20L"])
def test_a_customer_goes_by_any_name(client: TestClient, name: str) -> None:
    assert "<h1>Acme Ltd</h1>" in client.get(f"/customers/{name}").text


def test_a_name_is_shown_as_text_wherever_it_stands(client: TestClient) -> None:
    page = client.get(f"/customers/{quote(SILENT)}")
    assert page.status_code == 200
    assert "no call in the library" in page.text
    assert "<i>Silent" not in page.text + client.get("/customers").text
    assert "<b>every</b>" not in client.get("/customers/+4912345").text


def test_an_unknown_customer_is_told_with_who_comes_near(client: TestClient) -> None:
    page = client.get("/customers/Acne Ltd")
    assert page.status_code == 404
    assert "Acme Ltd" in page.text


def test_an_empty_library_says_where_customers_come_from(tmp_path: Path) -> None:
    Library.open(tmp_path / "empty.db", create=True).close()
    with TestClient(make_app(LibraryPool(tmp_path / "empty.db")), base_url=HOME) as client:
        assert "No customer is known yet" in client.get("/customers").text


def test_a_customer_is_found_while_typing_and_opened_with_the_keyboard(page: Page) -> None:
    page.goto("/customers")
    page.get_by_label("Name").fill("acm")
    expect(page.get_by_role("status").filter(has_text="1 customer of 3")).to_be_visible()
    page.get_by_role("link", name="Acme Ltd").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Acme Ltd")).to_be_visible()


def test_a_column_is_sorted_with_the_keyboard_and_keeps_the_focus(page: Page) -> None:
    page.goto("/customers?q=%20")
    column = page.get_by_role("columnheader", name="May leave")
    column.get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(column).to_have_attribute("aria-sort", "descending")
    expect(column.get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(column).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("tbody tr").first).to_contain_text("Acme Ltd")


@pytest.mark.parametrize("address", ["/customers", "/customers/+4912345"])
def test_pages_of_customers_fit_a_phone_and_axe_finds_nothing_serious(page: Page, address: str) -> None:
    page.goto(address)
    assert serious_findings(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
