"""Lists that are filled by a query of the settings.

What a query finds is played as the exchange that it is part of; what is part of none gets a clip of its own.
A list that cannot be filled stays there, empty, and says why; the others are filled all the same.
"""

from dataclasses import replace

from coachkit.config import Settings, SmartPlaylist
from coachkit.counts import format_count
from coachkit.errors import CoachkitError, QueryError
from coachkit.pipeline.steps.asked_places import AskedPlaces
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.steps.filler import Filler, nothing
from coachkit.pipeline.steps.own_clips import OwnClips
from coachkit.playlists.wanted import Wanted, of_settings
from coachkit.query.to_sql import asks_calls
from coachkit.query.tree import Node
from coachkit.searching.archive import Archive
from coachkit.searching.places_asked import places_asked, read_asked, turns_asked, what_narrows
from coachkit.store.reading.curating import Choice
from coachkit.store.reading.topic_titles import topic_titles


def fill_asked(filler: Filler, own: OwnClips, settings: Settings) -> None:
    """Fill the lists of the settings."""
    archive = Archive(filler.library)
    for one in settings.playlists.smart:
        for wanted, choice in _lists(filler, one):
            if wanted.query is None:
                filler.fill(wanted, choice, is_kept=one.each is None)
            else:
                fill_by_query(filler, own, archive, wanted, is_kept=one.each is None)


def asked_now(bench: Bench) -> list[object]:
    """Return what the queries of the settings mean today: `date:last-week` is another week each week."""
    archive = Archive(bench.library)
    meant: list[object] = []
    for one in bench.settings.playlists.smart:
        try:
            meant.append(read_asked(archive, one.query.replace("{subject}", "subject")))
        except CoachkitError as error:
            meant.append(str(error))
    return meant


def _lists(filler: Filler, one: SmartPlaylist) -> list[tuple[Wanted, Choice]]:
    """Return the list that is asked for, or one for every subject of a kind."""
    if one.each is None:
        wanted = of_settings(one)
        return [(wanted, filler.choice(verdict=wanted.only))]
    titles = topic_titles(filler.library)
    names = sorted({count.name for count in filler.counted if count.kind == one.each})
    found = []
    for name in names:
        title: str | None = titles.get(name) if one.each == "topic" else name
        if title is not None:
            wanted = of_settings(one, title)
            about = {"topic": name} if one.each == "topic" else {"kind": one.each, "name": name}
            found.append((wanted, filler.choice(**about, verdict=wanted.only)))
    return found


def fill_by_query(
    filler: Filler, own: OwnClips, archive: Archive, wanted: Wanted, *, is_kept: bool = True
) -> None:
    """Fill a list by its query; `is_kept`: with a note where it finds nothing.

    A query that cannot be understood always leaves a note.
    """
    choice = filler.choice(verdict=wanted.only)
    try:
        node = read_asked(archive, wanted.query or "")
    except QueryError as error:
        wrong = f"The query of “{wanted.title}” cannot be used: {_first_line(error)}"
        filler.fill(wanted, choice, nothing(), note=wrong, is_kept=True)
        return
    turns = turns_asked(archive, node)
    if turns is None:
        calls = places_asked(archive, node).calls
        choice = replace(choice, call_ids=frozenset(calls))
        source, count, what = filler.source(choice, wanted), len(calls), "call"
    else:
        source = AskedPlaces(filler, own, archive, wanted, node, turns).source()
        count, what = len(turns), "place"
    if count:
        filler.fill(wanted, choice, source, is_kept=is_kept, why_none=_unplayable(count, what, wanted))
    else:
        filler.fill(wanted, choice, source, is_kept=is_kept, note=_why_empty(archive, node))


def _unplayable(count: int, unit: str, wanted: Wanted) -> str:
    """Return why nothing of what a query finds is in its list."""
    went = {"good": " that went well", "bad": " that went badly", "mixed": ""}[wanted.verdict]
    among = "among them" if count > 1 else "there"
    return f"The query finds {format_count(count, unit)}, and no exchange{went} that can be heard is {among}."


def _why_empty(archive: Archive, node: Node) -> str:
    """Return which condition of a query that finds nothing removed how many places."""
    parts = what_narrows(archive, node)
    unit = "calls" if asks_calls(node) else "places"
    last = next((one for one in parts if one.left == 0), parts[-1])
    if last.before == 0 or last is parts[0]:
        return f"Nothing fits: {last.written} ({last.said}) is true of none of the {last.before:,} {unit}."
    return (
        f"Nothing fits: the rest of the query finds {last.before:,} {unit}, and {last.written} ({last.said}) "
        f"removes all of them; by itself it is true of {last.alone:,}."
    )


def _first_line(error: QueryError) -> str:
    """Return what is wrong with a query, without the query and the caret under the place."""
    return str(error).removeprefix("query: ").splitlines()[0]
