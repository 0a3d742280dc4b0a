"""The fields of the query language: what each looks at, and what its values are after `resolve`.

What `OfCall.values` hold once names and days are resolved, by the field's `takes`:

- name, choice: `text`, the stored name (topic and call: the id; language: the code; grade: a letter).
- day: `low` and `high`, ISO days. `date`: the day of the call; `new-since`: an agent's first day at work.
- number: `low` and `high`. Seconds for `duration` and `unheard`; `score` also `name`, the card, or None: the
  main one.
- metric: `name`, with `low` and `high`; with neither, the figure is known.
- outcome: `name`, with `text`, or with `low` and `high` (a value that is no number fits none), or with
  neither: there is one of that kind.

`since:` and `until:` become `date`. Only fields `of` the call make an `OfCall`; those of the turn have nodes
of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Takes = Literal["name", "choice", "day", "number", "metric", "outcome", "place", "text", "word"]

GRADES = ("A", "B", "C", "D")
"""Best first."""
MOMENTS: Mapping[str, str] = {
    "question": "a question is asked",
    "competitor": "a competitor is named",
    "feature": "a feature is named",
    "greeting": "the agent greets",
    "verification": "the agent checks who is calling",
    "reason": "the customer says why they call",
    "objection": "the customer objects",
    "feature_asked": "the customer asks for a feature",
    "feature_failing": "a feature does not work",
    "price": "the price is talked about",
    "frustration": "the customer is frustrated",
    "praise": "the customer praises something",
    "empathy": "the agent shows understanding",
    "apology": "the agent apologises",
    "hold": "the customer is put on hold",
    "dead_air": "nobody speaks for long",
    "overtalk": "both speak at once",
    "monologue": "somebody speaks for long without a break",
    "promise": "the agent promises something",
    "next_step": "a next step is agreed",
    "escalation": "the customer asks for somebody else",
    "resolution": "the matter is settled",
    "thanks": "somebody says thanks",
    "goodbye": "somebody says goodbye",
}
"""What `moment:` knows besides the names of trackers, with what it means.

A tracker that is called the same gives way.
"""
REPLIED_TO = frozenset(
    {"escalation", "objection", "feature_failing", "feature_asked", "price", "frustration", "question"}
)
"""The moments that exchanges may be about; others happen in one."""
HAS = (
    "agent",
    "competitor",
    "customer",
    "date",
    "dispute",
    "feature",
    "label",
    "outcome",
    "rating",
    "score",
    "topic",
    "tracker",
)
"""What `has:` can ask a call for: that it is known, or that there is one.

A rating that was taken back is none, nor is a dispute that was refused.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: `agent:` in `agent:jana`."""

    name: str
    takes: Takes
    of: Literal["turn", "call"]
    example: str
    choices: tuple[str, ...] = ()
    """All values that there are, where they are fixed."""


_ALL = (
    Field(name="said-by", takes="choice", of="turn", example="said-by:customer",
          choices=("agent", "customer", "other", "unknown")),
    Field(name="speaker", takes="text", of="turn", example="speaker:marta"),
    Field(name="name", takes="name", of="turn", example="name:zenlane"),
    Field(name="moment", takes="name", of="turn", example="moment:question"),
    Field(name="went", takes="choice", of="turn", example="went:bad", choices=("good", "bad", "neutral")),
    Field(name="in", takes="place", of="turn", example="in:first60s"),
    Field(name="lemma", takes="word", of="turn", example="lemma:renew"),
    Field(name="agent", takes="name", of="call", example="agent:jana"),
    Field(name="team", takes="name", of="call", example="team:support"),
    Field(name="customer", takes="name", of="call", example="customer:acme"),
    Field(name="topic", takes="name", of="call", example="topic:invoices"),
    Field(name="tracker", takes="name", of="call", example='tracker:"churn risk"'),
    Field(name="competitor", takes="name", of="call", example="competitor:zenlane"),
    Field(name="feature", takes="name", of="call", example="feature:export"),
    Field(name="playlist", takes="name", of="call", example="playlist:competitor-zenlane-good"),
    Field(name="tag", takes="name", of="call", example="tag:escalated"),
    Field(name="kind", takes="name", of="call", example="kind:support"),
    Field(name="language", takes="name", of="call", example="language:en"),
    Field(name="call", takes="name", of="call", example="call:4f0c2a"),
    Field(name="label", takes="choice", of="call", example="label:bad", choices=("good", "bad", "neutral")),
    Field(name="medium", takes="choice", of="call", example="medium:transcript",
          choices=("recording", "transcript")),
    Field(name="grade", takes="choice", of="call", example="grade:A,B", choices=GRADES),
    Field(name="has", takes="choice", of="call", example="has:outcome", choices=HAS),
    Field(name="date", takes="day", of="call", example="date:2026-11"),
    Field(name="since", takes="day", of="call", example="since:2026-11-16"),
    Field(name="until", takes="day", of="call", example="until:yesterday"),
    Field(name="new-since", takes="day", of="call", example="new-since:2026-09-01"),
    Field(name="duration", takes="number", of="call", example="duration:>10m"),
    Field(name="unheard", takes="number", of="call", example="unheard:>5s"),
    Field(name="score", takes="number", of="call", example="score:<50"),
    Field(name="metric", takes="metric", of="call", example="metric:patience>1"),
    Field(name="outcome", takes="outcome", of="call", example="outcome:deal=won"),
)  # fmt: skip
FIELDS: Mapping[str, Field] = {field.name: field for field in _ALL}
IN_SECONDS = frozenset({"duration", "unheard"})
"""Number fields whose values are lengths of time."""


def field_named(typed: str) -> Field | None:
    """Return the field written so; case does not count, and `_` is as good as `-`."""
    return FIELDS.get(typed.lower().replace("_", "-"))
