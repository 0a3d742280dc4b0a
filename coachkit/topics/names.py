"""Names of topics: what their calls' key phrases are that those of other topics are not."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from coachkit.languages import loose
from coachkit.models import Keyword, Passage

ELSEWHERE = 0.3
"""Weight of a call's phrase for a passage of the call that does not hold it."""


def name_groups(
    groups: Sequence[Sequence[Passage]], keywords: Mapping[str, Sequence[Keyword]]
) -> list[tuple[str, tuple[str, ...]]]:
    """Return a title and key phrases for each group of passages; `keywords` are those of each call."""
    return [(", ".join(own[:3]) or "other talk", own) for own in _distinguishing(groups, keywords)]


def _distinguishing(
    groups: Sequence[Sequence[Passage]], keywords: Mapping[str, Sequence[Keyword]]
) -> list[tuple[str, ...]]:
    """Return each group's phrases, most telling first: weight inside it, times rarity over groups."""
    weights: list[dict[str, float]] = []
    for group in groups:
        own: dict[str, float] = defaultdict(float)
        texts: dict[str, str] = defaultdict(str)
        for passage in group:
            texts[passage.call_id] += f"{loose(passage.text)}\n"
        # Once a call: a long call on the edge of a topic must not name it.
        for call_id, text in texts.items():
            for keyword in keywords.get(call_id, ()):
                is_here = all(word in text for word in loose(keyword.phrase).split())
                own[keyword.phrase] += keyword.weight * (1 if is_here else ELSEWHERE)
        weights.append(own)
    spread = Counter(phrase for own in weights for phrase in own)
    ranked = []
    for own in weights:
        scored = {p: w * math.log(1 + len(groups) / spread[p]) for p, w in own.items()}
        best = sorted(scored, key=lambda phrase: (-scored[phrase], phrase))
        ranked.append(tuple(_without_parts(best, 5)))
    return ranked


def _without_parts(phrases: Sequence[str], most: int) -> list[str]:
    """Return the first `most` phrases that share no word with an earlier one."""
    kept: list[str] = []
    for phrase in phrases:
        words = set(phrase.split())
        if all(not words & set(other.split()) for other in kept):
            kept.append(phrase)
        if len(kept) == most:
            break
    return kept
