"""Judge mentions: which of them count, and whether each is denied, imagined, praised or run down."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coachkit.config import NamedThing
from coachkit.config.trackers import Conditions
from coachkit.languages import is_full
from coachkit.models import Mention, Segment
from coachkit.tracking.about_names import said_of
from coachkit.tracking.conditions import CallFacts, Place, excluded_spans, fits_call, fits_place


def judge_mentions(
    mentions: Sequence[Mention],
    segments: Sequence[Segment],
    *,
    competitors: Sequence[NamedThing],
    features: Sequence[NamedThing],
    facts: CallFacts,
) -> list[Mention]:
    """Return the mentions that meet their name's conditions, each with how it is spoken of, numbered from 0.

    The stance is the customer's: what the agent says has none.
    """
    things: dict[tuple[str, str], Conditions] = {("competitor", one.name): one for one in competitors}
    things |= {("feature", one.name): one for one in features}
    by_number = {segment.n: segment for segment in segments}
    excluded = {
        key: excluded_spans(one.exclusions, segments) for key, one in things.items() if one.exclusions
    }
    kept = [
        _judged(mention, by_number[mention.segment])
        for mention in mentions
        if _counts(
            mention, by_number[mention.segment], things, excluded.get((mention.kind, mention.name)), facts
        )
    ]
    return [replace(mention, n=n) for n, mention in enumerate(kept)]


def _counts(
    mention: Mention,
    segment: Segment,
    things: Mapping[tuple[str, str], Conditions],
    excluded: Mapping[int, Sequence[tuple[int, int]]] | None,
    facts: CallFacts,
) -> bool:
    conditions = things.get((mention.kind, mention.name))
    if conditions is None:
        return True
    place = Place(
        segment=segment,
        start_char=mention.start_char,
        end_char=mention.end_char,
        start=mention.start,
        end=mention.end,
    )
    if not fits_call(conditions.calls, facts) or not fits_place(conditions, facts, place):
        return False
    spans = (excluded or {}).get(segment.n, ())
    return all(end <= mention.start_char or mention.end_char <= start for start, end in spans)


def _judged(mention: Mention, segment: Segment) -> Mention:
    if mention.kind == "candidate" or not is_full(segment.language):
        return mention
    said = said_of(segment.text, mention.start_char, mention.end_char)
    if mention.role == "agent":
        return replace(mention, modality=said.modality)
    return replace(mention, modality=said.modality, stance=said.stance, stance_quote=said.stance_quote)
