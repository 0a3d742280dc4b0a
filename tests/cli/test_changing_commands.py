"""Commands that change a library that is there: exchanging sides, hearing again, trying again."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coachkit.cli import main
from coachkit.models import Call, Edit, SpeechChoice
from coachkit.store.library import Library
from tests.pipeline.example import SCRIPTS, make_folder
from tests.pipeline.fakes import FakeTools

TOML = """
[company]
name = "Fernway"
[[competitors]]
name = "Zenlane"
[[agents]]
name = "Jana K."
aliases = ["agent12"]
"""


class Place:
    """A folder with its library, and models that are made up."""

    def __init__(self, path: Path) -> None:
        self.folder = make_folder(path / "calls")
        (self.folder / "coachkit.toml").write_text(TOML, encoding="utf-8")
        self.db = path / "coachkit.db"
        self.tools = FakeTools(scripts=SCRIPTS)

    def run(self, *words: str | Path, answer: str | None = None) -> Result:
        arguments = [*(str(word) for word in words), "--db", str(self.db)]
        return CliRunner().invoke(main, arguments, obj=self.tools, input=answer)

    def build(self, *words: str) -> Result:
        return self.run("build", self.folder, "--no-progress", *words)

    def id_of(self, name: str) -> str:
        with Library.open(self.db) as library:
            return next(call.id for call in library.rows(Call) if call.path.endswith(f"{name}.wav"))

    def edits(self) -> list[Edit]:
        with Library.open(self.db) as library:
            return library.rows(Edit)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path)
    assert made.build().exit_code == 0
    made.tools.heard.clear()
    return made


def test_an_exchange_says_what_it_changed_and_keeps_who_made_it(place: Place) -> None:
    done = place.run("calls", "swap-roles", "one", "--no-progress")

    assert done.exit_code == 0
    assert f"{place.id_of('one')}  one.wav: agent and customer exchanged.\n" in done.stdout
    assert f"  The agent begins: “{SCRIPTS['one'][1][2]}”\n" in done.stdout
    assert "(was: Good, score" in done.stdout or "as before" in done.stdout
    assert f"Settings: {place.folder / 'coachkit.toml'}" in done.stderr
    [edit] = place.edits()
    assert edit.author
    assert "Marta    hello this is Fernway" in place.run("calls", "show", "one").stdout


def test_an_exchange_is_taken_back_by_a_second_one_or_by_undo(place: Place) -> None:
    place.run("calls", "swap-roles", "one")
    again = place.run("calls", "swap-roles", "one", "--no-progress")
    place.run("calls", "swap-roles", "one")
    undone = place.run("calls", "swap-roles", "one", "--undo")

    assert "one.wav: the exchange was taken back." in again.stdout
    assert "one.wav: the exchange was taken back." in undone.stdout
    assert place.edits() == []


def test_undo_without_an_exchange_says_so_and_ends_with_one(place: Place) -> None:
    done = place.run("calls", "swap-roles", "one", "--undo")

    assert done.exit_code == 1
    assert "one.wav: left as it is: nothing was exchanged on it." in done.stdout


def test_several_calls_are_listed_and_a_no_changes_nothing(place: Place) -> None:
    asked = place.run("calls", "swap-roles", "--where", "Zenlane", answer="n\n")

    assert asked.exit_code == 1
    assert asked.stdout.startswith("Exchange agent and customer on 2 calls:\n")
    assert "one.wav" in asked.stdout
    assert place.edits() == []


def test_with_yes_nobody_is_asked(place: Place) -> None:
    done = place.run("calls", "swap-roles", "--where", "Zenlane", "--yes")

    assert done.exit_code == 0
    assert {edit.call_id for edit in place.edits()} == {place.id_of("one"), place.id_of("two")}


@pytest.mark.parametrize("command", [["calls", "swap-roles"], ["transcribe", "one"]])
def test_a_command_that_does_not_say_what_to_do_is_wrong_usage(place: Place, command: list[str]) -> None:
    assert place.run(*command).exit_code == 2


@pytest.mark.parametrize("command", [["calls", "swap-roles"], ["transcribe", "--again"]])
def test_a_call_that_is_not_there_is_one_line(place: Place, command: list[str]) -> None:
    done = place.run(*command, "zzz")

    assert done.exit_code == 1
    assert done.stderr.startswith("Error: there is no call “zzz”")


def test_no_call_fits_is_said_and_nothing_is_done(place: Place) -> None:
    assert "No call fits." in place.run("calls", "swap-roles", "--where", "giraffe").stderr


def test_settings_that_are_gone_are_asked_for(place: Place) -> None:
    (place.folder / "coachkit.toml").rename(place.folder.parent / "moved.toml")

    assert "name them with --config" in place.run("calls", "swap-roles", "one").stderr
    done = place.run("calls", "swap-roles", "one", "--config", place.folder.parent / "moved.toml")
    assert done.exit_code == 0


def test_a_call_is_heard_again_with_another_model(place: Place) -> None:
    place.tools.other_models = {"small": SCRIPTS}

    done = place.run("transcribe", "--again", "one", "--model", "small", "--no-progress")

    assert done.exit_code == 0
    assert "one.wav: heard with faster-whisper, small: 38 words (was: 38)." in done.stdout
    assert place.tools.heard == ["one"]
    with Library.open(place.db) as library:
        [choice] = library.rows(SpeechChoice)
    assert (choice.model, choice.engine) == ("small", "faster-whisper")
    assert place.build().stdout.startswith("Nothing to do")


def test_without_a_call_all_are_heard_again(place: Place) -> None:
    done = place.run("transcribe", "--again", "--yes")

    assert done.exit_code == 0
    assert sorted(place.tools.heard) == sorted(SCRIPTS)


def test_a_call_that_cannot_be_heard_keeps_its_transcript(place: Place) -> None:
    place.tools.breaks = {"one"}

    done = place.run("transcribe", "--again", "one")

    assert done.exit_code == 1
    assert "one.wav: not heard, it keeps its transcript: one.wav: breaks off" in done.stdout
    assert SCRIPTS["one"][0][2] in place.run("calls", "show", "one").stdout


def test_what_failed_is_told_in_every_build_and_tried_again_when_asked(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.tools.breaks = {"two"}
    first = place.build()
    place.tools.breaks = set()
    second = place.build()
    third = place.build("--retry-failed")

    assert (first.exit_code, second.exit_code, third.exit_code) == (1, 1, 0)
    assert "Failed (1)" in first.stdout
    assert second.stdout.startswith("Nothing to do")
    assert "two.wav: transcribe: two.wav: breaks off" in second.stdout
    assert "Not tried again, as nothing has changed since: 1 (build with --retry-failed" in second.stdout
    assert place.tools.heard.count("two") == 2


def test_a_greeting_on_the_customers_side_is_told_with_the_command_that_puts_it_right(place: Place) -> None:
    toml = place.folder / "coachkit.toml"
    toml.write_text(TOML + '[[recordings.sources]]\nfiles = "two*"\nagent_channel = 1\n', encoding="utf-8")
    built = place.build()
    command = f"coachkit calls swap-roles {place.id_of('two')}"

    assert "Agent and customer perhaps the wrong way round (1)" in built.stdout
    assert "two.wav: “hello this is Fernway how can I help” is said on the customer's side" in built.stdout
    assert f"{command} --db {place.db}" in built.stdout
    assert command in place.run("calls", "show", "two").stdout
    place.run(*command.split()[1:])
    assert "wrong way round" not in place.build().stdout
    assert "wrong way round" not in place.run("calls", "show", "two").stdout
