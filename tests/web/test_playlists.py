import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from coachkit.store.library import Library
from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from tests.web.conftest import HOME
from tests.web.lists_to_hear import DIFFERENCE, EMPTY, MONDAY, PAIRS, build_lists


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lists")
    return build_lists(folder / "lists.db", folder)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    Library.open(tmp_path / "empty.db", create=True).close()
    with TestClient(make_app(LibraryPool(tmp_path / "empty.db")), base_url=HOME) as client:
        yield client


def test_lists_stand_under_what_they_are_about_with_good_beside_bad(client: TestClient) -> None:
    page = client.get("/playlists")
    assert page.status_code == 200
    competitors = page.text[page.text.index("Competitors</h2>") : page.text.index("Features</h2>")]
    row = competitors[competitors.index("Zenlane</th>") :]
    assert row.index("competitor-zenlane-good") < row.index("competitor-zenlane-bad") < row.index(PAIRS)


def test_a_title_is_shown_as_it_was_written(client: TestClient) -> None:
    assert "For &lt;i&gt;Monday&lt;/i&gt;" in client.get("/playlists").text


def test_the_data_says_how_many_clips_each_list_has_and_when_it_changed(client: TestClient) -> None:
    groups = client.get("/api/playlists").json()["groups"]
    [monday] = next(group for group in groups if group["kind"] == "made")["subjects"][0]["lists"]
    assert (monday["clips"], monday["seconds"]) == (3, pytest.approx(43.5))
    assert monday["changed_at"].startswith("2026-11-19")
    assert (monday["asked"], monday["heard"]) == (1, 0)


def test_who_has_to_hear_what_is_told_first(client: TestClient) -> None:
    page = client.get("/playlists").text
    assert page.index("Still to be heard") < page.index("Lists of your own")
    assert "1 of 3" in page


def test_the_filter_takes_every_word(client: TestClient) -> None:
    found = client.get("/api/playlists", params={"q": "zenlane competitors"}).json()
    assert found["found"] == 3
    page = client.get("/playlists", params={"q": "nowhere"})
    assert "No list is about “nowhere”" in page.text


def test_without_lists_the_page_says_how_they_come(empty: TestClient) -> None:
    page = empty.get("/playlists")
    assert page.status_code == 200
    assert "coachkit build FOLDER" in page.text


def test_a_list_shows_why_each_clip_is_there_and_what_is_said_around_it(client: TestClient) -> None:
    page = client.get(f"/playlists/{MONDAY}").text
    assert "1. The agent asks what matters." in page
    assert "What matters most in the move" in page
    before = client.get(f"/api/playlists/{MONDAY}").json()["groups"][0]["clips"][0]["turns"][0]
    assert before["is_outside"]
    assert before["lines"][0]["text"] == "Thank you for calling Larkfield, this is Jana."


