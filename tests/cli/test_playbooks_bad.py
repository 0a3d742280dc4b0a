"""Where calls cannot tell what works, playbooks say what is missing, and claim nothing."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coachkit.models import Case, LineChoice, PlaybookLine, PlaybookQuote, PlaybookVersion, ScorePoint
from tests.cli.playbook_team import HELPS, OTHERWISE, TOML, Contact, Team, a_team

AGENTS = ("Jana", "Tom", "Uma", "Priya")
ABOUT = "competitor-zenlane"


def made(path: Path, contacts: list[Contact], *, toml: str = TOML) -> Team:
    team = Team(path, contacts, toml=toml)
    team.build()
    return team


def told(team: Team, about: str = ABOUT) -> dict[str, object]:
    """Return the list's row of a playbook."""
    listed = team.run("playbooks", "list", "--json")
    assert listed.exit_code == 0, listed.output
    return next(one for one in json.loads(listed.stdout) if one["id"] == about)


def missing(team: Team) -> str:
    """Return what the playbook says is missing, after looking that no playbook claims anything."""
    with team.library() as library:
        assert [one for one in library.rows(PlaybookLine) if one.withheld is None] == []
        quoted = {(one.playbook_id, one.line) for one in library.rows(PlaybookQuote)}
        assert quoted <= {(one.playbook_id, one.n) for one in library.rows(PlaybookLine)}
    row = told(team)
    assert row["lines"] == 0
    return str(row["missing"])


