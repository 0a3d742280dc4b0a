"""The names that queries may use are those of the library."""

from datetime import date
from pathlib import Path

import pytest

from coachkit.errors import QueryError
from coachkit.models import BuiltFolder, Call, CallAgent
from coachkit.query.parse import parse
from coachkit.query.resolve import Forms, resolve
from coachkit.query.tree import Moment, Named, OfCall
from coachkit.store.library import Library
from coachkit.store.reading import choose_calls
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
        ("topic:cancelling", "t1"),
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


def test_a_name_of_the_settings_is_known_before_anything_is_found_of_it(
    filled: Library, tmp_path: Path
) -> None:
    settings = tmp_path / "coachkit.toml"
    settings.write_text(
        """
        [[competitors]]
        name = "Copperdesk"
        aliases = ["Copper Table"]
        [[trackers]]
        name = "renewal"
        phrases = ["notice period"]
        """
    )
    filled.save_folder(BuiltFolder(path=str(tmp_path), settings=str(settings), built_at="2026-11-20"))
    assert name_of(filled, "competitor:copper-table") == "Copperdesk"
    assert name_of(filled, "name:copperdesk") == "Copperdesk"
    assert name_of(filled, "tracker:renewal") == "renewal"
    assert name_of(filled, "moment:escalation") == "escalation"
    assert choose_calls(filled, (), "competitor:copperdesk OR tracker:renewal") == []
    assert len(choose_calls(filled, (), "-tracker:renewal")) == 2
    with pytest.raises(QueryError, match="there is no tracker “renewel”; did you mean “renewal”"):
        name_of(filled, "tracker:renewel")


def test_settings_that_are_gone_or_wrong_stop_no_query(filled: Library, tmp_path: Path) -> None:
    wrong = tmp_path / "coachkit.toml"
    wrong.write_text("[[competitors]]\nnme = 1\n")
    for n, path in enumerate((wrong, tmp_path / "gone.toml")):
        filled.save_folder(BuiltFolder(path=str(n), settings=str(path), built_at="2026-11-20"))
    assert name_of(filled, "competitor:zen") == "Zenlane"
    with pytest.raises(QueryError, match="there is no competitor “copperdesk”"):
        name_of(filled, "competitor:copperdesk")


def test_only_what_a_query_needs_is_read(filled: Library) -> None:
    query = parse("price agent:jana score:>5")
    assert query.node is not None
    assert list(known_names(filled, query.node).forms) == ["agent"]


def test_names_that_were_read_are_not_read_again(filled: Library) -> None:
    query = parse("agent:jana")
    assert query.node is not None
    kept: dict[str, Forms] = {}
    known_names(filled, query.node, kept=kept)
    zoe = CallAgent(call_id=GOOD, n=0, agent="Zoe", start=0.0, end=1.0)
    filled.save_call(filled.rows(Call)[0], call_agents=[zoe])
    assert ("Zoe", "Zoe") not in known_names(filled, query.node, kept=kept).forms["agent"]
    assert ("Zoe", "Zoe") in known_names(filled, query.node).forms["agent"]
