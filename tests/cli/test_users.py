import json
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner, Result

from coachkit.cli import main
from coachkit.models import Agent, CallAgent
from coachkit.store.library import Library
from coachkit.store.people import save_people
from coachkit.store.users import list_users
from tests.cli.conftest import Run

PASSWORD = "four words of one house"  # noqa: S105 - of no house


def told(db: Path, *words: str, typed: str = f"{PASSWORD}\n{PASSWORD}\n") -> Result:
    """Run `coachkit users add` and type at its questions."""
    return CliRunner().invoke(main, ["users", "add", *words, "--db", str(db)], input=typed)


def users(db: Path) -> dict[str, tuple[str, str | None, bool]]:
    with Library.open(db) as library:
        return {one.name: (one.role, one.agent, bool(one.password)) for one in list_users(library)}


def test_a_lead_is_added_with_a_password_that_nobody_sees(db: Path) -> None:
    done = told(db, "Petra", "--role", "lead")
    assert done.exit_code == 0, done.output
    assert "“Petra” may log in now: lead." in done.output
    assert PASSWORD not in done.output
    with Library.open(db) as library:
        [petra] = list_users(library)
    assert petra.password
    assert petra.password.startswith("$argon2id$")


def test_an_agent_is_one_whom_the_library_knows(db: Path) -> None:
    told(db, "Petra", "--role", "lead")
    assert "agent Jana Kovac" in told(db, "jana", "--role", "agent", "--agent", "agent12").output
    assert "agent Tom Berg" in told(db, "tom-berg", "--role", "agent").output
    unknown = told(db, "jan", "--role", "agent", "--agent", "Jana Kowatsch")
    assert unknown.exit_code == 1
    assert "did you mean “Jana Kovac”?" in unknown.output
    whose = told(db, "somebody", "--role", "agent")
    assert "say whose calls they may see with --agent" in whose.output
    assert set(users(db)) == {"Petra", "jana", "tom-berg"}


def test_without_a_lead_it_says_so(db: Path) -> None:
    assert "No lead may log in yet" in told(db, "tom", "--role", "agent").output
    assert "No lead" not in told(db, "Petra", "--role", "lead").output


def test_a_password_that_is_typed_differently_is_asked_for_again(db: Path) -> None:
    done = told(db, "Petra", "--role", "lead", typed=f"{PASSWORD}\nother\n{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0
    assert "do not match" in done.output


def test_an_easy_password_is_refused_and_nothing_is_written(db: Path) -> None:
    done = told(db, "Petra", "--role", "lead", "--password-stdin", typed="short\n")
    assert done.exit_code == 2
    assert "needs 12" in done.output
    assert users(db) == {}


def test_adding_somebody_again_changes_them(db: Path) -> None:
    told(db, "Petra", "--role", "lead")
    with Library.open(db) as library:
        [before] = list_users(library)
    changed = told(db, "petra", "--password-stdin", typed="another four good words\n")
    assert "“Petra” is changed: lead." in changed.output
    with Library.open(db) as library:
        [after] = list_users(library)
    assert after.password != before.password
    told(db, "Petra", "--role", "agent", "--agent", "tom", "--keep-password")
    with Library.open(db) as library:
        [last] = list_users(library)
    assert (last.role, last.agent, last.password) == ("agent", "Tom Berg", after.password)


def test_who_comes_by_a_proxy_needs_no_password(db: Path) -> None:
    told(db, "Petra", "--role", "lead", "--no-password", typed="")
    assert users(db) == {"Petra": ("lead", None, False)}


def test_wrong_words_are_told(db: Path) -> None:
    assert "say --role lead or --role agent" in told(db, "Petra").output
    assert "leave --keep-password out" in told(db, "Petra", "--role", "lead", "--keep-password").output
    assert "take one of" in told(db, "P", "--role", "lead", "--no-password", "--password-stdin").output
    assert "the name is empty" in told(db, " ", "--role", "lead").output


def test_the_list_never_holds_what_is_kept_of_passwords(run: Run, db: Path) -> None:
    assert "Nobody logs in" in run("users", "--db", db).output
    told(db, "Petra", "--role", "lead")
    told(db, "jana", "--role", "agent", "--agent", "Jana Kovac", "--no-password")
    shown = run("users", "--db", db)
    assert "Petra" in shown.output
    assert "argon2" not in shown.output
    listed = json.loads(run("users", "--json", "--db", db).stdout)
    assert [(one["name"], one["role"], one["agent"], one["by"]) for one in listed] == [
        ("Petra", "lead", None, "password"),
        ("jana", "agent", "Jana Kovac", "proxy"),
    ]
    assert "argon2" not in json.dumps(listed)


def test_a_user_is_removed(run: Run, db: Path) -> None:
    told(db, "Petra", "--role", "lead")
    gone = run("users", "remove", "petra", "--db", db)
    assert "“Petra” may not log in any more." in gone.output
    assert "nobody needs to log in" in gone.output
    assert users(db) == {}
    unknown = run("users", "remove", "petra", "--db", db)
    assert unknown.exit_code == 1
    assert "there is no user “petra”" in unknown.output


def test_an_agent_who_was_merged_is_the_one_they_were_merged_with(db: Path) -> None:
    told(db, "tom", "--role", "agent")
    with Library.open(db) as library:
        save_people(
            library,
            agents=[Agent(name="Jana Kovac", aliases=("Tom Berg",))],
            call_agents=[replace(one, agent="Jana Kovac") for one in library.rows(CallAgent)],
        )
    assert users(db)["tom"] == ("agent", "Jana Kovac", True)
