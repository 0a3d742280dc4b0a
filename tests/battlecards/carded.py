"""A library of a few calls in which Zenlane comes up, without a build."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coachkit.config import NamedThing, Settings
from coachkit.line_vectors import embed_lines
from coachkit.models import Case, Exchange, GradeLetter, Medium, Role, StageName, StageRows, Verdict
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.steps.carding import card
from coachkit.store.library import Library
from tests.battlecards.made import a_case, words_as_meaning
from tests.pipeline.fakes import FakeTools
from tests.store.small_library import a_call, a_mention, a_recording, grade_of, run_of, segments_of

CHEAPER = "Zenlane is cheaper for our small team."
COMPARES = "Let me compare both offers line by line with you."
LEAVES = "Everybody is leaving them these days."
SETTINGS = Settings(competitors=(NamedThing(name="Zenlane"), NamedThing(name="HubSpot")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A call: the customer names Zenlane, the agent replies, the customer takes it so."""

    id: str
    says: str = CHEAPER
    replies: str = COMPARES
    takes: str = "That helps me."
    went: Verdict = "good"
    day: str = "2026-11-16T10:00:00"
    customer: str = "Ana Lopes"
    by: Role = "customer"
    grade: GradeLetter = "A"
    medium: Medium = "recording"


def build(path: Path, talks: Sequence[Talk]) -> Library:
    """Return a library of these calls, without battle cards."""
    library = Library.open(path, create=True)
    for talk in talks:
        _save(library, talk)
    return library


def write_cards(library: Library) -> StageRows:
    """Write the battle cards as a build does, and return their rows."""
    rows = card(Bench(library=library, settings=SETTINGS, tools=FakeTools(scripts={})), "f")
    library.replace_stage(run_of("", "card"), [*rows], rows)
    return rows


def _save(library: Library, talk: Talk) -> None:
    call = a_call(talk.id, f"{talk.id}.mp3", started_at=talk.day, kind="sales", customer=talk.customer)
    library.save_call(call, a_recording(call))
    lines = segments_of(talk.id, [(talk.by, talk.says), ("agent", talk.replies), ("customer", talk.takes)])
    vectors = embed_lines(lines, embed=words_as_meaning, model="words")
    mention = a_mention(lines[0], "competitor", "Zenlane", "Zenlane", 0)
    _write(library, talk, "compose", {"segments": [*lines]})
    _write(library, talk, "embed_lines", {"line_vectors": [*vectors]})
    _write(library, talk, "match", {"mentions": [mention]})
    _write(library, talk, "grade", {"grades": [_graded(talk)]})
    if talk.by == "customer":
        one = _case(talk)
        _write(library, talk, "exchanges", {"exchanges": [_exchange(talk, one)]})
        _write(library, talk, "observe", {"cases": [one]})


def _write(library: Library, talk: Talk, stage: StageName, rows: StageRows) -> None:
    library.replace_stage(run_of(talk.id, stage), [*rows], rows)


def _graded(talk: Talk) -> object:
    return replace(grade_of(talk.id), grade=talk.grade)


def _case(talk: Talk) -> Case:
    found = a_case(talk.id, verdict=talk.went, prompt=(0.0, 8.0), quote=talk.takes, quote_start=20.0)
    return replace(found, prompt=talk.says, said=(talk.replies,), segments=(1,))


def _exchange(talk: Talk, one: Case) -> Exchange:
    return Exchange(
        call_id=talk.id,
        n=0,
        kind="competitor",
        name="Zenlane",
        start=one.start,
        end=one.end,
        verdict=talk.went,
        reason="it is named",
        strength=0.5,
        quote=talk.takes,
        quote_start=20.0,
        quote_end=24.0,
        reaction="acceptance" if talk.went == "good" else "rejection",
        reaction_start=20.0,
    )
