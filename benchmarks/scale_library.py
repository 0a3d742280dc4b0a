"""A library of any size, put together from calls that were built already; no model runs.

Every call has lines of several calls of the same kind in a new order, with all that was found in them, and
other people, days, names and figures. The same arguments give the same library.
"""

import hashlib
import random
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from coachkit import models
from coachkit.pipeline.table import STAGES
from coachkit.stages.index import index_turns
from coachkit.stages.pack import pack_vectors
from coachkit.store import coding
from coachkit.store.library import Library
from coachkit.store.tables import TABLE_OF, TABLES
from coachkit.store.turn_ids import first_id
from scale_source import LineOf, Piece, Taken, other_word

BEGIN = datetime(2024, 11, 1, 8)
DAYS = 730
AGENTS, CUSTOMERS, TEAMS = 60, 5_000, 6
PAUSE = 0.7
"""Seconds between two pieces."""
NOISE = 0.4
"""What is added to each passage's vector, as a share of its length: no two are the same."""
_TIMES_WITHIN = ("prompt_start", "prompt_end", "reply_start", "reply_end", "quote_start", "quote_end")
"""Of an exchange, beside its begin and end."""
BATCH = 100
"""So many calls are written in one transaction."""


@dataclass(slots=True, kw_only=True)
class NewCall:
    """A call put together, with all its rows."""

    call: models.Call
    agent: models.CallAgent
    recording: models.Recording
    rows: dict[type, list[object]] = field(default_factory=dict)

    def add(self, *rows: object) -> None:
        """Add rows to their tables."""
        for row in rows:
            self.rows.setdefault(type(row), []).append(row)


class Recombined:
    """Calls without end, each made of its number alone."""

    def __init__(self, source: Sequence[Taken], *, calls: int, segments: int, seed: int = 1) -> None:
        """Take pieces of `source` for calls of about so many segments; `calls` of them fill `DAYS`."""
        self._kinds = sorted({one.call.kind or "" for one in source})
        self._source = {
            kind: [one for one in source if (one.call.kind or "") == kind] for kind in self._kinds
        }
        self._passages = {
            kind: [piece for one in taken for piece in one.pieces if piece.passage]
            for kind, taken in self._source.items()
        }
        self._calls, self._segments, self._seed = calls, segments, seed
        chance = random.Random(seed)  # noqa: S311 - not for secrets
        self.agents = [
            models.Agent(name=name, team=f"Team {n % TEAMS + 1}")
            for n, name in enumerate(_names(AGENTS, chance))
        ]
        self.customers = [models.Customer(name=name) for name in _names(CUSTOMERS, chance)]

    def call(self, number: int, first_turn: Callable[[models.Call, int], int]) -> NewCall:
        """Return call `number`; `first_turn` gives the number of its first turn, as `turn_ids` does."""
        chance = random.Random(f"{self._seed} {number}")  # noqa: S311 - not for secrets
        kind = chance.choice(self._kinds)
        model = chance.choice(self._source[kind])
        pieces = self._pieces(model, kind, chance)
        made = self._frame(number, model, pieces, chance)
        _Writer(made, chance).write(pieces)
        turns = index_turns(made.rows[models.Segment], made.rows[models.Annotation], first_id=0)  # type: ignore[arg-type]
        first = first_turn(made.call, len(turns))
        made.add(*(replace(turn, id=first + turn.n) for turn in turns))
        made.add(*pack_vectors(made.rows[models.Passage], made.rows[models.Vector]))  # type: ignore[arg-type]
        return made

    def _pieces(self, model: Taken, kind: str, chance: random.Random) -> list[Piece]:
        """Return a beginning and an end that belong together, and what comes between from anywhere."""
        places = [n for n, piece in enumerate(model.pieces) if piece.passage]
        opening, ending = model.pieces[: places[0] + 1], model.pieces[max(places[-1], 1) :]
        wanted = min(chance.lognormvariate(-0.125, 0.5), 6.0) * self._segments
        middle: list[Piece] = []
        count = sum(len(piece.lines) for piece in (*opening, *ending))
        while count < wanted:
            middle.append(chance.choice(self._passages[kind]))
            count += len(middle[-1].lines)
        return [*opening, *middle, *ending]

    def _frame(self, number: int, model: Taken, pieces: Sequence[Piece], chance: random.Random) -> NewCall:
        digest = hashlib.sha256(f"{self._seed} {number}".encode()).hexdigest()
        began = BEGIN + timedelta(days=DAYS * number / self._calls)
        length = sum(piece.end - piece.lines[0].segment.start + PAUSE for piece in pieces)
        agent, customer = chance.choice(self.agents).name, chance.choice(self.customers).name
        call = replace(
            model.call,
            id=digest[:16],
            audio_hash=digest,
            path=f"/calls/{began:%Y/%m/%d}/{digest[:12]}.opus",
            started_at=began.isoformat(timespec="seconds"),
            duration=length,
            customer=customer,
            customer_named=customer,
        )
        made = NewCall(
            call=call,
            agent=models.CallAgent(call_id=call.id, n=0, agent=agent, start=0.0, end=length, named=agent),
            recording=models.Recording(
                path=call.path, size=0, modified_ns=0, audio_hash=digest, call_id=call.id, duration=length
            ),
        )
        made.add(models.Leg(call_id=call.id, n=0, agent=agent, start=0.0, end=length))
        names = {"agent": agent, "customer": customer}
        made.add(
            *(replace(one, call_id=call.id, name=names.get(one.role, one.name)) for one in model.speakers)
        )
        made.add(*(replace(one, call_id=call.id) for one in model.rest))  # type: ignore[type-var]
        return made


