"""What agents reply when a name comes up."""

from coachkit.battlecards.matter import Answer, Took
from coachkit.battlecards.meaning import meaning_of, nearness
from coachkit.line_vectors import LineMeanings
from coachkit.models import Case


def answer_of(case: Case, took: Took | None, meanings: LineMeanings, *, prompt: str) -> Answer:
    """Return the reply of a case; `prompt` is what the customer says of the name."""
    lines = [*zip(case.segments, case.said, strict=True)]
    meaning = meaning_of(lines, meanings)
    return Answer(
        call_id=case.call_id,
        case=case.n,
        agent=case.agent,
        verdict=case.verdict,
        verdict_from=case.verdict_from,
        strength=took.strength if took else 0.0,
        start=case.start,
        end=case.end,
        prompt=prompt,
        lines=case.said,
        near=nearness(lines, meanings, meaning),
        meanings=tuple(meaning_of([line], meanings) for line in lines),
        reaction="" if case.verdict_from == "outcome" else case.quote,
        meaning=meaning,
    )