@pytest.fixture(scope="module")
def sound_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A team of four whose calls tell what works, built once."""
    place = tmp_path_factory.mktemp("sound")
    made(place, a_team(AGENTS))
    return place


@pytest.fixture
def sound(sound_place: Path, tmp_path: Path) -> Team:
    """The same for the test alone."""
    shutil.copytree(sound_place, tmp_path, dirs_exist_ok=True)
    return Team(tmp_path, [])


def delete(team: Team, call_ids: list[str]) -> None:
    """Delete calls by hand, as docs/schema.md says, with their files."""
    with closing(sqlite3.connect(team.db)) as connection, connection:
        connection.execute("pragma foreign_keys = on")
        for call_id in call_ids:
            [path] = connection.execute("select path from calls where id = ?", (call_id,)).fetchone()
            connection.execute("delete from calls where id = ?", (call_id,))
            file = team.folder / Path(path).name
            file.unlink()
            file.with_suffix(".json").unlink()


def cases(team: Team) -> list[Case]:
    with team.library() as library:
        return [one for one in library.rows(Case) if one.kind == "competitor"]


def lines(team: Team) -> list[PlaybookLine]:
    with team.library() as library:
        rows = library.rows(PlaybookLine)
    return [one for one in rows if one.playbook_id == ABOUT and one.withheld is None]


def quoted(team: Team) -> set[str]:
    """Return the calls that the playbook quotes."""
    with team.library() as library:
        return {one.call_id for one in library.rows(PlaybookQuote) if one.playbook_id == ABOUT}


def disputable(team: Team) -> tuple[str, str]:
    """Return a call that is quoted, and a line of its score that has a place in what is quoted."""
    with team.library() as library:
        for quote in library.rows(PlaybookQuote):
            for point in library.rows(ScorePoint, call_id=quote.call_id):
                if point.start is not None and quote.start < point.start < quote.end:
                    return quote.call_id, point.criterion
    raise AssertionError("no quote has a place of a score")


def test_a_team_whose_calls_tell_it_gets_a_line_with_quotes_of_both_sides(sound: Team) -> None:
    [line] = lines(sound)
    assert (line.calls, line.agents, {line.done_good, line.done_bad}) == (20, 4, {18, 2})
    helps, harms = ("good", "bad") if line.kind == "do" else ("bad", "good")
    with sound.library() as library:
        quotes = [one for one in library.rows(PlaybookQuote) if one.playbook_id == ABOUT]
    assert {(one.is_done, one.verdict) for one in quotes} >= {(True, helps), (False, harms)}


def test_a_few_calls_claim_nothing_and_say_how_many_are_needed(tmp_path: Path) -> None:
    team = made(tmp_path, a_team(("Jana", "Tom"), calls=4))
    said = missing(team)
    assert "2 went well and 2 badly" in said
    assert "needed" in said


def test_what_one_agent_does_is_no_line(tmp_path: Path) -> None:
    team = made(tmp_path, a_team(("Jana",), calls=24))
    assert "agent" in missing(team)


def test_where_nobody_knows_the_agents_it_says_so(tmp_path: Path) -> None:
    team = made(tmp_path, a_team((None,), calls=24))
    assert "agent" in missing(team)


def test_where_all_goes_well_nothing_can_be_compared(tmp_path: Path) -> None:
    team = made(tmp_path, a_team(AGENTS, calls=8, went="good"))
    assert "All 8 clear ones went well" in missing(team)


def test_where_all_goes_badly_nothing_can_be_compared(tmp_path: Path) -> None:
    team = made(tmp_path, a_team(AGENTS, calls=8, went="bad"))
    assert "All 8 clear ones went badly" in missing(team)


def test_without_reactions_and_outcomes_it_asks_for_them(tmp_path: Path) -> None:
    team = made(tmp_path, a_team(AGENTS, calls=8, went="neutral"))
    said = missing(team)
    assert "import outcomes" in said
    assert "rate some of these calls" in said
    shown = team.run("playbooks", "card", "zenlane").output
    assert "No reply has gone well yet." in shown
    assert "No reply has gone badly." in shown
    refused = team.run("practice", "zenlane")
    assert refused.exit_code == 1
    assert "there is nothing to practise of “Zenlane” yet" in refused.output


def test_a_library_without_a_call_has_no_playbook_and_says_where_they_come_from(tmp_path: Path) -> None:
    team = Team(tmp_path, [])
    team.library().close()
    listed = team.run("playbooks", "list")
    assert listed.exit_code == 0
    assert "There are no playbooks yet: coachkit build FOLDER" in listed.output


def test_when_all_calls_are_deleted_no_line_is_left(sound: Team) -> None:
    delete(sound, [one.call_id for one in cases(sound)][1:])
    sound.build()
    assert lines(sound) == []
    delete(sound, [one.call_id for one in cases(sound)])
    sound.add(90, Contact(agent="Jana", helps=True, went="neutral", about="the weather in town is fine"))
    sound.build()
    with sound.library() as library:
        assert library.rows(PlaybookLine) == []
        assert library.rows(PlaybookQuote) == []


def test_a_line_goes_with_the_calls_that_it_rests_on_and_the_version_says_why(sound: Team) -> None:
    [line] = lines(sound)
    words = HELPS if line.kind == "do" else OTHERWISE
    done = [one.call_id for one in cases(sound) if words in one.said]
    delete(sound, done[2:])
    with sound.library() as library:
        left = {one.call_id for one in library.rows(PlaybookQuote)}
    assert left.isdisjoint(done[2:])
    sound.build()
    assert lines(sound) == []
    with sound.library() as library:
        last = [one for one in library.rows(PlaybookVersion) if one.playbook_id == ABOUT][-1]
    [why] = [one for one in last.changes if one.startswith("Withdrawn")]
    assert line.text.rstrip(".") in why
    assert "of its 20 calls" in why


def test_a_rating_turns_a_case_round(sound: Team) -> None:
    [before] = lines(sound)
    good = next(one for one in cases(sound) if one.verdict == "good" and HELPS in one.said)
    rated = sound.run("calls", "rate", good.call_id, "bad", "--at", "0:04", "--by", "Mara")
    assert rated.exit_code == 0, rated.output
    [now] = [one for one in cases(sound) if one.call_id == good.call_id]
    assert (now.verdict, now.verdict_from) == ("bad", "rating")
    sound.build()
    [line] = lines(sound)
    assert line.done_good + line.not_done_good == before.done_good + before.not_done_good - 1
    assert line.done_bad + line.not_done_bad == before.done_bad + before.not_done_bad + 1


def test_no_quote_is_of_a_place_that_is_disputed_and_it_comes_back_when_that_is_refused(sound: Team) -> None:
    call_id, line = disputable(sound)
    disputed = sound.run("disputes", "add", call_id, line, "--why", "The line broke.", "--by", "Tom")
    assert disputed.exit_code == 0, disputed.output
    sound.build()
    assert call_id not in quoted(sound)
    assert len(lines(sound)) == 1
    sound.run("disputes", "decide", "1", "refused", "--why", "It did not.", "--by", "Mara")
    sound.build()
    assert call_id in quoted(sound)


@pytest.mark.parametrize(
    "words",
    [
        ("show", "copperdesk"),
        ("history", "copperdesk"),
        ("export", "copperdesk"),
        ("approve", "copperdesk", "1"),
    ],
)
def test_a_playbook_that_is_not_there_is_refused_with_those_that_are(
    sound: Team, words: tuple[str, ...]
) -> None:
    refused = sound.run("playbooks", *words)
    assert refused.exit_code == 1
    assert "there is no playbook “copperdesk”" in refused.output
    assert ABOUT in refused.output


def test_a_card_that_is_not_there_is_refused_with_what_to_do(sound: Team) -> None:
    refused = sound.run("playbooks", "card", "copperdesk")
    assert refused.exit_code == 1
    assert "coachkit competitors add" in refused.output


def test_a_line_that_is_not_there_is_refused_with_how_many_there_are(sound: Team) -> None:
    refused = sound.run("playbooks", "strike", "zenlane", "9", "--by", "Mara")
    assert refused.exit_code == 1
    assert "there is no line 9; competitor-zenlane has 1 line" in refused.output


def test_what_a_person_cannot_mean_is_said_before_anything_is_kept(sound: Team) -> None:
    refused = sound.run("playbooks", "edit", "zenlane", "1", "   ", "--by", "Mara")
    assert refused.exit_code != 0
    with sound.library() as library:
        assert library.rows(LineChoice) == []


def test_calls_whose_sides_are_exchanged_say_nothing_of_what_agents_do(sound: Team) -> None:
    some = cases(sound)[0].call_id
    swapped = sound.run("calls", "swap-roles", some)
    assert swapped.exit_code == 0, swapped.output
    sound.build()
    own = [one for one in cases(sound) if one.call_id == some]
    assert all("Zenlane" not in one.prompt for one in own)
    assert told(sound)["calls"] == 39
