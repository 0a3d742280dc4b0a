"""What is told of an action, to leads and to agents."""

from pathlib import Path

from coachkit.config import Settings
from coachkit.store.library import Library
from coachkit.web.acting.desk import Action, Desk, Done
from coachkit.web.acting.telling import told_to
from coachkit.web.person import Person
from tests.pipeline.fakes import FakeTools

PETRA, JANA = Person(name="Petra", role="lead"), Person(name="jana", role="agent", agent="Jana Kovac")
ELSEWHERE = "The playlist “Tom gets it wrong” changed."


def objected(desk: Desk) -> Done:
    return Done(said=f"{desk.author} objected.", changed=(ELSEWHERE,), undo=objected)


def tell(db: Path, person: Person, action: Action) -> Done:
    with Library.open(db) as library:
        desk = Desk(
            library=library,
            settings=Settings(),
            settings_file=None,
            author=person.name,
            tools=FakeTools(scripts={}),
        )
        done = told_to(person, action)(desk)
        assert done.undo
        back = done.undo(desk)
        assert back.changed == done.changed
        return done


def test_a_lead_hears_what_changed_elsewhere(db: Path) -> None:
    assert tell(db, PETRA, objected).changed == (ELSEWHERE,)


def test_an_agent_hears_what_they_did_and_not_which_lists_changed_also_by_undo(db: Path) -> None:
    done = tell(db, JANA, objected)
    assert done.said == "jana objected."
    assert done.changed == ()
