"""The commands of `coachkit playbooks` that are imported only when they run."""

from coachkit.cli.lazy import LazyCommand

COMMANDS: tuple[LazyCommand, ...] = (
    LazyCommand(
        name="show",
        module="coachkit.cli.playbooks_show",
        help="Show a playbook: its lines, what they rest on, places to hear.",
    ),
    LazyCommand(name="play", module="coachkit.cli.playbooks_play", help="Play a place that shows a line."),
    # deciding
    LazyCommand(name="approve", module="coachkit.cli.playbooks_decide", help="Approve a line."),
    LazyCommand(name="edit", module="coachkit.cli.playbooks_decide", help="Write a line in your own words."),
    LazyCommand(name="strike", module="coachkit.cli.playbooks_decide", help="Take a line out for good."),
    LazyCommand(
        name="restore",
        module="coachkit.cli.playbooks_decide",
        help="Bring a struck line back, or take approval and wording back.",
    ),
    # versions
    LazyCommand(
        name="history",
        module="coachkit.cli.playbooks_history",
        help="Say what changed, when and why, and who decided what.",
    ),
    LazyCommand(
        name="diff", module="coachkit.cli.playbooks_history", help="Show what differs between two versions."
    ),
    LazyCommand(
        name="export",
        module="coachkit.cli.playbooks_export",
        help="Write playbooks as Markdown, JSON or CSV.",
    ),
    LazyCommand(
        name="card",
        module="coachkit.cli.playbooks_card",
        help="Show the battle card of a competitor or feature.",
    ),
)
