"""What customers say and agents reply, made by hand."""

import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from coachkit.battlecards.matter import Answer, Asked, CardCall, NamedLine, Remark
from coachkit.line_vectors import SCALE, LineMeanings
from coachkit.models import Case, Modality, Role, Stance, Verdict, VerdictFrom

DIMENSIONS = 64


def words_as_meaning(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Return vectors of unit length that are near each other where texts share words."""
    rows = np.zeros((len(texts), DIMENSIONS), np.float32)
    rows[:, 0] = 0.01
    for row, text in zip(rows, texts, strict=True):
        for word in text.casefold().replace("?", "").replace(".", "").split():
            row[1 + zlib.crc32(word.encode()) % (DIMENSIONS - 1)] += 1
    unit: npt.NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def meaning(text: str) -> bytes:
    row: npt.NDArray[np.int8] = np.rint(words_as_meaning([text])[0] * SCALE).astype(np.int8)
    return row.tobytes()


def meanings_of(texts: Sequence[str]) -> LineMeanings:
    """Return the meanings of lines that are numbered from 0."""
    return LineMeanings(words_as_meaning(texts), {n: n for n in range(len(texts))})


def talk(
    lines: Sequence[tuple[Role, str]],
    named: Sequence[int],
    *,
    stance: Stance | None = None,
    modality: Modality = "plain",
) -> list[NamedLine]:
    """Return the lines around each that names Zenlane, five seconds each."""
    return [
        NamedLine(
            kind="competitor",
            name="Zenlane",
            call_id="c1",
            named=place,
            said_as="Zenlane",
            modality=modality,
            stance=stance,
            n=n,
            role=role,
            start=5.0 * n,
            end=5.0 * n + 4,
            text=text,
        )
        for place in named
        for n, (role, text) in enumerate(lines)
        if place - 2 <= n <= place + 4
    ]


def a_case(
    call_id: str = "c1",
    *,
    n: int = 0,
    verdict: Verdict = "good",
    verdict_from: VerdictFrom = "reaction",
    prompt: tuple[float, float] = (0.0, 4.0),
    quote: str = "Fine, we stay.",
    quote_start: float = 10.0,
) -> Case:
    return Case(
        call_id=call_id,
        n=n,
        kind="competitor",
        name="Zenlane",
        exchange=n,
        agent="Jana K.",
        verdict=verdict,
        verdict_from=verdict_from,
        is_upset=False,
        start=prompt[0],
        end=quote_start + 4 if quote else prompt[1] + 10,
        prompt="Zenlane is cheaper.",
        prompt_start=prompt[0],
        prompt_end=prompt[1],
        quote=quote,
        quote_start=quote_start,
        quote_end=quote_start + 4,
        said=("Let me put both offers side by side with you.",),
        segments=(1,),
    )


def calls(*ids: str, newest: str = "") -> dict[str, CardCall]:
    """Return calls by id, of one day each; `newest` is of the last."""
    days = {call: f"2026-11-{n + 1:02d}T10:00:00" for n, call in enumerate(ids)}
    days |= {newest: "2026-11-28T10:00:00"} if newest else {}
    return {call: CardCall(id=call, started_at=day, customer="Ana Lopes") for call, day in days.items()}


def a_remark(
    call_id: str,
    text: str,
    *,
    verdict: Verdict = "neutral",
    case: int | None = None,
    stance: Stance | None = None,
    modality: Modality = "plain",
    content: int = 5,
) -> Remark:
    return Remark(
        call_id=call_id,
        start=1.0,
        end=5.0,
        text=text,
        content=content,
        stance=stance,
        modality=modality,
        agent="Jana K.",
        case=case,
        verdict=verdict,
        meaning=meaning(text),
    )


def a_question(call_id: str, text: str, verdict: Verdict = "bad") -> Asked:
    return Asked(
        call_id=call_id,
        start=1.0,
        end=9.0,
        text=text,
        agent="Jana K.",
        case=0,
        verdict=verdict,
        meaning=meaning(text),
    )


def an_answer(
    call_id: str,
    *lines: str,
    verdict: Verdict = "good",
    verdict_from: VerdictFrom = "reaction",
    strength: float = 0.5,
    case: int = 0,
    reaction: str = "Fine.",
) -> Answer:
    return Answer(
        call_id=call_id,
        case=case,
        agent="Jana K.",
        verdict=verdict,
        verdict_from=verdict_from,
        strength=strength,
        start=1.0,
        end=20.0,
        prompt="Zenlane is cheaper.",
        lines=lines,
        near=(1.0,) * len(lines),
        meanings=tuple(meaning(line) for line in lines),
        reaction=reaction,
        meaning=meaning(" ".join(lines)),
    )
