"""Warn of names that are ordinary words: they fire where nobody means them."""

from collections.abc import Iterable

import click

from coachkit.cli.screen import format_count, harmless
from coachkit.config import Settings
from coachkit.errors import CoachkitError
from coachkit.phrases import words_in
from coachkit.store.library import Library
from coachkit.store.search import search

COMMON = 4.0
"""Zipf frequency from which a word is ordinary: one in a hundred thousand words."""


def warn_of_common_names(library: Library, settings: Settings) -> None:
    """Tell on stderr which names and aliases are ordinary words, and in how many lines each is said."""
    from coachkit.backends.frequency import zipf

    for key, forms in _forms(settings):
        for form in forms:
            words = [word for _, _, word in words_in(form)]
            if len(words) != 1 or zipf(words[0], "en") < COMMON:
                continue
            try:
                lines = search(library, f'"{words[0]}"', limit=1).total
            except CoachkitError:
                continue
            said = format_count(lines, "line")
            click.echo(
                harmless(
                    f"Warning: {key}: “{form}” is an ordinary word, said in {said} of this library; "
                    "add exclusions, or a longer name"
                ),
                err=True,
            )


def _forms(settings: Settings) -> Iterable[tuple[str, tuple[str, ...]]]:
    yield from (("competitors", one.forms()) for one in settings.competitors)
    yield from (("trackers", one.aliases) for one in settings.trackers)
