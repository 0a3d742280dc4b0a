"""The made-up calls in a library, as if they had been heard and embedded."""

from collections.abc import Sequence
from pathlib import Path

from coachkit.models import Keyword
from coachkit.store.library import Library
from tests.store.small_library import a_call, run_of
from tests.topics.library import Call


def save(library: Library, calls: Sequence[Call]) -> None:
    for one in calls:
        stored = a_call(one.id, f"{one.id}.wav", started_at=None, kind="support", customer="Acme")
        library.save_call(stored)
        library.replace_stage(
            run_of(one.id, "embed"),
            ["passages", "vectors"],
            {"passages": one.passages, "vectors": one.vectors},
        )
        library.replace_stage(
            run_of(one.id, "purpose"),
            ["passage_purposes", "reasons"],
            {"passage_purposes": [], "reasons": []},
        )
        word = one.passages[0].text.split()[0]
        keyword = Keyword(call_id=one.id, rank=1, phrase=word, weight=1.0, count=3)
        library.replace_stage(run_of(one.id, "keywords"), ["keywords"], {"keywords": [keyword]})


def make(path: Path, calls: Sequence[Call]) -> Path:
    with Library.open(path, create=True) as library:
        save(library, calls)
    return path