def test_what_was_said_can_never_run(client: TestClient) -> None:
    page = client.get(f"/playlists/{MONDAY}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b&gt;every&lt;/b&gt;" in page


def test_a_clip_without_its_recording_is_there_to_be_read(client: TestClient) -> None:
    clip = client.get(f"/api/playlists/{MONDAY}").json()["groups"][1]["clips"][0]
    assert not clip["can_play"]
    assert "no longer where it was" in clip["sound_note"]
    assert "Dashboards are lovely" in client.get(f"/playlists/{MONDAY}").text


def test_notes_comments_and_what_left_are_told(client: TestClient) -> None:
    page = client.get(f"/playlists/{MONDAY}").text
    assert "Hear this twice." in page
    assert "This is how I do it now." in page
    assert "1 clip left the list" in page
    assert "left since 19 Nov 2026" in page


def test_a_lead_sees_names_and_peers_do_not(client: TestClient) -> None:
    assert "Tom Berg waves" in client.get(f"/playlists/{MONDAY}").text
    peers = client.get(f"/playlists/{MONDAY}", params={"for": "peers"}).text
    assert "Tom" not in peers
    assert "The agent waves the complaint away." in peers
    assert "/calls/2ee7c0de" not in peers
    assert "Jana Kovac" in peers


def test_a_pair_stands_side_by_side_with_what_differs(client: TestClient) -> None:
    [pair] = client.get(f"/api/playlists/{PAIRS}").json()["groups"]
    assert (pair["pair"], pair["difference"]) == (1, DIFFERENCE)
    assert [clip["verdict"] for clip in pair["clips"]] == ["bad", "good"]
    assert DIFFERENCE in client.get(f"/playlists/{PAIRS}").text


def test_an_empty_list_says_why(client: TestClient) -> None:
    page = client.get(f"/playlists/{EMPTY}")
    assert page.status_code == 200
    assert "Nobody praised it." in page.text


def test_a_list_that_is_not_there_is_told(client: TestClient) -> None:
    page = client.get("/playlists/nothing-like-it")
    assert page.status_code == 404
    assert client.get(f"/playlists/{MONDAY}", params={"clip": "first"}).status_code == 400


def test_the_clip_that_is_asked_for_is_on_the_page_and_shown(client: TestClient) -> None:
    found = client.get(f"/api/playlists/{MONDAY}", params={"clip": 99}).json()
    assert found["shown"] == 3


@pytest.mark.parametrize("form", ["m3u8", "xspf", "edl", "json", "csv", "md"])
def test_a_list_comes_as_a_file_without_a_path_of_this_machine(
    client: TestClient, form: str, db: Path
) -> None:
    sent = client.get(f"/playlists/{MONDAY}/export", params={"format": form})
    assert sent.status_code == 200
    assert sent.headers["content-disposition"] == f'attachment; filename="{MONDAY}.{form}"'
    assert str(db.parent) not in sent.text
    assert "Tom Berg" not in sent.text


def test_players_get_the_address_of_the_sound(client: TestClient) -> None:
    sent = client.get(f"/playlists/{MONDAY}/export", params={"format": "m3u8"}).text
    assert "#EXTVLCOPT:start-time=4.500" in sent
    assert f"{HOME}/audio/1f00ba5e" in sent


def test_a_lead_gets_names_when_asked_for(client: TestClient) -> None:
    sent = client.get(f"/playlists/{MONDAY}/export", params={"format": "csv", "for": "lead"})
    rows = list(csv.DictReader(io.StringIO(sent.text.lstrip("\ufeff"))))
    assert [row["agent"] for row in rows] == ["Jana Kovac", "Jana Kovac", "Tom Berg"]
    assert [row["path"] for row in rows] == ["1f00ba5e.wav", "3abad1de.wav", "2ee7c0de.wav"]


def test_the_data_can_be_read_back(client: TestClient) -> None:
    sent = client.get(f"/playlists/{MONDAY}/export", params={"format": "json"})
    assert json.loads(sent.text)["playlists"][0]["id"] == MONDAY


@pytest.mark.parametrize(("form", "inside"), [("zip", "list.md"), ("rss", f"{MONDAY}.xml")])
def test_clips_come_cut_in_an_archive(client: TestClient, form: str, inside: str) -> None:
    sent = client.get(f"/playlists/{MONDAY}/export", params={"format": form})
    assert sent.status_code == 200
    with zipfile.ZipFile(io.BytesIO(sent.content)) as archive:
        names = archive.namelist()
        assert inside in names
        assert sum(name.endswith(".mp3") for name in names) >= 1


def test_one_page_to_send_on_is_a_download_that_holds_the_sound(client: TestClient) -> None:
    sent = client.get(f"/playlists/{MONDAY}/export", params={"format": "html"})
    assert sent.headers["content-disposition"].startswith("attachment")
    assert "For &lt;i&gt;Monday" in sent.text


def test_whole_recordings_are_not_for_peers(client: TestClient) -> None:
    sent = client.get(f"/playlists/{MONDAY}/export", params={"format": "edl", "for": "peers"})
    assert sent.status_code == 400
    assert "export zip or html" in sent.text


def test_an_unknown_format_is_told(client: TestClient) -> None:
    assert client.get(f"/playlists/{MONDAY}/export", params={"format": "exe"}).status_code == 400
