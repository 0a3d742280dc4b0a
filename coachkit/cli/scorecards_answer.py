"""`coachkit scorecards answer`: a person answers what a score card cannot find out by itself."""

from typing import cast

import click

from coachkit.cli.author import author
from coachkit.cli.library_settings import settings_of
from coachkit.cli.people_changes import Place, place_options
from coachkit.cli.rejudged import print_rejudged
from coachkit.cli.screen import print_line
from coachkit.models import AnswerValue
from coachkit.store.library import Library
from coachkit.store.reading import find_call


@click.command("answer")
@click.argument("call")
@click.argument("question")
@click.argument("value", type=click.Choice(["yes", "no", "not applicable"]))
@click.option("--why", help="Why, in a sentence; it is shown with the line.")
@click.option("--card", default="", help="The score card that asks; else any that is in use.")
@click.option("--by", help="Who says so; else the name you are logged in with.")
@place_options
@click.pass_context
def answer(
    ctx: click.Context,
    call: str,
    question: str,
    value: str,
    why: str | None,
    card: str,
    by: str | None,
    place: Place,
) -> None:
    """Answer a QUESTION of a score card on a CALL; QUESTION is the line's id or the beginning of its title.

    The newest answer counts, and the call is scored anew at once.

    Example: coachkit scorecards answer 4f0c2a tone yes --why "Calm and clear throughout."
    """
    with Library.open(place.db) as library:
        call_id = find_call(library, call)
        settings = settings_of(library, place.config)

        from coachkit.cli.progress import choose_progress
        from coachkit.pipeline.changes.cards import an_answer, answer_question

        given = an_answer(
            call_id, question, cast(AnswerValue, value), card=card, why=why, author=by or author()
        )
        found = answer_question(
            library,
            settings,
            given,
            tools=ctx.obj,
            progress=choose_progress(is_wanted=not place.no_progress),
        )
    kept = found.answer
    print_line(f"{call_id}: “{found.question}” {kept.value}, says {kept.author}.", style="bold")
    print_rejudged(found.change)
