"""What leads do to playlists from their pages, and how it is taken back."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from coachkit.web.acting.acts import Acts
from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from tests.export.example import BAD, GOOD, LOST
from tests.web.conftest import HOME
from tests.web.forms import notice, send, undo, use_mine
from tests.web.lists_by_hand import ASK, HELLO, MONDAY, PRAISE, build_by_hand, reasons, take_all_out, titles

PAGE = f"/playlists/{MONDAY}"
FOUND = "/search/to-list?q=zenlane"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("by-hand")
    return build_by_hand(folder / "lists.db", folder).read_bytes()


@pytest.fixture
def db(made: bytes, tmp_path: Path) -> Path:
    (tmp_path / "lists.db").write_bytes(made)
    return tmp_path / "lists.db"


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    path = tmp_path / "coachkit.toml"
    path.write_text('[company]\nname = "Larkfield" # ours\n', encoding="utf-8")
    return path


@pytest.fixture
def client(db: Path, settings: Path) -> Iterator[TestClient]:
    app = make_app(LibraryPool(db), acts=Acts(path=db, config=settings))
    with TestClient(app, base_url=HOME) as client:
        yield client


def address(client: TestClient, action: str, number: int = 1, page: str = PAGE) -> str:
    """Return where the form of a clip is sent that does this."""
    shown = client.get(page).text
    part = shown.partition(f'id="clip-{number}"')[2] or shown
    found = re.search(rf'action="([^"]*/{action})"', part)
    assert found, f"no form does {action}"
    return unescape(found[1])


def do(client: TestClient, action: str, number: int = 1, **fields: str) -> Response:
    return send(client, PAGE, address(client, action, number), **fields)


def test_a_clip_is_moved_and_moved_back(client: TestClient, db: Path) -> None:
    told = do(client, "move", 3, place="1")
    assert "Moved to place 1" in notice(told)
    assert reasons(db) == [PRAISE, HELLO, ASK]
    assert str(told.url).startswith(f"{HOME}{PAGE}?clip=1&")
    undo(client, told)
    assert reasons(db) == [HELLO, ASK, PRAISE]


def test_a_place_that_there_is_not_is_refused_with_what_was_typed(client: TestClient, db: Path) -> None:
    for place, why in [("9", "there is no place 9"), ("two", "is no place"), ("²", "is no place")]:
        refused = do(client, "move", 1, place=place)
        assert refused.status_code == 400
        assert why in refused.text
        assert f'value="{place}"' in refused.text
    assert reasons(db) == [HELLO, ASK, PRAISE]


def test_of_two_leads_who_order_a_list_the_second_is_shown_both(client: TestClient, db: Path) -> None:
    old = client.get(PAGE).text
    version = re.search(r'name="version" value="(\w+)"', old.partition('id="move-')[2])
    assert version
    do(client, "move", 3, place="1")
    second = do(client, "move", 3, place="2", version=version[1])
    assert second.status_code == 409
    assert "1. “Dashboards are lovely" in second.text
    assert "at place 2" in second.text
    assert reasons(db) == [PRAISE, HELLO, ASK]
    use_mine(client, second)
    assert reasons(db) == [PRAISE, ASK, HELLO]


def test_a_pinned_clip_can_be_let_go_again(client: TestClient) -> None:
    told = do(client, "pin", 2)
    assert "Pinned at place 2" in notice(told)
    assert "Pinned to its place." in told.text
    undone = undo(client, told)
    assert "No longer pinned" in notice(undone)
    assert "Pinned to its place." not in undone.text
    assert "Pinned at place 2" in notice(undo(client, undone))


def test_a_clip_is_taken_out_with_a_reason_and_brought_back(client: TestClient, db: Path) -> None:
    told = do(client, "exclude", 2, why="Too long for Monday.")
    assert "Taken out: “I see." in notice(told)
    assert "1 clip taken out" in told.text
    assert "Too long for Monday." in told.text
    assert reasons(db) == [HELLO, PRAISE]
    back = send(client, PAGE, address(client, "restore", 0))
    assert "Back in the list" in notice(back)
    assert reasons(db) == [HELLO, ASK, PRAISE]
    assert "Too long for Monday." in undo(client, back).text


def test_the_undo_of_taking_out_puts_a_clip_where_it_was(client: TestClient, db: Path) -> None:
    do(client, "move", 3, place="1")
    undo(client, do(client, "exclude", 1))
    assert reasons(db) == [PRAISE, HELLO, ASK]


def test_the_last_clip_can_be_taken_out_and_comes_back(client: TestClient, db: Path) -> None:
    take_all_out(db)
    shown = client.get(PAGE)
    assert "3 clips taken out" in shown.text
    assert "Drop this list" in shown.text
    send(client, PAGE, address(client, "restore", 0))
    assert len(reasons(db)) == 1


def test_a_clip_that_is_gone_meanwhile_is_told_in_plain_words(client: TestClient) -> None:
    first = address(client, "note", 1)
    shown = client.get(PAGE)
    token = re.search(r'name="form" value="(\w+)"', shown.text)
    assert token
    do(client, "exclude", 1)
    late = client.post(first, data={"form": token[1], "back": PAGE, "text": "Hear the pause."})
    assert late.status_code == 404
    assert "is not in “Monday” any more" in late.text
    assert "Hear the pause." in late.text


def test_a_note_is_written_and_the_old_one_comes_back(client: TestClient) -> None:
    do(client, "note", 1, text="Hear the <pause>.")
    told = do(client, "note", 1, text="Twice.")
    assert "Hear the &lt;pause&gt;." not in told.text
    undone = undo(client, told)
    assert "Hear the &lt;pause&gt;." in undone.text
    gone = do(client, "note", 1, text="")
    assert "You took away the note of clip 1." in notice(gone)


def test_two_notes_at_once_are_shown_both(client: TestClient) -> None:
    shown = client.get(PAGE).text
    old = re.search(r'name="version" value="(\w+)"', shown.partition('/note"')[2])
    assert old
    do(client, "note", 1, text="Mine.")
    second = do(client, "note", 1, text="Yours.", version=old[1])
    assert second.status_code == 409
    assert "Mine." in second.text


def test_a_note_that_somebody_changed_since_is_not_undone(client: TestClient) -> None:
    told = do(client, "note", 1, text="Mine.")
    do(client, "note", 1, text="Of somebody else.")
    refused = undo(client, told)
    assert refused.status_code == 400
    assert "changed again after that, so it stays as it is now: Of somebody else." in refused.text
    assert "Of somebody else." in client.get(PAGE).text


def test_a_title_that_somebody_changed_since_is_not_undone(client: TestClient, db: Path) -> None:
    told = send(client, PAGE, f"{PAGE}/edit", title="Monday, early")
    send(client, PAGE, f"{PAGE}/edit", title="Monday, late")
    assert undo(client, told).status_code == 400
    assert "Monday, late" in titles(db)


def test_a_clip_is_trimmed_to_times_and_made_whole_again(client: TestClient) -> None:
    assert 'value="0:04.5"' in client.get(PAGE).text
    told = do(client, "trim", 2, begin="0:10.2", end_at="0:24.0")
    assert "Clip 2 is 0:10 to 0:24 of the call now." in notice(told)
    assert "As it was by itself" in told.text
    whole = undo(client, told)
    assert "As it was by itself" not in whole.text
    assert 'value="0:04.5"' in whole.text


def test_times_that_leave_nothing_of_a_clip_are_refused(client: TestClient) -> None:
    for begin, end, why in [
        ("0:20", "0:10", "nothing is left"),
        ("soon", "0:24.0", "is no time"),
        ("9:00", "9:30", "past the end of the call"),
    ]:
        refused = do(client, "trim", 2, begin=begin, end_at=end)
        assert refused.status_code == 400
        assert why in refused.text


def test_a_list_is_renamed_and_named_back(client: TestClient, db: Path) -> None:
    told = send(client, PAGE, f"{PAGE}/edit", title="Tuesday", description="For all.")
    assert "Changed: “Tuesday”." in notice(told)
    assert "For all." in told.text
    undo(client, told)
    assert titles(db) == ["Monday"]


def test_a_list_needs_a_title_of_its_own(client: TestClient) -> None:
    send(client, "/playlists", "/playlists", title="Tuesday")
    for title, why in [("", "needs a title"), ("tuesday", "there is a list “Tuesday” already")]:
        refused = send(client, PAGE, f"{PAGE}/edit", title=title)
        assert refused.status_code == 400
        assert why in refused.text


def test_a_dropped_list_comes_back_with_its_clips_notes_and_order(client: TestClient, db: Path) -> None:
    do(client, "move", 3, place="1")
    do(client, "note", 1, text="Hear the pause.")
    dropped = send(client, PAGE, f"{PAGE}/drop")
    assert "“Monday” is dropped." in notice(dropped)
    assert titles(db) == []
    back = undo(client, dropped)
    assert "“Monday” is as it was. It has 3 clips." in notice(back)
    assert "Hear the pause." in back.text
    assert reasons(db) == [PRAISE, HELLO, ASK]


def test_a_list_whose_title_is_taken_meanwhile_stays_dropped(client: TestClient, db: Path) -> None:
    dropped = send(client, PAGE, f"{PAGE}/drop")
    send(client, "/search/to-list?q=dashboards", "/search/to-list", title="Monday")
    assert "there is a list “Monday” already" in undo(client, dropped).text
    assert len(reasons(db, "monday-2")) == 1


def test_what_is_done_to_a_list_that_was_dropped_meanwhile_is_refused(client: TestClient) -> None:
    first = address(client, "pin", 1)
    shown = client.get(PAGE)
    token = re.search(r'name="form" value="(\w+)"', shown.text)
    assert token
    send(client, PAGE, f"{PAGE}/drop")
    for action in (first, f"{PAGE}/edit", f"{PAGE}/drop", f"{PAGE}/freeze"):
        late = client.post(action, data={"form": token[1], "back": "/playlists", "title": "x"})
        assert late.status_code == 404
        assert "this list is not there any more" in late.text


def test_a_frozen_list_takes_only_notes(client: TestClient, db: Path) -> None:
    frozen = send(client, PAGE, f"{PAGE}/freeze", title="Monday as it was")
    assert "Kept as it is: “Monday as it was”." in notice(frozen)
    page = "/playlists/monday-as-it-was"
    assert "only notes can be written" in frozen.text
    assert "/exclude" not in frozen.text
    forbidden = address(client, "note", 1, page).replace("/note", "/exclude")
    token = re.search(r'name="form" value="(\w+)"', frozen.text)
    assert token
    refused = client.post(forbidden, data={"form": token[1], "back": page})
    assert refused.status_code == 400
    assert "is frozen" in refused.text
    assert undo(client, frozen).url.path == "/playlists"
    assert titles(db) == ["Monday"]


def test_a_search_becomes_a_list_and_says_what_was_left_out(client: TestClient, db: Path) -> None:
    shown = client.get(FOUND)
    assert "1 clip" in shown.text
    assert f"1 clip of call {BAD}, which is hard to hear" in unescape(shown.text)
    told = send(client, FOUND, "/search/to-list", title="Zenlane on Tuesday")
    assert "Made: “Zenlane on Tuesday” with 1 clip" in notice(told)
    assert f"call {BAD}, which is hard to hear (grade D)" in notice(told)
    assert told.url.path == "/playlists/zenlane-on-tuesday"
    gone = undo(client, told)
    assert gone.url.path == "/playlists"
    assert titles(db) == ["Monday"]
    assert undo(client, gone).url.path == "/playlists/zenlane-on-tuesday"


def test_what_is_in_a_list_already_is_not_put_in_twice(client: TestClient, db: Path) -> None:
    told = send(client, FOUND, "/search/to-list", playlist=MONDAY)
    assert "Nothing was added. In the list already: clip 2." in notice(told)
    assert len(reasons(db)) == 3


def test_what_was_put_into_a_list_can_be_taken_out_and_let_back(client: TestClient, db: Path) -> None:
    do(client, "exclude", 2)
    told = send(client, FOUND, "/search/to-list", playlist=MONDAY)
    assert "1 clip put into “Monday”" in notice(told)
    assert len(reasons(db)) == 3
    undone = undo(client, told)
    assert len(reasons(db)) == 2
    undo(client, undone)
    assert len(reasons(db)) == 3


def test_a_search_that_finds_nothing_or_is_wrong_makes_no_list(client: TestClient, db: Path) -> None:
    assert "finds nothing" in client.get("/search/to-list?q=xylophone").text
    wrong = client.get("/search/to-list?q=(price")
    assert wrong.status_code == 200
    assert '<form class="to-list-form' not in wrong.text
    for query in ("xylophone", "(price", ""):
        refused = send(client, FOUND, "/search/to-list", title="Nothing", query=query)
        assert refused.status_code == 400
    assert send(client, FOUND, "/search/to-list", title="").status_code == 400
    assert send(client, FOUND, "/search/to-list", title="x", playlist="gone").status_code == 404
    assert titles(db) == ["Monday"]


def test_only_as_many_clips_as_one_says_are_put_in(client: TestClient, db: Path) -> None:
    told = send(client, "/search/to-list?q=the", "/search/to-list", title="The", limit="1")
    assert "with 1 clip" in notice(told)
    assert len(reasons(db, "the")) == 1


def test_a_part_of_a_call_is_put_into_a_list(client: TestClient, db: Path) -> None:
    page = f"/calls/{LOST}/to-list?from=0.5"
    assert "Larkfield, Jana speaking." in client.get(page).text
    times = {"from": "0:00.0", "to": "0:03.0"}
    told = send(client, page, f"/calls/{LOST}/to-list", playlist=MONDAY, why="How to begin.", **times)
    assert "1 clip put into “Monday”" in notice(told)
    assert reasons(db)[-1] == "How to begin."
    undo(client, told)
    assert "How to begin." not in reasons(db)


def test_a_part_of_a_call_that_cannot_be_heard_is_refused(client: TestClient) -> None:
    refused = client.get(f"/calls/{BAD}/to-list?from=4&to=18")
    assert refused.status_code == 400
    assert "cannot be heard well" in refused.text
    assert client.get(f"/calls/{GOOD}/to-list?from=25:00").status_code == 400
    assert client.get("/calls/nothing/to-list?from=1").status_code == 404


def test_a_list_that_fills_itself_is_written_into_the_settings(
    client: TestClient, db: Path, settings: Path
) -> None:
    told = send(client, "/playlists", "/playlists", title="They like it", query="dashboards", max_clips="3")
    assert "Made: “They like it”, which fills itself." in notice(told)
    written = settings.read_text(encoding="utf-8")
    assert "max_clips = 3" in written
    assert "# ours" in written
    page = told.url.path
    changed = send(client, page, f"{page}/edit", title="They love it", query="zenlane")
    assert "They love it" in titles(db)
    assert changed.url.path == "/playlists/they-love-it"
    back = undo(client, changed)
    assert back.url.path == page
    assert settings.read_text(encoding="utf-8") == written
    dropped = send(client, page, f"{page}/drop")
    assert "They like it" not in settings.read_text(encoding="utf-8")
    undo(client, dropped)
    assert "max_clips = 3" in settings.read_text(encoding="utf-8")
    assert len(reasons(db, "they-like-it")) == 1


def test_a_query_that_cannot_be_understood_makes_no_list(client: TestClient, settings: Path) -> None:
    before = settings.read_text(encoding="utf-8")
    refused = send(client, "/playlists", "/playlists", title="Wrong", query="went:sideways")
    assert refused.status_code == 400
    assert 'value="went:sideways"' in refused.text
    assert settings.read_text(encoding="utf-8") == before


def test_agents_may_neither_change_lists_nor_see_how(as_agent: TestClient) -> None:
    shown = as_agent.get("/playlists").text
    assert "New playlist" not in shown
    assert "to-list" not in as_agent.get("/search?q=zenlane").text
    assert as_agent.get(FOUND).status_code == 403
    assert as_agent.get(f"/calls/{GOOD}/to-list?from=5").status_code == 403
    token = re.search(r'name="form" value="(\w+)"', shown)
    assert token
    form = {"form": token[1], "title": "Mine", "query": "zenlane"}
    clip = f"/playlists/competitor-zenlane-good/clips/{GOOD}/4.500/24.000"
    for action in ("/playlists", "/search/to-list", f"{clip}/exclude", f"{clip}/note", "/playlists/x/drop"):
        refused = as_agent.post(action, data=form)
        assert refused.status_code == 403
        assert "only a team lead may do this" in refused.text
