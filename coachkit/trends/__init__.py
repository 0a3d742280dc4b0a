"""Say what rises and falls from week to week, team to team and agent to agent."""

from coachkit.trends.question import KINDS, Question
from coachkit.trends.table import Cell, News, TrendRow, TrendTable
from coachkit.trends.trends import trends

__all__ = ["KINDS", "Cell", "News", "Question", "TrendRow", "TrendTable", "trends"]
