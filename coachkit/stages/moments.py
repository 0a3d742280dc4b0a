"""Moments: the stretches of a call that matter, from what is said, meant, tracked, named, heard and timed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coachkit.line_vectors import LineMeanings, Matrix
from coachkit.models import Call, Feeling, Leg, LineVectors, Mention, Moment, Reason, Segment, SoundSpan
from coachkit.moments.around import found_heated, found_near, without_denied
from coachkit.moments.asking import asking, found_questions
from coachkit.moments.ends import found_at_the_end
from coachkit.moments.finds import Find, joined, moment_of
from coachkit.moments.identity import found_answers
from coachkit.moments.meant import found_by_meaning, found_by_mood, likeness_of
from coachkit.moments.naming import Named, found_names, with_features
from coachkit.moments.pack import MomentRules
from coachkit.moments.said import Said, Tracked, found_by_trackers, found_by_words
from coachkit.moments.talk import Talk
from coachkit.moments.timing import found_in_time

REASON = 0.8
"""How sure a stored reason is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentEvidence:
    """What moments of one call are made of."""

    call: Call
    segments: Sequence[Segment]
    """All of the call's, menus and messages as well."""
    talk: Sequence[Segment]
    """Those of the conversation."""
    legs: Sequence[Leg] = ()
    mentions: Sequence[Mention] = ()
    tracked: Sequence[Tracked] = ()
    feelings: Sequence[Feeling] = ()
    reasons: Sequence[Reason] = ()
    sounds: Sequence[SoundSpan] = ()
    vectors: Sequence[LineVectors] = ()


def find_moments(evidence: MomentEvidence, rules: MomentRules, examples: Matrix) -> list[Moment]:
    """Return the call's moments in time order, numbered from 0.

    `examples` has a row for each of the rules' sentences (`rules.meanings.texts`).
    """
    talk = Talk.of(evidence.talk, evidence.legs)
    found = [
        *(moment_of(find, talk) for find in _spoken(evidence, talk, rules, examples)),
        *(_reason(one, talk) for one in evidence.reasons),
        *found_in_time(evidence.segments, evidence.sounds, duration=evidence.call.duration),
    ]
    found.sort(key=lambda one: (one.start, one.end, one.kind, one.name or ""))
    return [replace(one, n=n) for n, one in enumerate(found)]


def _spoken(evidence: MomentEvidence, talk: Talk, rules: MomentRules, examples: Matrix) -> list[Find]:
    said = Said.of(talk, rules)
    asks = asking(talk)
    likeness = likeness_of(talk, LineMeanings.of(evidence.vectors), examples)
    named = Named.of(talk, evidence.mentions)
    finds = [
        *found_by_words(said, rules, asks),
        *found_by_trackers(said, talk, rules, evidence.tracked, asks),
        *found_by_meaning(talk, said, rules, likeness, asks),
        *found_by_mood(talk, evidence.feelings),
        *found_questions(talk, said, rules, asks),
        *found_names(talk, named, asks),
    ]
    finds += [
        *found_answers(talk, said, rules, finds, asks),
        *found_near(said, rules, finds, asks, named.of_features(talk, asks)),
        *found_heated(talk, evidence.feelings, finds, asks),
        *found_at_the_end(talk, finds),
    ]
    return joined(without_denied(with_features(finds, named)))


def _reason(reason: Reason, talk: Talk) -> Moment:
    own = talk.by_segment.get(reason.segment, ())
    return Moment(
        call_id=reason.call_id,
        n=0,
        kind="reason",
        name=None,
        role=own[0].role if own else "unknown",
        segment=reason.segment,
        start=reason.start,
        end=reason.end,
        quote=reason.text,
        strength=REASON,
        method="rule",
        detail="why the call is made",
    )
