"""What is said where there is little to compare, or nothing better: in plain words."""

from collections.abc import Collection, Mapping

from coachkit.comparing.better import MARGIN, can_be_judged, scores_of_both
from coachkit.comparing.shortlist import Known
from coachkit.languages import name_of
from coachkit.store.library import Library
from coachkit.store.reading.similar import Standing, count_segments, model_of, unread_language

ONLY_CALL = "there is no other call to compare it with"
UNFIT = "no other call fits the condition"
WORDS_ONLY = "the model that reads sentences is not installed, so quotes are chosen by the words they share"
NO_MOMENT = (
    "no other call has a moment to compare: the others are the same talk again, nobody talks in them or not"
    " in English, or it is not known who speaks"
)
NO_PURPOSES = (
    "it is not known yet which passages hold the reason for calling and which are greetings;"
    " `coachkit build` finds out"
)


def no_meaning_note(library: Library, call_id: str) -> str | None:
    """Return why a call cannot be compared: nobody talks, or not in English, or no build; else None."""
    talk = count_segments(library, call_id)
    if not talk.segments:
        return "nothing is said in this call, so there is nothing to compare"
    if not talk.talk:
        return "nobody talks with the customer in this call, so there is nothing to compare"
    language = unread_language(library, call_id)
    if language:
        return f"this call is in {name_of(language)}; only calls in English can be compared"
    if model_of(library, call_id) is None:
        return "what this call means is not stored yet; run `coachkit build`"
    return None


def purposes_note(known: Known) -> str | None:
    """Return a note where the build that tells purposes has not run on a call."""
    is_told = known.reasons or any(one.purpose for one in known.passages)
    return None if is_told else NO_PURPOSES


def nothing_better_note(mine: Standing, others: Mapping[str, Standing], allowed: Collection[str]) -> str:
    """Return why there is no better call, and how near the best comes."""
    if not can_be_judged(mine):
        return "it is not known how this call went, so none can be said to have gone better"
    judged = [others[one] for one in allowed if one in others and can_be_judged(others[one])]
    if not judged:
        return "of no other call it is known how it went"
    best = _best_score(mine, judged)
    label = f"this one is {mine.label}" if mine.label else "this one has no label"
    told = f"none of the {len(judged)} other calls that are judged went better ({label})"
    if len(judged) == 1:
        told = f"the only other call that is judged did not go better ({label})"
    if best is None:
        return told
    score, own, call_id = best
    return (
        f"{told}; {call_id} comes nearest with a score of {score:.0f} against {own:.0f},"
        f" where {MARGIN:.0f} points more would count"
    )


def nothing_left_note(*, better: bool) -> str:
    """Return why there is no call to show though there are others."""
    which = "none of the calls that went better" if better else "no other call"
    return (
        f"{which} can be compared with it: they are the same talk again, or nobody talks in them,"
        " or not in English"
    )


def _best_score(mine: Standing, others: Collection[Standing]) -> tuple[float, float, str] | None:
    """Return the score that comes nearest to being better, with that of `mine`; None without any.

    A score that is high enough, and does not count because the outcome is worse, is not near.
    """
    scored = []
    for other in others:
        _, score, own = scores_of_both(other, mine)
        if score is not None and own is not None and score - own < MARGIN:
            scored.append((score, own, other.call_id))
    return max(scored, key=lambda one: (one[0] - one[1], one[2]), default=None)
