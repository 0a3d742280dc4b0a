"""Score cards as data: what a file may say, and how each of its rules looks at a call."""

from coachkit.scorecards.card import Line, ScoreCard
from coachkit.scorecards.evidence import Evidence, Finding
from coachkit.scorecards.files import built_in_names, load_card, own_names, parse_card, read_card
from coachkit.scorecards.rules import RULES, is_for

__all__ = [
    "RULES",
    "Evidence",
    "Finding",
    "Line",
    "ScoreCard",
    "built_in_names",
    "is_for",
    "load_card",
    "own_names",
    "parse_card",
    "read_card",
]
