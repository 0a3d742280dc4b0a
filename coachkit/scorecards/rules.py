"""The rules of score cards by name, and what goes before each of them: whether a line applies at all."""

from collections.abc import Callable, Mapping

from coachkit.scorecards.by_figures import exchanges, metric, question
from coachkit.scorecards.by_moments import moments, tracker
from coachkit.scorecards.by_query import is_so, order, query
from coachkit.scorecards.by_words import absent, balance, mood, present
from coachkit.scorecards.card import Line, ScoreCard
from coachkit.scorecards.evidence import Evidence, Finding
from coachkit.scorecards.written import Rule

RULES: Mapping[Rule, Callable[[Line, Evidence], Finding]] = {
    "balance": balance,
    "mood": mood,
    "present": present,
    "absent": absent,
    "metric": metric,
    "exchanges": exchanges,
    "moments": moments,
    "tracker": tracker,
    "query": query,
    "order": order,
}
"""All rules but `question`, which looks up what people answer."""


def is_for(card: ScoreCard, evidence: Evidence) -> bool:
    """Say whether a card is for a call."""
    return card.calls is None or is_so(card.calls, evidence.view)


def find(card: ScoreCard, line: Line, evidence: Evidence, *, is_needed_met: bool) -> Finding:
    """Return what a line finds in a call; `is_needed_met` says whether the line that it needs is met."""
    if why := evidence.excused.get((card.id, line.id)):
        return Finding(share=None, detail=why)
    if "applies" in line.nodes and not is_so(line.nodes["applies"], evidence.view):
        return Finding(share=None, detail=f"it is for calls with {line.written.applies}")
    if not is_needed_met:
        needed = next(one for one in card.lines if one.id == line.written.needs)
        return Finding(share=None, detail=f"“{needed.written.title}” is not met")
    if line.written.rule == "question":
        return question(line, evidence, card.id)
    return RULES[line.written.rule](line, evidence)
