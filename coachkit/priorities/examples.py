"""Which calls of an agent are worth listening to, and which words of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from coachkit.models import Verdict
from coachkit.priorities.handled import Handled
from coachkit.priorities.results import Example
from coachkit.searching.showing import facts_of
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import CallHead, call_heads
from coachkit.store.reading.priorities import Part, Said, words_said

MOST = 2
_WORDS = 40
_WHY = {
    "exchange": "the customer took the reply well",
    "point": "these words earned points",
    "line": "the longest reply on the matter",
}
_ORDER = ("exchange", "point", "line")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A call of an agent, and how much better it went than expected."""

    handled: Handled
    expected: float
    over: float
    """More than 0 is better, whatever the measure."""
    label: Verdict | None
    nearness: float = 0.0
    """To a question, 0 to 1: calls that are nearer go first among those that went well."""


def labels_of(calls: Sequence[Heard]) -> tuple[int, int]:
    """Return how many calls are good, and how many have a label."""
    labels = [call.label for call in calls]
    return labels.count("good"), sum(label is not None for label in labels)


def examples_of(
    library: Library,
    heard: Mapping[str, Sequence[Heard]],
    parts: Mapping[tuple[str, str], Part],
    *,
    topic_id: str | None = None,
    passages: Collection[tuple[str, int]] | None = None,
    most: int = MOST,
) -> dict[str, tuple[Example, ...]]:
    """Return for each agent the calls that went best beside what was expected, `most` at most.

    `topic_id` and `passages` (call ids and `Passage.n`) say which words of them are on the matter.
    A call that went worse than expected is an example only if it is a good one still, and a bad one is none,
    however short it was or whatever its score.
    """
    chosen = {agent: _best(calls, most) for agent, calls in heard.items()}
    call_ids = {call.handled.call_id for best in chosen.values() for call in best}
    said = defaultdict(list)
    for one in words_said(library, call_ids, topic_id=topic_id, passages=passages):
        said[one.call_id].append(one)
    heads = call_heads(library, call_ids)
    return {
        agent: tuple(
            _example(call, heads[call.handled.call_id], said[call.handled.call_id], parts) for call in best
        )
        for agent, best in chosen.items()
    }


def _best(calls: Sequence[Heard], most: int) -> list[Heard]:
    well = [call for call in calls if call.label == "good" or (call.over > 0 and call.label != "bad")]
    return sorted(well, key=lambda one: (-one.nearness, -one.over, one.handled.call_id))[:most]


def _example(
    call: Heard, head: CallHead, said: Sequence[Said], parts: Mapping[tuple[str, str], Part]
) -> Example:
    handled = call.handled
    part = parts[handled.call_id, handled.agent]
    own = [one for one in said if part.start <= one.start and one.end <= part.end + 1]
    best = min(own, key=lambda one: (not one.is_on_topic, _ORDER.index(one.what), -one.weight), default=None)
    return Example(
        call=facts_of(head),
        value=handled.value,
        expected=call.expected,
        start=best.start if best else part.start,
        end=best.end if best else part.end,
        quote=_shortened(best.quote) if best else None,
        why=_WHY[best.what] if best else "the whole call",
    )


def _shortened(text: str) -> str:
    words = text.split()
    return " ".join(words[:_WORDS]) + ("…" if len(words) > _WORDS else "")