class _Writer:
    """Puts the pieces of one call one after another."""

    def __init__(self, made: NewCall, chance: random.Random) -> None:
        self._made, self._chance, self._id = made, chance, made.call.id
        self._noise = np.random.default_rng(chance.getrandbits(63))
        self._names = {"agent": made.agent.agent, "customer": made.call.customer or "Customer"}
        self._n = self._words = self._passages = 0
        self._counts: dict[type, int] = {}

    def write(self, pieces: Sequence[Piece]) -> None:
        now = 0.0
        for piece in pieces:
            shift = now - piece.lines[0].segment.start
            first = self._n
            texts = [self._line(line, shift) for line in piece.lines]
            self._passage(piece, first, shift, texts)
            now = piece.end + shift + PAUSE

    def _line(self, line: LineOf, shift: float) -> str:
        segment, annotation = line.segment, line.annotation
        text, tokens = segment.text, annotation.tokens
        changed = [index for index, likely in line.may_vary if self._chance.random() < likely]
        if changed:
            text, tokens = self._varied(text, tokens, changed)
            lemmas = " ".join(lemma.casefold() for _, _, lemma, _ in tokens if lemma[:1].isalnum())
            annotation = replace(annotation, call_id=self._id, n=self._n, tokens=tokens, lemmas=lemmas)
        else:
            annotation = replace(annotation, call_id=self._id, n=self._n)
        add = self._made.add
        add(
            replace(
                segment,
                call_id=self._id,
                n=self._n,
                speaker=self._names.get(segment.role, segment.speaker),
                start=segment.start + shift,
                end=segment.end + shift,
                text=text,
                first_word=self._words,
            ),
            annotation,
            self._raw(segment, text, shift),
        )
        # The words that were heard are not searched, so they may stay as they are.
        add(*(self._word(word, n, shift) for n, word in enumerate(line.words, self._words)))
        self._words += len(line.words)
        add(*(self._numbered(row, shift, segment=self._n) for row in (*line.found, *line.moments)))
        if line.feeling:
            add(replace(line.feeling, call_id=self._id, n=self._n))
        self._n += 1
        return text

    def _varied(
        self, text: str, tokens: Sequence[tuple[int, int, str, str]], changed: Sequence[int]
    ) -> tuple[str, tuple[tuple[int, int, str, str], ...]]:
        """Return the text and its tokens with other words in these places, all of the same length."""
        new = list(tokens)
        for index in changed:
            start, end, _, kind = tokens[index]
            word = other_word(text[start:end], self._chance)
            shown = word.capitalize() if text[start].isupper() else word
            text = text[:start] + shown + text[end:]
            new[index] = (start, end, word, kind)
        return text, tuple(new)

    def _raw(self, segment: models.Segment, text: str, shift: float) -> models.RawSegment:
        return models.RawSegment(
            call_id=self._id,
            n=self._n,
            channel=segment.channel,
            start=segment.start + shift,
            end=segment.end + shift,
            text=text,
            language=segment.language or "en",
            avg_logprob=-0.2,
            no_speech_prob=0.01,
            compression_ratio=1.2,
        )

    def _word(self, word: models.Word, n: int, shift: float) -> models.Word:
        return models.Word(
            call_id=self._id,
            n=n,
            raw_segment=self._n,
            channel=word.channel,
            start=word.start + shift,
            end=word.end + shift,
            text=word.text,
            probability=word.probability,
        )

    def _numbered(self, row: object, shift: float, **other: object) -> object:
        n = self._counts.get(type(row), 0)
        self._counts[type(row)] = n + 1
        return replace(  # type: ignore[type-var]
            row,
            call_id=self._id,
            n=n,
            start=row.start + shift,  # type: ignore[attr-defined]
            end=row.end + shift,  # type: ignore[attr-defined]
            **other,
        )

    def _passage(self, piece: Piece, first: int, shift: float, texts: Sequence[str]) -> None:
        if not piece.passage or not piece.vector:
            return
        start, end = piece.passage.start + shift, piece.passage.end + shift
        vector = np.frombuffer(piece.vector.embedding, "<f4")
        noise = self._noise.normal(size=len(vector)).astype(np.float32)
        vector = vector + NOISE * noise / np.linalg.norm(noise)
        embedding = (vector / np.linalg.norm(vector)).astype("<f4").tobytes()
        place: dict[str, Any] = {"call_id": self._id, "n": self._passages}
        self._made.add(
            replace(
                piece.passage,
                **place,
                start=start,
                end=end,
                first_segment=first,
                last_segment=self._n - 1,
                text="\n".join(texts),
            ),
            replace(piece.vector, **place, embedding=embedding),
        )
        if piece.topic:
            self._made.add(replace(piece.topic, **place))
        for one in piece.exchanges:
            times = {name: getattr(one, name) for name in _TIMES_WITHIN}
            shifted = {name: time + shift for name, time in times.items() if time is not None}
            self._made.add(self._numbered(one, shift, **shifted))
        self._passages += 1


