"""The same calls give the same playbooks and cards, however they came in and whatever broke off."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from click.testing import CliRunner

from coachkit.backends.protocols import Embedder
from coachkit.cli import main
from coachkit.models import BattleCard, CardLine, CardQuote, Case, Playbook, PlaybookLine, PlaybookQuote
from tests.cli.playbook_team import Contact, Team, TeamTools, WordsAsMeaning, a_team

CONTACTS = a_team(("Jana", "Tom", "Uma", "Priya"))
MADE = (Case, Playbook, PlaybookLine, PlaybookQuote, BattleCard, CardLine, CardQuote)


def rows(team: Team) -> dict[str, list[object]]:
    with team.library() as library:
        return {noun.__name__: [*library.rows(noun)] for noun in MADE}


def named(path: Path, contacts: Iterable[tuple[int, Contact]]) -> Team:
    """Return a team whose calls are read in this order."""
    team = Team(path, [])
    for place, (n, one) in enumerate(contacts):
        team.add(n, one, name=f"a{place:03d}")
    return team


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[object]]:
    """What is made of the calls in the order of their days, in one build."""
    team = Team(tmp_path_factory.mktemp("usual"), CONTACTS)
    team.build()
    found = rows(team)
    assert all(found.values())
    return found


def test_the_order_in_which_calls_are_read_changes_nothing(
    usual: dict[str, list[object]], tmp_path: Path
) -> None:
    team = named(tmp_path, reversed([*enumerate(CONTACTS)]))
    team.build()
    assert rows(team) == usual


def beside_topics(found: dict[str, list[object]]) -> dict[str, list[object]]:
    """Leave out what topics are called by: those of another epoch have other ids and titles."""
    return {
        name: [one for one in some if getattr(one, "kind", "") != "topic"] for name, some in found.items()
    }


def test_calls_that_came_in_two_builds_give_the_same(usual: dict[str, list[object]], tmp_path: Path) -> None:
    late = [*enumerate(CONTACTS)]
    team = named(tmp_path, late[1::2])
    team.build()
    for n, one in late[::2]:
        team.add(n, one, name=f"b{n:03d}")
    team.build()
    assert beside_topics(rows(team)) == beside_topics(usual)


def test_more_workers_change_nothing(usual: dict[str, list[object]], tmp_path: Path) -> None:
    team = Team(tmp_path, CONTACTS)
    built = team.run("build", team.folder, "--no-progress", "--workers", "2")
    assert built.exit_code == 0, built.output
    assert rows(team) == usual


class Breaking(WordsAsMeaning):
    """Somebody stops the build after so many texts."""

    def __init__(self, after: int) -> None:
        self.left = after

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.left -= len(texts)
        if self.left < 0:
            raise KeyboardInterrupt
        return super().embed(texts)


class BreakingTools(TeamTools):
    """Its embedder breaks off."""

    def __init__(self, after: int) -> None:
        super().__init__(scripts={})
        self.breaking = Breaking(after)

    @property
    def embedder(self) -> Embedder:
        return self.breaking


def test_a_build_that_was_broken_off_goes_on_to_the_same(
    usual: dict[str, list[object]], tmp_path: Path
) -> None:
    team = Team(tmp_path, CONTACTS)
    words = ["build", str(team.folder), "--no-progress", "--db", str(team.db)]
    broken = CliRunner().invoke(main, words, obj=BreakingTools(after=60))
    assert broken.exit_code != 0
    assert rows(team)["Case"] == []
    team.build()
    assert rows(team) == usual
