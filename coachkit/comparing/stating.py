"""What is said where there is little to compare, or nothing better: in plain words."""

from collections.abc import Collection, Mapping

from coachkit.comparing.better import MARGIN, can_be_judged
from coachkit.comparing.shortlist import Known
from coachkit.languages import name_of
from coachkit.store.library import Library
from coachkit.store.reading.similar import Standing, count_segments, model_of, unread_language

ONLY_CALL = "there is no other call to compare it with"
UNFIT = "no other call fits the condition"
WORDS_ONLY = "the model that reads sentences is not installed, so quotes are chosen by the words they share"
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
        f"{told}; the best score among them is {score:.0f} ({call_id}) against {own:.0f},"
        f" and {MARGIN:.0f} more would count"
    )


def _best_score(mine: Standing, others: Collection[Standing]) -> tuple[float, float, str] | None:
    own = dict(mine.scores)
    scored = [
        (value, own[card], other.call_id) for other in others for card, value in other.scores if card in own
    ]
    return max(scored, key=lambda one: (one[0] - one[1], one[2]), default=None)
