"""`coachkit playbooks card`: what is needed in a call in which a competitor or a feature comes up."""

from contextlib import suppress
from pathlib import Path

import click

from coachkit.battlecards.page import why_no_card
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, print_json, print_table
from coachkit.errors import NotFoundError, SettingsError
from coachkit.models import SubjectKind
from coachkit.near import pick, similar_names
from coachkit.store.library import Library
from coachkit.store.reading.cards import CardSummary, calls_that_name, list_cards, show_card

_COLUMNS = (
    Column(name="card"),
    Column(name="about", spare=True),
    Column(name="calls", align="right"),
    Column(name="good", align="right"),
    Column(name="bad", align="right"),
    Column(name="open questions", align="right", spare=True),
    Column(name="latest", align="right", spare=True),
    Column(name="kind", spare=True),
)
_NONE_YET = (
    "There are no battle cards yet: coachkit build FOLDER writes one for each competitor and feature of the "
    "settings that customers bring up."
)


@click.command("card")
@click.argument("name", required=False)
@db_option
@json_option
@click.option("--markdown", is_flag=True, help="Print Markdown, for a wiki or a chat.")
@click.option(
    "--quotes", type=click.IntRange(min=0), default=1, show_default=True, help="Places to hear of each line."
)
@click.option("--play", type=click.IntRange(min=1), metavar="N", help="Play the quote [N] instead.")
def card(name: str | None, db: Path, as_json: bool, markdown: bool, quotes: int, play: int | None) -> None:
    """Show the battle card of a competitor or feature: what customers say, and which replies worked.

    NAME is a name of the settings, or the beginning of one; without it the cards are listed.

    Example: coachkit playbooks card zenlane
    """
    if as_json and markdown:
        raise click.UsageError("--json and --markdown are two forms of the same; leave out one.")
    if play and name is None:
        raise click.UsageError("--play plays a quote of one card; name the card as well.")
    with Library.open(db) as library:
        cards = list_cards(library)
        if name is None:
            _print_list(cards, as_json=as_json)
            return
        page = show_card(library, card_named(library, cards, name))
        from coachkit.cli.playbooks_card_page import page_as_json, play_quote, print_page
        from coachkit.export.cards import card_file

        if play:
            play_quote(library, page, play)
        elif as_json:
            print_json(page_as_json(library, page))
        elif markdown:
            click.echo(card_file(library, page), nl=False)
        else:
            print_page(library, page, most=quotes)


def card_named(library: Library, cards: list[CardSummary], wanted: str) -> str:
    """Return the id of the card that `wanted` means: its id, or the name or an alias of what it is about.

    Raises:
        NotFoundError: There is none; says whether it never came up or nobody knows the name, and what to do.
    """
    forms = [(form, one.id) for one in cards for form in (one.id, one.name)]
    with suppress(NotFoundError):
        return pick(wanted, forms, what="battle card")
    named = {(one.kind, one.name): one.id for one in cards}
    known = _names_looked_for(library)
    aliases = [(form, named[kind, name]) for kind, form, name in known if (kind, name) in named]
    silent = [(form, name) for kind, form, name in known if (kind, name) not in named]
    try:
        return pick(wanted, [*forms, *aliases], what="battle card")
    except NotFoundError as error:
        if "several" in str(error):
            raise
        raise NotFoundError(_why_none(library, cards, silent, wanted)) from None


def _names_looked_for(library: Library) -> list[tuple[SubjectKind, str, str]]:
    """Return (kind, spelling, name) of the settings of the last build; nothing where those are gone."""
    from coachkit.config import load_settings
    from coachkit.store.reading.settings_used import settings_path

    try:
        settings = load_settings(settings_path(library, None))
    except (SettingsError, OSError):  # the cards can be read without them
        return []
    found: list[tuple[SubjectKind, str, str]] = []
    for one in settings.competitors:
        found += [("competitor", form, one.name) for form in (one.name, *one.aliases)]
    for thing in settings.features:
        found += [("feature", form, thing.name) for form in (thing.name, *thing.aliases)]
    return found


def _why_none(library: Library, cards: list[CardSummary], silent: list[tuple[str, str]], wanted: str) -> str:
    """Return why there is no card for what is wanted; `silent` are the names that no customer brings up."""
    try:
        name = pick(wanted, silent, what="name")
    except NotFoundError:
        near = similar_names(wanted, (one.name for one in cards)) or [one.name for one in cards[:5]]
        hint = f"; there are cards for {', '.join(near)}" if near else ""
        return (
            f"“{wanted}” is neither a competitor nor a feature of the settings that comes up{hint}. To have "
            f'it looked for: coachkit competitors add "{wanted}", or coachkit features add "{wanted}"'
        )
    by_customers, calls = calls_that_name(library, name)
    return why_no_card(name, by_customers=by_customers, calls=calls)


def _print_list(cards: list[CardSummary], *, as_json: bool) -> None:
    if as_json:
        print_json(cards)
        return
    rows = ((one.id, one.name, one.calls, one.good, one.bad, one.open, one.until, one.kind) for one in cards)
    print_table(_COLUMNS, rows, empty=_NONE_YET)
