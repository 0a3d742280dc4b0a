"""Calls made by hand, measured, as figures by name."""

from collections.abc import Callable, Sequence

from coachkit.models import Feeling, Metric, SoundSpan
from coachkit.stages.measure import measure_call
from tests.talk import CALL_ID, a_call, segments

Line = tuple[str, float, float, str]


def figures(
    lines: Sequence[Line],
    *,
    duration: float = 120.0,
    mood: Callable[[str], float] = lambda _: 0.0,
    music: Sequence[tuple[float, float]] = (),
    by_voice: bool = False,
    kind: str | None = None,
) -> dict[str, Metric]:
    """Return the figures of a call of these lines; `mood` says how each line of the customer's feels."""
    made = segments(lines)
    felt = [
        Feeling(call_id=CALL_ID, n=s.n, sentiment=mood(s.text), acceptance=mood(s.text))
        for s in made
        if s.role == "customer"
    ]
    sounds = [
        SoundSpan(call_id=CALL_ID, n=n, channel=0, kind="music", start=start, end=end)
        for n, (start, end) in enumerate(music)
    ]
    call = a_call(duration=duration, kind=kind)
    return {m.name: m for m in measure_call(call, made, felt, sounds, by_voice=by_voice)}


def values(found: dict[str, Metric], *names: str) -> list[float | None]:
    """Return the values of these figures."""
    return [found[name].value for name in names]
