"""Versions: a playbook as it stood, told apart from the one before by what changed, and why.

A line that rests on one call more is the same line: a version is made when a line comes, goes or is worded
anew, when people decide on it, and when what it rests on has grown or shrunk by a step.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from math import log

from coachkit.counts import format_count
from coachkit.models import BehaviourKind, LineChoice, PlaybookLine, PlaybookVersion
from coachkit.playbooks.book import Book
from coachkit.playbooks.choices import LineKey, line_key
from coachkit.playbooks.markdown import gone_markdown, people_words, playbook_markdown
from coachkit.playbooks.parts import is_part
from coachkit.playbooks.sentences import bare, lower_first

STEPS = (5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
"""Calls that a line rests on: past each of these it is worth a version."""
_MOVED = 0.25
"""By about such a share a figure in a sentence must differ to be another one."""
_LEAST = 0.1
_FIGURE = re.compile(r"(\d[\d,.]*) (\w+?)s?\b")
"""With its unit, be it one or several."""
_SAID: frozenset[BehaviourKind] = frozenset({"phrase", "wording"})
"""Kinds that are told by what somebody says: with a call more, another sentence may say it best."""


def next_version(
    before: Book | None,
    now: Book | None,
    *,
    choices: Sequence[LineChoice],
    last: int,
    made_at: str,
) -> PlaybookVersion | None:
    """Return the version after number `last`; None where nothing changed. Not both books may be absent.

    `now` is None where nothing of the kind comes up any more, `before` where nothing did.
    """
    changes = tuple(_changes(before, now, _restorers(choices)))
    if not changes:
        return None
    named = now or before
    if named is None:
        raise ValueError("a version is of a playbook that is there or was")
    text = playbook_markdown(now.playbook, now.lines) if now else gone_markdown(named.playbook.title)
    return PlaybookVersion(
        playbook_id=named.playbook.id, n=last + 1, made_at=made_at, text=text, changes=changes
    )


def _changes(before: Book | None, now: Book | None, restorers: Mapping[LineKey, str]) -> Iterator[str]:
    old, new = _by_key(before), _by_key(now)
    for key in sorted({*old, *new}):
        was, is_ = old.get(key), new.get(key)
        if is_ is None:
            if was is not None and was.withheld is None:
                yield f"Withdrawn: {bare(was.text)}: {_why_gone(was, None, before, now)}."
        else:
            yield from _of_line(was, is_, restorers.get(key), _why_gone(was, is_, before, now))


def _of_line(was: PlaybookLine | None, is_: PlaybookLine, restorer: str | None, gone: str) -> Iterator[str]:
    stood, stands = was is not None and was.withheld is None, is_.withheld is None
    was_struck = was is not None and was.struck_by is not None
    text = bare(is_.text)
    if is_.struck_by:
        if not was_struck:
            yield f"{_capital(is_.withheld or '')}. The line was: {text}."
        return
    if was_struck:
        still = "" if stands else f" (withheld: {is_.withheld})"
        yield f"Restored by {restorer or 'somebody'}: {text}{still}."
    elif stands and not stood:
        yield f"New: {text} ({_support(is_)})."
    elif stood and is_part(is_):
        yield f"{_capital(is_.withheld or '')}. It was: {_with_people(is_)}{text}."
    elif stood and not stands:
        yield f"Withdrawn: {_with_people(is_)}{text}: {gone}."
    elif was is not None and stands:
        yield from _of_standing(was, is_, restorer)


def _of_standing(was: PlaybookLine, is_: PlaybookLine, restorer: str | None) -> Iterator[str]:
    text = bare(is_.text)
    if is_.edited_by and (is_.text, is_.edited_by) != (was.text, was.edited_by):
        yield f"Reworded by {is_.edited_by}: {text}. It was: {bare(was.text)}."
    elif _reads_otherwise(was, is_):
        by = f" by {restorer}" if was.edited_by and restorer else ""
        yield f"Reads now{by}: {text}. It was: {bare(was.text)}."
    if is_.approved_by != was.approved_by:
        if is_.approved_by:
            yield f"Approved by {is_.approved_by}: {text}."
        else:
            yield f"Approval taken back by {restorer or 'somebody'}: {text}."
    if _step(is_) != _step(was):
        grown = "More" if is_.calls > was.calls else "Fewer"
        yield f"{grown} calls: {text}, now {_support(is_)}, {was.calls:,} before."


def _reads_otherwise(was: PlaybookLine, is_: PlaybookLine) -> bool:
    if (was.kind, was.edited_by) != (is_.kind, is_.edited_by):
        return True
    if is_.behaviour_kind == "measure":
        return _roughly(was.text) != _roughly(is_.text)
    return was.text != is_.text and is_.behaviour_kind not in _SAID


def _roughly(text: str) -> str:
    """Return a sentence with steps in place of its figures: a call more moves the middle by a little."""
    return _FIGURE.sub(lambda found: f"step {_step_of(found[1])} {found[2]}", text)


def _step_of(figure: str) -> int:
    return round(log(max(float(figure.replace(",", "")), _LEAST)) / log(1 + _MOVED))


def _why_gone(
    was: PlaybookLine | None, is_: PlaybookLine | None, before: Book | None, now: Book | None
) -> str:
    """Return why a line that stood does not any more."""
    if was is None or before is None:
        return ""
    if now is None:
        return "it comes up in no call any more"
    left = 0 if is_ is None else is_.calls
    reason = "nothing like it is found any more" if is_ is None else (is_.withheld or "")
    if left < was.calls:
        gone = f"of its {format_count(was.calls, 'call')} {was.calls - left:,} are gone"
        return f"{gone}; {lower_first(bare(reason))}"
    more = now.playbook.calls - before.playbook.calls
    with_more = f"with {format_count(more, 'more call')} " if more > 0 else ""
    return f"{with_more}{lower_first(bare(reason))}"


def _with_people(line: PlaybookLine) -> str:
    people = people_words(line)
    return f"({people}) " if people else ""


def _support(line: PlaybookLine) -> str:
    return f"{format_count(line.calls, 'call')} of {format_count(line.agents, 'agent')}"


def _step(line: PlaybookLine) -> int:
    return sum(line.calls >= step for step in STEPS)


def _by_key(book: Book | None) -> dict[LineKey, PlaybookLine]:
    lines = book.lines if book else ()
    return {line_key(one.playbook_id, one.behaviour, one.kind): one for one in lines}


def _restorers(choices: Sequence[LineChoice]) -> dict[LineKey, str]:
    """Return who decided on each line last, where that was to restore it."""
    last = {line_key(one.playbook_id, one.behaviour, one.kind): one for one in choices}
    return {key: one.author for key, one in last.items() if one.action == "restore"}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
