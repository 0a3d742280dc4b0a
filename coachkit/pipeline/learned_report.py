"""What a library has learned of how calls go, and what it lacks to learn it."""

from dataclasses import dataclass

from coachkit.config import Settings
from coachkit.learning.deciding import weights_from
from coachkit.learning.explaining import shares_of
from coachkit.learning.fitting import Weights
from coachkit.learning.wording import BAD_MEANING, GOOD_MEANING, sentence_of, subject_of
from coachkit.models import LearnedModel, LearnedWeight
from coachkit.pipeline.steps.bench import OUTCOMES, Bench
from coachkit.pipeline.steps.foretelling import known_calls
from coachkit.pipeline.steps.labelling import newest_model
from coachkit.pipeline.toolbox import Toolbox
from coachkit.store.library import Library
from coachkit.store.reading.topic_titles import topic_titles

MOST_MATTERS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Something that moves the learned score."""

    share: float
    """Of what moves it, 0 to 1."""
    in_favour: str
    against: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedReport:
    """What is known, what was learned, and what moves it."""

    good: int
    """Calls of which it is known today that they went well."""
    bad: int
    needed: int
    """How many of each are learned from at least."""
    model: LearnedModel | None
    matters: tuple[Matter, ...]
    advice: str


def learned_report(library: Library, settings: Settings) -> LearnedReport:
    """Return what was learned last, and what is known now."""
    known = [*known_calls(Bench(library=library, settings=settings, tools=Toolbox())).values()]
    good, bad = sum(known), len(known) - sum(known)
    model, learned = newest_model(library), library.current_epoch(OUTCOMES)
    weights = weights_from(model, library.rows(LearnedWeight)) if model else None
    return LearnedReport(
        good=good,
        bad=bad,
        needed=settings.scoring.learn_from,
        model=model,
        matters=_matters(weights, topic_titles(library)) if weights else (),
        advice=_advice(good, bad, settings.scoring.learn_from, learned.calls if learned else None),
    )


def _advice(good: int, bad: int, needed: int, known_then: int | None) -> str:
    """Return what to do next; `known_then`: of how many calls it was known how they went at the last fit."""
    lacking = [
        f"{needed - count} more that went {how}"
        for count, how in ((good, "well"), (bad, "badly"))
        if count < needed
    ]
    if lacking and known_then is None:
        return (
            f"Nothing is learned yet: it takes {' and '.join(lacking)}."
            " Rate calls with: coachkit calls rate CALL good"
        )
    if known_then is None:
        return "Nothing is learned yet; learn with: coachkit learned fit"
    if good + bad != known_then:
        return "More is known than it was learned from, or less; learn anew with: coachkit learned fit"
    return ""


def _matters(weights: Weights, topics: dict[str, str]) -> tuple[Matter, ...]:
    found = []
    for subject, share in shares_of(weights)[:MOST_MATTERS]:
        if subject == "meaning":
            found.append(Matter(share=share, in_favour=GOOD_MEANING, against=BAD_MEANING))
            continue
        own = [n for n, name in enumerate(weights.names) if subject_of(name) == subject]
        leading = max(own, key=lambda n: (abs(weights.weight[n]), -n))
        is_for = bool(weights.weight[leading] > 0)
        name = weights.names[leading]
        found.append(
            Matter(
                share=share,
                in_favour=sentence_of(name, is_more=is_for, topics=topics),
                against=sentence_of(name, is_more=not is_for, topics=topics),
            )
        )
    return tuple(found)
