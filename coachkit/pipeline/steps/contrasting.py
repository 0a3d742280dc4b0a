"""Contrast lists: for every subject, pairs of exchanges that began alike and went differently."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from coachkit.models import Clip, Playlist
from coachkit.pipeline.steps.filler import Filler
from coachkit.playlists.candidates import Candidate
from coachkit.playlists.hand import Hand
from coachkit.replies.telling import tellings
from coachkit.replies.traits import read_trait
from coachkit.stages.contrast import PromptedExchange, Subject, contrast_of
from coachkit.stages.curate import Filled, fill_chosen
from coachkit.store.library import Library
from coachkit.store.reading.contrast import ReadReply, add_up, count_traits, read_replies
from coachkit.store.reading.curating import Choice, SubjectCount, candidates_of

Talk = tuple[str, ...]
"""What tells a talk from others: `Candidate.talk`."""
POOL = 40
"""Pairs are sought among so many of the clearest exchanges that went well, and so many that went badly."""


def fill_contrasts(filler: Filler, subjects: Iterable[SubjectCount], titles: Mapping[str, str]) -> None:
    """Fill a contrast list for every subject of which exchanges went well, and others badly.

    `titles` are those of topics by id. Topics come last: one whose pairs are all in another list has none.
    """
    sides = {
        (one.kind, one.name, one.verdict) for one in subjects if one.kind != "topic" or one.name in titles
    }
    known = sorted({(kind, name) for kind, name, _ in sides}, key=lambda one: (one[0] == "topic", one))
    counts = count_traits(filler.library) if known else []
    archive = add_up(counts)
    told: set[frozenset[Talk]] = set()
    for kind, name in known:
        is_topic = kind == "topic"
        subject = Subject(kind=kind, name=titles[name] if is_topic else name)  # type: ignore[arg-type]
        list_id = filler.free_id(subject.playlist_id)
        has_both = {(kind, name, "good"), (kind, name, "bad")} <= sides
        if not has_both and list_id not in filler.stored:
            continue
        choice = filler.choice(topic=name) if is_topic else filler.choice(kind=kind, name=name)
        hand = filler.hands.get(list_id, Hand())
        good, bad = (_exchanges(filler, replace(choice, verdict=side), hand) for side in ("good", "bad"))
        of_subject = add_up(one for one in counts if (one.kind, one.name) == (kind, name))
        playlist, clips = contrast_of(subject, good, bad, tellings(of_subject, archive))
        playlist = replace(playlist, id=list_id)
        clips = [replace(clip, playlist_id=list_id) for clip in clips]
        pairs = _pairs(clips, (*good, *bad))
        if is_topic and pairs and pairs <= told:
            continue
        filled = _filled(filler, playlist, clips, choice)
        if filled.clips or filled.departures:
            filler.filled[list_id] = filled
            told |= pairs


def _pairs(clips: Iterable[Clip], exchanges: Iterable[PromptedExchange]) -> set[frozenset[Talk]]:
    """Return the talks of each pair: of two recordings of a call, one list may hold either."""
    talks = {one.candidate.call_id: one.candidate.talk for one in exchanges}
    paired: dict[int, set[Talk]] = {}
    for clip in clips:
        if clip.pair is not None:
            paired.setdefault(clip.pair, set()).add(talks[clip.call_id])
    return {frozenset(own) for own in paired.values()}


def _filled(filler: Filler, playlist: Playlist, clips: Sequence[Clip], choice: Choice) -> Filled:
    hand, before = filler.hands.get(playlist.id), filler.before.get(playlist.id)
    return fill_chosen(playlist, clips, filler.facts(choice), hand=hand, before=before)


def _exchanges(filler: Filler, choice: Choice, hand: Hand) -> list[PromptedExchange]:
    """Return the clearest exchanges of a choice that customers begin; none that people took out."""
    best = [
        one
        for one in candidates_of(filler.library, choice, "clearest", most=POOL)
        if not filler.reasons.is_disputed(one) and not hand.excludes(one.clip("", ""))
    ]
    return read_exchanges(filler.library, best, name=choice.name)


def read_exchanges(
    library: Library, candidates: Sequence[Candidate], *, name: str | None = None
) -> list[PromptedExchange]:
    """Return what was read of those candidates that customers begin; `name`: all are about it."""
    read: dict[tuple[object, ...], ReadReply] = {
        (one.call_id, one.start, one.end, one.kind, one.name): one
        for one in read_replies(library, (candidate.call_id for candidate in candidates), name=name)
    }
    found = []
    for one in candidates:
        reply = read.get((*one.key, one.kind, one.name))
        if reply is not None:
            traits = tuple(map(read_trait, reply.traits))
            found.append(
                PromptedExchange(
                    candidate=one,
                    traits=traits,
                    vector=reply.vector,
                    plays_prompt=reply.plays_prompt,
                )
            )
    return found
