"""What an agent hears of a list: also clips of others' calls, and nothing else of these."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from coachkit.backends.audio import decode_channels
from coachkit.backends.protocols import SAMPLE_RATE
from coachkit.following.assigning import Request, Stamp, assign_list
from coachkit.store.library import Library
from coachkit.store.reading.following import list_named
from coachkit.web.app import make_app
from coachkit.web.door import Door
from coachkit.web.library_pool import LibraryPool
from coachkit.web.person import Person
from tests.export.example import BAD, GOOD
from tests.sounds import tones, write_sound
from tests.web.accounts import log_in, reception_of, save_users
from tests.web.axe import serious_findings
from tests.web.conftest import HOME, Served
from tests.web.forms import notice, send, undo
from tests.web.lists_to_hear import PAIRS, build_lists

LIST = f"/mine/{PAIRS}"
FIRST = 400
"""Hertz in the first second of every recording; 40 more in each that follows."""
RATE = 16_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lists, with another tone in every second; Jana is asked to hear a clip of hers and one of Tom's."""
    folder = tmp_path_factory.mktemp("made")
    path = build_lists(folder / "lists.db", folder)
    sound = np.concatenate([tones([float(FIRST + 40 * n)], seconds=1, rate=RATE) for n in range(30)], axis=1)
    for call in (GOOD, BAD):
        file = write_sound(folder / f"{call}.wav", sound, codec="pcm_s16le", rate=RATE)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(
                "update recordings set size = ? where path = ?", (file.stat().st_size, str(file))
            )
    with Library.open(path) as library:
        stamp = Stamp(author="Petra", at="2026-11-20T10:00:00+00:00", day=date(2026, 11, 20))
        request = Request(due=date(2099, 1, 2), note="Who asks first?")
        assign_list(library, list_named(library, PAIRS), ["Jana Kovac"], request, stamp=stamp)
    return path


@pytest.fixture
def db(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACHKIT_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copy(made, tmp_path / "lists.db"))


@pytest.fixture(scope="module")
def readers(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, TestClient]]:
    """Jana and Tom, who only read."""
    folder = tmp_path_factory.mktemp("read")
    db = Path(shutil.copy(made, folder / "lists.db"))
    save_users(db)
    app = make_app(LibraryPool(db), reception=reception_of(db))
    with pytest.MonkeyPatch.context() as patch, TestClient(app, base_url=HOME) as jana:
        patch.setenv("COACHKIT_CACHE", str(folder / "cache"))
        tom = TestClient(app, base_url=HOME)
        log_in(jana, "jana")
        log_in(tom, "tom")
        yield {"jana": jana, "tom": tom}


@pytest.fixture
def jana(readers: dict[str, TestClient]) -> TestClient:
    return readers["jana"]


@pytest.fixture
def tom(readers: dict[str, TestClient]) -> TestClient:
    return readers["tom"]


