"""How a line is said: the sentence itself, and what it rests on, with its figures in plain words."""

import re

from coachkit.counts import format_count
from coachkit.mining.finding import Finding
from coachkit.models import LineKind
from coachkit.statistics.averages import Estimate

KEEP = 0.7
"""From this share of cases on in which it is done already, what helps is to be kept up."""
_NO_NEWS = 0.2
"""What chance does more often shows nothing."""
_CLAUSE = re.compile(r"[:;] ")
_SURE = 1e-6
"""A chance below this is not told more exactly."""


def kind_of(finding: Finding) -> LineKind:
    """Return whether agents should do it, leave it, or go on doing it."""
    if not finding.helps:
        return "dont"
    told = finding.observed.done[finding.observed.done >= 0]
    return "keep" if len(told) and float(told.mean()) >= KEEP else "do"


def sentence_of(finding: Finding, kind: LineKind) -> str:
    """Return the sentence that a lead would say."""
    behaviour = finding.observed.behaviour
    if kind == "dont":
        return behaviour.dont
    return f"Keep it up: {lower_first(behaviour.do)}" if kind == "keep" else behaviour.do


def why(finding: Finding, *, looked_at: int) -> str:
    """Return what a finding rests on.

    `looked_at` is how many comparisons were made in the library, which `Finding.adjusted` takes into account.
    """
    noun = "call" if finding.subject.kind == "topic" else "reply"
    done, other = finding.done_good + finding.done_bad, finding.not_done_good + finding.not_done_bad
    support = f"{format_count(finding.calls, 'call')}, {format_count(finding.agents, 'agent')}"
    told = (
        f"Of {_replies(done, noun)} in which {_done_in(finding)}, {finding.done_good:,} went well; "
        f"of {other:,} {'other' if other == 1 else 'others'}, {finding.not_done_good:,} ({support})."
    )
    if not done or not other:
        return told
    return f"{told} {effect_words(finding.effect)} {_chance(finding, looked_at)}"


def _done_in(finding: Finding) -> str:
    """Return what was done, where the sentence asks for its contrary without a “don't”."""
    behaviour = finding.observed.behaviour
    if kind_of(finding) == "dont" and not behaviour.dont.startswith("Don't "):
        return f"the agent {behaviour.does}"
    return "agents did this"


def effect_words(effect: Estimate) -> str:
    """Return an effect, a share from -1 to 1, as a sentence with its interval."""
    points = effect.times(100)
    value, low, high = round(points.value), round(points.low), round(points.high)
    more, turned = ("more", 1) if value >= 0 else ("fewer", -1)
    first, last = sorted((turned * low, turned * high))
    span = f"{first} to {last}" if first >= 0 else f"from {-first} {_other(more)} to {last} {more}"
    return f"Within one agent's calls, {abs(value)} of 100 {more} go well where it is done ({span})."


def odds_words(chance: float) -> str:
    """Return a probability as `1 in 900`."""
    if chance < _SURE:
        return "less than 1 in a million"
    times = 1 / chance
    if times >= 100:
        digits = len(str(int(times))) - 2
        times = round(times / 10**digits) * 10**digits
    return f"1 in {round(times):,}"


def lower_first(text: str) -> str:
    """Return a sentence as it goes on after a colon: `ask first`; “I”, names and quotes stay as they are."""
    word = text.split(" ", 1)[0]
    is_name = len(word) == 1 or any(letter.isupper() for letter in word[1:]) or word.startswith(("I'", "I’"))
    return text if is_name else text[:1].lower() + text[1:]


def briefly(text: str) -> str:
    """Return the first clause of what a playbook says is missing."""
    return bare(_CLAUSE.split(text, maxsplit=1)[0])


def bare(text: str) -> str:
    """Return a sentence without its full stop, to be followed by more."""
    return text.removesuffix(".")


def _chance(finding: Finding, looked_at: int) -> str:
    alone = odds_words(finding.chance)
    if finding.chance > _NO_NEWS:
        return f"Chance alone does that {alone} times: it shows nothing yet."
    if looked_at < 2:
        return f"Chance alone does that {alone} times."
    counted = odds_words(finding.adjusted)
    after = "it may well be chance" if finding.adjusted > _NO_NEWS else counted
    return f"Chance alone does that {alone} times; with all {looked_at:,} comparisons counted in, {after}."


def _replies(number: int, noun: str) -> str:
    many = {"reply": "replies", "call": "calls"}[noun]
    return f"{number:,} {noun if number == 1 else many}"


def _other(more: str) -> str:
    return "fewer" if more == "more" else "more"
