"""The commands of `coachkit playlists` that are imported only when they run."""

from coachkit.cli.lazy import LazyCommand

COMMANDS: tuple[LazyCommand, ...] = (
    # assigned and followed
    LazyCommand(
        name="assign", module="coachkit.cli.playlists_assign", help="Ask agents or a team to hear a list."
    ),
    LazyCommand(
        name="unassign", module="coachkit.cli.playlists_assign", help="Take an assignment back, and say why."
    ),
)
