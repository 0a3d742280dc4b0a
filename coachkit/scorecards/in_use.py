"""The score cards that settings name, and the names that cards may use with them."""

from pathlib import Path

from coachkit.config import Settings
from coachkit.errors import SettingsError
from coachkit.query.resolve import KnownNames
from coachkit.scorecards.card import ScoreCard
from coachkit.scorecards.files import built_in_names, load_card, own_names, read_card
from coachkit.tracking.packs import trackers_on


def cards_of(settings: Settings) -> tuple[ScoreCard, ...]:
    """Return the score cards that are in use, the main one first.

    Raises:
        SettingsError: There is no such card, or something in it is wrong; the message says where.
    """
    names = (settings.scoring.card, *settings.scoring.more_cards)
    known, folder = card_names(settings), card_folder(settings)
    return tuple(load_card(name, folder=folder, known=known) for name in names)


def all_cards(settings: Settings) -> tuple[list[ScoreCard], list[str]]:
    """Return the score cards that there are, a team's own first, and what is wrong with others."""
    folder, known = card_folder(settings), card_names(settings)
    cards, problems = [], []
    for name in dict.fromkeys((*own_names(folder), *built_in_names())):
        try:
            cards.append(load_card(name, folder=folder, known=known))
        except SettingsError as error:
            problems.append(str(error))
    return cards, problems


def card_named(settings: Settings, wanted: str) -> ScoreCard:
    """Return the card with a name, or the one in a file whose path is given.

    Raises:
        SettingsError: There is no such card, or something in it is wrong.
    """
    folder, known = card_folder(settings), card_names(settings)
    if wanted.endswith(".toml"):
        return read_card(Path(wanted), folder=folder, known=known)
    return load_card(wanted, folder=folder, known=known)


def card_folder(settings: Settings) -> Path | None:
    """Return where a team's own cards are; None for settings that are in no file."""
    folder = Path(settings.scoring.folder)
    return folder if folder.is_absolute() else None


def card_names(settings: Settings) -> KnownNames:
    """Return the names that cards may use: of the settings, so that a score depends on no other call."""
    things = {"competitor": settings.competitors, "feature": settings.features}
    forms = {
        kind: [(form, one.name) for one in named for form in (one.name, *one.aliases)]
        for kind, named in things.items()
    }
    forms["tracker"] = [(one.name, one.name) for one in trackers_on(settings)]
    forms["team"] = [(team, team) for team in sorted({one.team for one in settings.agents if one.team})]
    return KnownNames(forms=forms)
