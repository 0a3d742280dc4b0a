"""Which calls a claim rests on, as a query that lists them."""

from datetime import date

from coachkit.models import SubjectKind
from coachkit.query.tree import OfCall, Value
from coachkit.query.unparse import unparse
from coachkit.trends.question import Question


def calls_behind(
    question: Question,
    kind: SubjectKind,
    subject: str,
    *,
    group: str | None = None,
    first: date | None,
    last: date | None,
) -> str | None:
    """Return the query of the calls that hold a subject, given by its id or name, from one day to another.

    `group` is the team or agent, where calls are told apart by these. None where no query says it: the
    language asks for the topic that a call is filed under, not for those that it touches, and it has no way
    to write a name with a quotation mark.
    """
    if (kind == "topic" and question.touched) or '"' in subject + (group or ""):
        return None
    parts = [_is(kind, subject)]
    if group is not None:
        parts.append(_is(question.by, group))
    parts += [f"{name}:{day}" for name, day in (("since", first), ("until", last)) if day]
    if question.where is not None:
        parts.append(f"({question.where.strip()})")
    return " ".join(parts)


def _is(field: str, name: str) -> str:
    return unparse(OfCall(field=field, values=(Value(text=name),)))
