"""A playbook as text that diffs well: a sentence a line, in an order that stays, and nobody's quotes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from coachkit.counts import format_count
from coachkit.markdown_text import plain_markdown
from coachkit.models import LineKind, Playbook, PlaybookLine

KINDS: Mapping[LineKind, str] = {"do": "Do", "dont": "Don't", "keep": "Keep"}
"""The kinds of lines in the order in which they are shown, with their headings."""
_SENTENCE = re.compile(r"(?<=[.:]) (?=[A-Z])")


def playbook_markdown(playbook: Playbook, lines: Sequence[PlaybookLine]) -> str:
    """Return a playbook as Markdown: what stands by kind, what was withdrawn, and what people struck.

    Lines are in the order of their keys and without numbers, so that one more moves none of the others.
    """
    return "\n".join([*_head(playbook), *_body(lines)]) + "\n"


def gone_markdown(title: str) -> str:
    """Return what is left of a playbook about something that comes up in no call any more."""
    return f"# {plain_markdown(title)}\n\nThis comes up in no call any more.\n"


def waits_for(line: PlaybookLine) -> bool:
    """Say whether a person approved or worded a line whose evidence is gone."""
    return line.withheld is not None and not line.struck_by and bool(line.approved_by or line.edited_by)


def people_words(line: PlaybookLine) -> str:
    """Return what people decided of a line: `approved by Jana, worded by Tom`; empty for nothing."""
    said = (("approved by", line.approved_by), ("worded by", line.edited_by))
    return ", ".join(f"{words} {name}" for words, name in said if name)


def also_words(line: PlaybookLine) -> str:
    """Return what cannot be told from a line, as a sentence; empty for nothing."""
    if not line.also:
        return ""
    return f"In the same cases, so that nobody can tell which it is, the agent {'; '.join(line.also)}."


def _head(playbook: Playbook) -> Iterator[str]:
    told = f"{playbook.good:,} went well, {playbook.bad:,} badly, {playbook.unclear:,} unclear"
    cases = playbook.good + playbook.bad + playbook.unclear
    where = f"{format_count(playbook.calls, 'call')} of {format_count(playbook.agents, 'agent')}"
    yield f"# {plain_markdown(playbook.title)}"
    yield ""
    yield f"{format_count(cases, 'case')} in {where}: {told}."
    if playbook.missing:
        yield "\n".join(_sentences(f"Still missing: {playbook.missing}"))


def _body(lines: Sequence[PlaybookLine]) -> Iterator[str]:
    for kind, heading in KINDS.items():
        yield from _section(heading, (one for one in lines if one.kind == kind and one.withheld is None))
    yield from _section("Withdrawn", (one for one in lines if waits_for(one)))
    yield from _section("Struck", (one for one in lines if one.struck_by))


def _section(heading: str, lines: Iterable[PlaybookLine]) -> Iterator[str]:
    shown = sorted(lines, key=lambda one: (one.behaviour, one.kind))
    if not shown:
        return
    yield from ("", f"## {heading}")
    for line in shown:
        yield from ("", f"- {plain_markdown(line.text)}")
        if line.withheld is None:
            yield from (f"  {one}" for one in _sentences(line.why))
            if line.also:
                yield f"  {plain_markdown(also_words(line))}"
        people = people_words(line)
        if people:
            yield f"  {plain_markdown(_capital(people))}."
        if line.withheld is not None:
            yield f"  {plain_markdown(_capital(line.withheld))}."


def _sentences(text: str) -> list[str]:
    return [plain_markdown(one) for one in _SENTENCE.split(text)]


def _capital(text: str) -> str:
    return (text[:1].upper() + text[1:]).removesuffix(".")
