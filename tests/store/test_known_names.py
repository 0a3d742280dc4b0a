"""The names that queries may use are those of the library."""

from datetime import date

import pytest

from coachkit.query.parse import parse
from coachkit.query.resolve import resolve
from coachkit.query.tree import Moment, Named, OfCall
from coachkit.store.library import Library
from coachkit.store.reading.known_names import known_names
from tests.store.small_library import BAD, GOOD


def name_of(library: Library, text: str) -> str | None:
    query = parse(text)
    assert query.node is not None
    node = resolve(query.node, known_names(library, query.node), today=date(2026, 11, 22), text=text)
    if isinstance(node, OfCall):
        return node.values[0].text or node.values[0].name
    assert isinstance(node, Named | Moment)
    return node.name if isinstance(node, Named) else node.kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("agent:agent12", "Jana K."),
        ("agent:tom", "Tom"),
        ("customer:acm", "Acme"),
        ("topic:cancelling", "t1-1"),
        ("tracker:cancel", "cancelling"),
        ("competitor:zen", "Zenlane"),
        ("name:export", "Export"),
        ("moment:cancelling", "cancelling"),
        ("kind:sales", "sales"),
        ("outcome:deal=won", "won"),
        ("metric:talk-ratio>0.5", "talk_ratio"),
        ("language:turkish", "tr"),
        (f"call:{BAD[:6]}", BAD),
        ("call:zen.mp3", GOOD),
    ],
)
def test_a_name_of_the_library_is_known(filled: Library, text: str, name: str) -> None:
    assert name_of(filled, text) == name


def test_only_what_a_query_needs_is_read(filled: Library) -> None:
    query = parse("price agent:jana score:>5")
    assert query.node is not None
    assert list(known_names(filled, query.node).forms) == ["agent"]