def fill(
    library: Library, source: Library, made: Recombined, numbers: Sequence[int], tell: Callable[[int], None]
) -> None:
    """Write calls in bulk; `tell` is told how many there are after each transaction."""
    nouns = (models.CorpusModel, models.Topic, models.TopicCentre, models.PhraseCount)
    if not library.rows(models.Agent):
        insert(
            library,
            {
                models.Agent: [*made.agents],
                models.Customer: [*made.customers],
                **{noun: [*source.rows(noun)] for noun in nouns},
            },
        )
    for start in range(0, len(numbers), BATCH):
        together: dict[type, list[object]] = {}
        for number in numbers[start : start + BATCH]:
            for noun, rows in all_rows(made.call(number, free_turns(library))):
                together.setdefault(noun, []).extend(rows)
        insert(library, together)
        tell(numbers[start] + len(numbers[start : start + BATCH]))


def add_as_built(library: Library, new: NewCall) -> None:
    """Write a call as a build does, stage by stage."""
    library.save_call(new.call, new.recording, call_agents=[new.agent])
    by_table = {TABLE_OF[noun].name: rows for noun, rows in new.rows.items()}
    for run in _runs(new.call):
        stage = next(one for one in STAGES if one.name == run.stage)
        library.replace_stage(
            run, stage.writes, {name: by_table[name] for name in stage.writes if name in by_table}
        )


def new_call(library: Library, made: Recombined, number: int) -> NewCall:
    """Return a call that may be added to this library."""
    return made.call(number, free_turns(library))


def free_turns(library: Library) -> Callable[[models.Call, int], int]:
    """Return what gives a call the number of its first turn in this library."""
    return lambda call, turns: first_id(library, call, turns)


def all_rows(new: NewCall) -> Iterator[tuple[type, list[object]]]:
    """Yield all rows of a call by noun, those about the call itself first."""
    yield models.Call, [new.call]
    yield models.CallAgent, [new.agent]
    yield models.Recording, [new.recording]
    yield from new.rows.items()
    yield models.StageRun, [*_runs(new.call)]


def _runs(call: models.Call) -> list[models.StageRun]:
    return [
        models.StageRun(
            call_id=call.id,
            stage=stage.name,
            fingerprint=call.audio_hash,
            output=call.audio_hash,
            finished_at=call.started_at or "",
            seconds=0.1,
        )
        for stage in STAGES
        if stage.scope == "call"
    ]


def insertable(new: NewCall, *, without: Collection[str] = ()) -> dict[type, Sequence[object]]:
    """Return the rows of a call for `insert`, as if these stages had not run on it yet."""
    rows: dict[type, Sequence[object]] = dict(all_rows(new))
    rows[models.StageRun] = [one for one in _runs(new.call) if one.stage not in without]
    return rows


def insert(library: Library, rows: Mapping[type, Sequence[object]]) -> None:
    """Write rows of any tables in one transaction."""
    with library.changing() as connection:
        for table in TABLES:
            if table.noun in rows:
                connection.executemany(coding.insert_sql(table), coding.pack(rows[table.noun], table))


def _names(count: int, chance: random.Random) -> list[str]:
    """Return so many names of people, no two alike."""
    found: dict[str, None] = {}
    while len(found) < count:
        parts = [other_word("x" * chance.randint(4, 8), chance).capitalize() for _ in range(2)]
        found[" ".join(parts)] = None
    return list(found)
