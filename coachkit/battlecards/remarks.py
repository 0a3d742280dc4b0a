"""What customers say of a name: the line that names it, and what they say around it in the same breath."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from coachkit.battlecards.matter import Asked, NamedLine, Remark
from coachkit.battlecards.meaning import content_of, meaning_of
from coachkit.conversation import QUESTION_MARKS, is_backchannel, words_of
from coachkit.line_vectors import LineMeanings
from coachkit.models import Case
from coachkit.moments.question_forms import is_put_as_question
from coachkit.sentences import sentences_of

MOST_WORDS = 30
"""No more is added to a remark from so many words on."""
LEAST_CONTENT = 5
"""A remark with fewer telling words begins with what is said before the name."""
QUESTION_CONTENT = 2
"""A question with fewer telling words (“is it in there?”) is quoted with what is said before it."""


def remarks_of(
    lines: Sequence[NamedLine], cases: Sequence[Case], meanings: LineMeanings
) -> tuple[list[Remark], list[Asked]]:
    """Return what the customer of a call says of one name, and what they ask about it, in order.

    `lines` are those around each line that names it, `cases` the call's cases about it, in order.
    """
    remarks: list[Remark] = []
    asked: list[Asked] = []
    told: set[int] = set()
    questions: set[int] = set()
    for named, group in groupby(lines, key=lambda line: line.named):
        if named in told:
            continue
        around = {line.n: line for line in group}
        breath = _breath(around, named)
        taken = _taken(breath, around[named])
        told |= {line.n for line in taken}
        case = _case_at(around[named].start, cases)
        remarks.append(_remark(taken, around[named], case, meanings))
        fresh = [line for line in breath if line.n not in questions]
        questions |= {line.n for line in fresh}
        asked += _questions(fresh, case, meanings)
    return remarks, asked


def _breath(around: Mapping[int, NamedLine], named: int) -> list[NamedLine]:
    """Return the customer's lines without any of the agent's between them but “mm-hm”."""
    before: list[NamedLine] = []
    after: list[NamedLine] = []
    for step, found in ((-1, before), (1, after)):
        n = named + step
        while n in around and (around[n].role == "customer" or is_backchannel(around[n].text)):
            if around[n].role == "customer":
                found.append(around[n])
            n += step
    return [*reversed(before), around[named], *after]


def _taken(breath: Sequence[NamedLine], named: NamedLine) -> list[NamedLine]:
    """Return the line that names it with what follows, and where that says little, what goes before."""
    place = breath.index(named)
    first, last = place, place
    besides = _name_in(named)
    while last + 1 < len(breath) and _size(breath[first : last + 1]) < MOST_WORDS:
        last += 1
    while (
        first
        and sum(content_of(one.text, besides=besides) for one in breath[first : last + 1]) < LEAST_CONTENT
    ):
        first -= 1
    return [*breath[first : last + 1]]


def _size(lines: Sequence[NamedLine]) -> int:
    return sum(len(words_of(line.text)) for line in lines)


def _name_in(named: NamedLine) -> frozenset[str]:
    return frozenset((*words_of(named.name), *words_of(named.said_as)))


def _case_at(time: float, cases: Sequence[Case]) -> Case | None:
    """Return the case that a remark belongs to: the one it begins, else the last that is not over."""
    begun = [one for one in cases if one.prompt_start <= time < one.prompt_end]
    running = [one for one in cases if one.prompt_start <= time < max(one.end, one.quote_end)]
    found = begun or running
    return found[-1] if found else None


def _remark(
    taken: Sequence[NamedLine], named: NamedLine, case: Case | None, meanings: LineMeanings
) -> Remark:
    besides = _name_in(named)
    return Remark(
        call_id=named.call_id,
        start=taken[0].start,
        end=taken[-1].end,
        text=" ".join(line.text.strip() for line in taken),
        content=sum(content_of(line.text, besides=besides) for line in taken),
        stance=named.stance,
        modality=named.modality,
        agent=case.agent if case else None,
        case=case.n if case else None,
        verdict=case.verdict if case else "neutral",
        meaning=meaning_of([(line.n, line.text) for line in taken], meanings),
    )


def _questions(breath: Sequence[NamedLine], case: Case | None, meanings: LineMeanings) -> Iterator[Asked]:
    sentences = [
        (line, line.text[start:end].strip()) for line in breath for start, end in sentences_of(line.text)
    ]
    for place, (line, text) in enumerate(sentences):
        if not _is_question(text):
            continue
        own = [(line, text)]
        if content_of(text) < QUESTION_CONTENT and place:
            own.insert(0, sentences[place - 1])
        if sum(content_of(one) for _, one in own) < QUESTION_CONTENT:
            continue
        said = dict.fromkeys((one.n, one.text) for one, _ in own)
        yield Asked(
            call_id=line.call_id,
            start=own[0][0].start,
            end=max(line.end, case.end if case else 0.0),
            text=" ".join(one for _, one in own),
            agent=case.agent if case else None,
            case=case.n if case else None,
            verdict=case.verdict if case else "neutral",
            meaning=meaning_of([*said], meanings),
        )


def _is_question(text: str) -> bool:
    return text.endswith(QUESTION_MARKS) or is_put_as_question(text, by_customer=True)
