"""Warn of names that are ordinary words: they are found where nobody means them."""

import shlex
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from coachkit.cli.screen import harmless
from coachkit.config import Settings
from coachkit.config.trackers import tracker_key
from coachkit.counts import format_count
from coachkit.phrases import words_in
from coachkit.store.library import Library
from coachkit.store.reading import findings

if TYPE_CHECKING:
    from coachkit.pipeline.changes.rescan import Difference
    from coachkit.store.reading import Finding

COMMON = 3.3
"""Zipf frequency from which a word is ordinary: two in a million words ("slack" 3.7, "monday" 4.8)."""
Form = tuple[str, str, str]
"""Kind, name and one way of writing it, which is a single word."""


def warn_of_common_names(
    library: Library, settings: Settings, *, added: str = "", preview: "Difference | None" = None
) -> None:
    """Tell on stderr which names and aliases are ordinary words, and how often each is found.

    A name with exclusions has been seen to, and is told of only if it is the one that was `added`. With
    `preview`, what it would add and remove counts as done.
    """
    forms = [form for form in _single_words(settings, added) if _is_common(form[2])]
    if not forms:
        return
    found = findings(library)
    if preview:
        found = (found | set(preview.added)) - set(preview.removed)
    for kind, name, form in forms:
        key = tracker_key(form)
        said = [one for one in found if (one.kind, one.name) == (kind, name) and tracker_key(one.text) == key]
        if any(one.text.islower() for one in said) or not _is_brand(form):
            click.echo(harmless(_warning(kind, name, form, said, is_preview=preview is not None)), err=True)


def _warning(kind: str, name: str, form: str, said: "Sequence[Finding]", *, is_preview: bool) -> str:
    of = f" (of {name})" if form != name else ""
    would = "would be" if is_preview else "is"
    found = "not found so far"
    if said:
        calls = len({one.call_id for one in said})
        found = f"{would} found {format_count(len(said), 'time')} in {format_count(calls, 'call')}"
    small = sum(one.text.islower() for one in said)
    found += f", {small} of them in small letters" if small else ""
    look = (
        f"trackers show {shlex.quote(name)}" if kind == "tracker" else f"mentions --name {shlex.quote(name)}"
    )
    see = f" (coachkit {look})" if said and not is_preview else ""
    return (
        f"Warning: {kind} “{form}”{of} is an ordinary word as well: {found}{see}; "
        "if that is not what you mean, add exclusions or write a longer name"
    )


def _single_words(settings: Settings, added: str) -> Iterator[Form]:
    for kind, name, forms, exclusions in _named(settings):
        if not exclusions or name == added:
            yield from ((kind, name, form) for form in forms if len(words_in(form)) == 1)


def _named(settings: Settings) -> Iterable[tuple[str, str, Sequence[str], Sequence[str]]]:
    yield from (("competitor", one.name, one.forms(), one.exclusions) for one in settings.competitors)
    yield from (("tracker", one.name, one.aliases, one.exclusions) for one in settings.trackers)


def _is_common(form: str) -> bool:
    from coachkit.backends.frequency import zipf

    return zipf(tracker_key(form), "en") >= COMMON


def _is_brand(form: str) -> bool:
    from coachkit.backends.gazetteer import open_gazetteer

    return tracker_key(form) in open_gazetteer().brands
