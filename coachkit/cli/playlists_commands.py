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
    LazyCommand(
        name="assignments",
        module="coachkit.cli.playlists_assignments",
        help="List who has to hear what, overdue ones first.",
    ),
    LazyCommand(
        name="followed",
        module="coachkit.cli.playlists_followed",
        help="Show how far everybody is with a list, and what they wrote.",
    ),
    LazyCommand(
        name="heard", module="coachkit.cli.playlists_listening", help="Note that you have heard clips."
    ),
    LazyCommand(
        name="at", module="coachkit.cli.playlists_listening", help="Note how far into a clip you are."
    ),
    LazyCommand(
        name="acknowledge",
        module="coachkit.cli.playlists_listening",
        help="Say that you have taken a list in.",
    ),
    LazyCommand(
        name="comment", module="coachkit.cli.playlists_listening", help="Write a comment to a list or a clip."
    ),
)
