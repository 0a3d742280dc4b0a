import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from coachkit.store.library import Library
from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from tests.export.example import BAD, GOOD, LOST
from tests.sounds import tones, write_sound
from tests.web.conftest import HOME
from tests.web.heard_calls import RATE, SECONDS, make_audible, one_side, store_sound


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where copies and waves are kept."""
    monkeypatch.setenv("COACHKIT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "sound"


@pytest.fixture
def db(example: Path, tmp_path: Path, cache: Path) -> Path:  # noqa: ARG001 - it is set before anything is served
    return make_audible(example, tmp_path)


@pytest.fixture
def client(db: Path) -> Iterator[TestClient]:
    with TestClient(make_app(LibraryPool(db)), base_url=HOME) as client:
        yield client


def kept(cache: Path, ending: str) -> list[Path]:
    return sorted(cache.glob(f"*{ending}"))


def test_a_recording_that_plays_everywhere_is_sent_as_it_is(client: TestClient, db: Path) -> None:
    sent = client.get(f"/audio/{GOOD}")
    assert sent.status_code == 200
    assert sent.headers["content-type"] == "audio/wav"
    assert sent.content == (db.parent / "good.wav").read_bytes()


def test_a_range_is_sent_alone_and_says_where_it_lies(client: TestClient, db: Path) -> None:
    whole = (db.parent / "good.wav").read_bytes()
    sent = client.get(f"/audio/{GOOD}", headers={"Range": "bytes=100-199"})
    assert sent.status_code == 206
    assert sent.headers["content-range"] == f"bytes 100-199/{len(whole)}"
    assert sent.content == whole[100:200]


def test_a_range_beyond_the_end_is_refused_in_plain_words(client: TestClient) -> None:
    sent = client.get(f"/audio/{GOOD}", headers={"Range": "bytes=999999999-"})
    assert sent.status_code == 416
    assert sent.headers["content-range"].startswith("bytes */")
    assert "Play the call from its beginning." in sent.text


def test_a_range_that_is_not_understood_is_refused_in_plain_words(client: TestClient) -> None:
    sent = client.get(f"/audio/{GOOD}", headers={"Range": "lines=1-2"})
    assert sent.status_code == 400
    assert "bytes=0-1023" in sent.text


def test_a_few_ranges_are_sent_together_and_many_are_not(client: TestClient) -> None:
    few = client.get(f"/audio/{GOOD}", headers={"Range": "bytes=0-9,20-29"})
    assert few.status_code == 206
    assert few.headers["content-type"].startswith("multipart/byteranges")
    many = ",".join(f"{n}-{n}" for n in range(0, 100, 2))
    assert client.get(f"/audio/{GOOD}", headers={"Range": f"bytes={many}"}).status_code == 200


def test_only_the_head_is_sent_where_only_it_is_asked_for(client: TestClient, db: Path) -> None:
    sent = client.head(f"/audio/{GOOD}")
    assert sent.headers["content-length"] == str((db.parent / "good.wav").stat().st_size)
    assert sent.headers["accept-ranges"] == "bytes"
    assert sent.content == b""


def test_a_range_of_another_file_than_the_one_begun_is_the_whole(client: TestClient) -> None:
    tag = client.head(f"/audio/{GOOD}").headers["etag"]
    asked = {"Range": "bytes=0-9"}
    assert client.get(f"/audio/{GOOD}", headers={**asked, "If-Range": tag}).status_code == 206
    assert client.get(f"/audio/{GOOD}", headers={**asked, "If-Range": '"other"'}).status_code == 200


def test_sound_is_never_sent_packed(client: TestClient) -> None:
    sent = client.get(f"/audio/{GOOD}", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in sent.headers


def test_an_mp3_becomes_a_wav_that_is_as_long(client: TestClient, cache: Path) -> None:
    sent = client.get(f"/audio/{BAD}")
    assert sent.headers["content-type"] == "audio/wav"
    assert (len(sent.content) - 44) / (2 * 2 * RATE) == pytest.approx(SECONDS, abs=0.3)
    assert [path.read_bytes() for path in kept(cache, ".wav")] == [sent.content]


def test_a_copy_is_made_once_and_is_the_same_file_for_browsers(client: TestClient, cache: Path) -> None:
    first = client.get(f"/audio/{BAD}").headers["etag"]
    [made] = kept(cache, ".wav")
    before = made.stat().st_mtime_ns
    assert client.get(f"/audio/{BAD}").headers["etag"] == first
    assert made.stat().st_mtime_ns == before


def test_two_requests_at_once_make_one_copy(client: TestClient, cache: Path) -> None:
    both = threading.Barrier(2)

    def ask(_: int) -> int:
        both.wait()
        return client.get(f"/audio/{BAD}").status_code

    with ThreadPoolExecutor(2) as pool:
        assert [*pool.map(ask, range(2))] == [200, 200]
    assert len(kept(cache, ".wav")) == 1


def test_copies_are_for_their_owner_alone(client: TestClient, cache: Path) -> None:
    client.get(f"/audio/{BAD}")
    assert cache.stat().st_mode & 0o777 == 0o700


def test_opus_is_sent_as_it_is_unless_the_browser_does_not_play_it(
    client: TestClient, db: Path, tmp_path: Path
) -> None:
    samples = tones([300, 500], seconds=2.0, rate=48000)
    path = write_sound(tmp_path / "call.opus", samples, codec="libopus", rate=48000)
    with Library.open(db) as library:
        store_sound(library, GOOD, path)
    assert client.get(f"/audio/{GOOD}").headers["content-type"] == "audio/ogg"
    assert client.get(f"/audio/{GOOD}?plain=true").headers["content-type"] == "audio/wav"


def test_a_call_in_parts_is_one_sound(client: TestClient, db: Path, tmp_path: Path) -> None:
    paths = [
        write_sound(
            tmp_path / f"{n}.wav", tones([300], seconds=SECONDS, rate=RATE), codec="pcm_s16le", rate=RATE
        )
        for n in range(2)
    ]
    with Library.open(db) as library:
        store_sound(library, GOOD, *paths)
    assert len(client.get(f"/audio/{GOOD}").content) == 44 + 2 * SECONDS * RATE * 2


def test_a_recording_that_is_gone_is_told_by_its_name_alone(client: TestClient, tmp_path: Path) -> None:
    for sent in (client.get(f"/audio/{LOST}"), client.get(f"/api/calls/{LOST}/waves")):
        assert sent.status_code == 410
        assert f"{LOST}.wav is not where it was" in sent.text
        assert str(tmp_path.parent) not in sent.text


def test_a_recording_that_has_changed_since_the_build_is_not_sent(client: TestClient, db: Path) -> None:
    with (db.parent / "good.wav").open("ab") as file:
        file.write(b"more")
    sent = client.get(f"/audio/{GOOD}")
    assert sent.status_code == 410
    assert "its size has changed" in sent.text


def test_a_transcript_has_no_sound(client: TestClient, db: Path) -> None:
    with Library.open(db) as library:
        store_sound(library, GOOD, db.parent / "good.wav", medium="transcript")
    sent = client.get(f"/audio/{GOOD}")
    assert sent.status_code == 404
    assert "there is no sound to play" in sent.text


@pytest.mark.parametrize("call", ["nothing", "..%2F..%2Fetc%2Fpasswd", GOOD[:4], "good.wav"])
def test_only_the_id_of_a_call_leads_to_a_file(client: TestClient, call: str) -> None:
    assert client.get(f"/audio/{call}").status_code == 404


def test_a_damaged_recording_is_said_to_be_so(client: TestClient, db: Path, tmp_path: Path) -> None:
    path = tmp_path / "call.mp3"
    path.write_bytes(b"this is no sound at all" * 50)
    with Library.open(db) as library:
        store_sound(library, GOOD, path)
    sent = client.get(f"/audio/{GOOD}")
    assert sent.status_code == 422
    assert "call.mp3" in sent.text
    assert str(tmp_path) not in sent.text


def test_the_player_is_told_whether_a_call_can_be_heard(client: TestClient) -> None:
    assert client.get(f"/audio/{BAD}/ready").json() == {"problem": None}
    assert "is not where it was" in client.get(f"/audio/{LOST}/ready").json()["problem"]
    assert client.get("/audio/nothing/ready").json()["problem"] == "No call has the id nothing."


def test_a_recording_that_may_not_be_read_is_told(client: TestClient, db: Path, tmp_path: Path) -> None:
    folder = tmp_path / "call.wav"
    folder.mkdir()  # read by nobody, whatever their rights
    with Library.open(db) as library:
        store_sound(library, GOOD, folder)
    assert "call.wav cannot be read" in client.get(f"/audio/{GOOD}/ready").json()["problem"]
    assert client.get(f"/audio/{GOOD}").status_code == 422


def test_the_waves_of_two_channels_are_a_lane_each(client: TestClient, db: Path, tmp_path: Path) -> None:
    path = write_sound(tmp_path / "call.wav", one_side(SECONDS), codec="pcm_s16le", rate=RATE)
    with Library.open(db) as library:
        store_sound(library, GOOD, path)
    told = client.get(f"/api/calls/{GOOD}/waves").json()
    assert told["duration"] == SECONDS
    agent, customer = told["lanes"]
    assert (agent["role"], customer["role"]) == ("agent", "customer")
    assert len(agent["peaks"]) == len(customer["peaks"]) == 1500
    assert agent["peaks"][300] == pytest.approx(1.0, abs=0.02)
    assert agent["peaks"][1200] == 0
    assert not any(customer["peaks"])


def test_the_waves_are_kept(client: TestClient, cache: Path) -> None:
    first = client.get(f"/api/calls/{GOOD}/waves").json()
    [made] = kept(cache, ".json")
    os.utime(made, ns=(made.stat().st_atime_ns, 1))
    assert client.get(f"/api/calls/{GOOD}/waves").json() == first
    assert made.stat().st_mtime_ns == 1
