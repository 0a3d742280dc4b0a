"""The step that fills all playlists: one list after the other, each from the best that its index holds."""

from collections.abc import Mapping

from coachkit.config import Settings
from coachkit.models import MadePlaylist, Playlist, StageRows
from coachkit.pipeline.steps.asked_lists import fill_asked
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.steps.contrasting import fill_contrasts
from coachkit.pipeline.steps.filler import Filler
from coachkit.pipeline.steps.occasions import fill_first, fill_starters, fill_week
from coachkit.pipeline.steps.own_clips import OwnClips
from coachkit.pipeline.steps.rising import fill_rising
from coachkit.playlists.wanted import VERDICT_OF, about, built_in_for
from coachkit.query.fields import REPLIED_TO
from coachkit.store.reading.curating import Choice
from coachkit.store.reading.topic_titles import topic_titles


def curate(bench: Bench, fingerprint: str) -> StageRows:  # noqa: ARG001 - every library step takes one
    """Fill the playlists from what is worth hearing in every call that can be heard."""
    filler = Filler.read(bench)
    titles = topic_titles(bench.library)
    own = OwnClips(library=bench.library, settings=filler.settings)
    _fill_made(filler)
    _fill_subjects(filler, titles)
    fill_contrasts(filler, filler.counted, titles)
    _fill_emptied(filler, bench.settings, titles)
    fill_week(filler)
    fill_first(filler, own)
    fill_starters(filler)
    fill_rising(filler, own)
    fill_asked(filler, own, bench.settings)
    return filler.rows


def _fill_subjects(filler: Filler, titles: Mapping[str, str]) -> None:
    """Fill a list for everything that comes up and went so."""
    for one in filler.counted:
        name = titles.get(one.name) if one.kind == "topic" else one.name
        found = built_in_for(one.kind, name, one.verdict) if name else None  # type: ignore[arg-type]
        if name and found:
            wanted = about(found, one.kind, name)  # type: ignore[arg-type]
            filler.fill(wanted, _choice(filler, one.kind, one.name, found.verdict))


def _fill_emptied(filler: Filler, settings: Settings, titles: Mapping[str, str]) -> None:
    """Keep the lists of what is still looked for, and is found nowhere now, with what left them."""
    ids = {title: topic for topic, title in titles.items()}
    known = {
        "competitor": {one.name: one.name for one in settings.competitors},
        "feature": {one.name: one.name for one in settings.features},
        "tracker": {one.name: one.name for one in settings.trackers},
        "moment": {kind.replace("_", " "): kind for kind in REPLIED_TO},
        "topic": ids,
    }
    filled = {_what_of(one.playlist) for one in filler.filled.values()}
    for list_ in filler.stored.values():
        name = known.get(list_.kind, {}).get(list_.subject)
        # by what it is about: it has another id while a list that somebody made has its own
        if list_.origin != "built-in" or _what_of(list_) in filled or name is None:
            continue
        kind, verdict = list_.kind, VERDICT_OF.get(list_.verdict)
        found = built_in_for(kind, list_.subject if kind == "topic" else name, verdict) if verdict else None  # type: ignore[arg-type]
        if found:
            filled.add(_what_of(list_))
            shown = list_.subject if kind == "topic" else name
            filler.fill(about(found, kind, shown), _choice(filler, kind, name, found.verdict))  # type: ignore[arg-type]


def _what_of(list_: Playlist) -> tuple[str, str, str]:
    return list_.kind, list_.subject, list_.verdict


def _choice(filler: Filler, kind: str, name: str, verdict: str) -> Choice:
    if kind == "topic":
        return filler.choice(topic=name, verdict=VERDICT_OF.get(verdict))
    return filler.choice(kind=kind, name=name, verdict=VERDICT_OF.get(verdict))


def _fill_made(filler: Filler) -> None:
    """Put the lists that people made beside the others; the clips of these are theirs alone."""
    for made in filler.library.rows(MadePlaylist):
        source = filler.stored.get(made.of) if made.of else None
        filler.fill_made(made, source)
