"""Conditions on calls in plain words: `of Jana K.`, `since 16 Nov 2026`, `with a score below 50`."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from coachkit.languages import name_of
from coachkit.query.resolve import KnownNames
from coachkit.query.tree import Value

_NAMED = {
    "agent": "of {}",
    "team": "of the team {}",
    "customer": "with the customer {}",
    "topic": "about “{}”",
    "tracker": "with the tracker “{}”",
    "competitor": "in which {} is named",
    "feature": "in which {} is named",
    "playlist": "with a clip in the playlist “{}”",
    "tag": "tagged “{}”",
    "kind": "of the kind {}",
    "language": "in {}",
    "call": "named {}",
    "label": "labelled {}",
    "medium": "that came as a {}",
    "grade": "with sound of grade {}",
    "has": "with a known {}",
}
_HAS = {
    "competitor": "with a competitor named",
    "feature": "with a feature named",
    "tracker": "with a hit of a tracker",
    "score": "with a score",
    "label": "with a label",
    "outcome": "with an outcome",
    "rating": "with a rating",
    "dispute": "with a dispute that is open or was granted",
}


def calls_text(field: str, values: Sequence[Value], known: KnownNames) -> str:
    """Return which calls a field with its values picks."""
    if field == "has":
        return _either([_HAS.get(one.text or "", _NAMED["has"].format(one.text)) for one in values])
    if field in _NAMED:
        shown = [
            name_of(one.text) if field == "language" else known.shown(field, one.text or "") for one in values
        ]
        return _NAMED[field].format(_either(shown) if "“" not in _NAMED[field] else "” or “".join(shown))
    return _either([_TEXTS[field](value) for value in values])


def _either(texts: Sequence[str]) -> str:
    return " or ".join(texts)


def _days(value: Value) -> str:
    """Return when: `since 16 Nov 2026`, `on 16 Nov 2026`, `in Nov 2026`."""
    if value.text is not None:
        return f"of “{value.text}”"
    low, high = _day(value.low), _day(value.high)
    if low and high:
        if low == high:
            return f"on {_written(low)}"
        whole = (
            low.day == 1
            and (high + timedelta(days=1)).day == 1
            and (low.year, low.month) == (high.year, high.month)
        )
        return f"in {low:%b %Y}" if whole else f"from {_written(low)} to {_written(high)}"
    if low:
        return f"{'after' if value.without_low else 'since'} {_written(low)}"
    return f"{'before' if value.without_high else 'until'} {_written(high)}" if high else "on any day"


def _new_since(value: Value) -> str:
    return f"of agents new {_days(value)}"


def _day(bound: float | str | None) -> date | None:
    return date.fromisoformat(bound) if isinstance(bound, str) else None


def _written(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _between(value: Value, show: Callable[[float], str]) -> str:
    """Return a range: `above 5`, `of 5 to 10`, `of 5`; empty where there is none."""
    low = None if value.low is None else show(float(value.low))
    high = None if value.high is None else show(float(value.high))
    if low is not None and high is not None:
        return f"of {low}" if low == high else f"of {low} to {high}"
    if low is not None:
        return f"{'above' if value.without_low else 'of at least'} {low}"
    return f"{'below' if value.without_high else 'of at most'} {high}" if high is not None else ""


def _plain(number: float) -> str:
    return f"{number:g}"


def _length(seconds: float) -> str:
    return f"{seconds / 60:g} min" if seconds >= 60 else f"{seconds:g} s"


def _score(value: Value) -> str:
    card = f" on the card {value.name}" if value.name else ""
    return f"with a score {_between(value, _plain)}".rstrip() + card


def _metric(value: Value) -> str:
    name = (value.name or "").replace("_", " ")
    return f"with {name} {_between(value, _plain)}" if _between(value, _plain) else f"with a known {name}"


def _outcome(value: Value) -> str:
    if value.text is not None:
        return f"with the outcome {value.name}: {value.text}"
    return f"with the outcome {value.name} {_between(value, _plain)}".rstrip()


_TEXTS: dict[str, Callable[[Value], str]] = {
    "date": _days,
    "since": _days,
    "until": _days,
    "new-since": _new_since,
    "duration": lambda value: f"with a length {_between(value, _length)}",
    "unheard": lambda value: f"with speech without words {_between(value, _length)}",
    "score": _score,
    "metric": _metric,
    "outcome": _outcome,
}
