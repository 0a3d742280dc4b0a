"""What features of the learned score are called in front of people; the words are data."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

LATE = ", late"
GOOD_MEANING = "what the customer says is like what is said in calls that went well"
BAD_MEANING = "what the customer says is like what is said in calls that went badly"


def group_of(feature: str) -> str:
    """Return the group of a feature: `moment` of `moment:apology, late`."""
    return feature.partition(":")[0]


def subject_of(feature: str) -> str:
    """Return what a feature is about: several features of one matter are shown as one."""
    group, _, name = feature.partition(":")
    if group in ("meaning", "mood") or (group == "metric" and name.startswith("sentiment_")):
        return "meaning" if group == "meaning" else "mood"
    return f"{group}:{name.removesuffix(LATE)}"


def sentence_of(feature: str, *, is_more: bool, topics: Mapping[str, str]) -> str:
    """Return in words that a call has more of a feature than others, or less; `topics` are titles by id."""
    group, _, name = feature.partition(":")
    if group == "topic":
        title = topics.get(name, name)
        return f"the call is about “{title}”" if is_more else f"the call is not about “{title}”"
    is_late = group == "moment" and name.endswith(LATE)
    words = _words().get(group, {}).get(name.removesuffix(LATE) if is_late else name)
    if words is None:
        return f"there is {'much' if is_more else 'little'} of “{name}”"
    return words[0 if is_more else 1] + (" in the last third" if is_late else "")


@cache
def _words() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    text = resources.files("coachkit.packs").joinpath("learned.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
