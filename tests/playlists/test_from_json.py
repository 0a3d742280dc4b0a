import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.errors import InputError
from coachkit.export.data import VERSION as WRITTEN
from coachkit.playlists.from_json import VERSION, read_playlists

CLIP = {
    "n": 0,
    "call_id": "1f00ba5e",
    "start": 4.5,
    "end": 24.0,
    "reason": "The agent asks first.",
    "score": 0.9,
    "quote": "That helps a lot.",
    "transcript": [{"text": "of the other library"}],
}
FILE = {"version": 1, "playlists": [{"title": "Zenlane", "description": "Hear these.", "clips": [CLIP]}]}


def read(values):
    return read_playlists(json.dumps(values), name="lists.json")


def with_clip(**changes):
    return {"playlists": [{"title": "Zenlane", "clips": [CLIP | changes]}]}


def refusal(values) -> str:
    with pytest.raises(InputError) as refused:
        read(values)
    return str(refused.value)


def test_what_is_written_is_what_can_be_read() -> None:
    assert VERSION == WRITTEN


def test_a_list_is_read_with_its_clips() -> None:
    [found] = read(FILE)
    [clip] = found.clips
    assert (found.title, found.description) == ("Zenlane", "Hear these.")
    assert (clip.call_id, clip.start, clip.end, clip.verdict) == ("1f00ba5e", 4.5, 24.0, "neutral")
    assert (clip.pair, clip.difference, clip.note, clip.quote_start) == (None, None, None, None)


def test_a_file_without_a_version_is_of_the_first() -> None:
    assert len(read({"playlists": FILE["playlists"]})) == 1


def test_a_newer_file_says_what_to_do() -> None:
    assert "update this one" in refusal(FILE | {"version": VERSION + 1})


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(InputError, match="it is not JSON; coachkit playlists export"):
        read_playlists("playlist,verdict\r\n", name="lists.csv")


@given(st.integers(1, len(json.dumps(FILE)) - 1))
def test_half_a_file_is_refused_wherever_it_ends(end) -> None:
    with pytest.raises(InputError, match="it ends in the middle, at line 1"):
        read_playlists(json.dumps(FILE)[:end], name="lists.json")


def test_a_mistake_names_its_line() -> None:
    with pytest.raises(InputError, match="not JSON from line 2 on"):
        read_playlists('{"playlists":\n [}], "more": 1}', name="lists.json")


@pytest.mark.parametrize("values", [[], {}, {"playlists": {}}, {"clips": []}])
def test_json_without_playlists_is_refused(values) -> None:
    assert "there are no playlists in it" in refusal(values)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"start": 30.0}, "playlist 1, clip 1: it ends before it begins (30 to 24)"),
        ({"start": "0:04"}, "playlist 1, clip 1: “start” must be a number"),
        ({"end": None}, "“start” and “end” must be seconds"),
        ({"call_id": None}, "“call_id” must be a text"),
        ({"reason": " "}, "“reason” must be a text"),
        ({"score": float("nan")}, "“score” must be a number"),
        ({"moments": "price"}, "“moments” must be a list"),
    ],
)
def test_a_bad_value_names_its_place(changes, told) -> None:
    assert told in refusal(with_clip(**changes))


def test_a_list_without_clips_or_title_is_refused() -> None:
    assert "its clips are missing" in refusal({"playlists": [{"title": "x"}]})
    assert "“title” must be a text" in refusal({"playlists": [{"clips": []}]})


def test_a_score_out_of_range_is_brought_into_it() -> None:
    [found] = read(with_clip(score=7))
    assert found.clips[0].score == 1.0


def test_what_no_text_can_hold_is_dropped_from_titles_and_reasons() -> None:
    values = with_clip(reason="half \ud800 a sign\u0000", moments=["price\udc00", 1, None])
    values["playlists"][0]["title"] = "Mon\u001bday\udfff"
    [one] = read(values)
    assert (one.title, one.clips[0].reason, one.clips[0].moments) == ("Monday", "half a sign", ("price",))


@pytest.mark.parametrize("pair", [0, -1, 1e300])
def test_a_pair_has_a_number_that_can_be_one(pair: float) -> None:
    assert "clip 1: “pair” must be the number of a pair" in refusal(with_clip(pair=pair))


def test_a_title_of_signs_that_cannot_be_shown_is_none() -> None:
    assert "“title” must be a text" in refusal({"playlists": [{"title": "\u0000", "clips": []}]})


def test_a_file_that_is_nested_without_end_is_refused() -> None:
    with pytest.raises(InputError, match="nested too deeply"):
        read_playlists("[" * 200_000, name="lists.json")
