"""The root command and the table of all commands."""

import click

import coachkit
from coachkit.cli.lazy import LazyCommand, LazyGroup

COMMANDS = (
    LazyCommand(
        name="init", module="coachkit.cli.init", help="Look at a folder's file names and write its settings."
    ),
    LazyCommand(
        name="build", module="coachkit.cli.build", help="Turn a folder of recordings into a library."
    ),
    LazyCommand(
        name="import",
        module="coachkit.cli.import_",
        function="import_",
        help="Take in folders or single files, or only say what they would become.",
    ),
    LazyCommand(
        name="transcribe", module="coachkit.cli.transcribe", help="Hear calls again, or with another model."
    ),
    LazyCommand(name="calls", module="coachkit.cli.calls", help="List calls, or show one."),
    LazyCommand(
        name="search", module="coachkit.cli.search", help="Find what was said, or the replies that worked."
    ),
    LazyCommand(name="searches", module="coachkit.cli.searches", help="List saved searches, or remove one."),
    LazyCommand(
        name="mentions", module="coachkit.cli.mentions", help="List where competitors and features are named."
    ),
    LazyCommand(name="moments", module="coachkit.cli.moments", help="List the moments of calls that matter."),
    LazyCommand(
        name="competitors", module="coachkit.cli.competitors", help="List competitors, or add one and rescan."
    ),
    LazyCommand(
        name="features", module="coachkit.cli.competitors", help="List features, or add one and rescan."
    ),
    LazyCommand(
        name="trackers", module="coachkit.cli.trackers", help="List what is looked for in calls, or rescan."
    ),
    LazyCommand(
        name="scorecards",
        module="coachkit.cli.scorecards",
        help="List what calls are scored by, or try a card.",
    ),
    LazyCommand(
        name="exchanges", module="coachkit.cli.exchanges", help="List replies and how customers took them."
    ),
    LazyCommand(name="topics", module="coachkit.cli.topics", help="List what calls are about, or show one."),
    LazyCommand(
        name="route", module="coachkit.cli.route", help="Name the best person on the team for a question."
    ),
    LazyCommand(
        name="trends",
        module="coachkit.cli.trends",
        help="Show what rises and falls, by week, team and agent.",
    ),
    LazyCommand(
        name="report",
        module="coachkit.cli.report",
        help="Say what went well and badly in a period, and what to hear first.",
    ),
    LazyCommand(
        name="prepare",
        module="coachkit.cli.prepare",
        help="Prepare a talk with an agent: strengths, one focus, what to hear together.",
    ),
    LazyCommand(
        name="fairness",
        module="coachkit.cli.fairness",
        help="Compare scores by agent, language, sound, length, kind and time of day.",
    ),
    LazyCommand(
        name="metrics",
        module="coachkit.cli.metrics",
        help="Show the usual figures of agents, teams and kinds of call.",
    ),
    LazyCommand(
        name="playlists", module="coachkit.cli.playlists", help="List playlists, show one, or export them."
    ),
    LazyCommand(
        name="playbooks",
        module="coachkit.cli.playbooks",
        help="Show what works and what does not, and decide on it.",
    ),
    LazyCommand(
        name="practice",
        module="coachkit.cli.practice",
        help="Answer customers from real calls, then hear what worked and what did not.",
    ),
    LazyCommand(name="serve", module="coachkit.cli.serve", help="Open a page to listen, read and search."),
    LazyCommand(name="users", module="coachkit.cli.users", help="List who may log in, or add somebody."),
    LazyCommand(
        name="learned",
        module="coachkit.cli.learned",
        help="Show the score learned from outcomes and ratings.",
    ),
    LazyCommand(name="outcomes", module="coachkit.cli.outcomes", help="List how calls ended, or import it."),
    LazyCommand(
        name="ratings",
        module="coachkit.cli.ratings",
        help="List what people say of calls, and how they agree.",
    ),
    LazyCommand(
        name="disputes", module="coachkit.cli.disputes", help="List objections to scores, or decide on one."
    ),
    LazyCommand(name="agents", module="coachkit.cli.agents", help="List agents, name them, merge names."),
    LazyCommand(
        name="customers", module="coachkit.cli.customers", help="List customers, name them, merge names."
    ),
    LazyCommand(
        name="doctor", module="coachkit.cli.doctor", help="Check that everything needed is there and genuine."
    ),
)


@click.group(
    cls=LazyGroup,
    lazy=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Begin with: coachkit init FOLDER, then coachkit build FOLDER",
)
# Commands hand click's `obj` on as their models (`pipeline.toolbox.Tools`); None means the product's own.
@click.version_option(coachkit.__version__, prog_name="coachkit")
def main() -> None:
    """Turn recorded customer calls into transcripts, search and coaching playlists."""