def clips(client: TestClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/api{LIST}").json()["clips"]
    return found


def sound_of(client: TestClient, place: int) -> str:
    return f"/audio/clips/{PAIRS}/{clips(client)[place - 1]['key']}"


def hertz(sound: np.ndarray, at: float) -> float:
    middle, half = round(at * SAMPLE_RATE), SAMPLE_RATE // 8
    piece = sound[middle - half : middle + half]
    spectrum = np.abs(np.fft.rfft(piece * np.hanning(len(piece)), 8 * len(piece)))
    return float(spectrum.argmax() * SAMPLE_RATE / (8 * len(piece)))


def test_what_waits_is_shown_with_its_day_and_what_is_next(jana: TestClient) -> None:
    page = jana.get("/mine").text
    assert "until 2 Jan 2099" in page
    assert "Petra: Who asks first?" in page
    assert "Begin" in page
    assert "Go on with clip 2" in page  # of the other list, of which one is heard


def test_a_clip_of_anothers_call_sounds_for_exactly_its_seconds(jana: TestClient, tmp_path: Path) -> None:
    sent = jana.get(sound_of(jana, 1))
    assert sent.headers["content-type"] == "audio/mpeg"
    (tmp_path / "clip.mp3").write_bytes(sent.content)
    sound = decode_channels(tmp_path / "clip.mp3")[0]
    assert len(sound) / SAMPLE_RATE == pytest.approx(15.5, abs=0.1)  # 3.5 to 19 s of the call
    for second in (0.5, 1.0, 7.0, 14.0, 15.2):
        wanted = FIRST + 40 * int(3.5 + second)
        assert hertz(sound, second) == pytest.approx(wanted, abs=45), second
    assert hertz(sound, 1.0) == pytest.approx(FIRST + 160, abs=5)
    assert hertz(sound, 15.0) == pytest.approx(FIRST + 720, abs=5)


def test_of_anothers_call_nothing_but_words_is_told(jana: TestClient) -> None:
    theirs, own = clips(jana)
    assert theirs["call"] is None
    assert theirs["agents"] == ["the agent"]
    assert own["call"] == {
        "id": GOOD, "start": 4.5, "customer": "Acme Ltd", "started_at": "2026-11-16T09:15:00"
    }  # fmt: skip
    for text in (jana.get(LIST).text, jana.get(f"/api{LIST}").text):
        assert "The export fails again" in text
        for secret in (BAD, "Tom", "+4912345", f"{BAD}.wav"):
            assert secret not in text


@pytest.mark.parametrize(
    "address",
    [
        f"/calls/{BAD}",
        f"/api/calls/{BAD}",
        f"/audio/{BAD}",
        f"/audio/{BAD}/ready",
        f"/api/calls/{BAD}/waves",
    ],
)
def test_the_call_itself_stays_closed(jana: TestClient, address: str) -> None:
    sent = jana.get(address)
    assert sent.status_code == 404 or "No call has the id" in sent.text
    assert "export fails" not in sent.text


@pytest.mark.parametrize("form", ["json", "csv", "md", "m3u8", "html"])
def test_a_file_of_the_list_tells_nothing_of_anothers_call(jana: TestClient, form: str) -> None:
    sent = jana.get(f"/playlists/{PAIRS}/export?format={form}")
    assert sent.status_code in (200, 403)
    for secret in (BAD, "Tom", "+4912345", "waved away"):
        assert secret not in sent.text


def test_a_list_that_is_somebody_elses_is_not_there(jana: TestClient, tom: TestClient) -> None:
    sound = sound_of(jana, 1)
    for address in (LIST, f"/api{LIST}", sound, f"{sound}/ready"):
        assert tom.get(address).status_code == 404


def test_a_lead_who_takes_no_calls_is_told_that_lists_are_for_agents(client: TestClient) -> None:
    shown = client.get("/mine")
    assert shown.status_code == 200
    assert "for people who take calls" in shown.text


def test_a_clip_is_noted_as_heard_and_not(as_agent: TestClient) -> None:
    key = str(clips(as_agent)[0]["key"])
    told = send(as_agent, LIST, f"{LIST}/heard", clip=key)
    assert "Noted: you heard clip 1." in notice(told)
    assert [one["is_heard"] for one in clips(as_agent)] == [True, False]
    assert "Not heard, then: clip 1." in notice(undo(as_agent, told))
    assert [one["is_heard"] for one in clips(as_agent)] == [False, False]


def test_a_clip_that_left_the_list_cannot_be_noted(as_agent: TestClient) -> None:
    refused = send(as_agent, LIST, f"{LIST}/heard", clip="0000000000000000")
    assert refused.status_code == 404
    assert "not in the list any more" in refused.text


def test_a_list_is_taken_in_and_not(as_agent: TestClient) -> None:
    told = send(as_agent, LIST, f"{LIST}/acknowledge")
    assert "Petra sees that you have taken it in." in notice(told)
    assert "You no longer say so." in notice(undo(as_agent, told))
    assert as_agent.get(f"/api{LIST}").json()["list"]["acknowledged_at"] is None


def test_a_comment_and_its_answer_are_seen_by_both(as_agent: TestClient, as_lead: TestClient) -> None:
    key = str(clips(as_agent)[0]["key"])
    told = send(as_agent, LIST, f"{LIST}/comment", clip=key, text="Why <b>not</b> ask?", second="4.5")
    assert "Your comment is there." in notice(told)
    hearers = f"/playlists/{PAIRS}/hearers"
    assert "Why &lt;b&gt;not&lt;/b&gt; ask?" in as_lead.get(hearers).text
    answered = send(as_lead, hearers, f"/playlists/{PAIRS}/answer", text="Right.")
    assert "Your answer is there." in notice(answered)
    [thread] = clips(as_agent)[0]["threads"]
    assert (thread["first"]["second"], thread["answers"][0]["author"]) == (4.5, "Petra")
    undo(as_lead, answered)
    [thread] = clips(as_agent)[0]["threads"]
    assert thread["answers"] == []


def test_an_empty_comment_is_refused(as_agent: TestClient) -> None:
    assert "nothing is written yet" in send(as_agent, LIST, f"{LIST}/comment", text=" ").text


def test_nobody_notes_anything_to_anothers_list(as_agent: TestClient, as_tom: TestClient) -> None:
    key = str(clips(as_agent)[0]["key"])
    token = as_tom.get("/mine").text.partition('name="form" value="')[2].partition('"')[0]
    for deed in ("heard", "at", "acknowledge", "comment"):
        sent = as_tom.post(
            f"{LIST}/{deed}", data={"form": token, "clip": key, "second": "1", "text": "Ha"},
            headers={"origin": str(as_tom.base_url)},
        )  # fmt: skip
        assert sent.status_code in (403, 404)
    assert as_agent.get(f"/api{LIST}").json()["list"]["heard"] == "0 of 2"


class _Jana(Door):
    """Everybody who comes in is jana."""

    def somebody(self, session: str) -> Person:  # noqa: ARG002 - as of a door
        return Person(name="jana", role="agent", agent="Jana Kovac")


@pytest.fixture
def served(db: Path) -> Iterator[str]:
    with Served(db, make_app(LibraryPool(db), _Jana())) as server:
        yield server.address


def test_what_was_played_is_noted_by_itself_and_goes_on_elsewhere(page: Page, chromium: Browser) -> None:
    page.goto(LIST)
    page.get_by_label("Speed").evaluate("one => { one.value = '2'; one.dispatchEvent(new Event('change')); }")
    page.get_by_role("button", name="Play", exact=True).first.click()
    expect(page.locator("#clip-1")).to_have_class("clip-to-hear on")
    expect(page.locator("#mark-1")).to_have_text("heard", timeout=15_000)
    expect(page.locator("#progress")).to_contain_text("heard 1 of 2")
    page.evaluate("document.getElementById('sound').currentTime = 15.4")
    expect(page.locator("#clip-2")).to_have_class("clip-to-hear on")
    expect(page.locator("#player-time")).to_have_text(re.compile(r"^0:0[3-9] / "))
    with page.expect_response(f"**{LIST}/at") as noted:
        page.get_by_role("button", name="Pause").first.click()
    assert noted.value.status == 204
    other = chromium.new_context(base_url=page.url.partition("/mine")[0]).new_page()
    other.goto(LIST)
    expect(other.locator("#go-on")).to_contain_text("Go on with clip 2, at 0:0")
    other.locator("#go-on").click()
    expect(other.locator("#player-time")).to_have_text(re.compile(r"^0:0[3-9] / "))
    other.context.close()


def test_the_page_is_fit_for_a_phone_and_for_who_does_not_see(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for address in ("/mine", LIST):
        page.goto(address)
        assert serious_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_comment_names_the_second_that_is_heard(page: Page) -> None:
    page.goto(LIST)
    page.locator("#clip-1 a.play").click()
    expect(page.locator("#player-time")).to_have_text(re.compile(r"^0:0[1-9] / "))
    page.locator("#clip-1 details.say summary").click()
    page.locator("#clip-1 details.say textarea").fill("Here it turns.")
    page.locator("#clip-1 details.say").get_by_role("button", name="Send").click()
    expect(page.locator("#words-1 .remark")).to_contain_text("at 0:0")
    assert page.locator("#player").is_visible()
