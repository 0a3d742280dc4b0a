"""The commands of `coachkit playlists` that are imported only when they run."""

from coachkit.cli.lazy import LazyCommand

COMMANDS: tuple[LazyCommand, ...] = (
    LazyCommand(name="refresh", module="coachkit.cli.playlists_refresh", help="Bring the lists up to date."),
    # lists and clips of one's own
    LazyCommand(
        name="new",
        module="coachkit.cli.playlists_new",
        help="Make a list that a query fills, or that you fill by hand.",
    ),
    LazyCommand(name="edit", module="coachkit.cli.playlists_new", help="Change a list of your own."),
    LazyCommand(name="drop", module="coachkit.cli.playlists_new", help="Drop a list of your own."),
    LazyCommand(
        name="add",
        module="coachkit.cli.playlists_add",
        help="Put all that a search finds into a list, or a part of a call.",
    ),
    LazyCommand(
        name="exclude", module="coachkit.cli.playlists_clips", help="Take a clip out of a list for good."
    ),
    LazyCommand(
        name="restore", module="coachkit.cli.playlists_clips", help="Bring a clip back that was taken out."
    ),
    LazyCommand(
        name="pin", module="coachkit.cli.playlists_clips", help="Keep a clip in a list, at its place."
    ),
    LazyCommand(
        name="unpin", module="coachkit.cli.playlists_clips", help="Let a pinned clip come and go again."
    ),
    LazyCommand(
        name="move", module="coachkit.cli.playlists_clips", help="Move a clip to another place of its list."
    ),
    LazyCommand(name="note", module="coachkit.cli.playlists_clips", help="Write a note beside a clip."),
    LazyCommand(
        name="trim", module="coachkit.cli.playlists_clips", help="Let a clip begin and end where you say."
    ),
    LazyCommand(name="freeze", module="coachkit.cli.playlists_freeze", help="Keep a list as it is today."),
    LazyCommand(
        name="import",
        module="coachkit.cli.playlists_import",
        function="import_",
        help="Take in lists that were exported as JSON.",
    ),
    LazyCommand(
        name="history",
        module="coachkit.cli.playlists_history",
        help="Say who did what to a list, and what of it counts.",
    ),
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
        name="effect",
        module="coachkit.cli.playlists_effect",
        help="Compare what a list trains, before and after it was heard.",
    ),
    LazyCommand(name="mine", module="coachkit.cli.playlists_mine", help="Show what you are asked to hear."),
    LazyCommand(name="play", module="coachkit.cli.playlists_play", help="Play a list, clip by clip."),
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
