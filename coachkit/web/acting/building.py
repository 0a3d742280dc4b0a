"""Asking for a build, and stopping one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from coachkit.errors import EditError
from coachkit.web.acting.desk import Action, Desk, Done
from coachkit.web.building.order import ENDED, Order, Trouble
from coachkit.web.building.places import Places
from coachkit.web.building.processes import interrupt
from coachkit.web.building.queue import BuildQueue, new_id

PAGE = "/build"


def build_folder(queue: BuildQueue, name: str) -> Action:
    """Return the action that builds a folder which the settings name."""

    def act(desk: Desk) -> Done:
        folder = _places(desk).folder(name)
        _refuse_twice(queue, folder)
        return _ask(queue, _order(desk, folder, title=name))

    return act


def build_dropped(
    queue: BuildQueue, folder: Path, names: Sequence[str], refused: tuple[Trouble, ...]
) -> Action:
    """Return the action that builds files that were dropped and lie in `folder`."""

    def act(desk: Desk) -> Done:
        title = names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
        order = replace(_order(desk, folder, title=title), is_upload=True, refused=refused)
        done = _ask(queue, order)
        left_out = tuple(f"“{one.name}” was not taken: {one.reason}." for one in refused)
        return replace(done, changed=left_out)

    return act


def build_again(queue: BuildQueue, build: str) -> Action:
    """Return the action that builds a folder once more, and tries again what failed."""

    def act(desk: Desk) -> Done:
        old = queue.find(build).order
        folder = Path(old.folder)
        _refuse_twice(queue, folder)
        order = replace(
            _order(desk, folder, title=old.title),
            is_upload=old.is_upload,
            tries_again=True,
            settings=old.settings,
        )
        return _ask(queue, order)

    return act


def stop_build(queue: BuildQueue, build: str) -> Action:
    """Return the action that takes a build out of the queue, or stops it where it is."""

    def act(_: Desk) -> Done:
        order = queue.withdraw(build)
        if order is not None:
            return Done(
                said="It is taken out of the queue; its files stay where they are.", undo=_back(order)
            )
        found = queue.find(build)
        standing = found.standing
        if standing.state in ENDED:
            raise EditError("this build has ended already; load the page again to see how")
        if not interrupt(standing.pid, standing.born):
            raise EditError("this build cannot be stopped just now; load the page again and look")
        return Done(
            said="The build is being stopped. What is done stays done.", undo=build_again(queue, build)
        )

    def _back(order: Order) -> Action:
        def ask_again(_: Desk) -> Done:
            return _ask(queue, replace(order, id=new_id()))

        return ask_again

    return act


def _ask(queue: BuildQueue, order: Order) -> Done:
    waits = any(one.standing.state not in ENDED for one in queue.builds())
    queue.ask(order)
    told = "waits for the build that is running" if waits else "is being built"
    return Done(said=f"“{order.title}” {told}.", undo=stop_build(queue, order.id), there=PAGE)


def _order(desk: Desk, folder: Path, *, title: str) -> Order:
    return Order(
        id=new_id(),
        title=title,
        folder=str(folder),
        settings=str(desk.settings_file.resolve()) if desk.settings_file else None,
        asked_by=desk.author,
        asked_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _places(desk: Desk) -> Places:
    return Places(db=desk.library.path, settings=desk.settings, settings_file=desk.settings_file)


def _refuse_twice(queue: BuildQueue, folder: Path) -> None:
    if any(one.order.folder == str(folder) and one.standing.state not in ENDED for one in queue.builds()):
        raise EditError("this folder is being built already, or waits for it")
