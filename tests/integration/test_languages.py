"""Calls in other languages, from transcripts to key phrases, playlists and search, with what reads text."""

import json
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

import pytest

from coachkit.backends.annotator import SpacyAnnotator
from coachkit.backends.frequency import zipf
from coachkit.backends.language_id import TextLanguages
from coachkit.backends.protocols import Annotator, LanguageRanking
from coachkit.backends.weights import spacy_package
from coachkit.config import Settings
from coachkit.models import (
    Annotation,
    Call,
    Clip,
    Exchange,
    Feeling,
    Hearing,
    Keyword,
    Label,
    Mention,
    Omission,
    Segment,
)
from coachkit.pipeline import build_library
from coachkit.searching.results import Asked, Hit
from coachkit.searching.search import Searcher
from coachkit.store.library import Library
from coachkit.store.reading import CallFilter, list_calls
from tests.integration.calls_in_languages import ARABIC, MIXED, TURKISH, as_webvtt
from tests.pipeline.fakes import FakeTools

SETTINGS = Settings.model_validate(
    {
        "company": {"name": "Fernway", "aliases": ("فيرنواي",)},
        "competitors": ({"name": "Zenlane", "aliases": ("زينلين",)},),
        "features": (
            {"name": "export", "aliases": ("dışa aktarma", "التصدير")},
            {"name": "calendar sync", "aliases": ("takvim eşitlemesi", "مزامنة التقويم")},
        ),
        "agents": ({"name": "Elif"}, {"name": "Salma", "aliases": ("سلمى",)}),
    }
)


class TextTools(FakeTools):
    """Reads text with the product's own tools; meaning and feeling are made up, as they are English."""

    @cached_property
    def annotator(self) -> Annotator:
        return SpacyAnnotator(spacy_package())

    @cached_property
    def text_languages(self) -> LanguageRanking:
        return TextLanguages()

    @property
    def zipf(self) -> Callable[[str, str], float]:
        return zipf


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("calls")
    for name, script in (("turkish", TURKISH), ("arabic", ARABIC), ("mixed", MIXED)):
        (made / f"{name}.vtt").write_text(as_webvtt(script), encoding="utf-8")
    (made / "turkish.json").write_text(json.dumps({"outcomes": [{"kind": "csat", "value": 5}]}))
    return made


@pytest.fixture(scope="module")
def library(folder: Path) -> Iterator[Library]:
    with Library.open(folder / "coachkit.db", create=True) as opened:
        report = build_library(folder, opened, SETTINGS, tools=TextTools(scripts={}))
        assert report.failed == 0
        yield opened


def call_named(library: Library, name: str) -> str:
    return next(call.id for call in library.rows(Call) if Path(call.path).stem == name)


def phrases(library: Library, name: str) -> list[str]:
    found = library.rows(Keyword, call_id=call_named(library, name))
    return [keyword.phrase for keyword in sorted(found, key=lambda k: k.rank)]


@pytest.mark.parametrize(("name", "code"), [("turkish", "tr"), ("arabic", "ar"), ("mixed", "tr")])
def test_a_calls_language_is_found_out(library: Library, name: str, code: str) -> None:
    [hearing] = library.rows(Hearing, call_id=call_named(library, name))
    assert hearing.language == code


def test_a_call_in_two_languages_has_the_right_one_on_each_line(library: Library) -> None:
    segments = library.rows(Segment, call_id=call_named(library, "mixed"))
    english = [segment.n for segment in segments if segment.language == "en"]
    assert [segment.language for segment in segments if segment.n not in english] == ["tr"] * (
        len(segments) - len(english)
    )
    assert set(english) >= {5, 6, 7, 8, 9}
    assert not {0, 1, 2, 3, 4, 11} & set(english)


def test_turkish_key_phrases_are_what_the_call_is_about(library: Library) -> None:
    found = phrases(library, "turkish")
    assert {"zenlane", "export", "calendar sync"} <= set(found)
    assert any("fatura" in phrase for phrase in found)
    assert {"merhaba", "teşekkür", "evet", "hanım", "istiyorum"}.isdisjoint(
        word for phrase in found for word in phrase.split()
    )


def test_arabic_key_phrases_are_what_the_call_is_about(library: Library) -> None:
    found = phrases(library, "arabic")
    assert {"zenlane", "export", "calendar sync"} <= set(found)
    assert any("فاتور" in phrase for phrase in found)
    assert {"شكرا", "نعم", "السلام"}.isdisjoint(word for phrase in found for word in phrase.split())


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("turkish", ["Zenlane", "Zenlane", "Zenlanede"]),
        ("arabic", ["زينلين", "زينلين", "وزينلين"]),
        ("mixed", ["Zenlane"]),
    ],
)
def test_a_competitor_is_found_in_every_form(library: Library, name: str, marked: list[str]) -> None:
    found = library.rows(Mention, call_id=call_named(library, name))
    assert [m.text for m in found if m.kind == "competitor"] == marked
    texts = {s.n: s.text for s in library.rows(Segment, call_id=call_named(library, name))}
    assert all(texts[m.segment][m.start_char : m.end_char] == m.text for m in found)


def test_features_are_found_in_every_form(library: Library) -> None:
    found = library.rows(Mention, call_id=call_named(library, "turkish"))
    assert [m.text for m in found if m.name == "export"] == [
        "Dışa aktarma",
        "Dışa aktarmayı",
        "Dışa aktarmada",
    ]
    found = library.rows(Mention, call_id=call_named(library, "arabic"))
    assert [m.text for m in found if m.name == "export"] == ["التصدير", "التصدير", "تصدير"]


def hits(library: Library, typed: str) -> tuple[Hit, ...]:
    return Searcher(library).search(Asked(text=typed, mode="keyword", limit=50)).hits


@pytest.mark.parametrize("name", ["turkish", "arabic"])
def test_the_competitors_playlist_has_a_clip_of_the_call(library: Library, name: str) -> None:
    call = call_named(library, name)
    clips = [
        c for c in library.rows(Clip) if c.call_id == call and c.playlist_id.startswith("competitor-zenlane")
    ]
    assert clips
    assert all(clip.end > clip.start and clip.quote for clip in clips)


def test_reactions_in_turkish_are_not_judged_and_those_in_english_are(library: Library) -> None:
    turkish = library.rows(Exchange, call_id=call_named(library, "turkish"))
    assert {exchange.verdict for exchange in turkish} == {"neutral"}
    assert all("in Turkish and not judged" in e.reason or "does not react" in e.reason for e in turkish)
    mixed = library.rows(Exchange, call_id=call_named(library, "mixed"))
    assert [e.verdict for e in mixed if e.name == "Zenlane"] == ["good"]


def test_feelings_are_those_of_english_lines_alone(library: Library) -> None:
    assert library.rows(Feeling, call_id=call_named(library, "turkish")) == []
    assert library.rows(Feeling, call_id=call_named(library, "arabic")) == []
    segments = {s.n: s for s in library.rows(Segment, call_id=call_named(library, "mixed"))}
    felt = library.rows(Feeling, call_id=call_named(library, "mixed"))
    assert {segments[feeling.n].language for feeling in felt} == {"en"}


def test_an_outcome_labels_a_call_and_without_one_nothing_is_claimed(library: Library) -> None:
    [turkish] = library.rows(Label, call_id=call_named(library, "turkish"))
    [arabic] = library.rows(Label, call_id=call_named(library, "arabic"))
    assert (turkish.label, turkish.source) == ("good", "outcome:csat")
    assert (arabic.label, arabic.source) == (None, "none")
    assert "another language" in arabic.reason


def test_what_was_left_out_is_written_on_the_call(library: Library) -> None:
    [*turkish] = library.rows(Omission, call_id=call_named(library, "turkish"))
    assert {(one.language, one.segments) for one in turkish} == {("tr", 24)}
    assert any("score card" in one.what for one in turkish)
    mixed = library.rows(Omission, call_id=call_named(library, "mixed"))
    assert {one.language for one in mixed} == {"tr"}


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("faturalar", 7),
        ("FATURAYI", 7),
        ("ISPARTA", 2),
        ("ısparta", 2),
        ("isparta", 2),
        ("İstanbul", 1),
        ("ISTANBUL", 1),
        ("takvimi", 6),
        ('"dışa aktarmada hep"', 1),
        ("randevu*", 3),
        ("الفاتورة", 6),
        ("فَاتُورَة", 6),
        ("فاتوره", 6),
        ("تقويم", 3),
        ("زينلين", 3),
    ],
)
def test_search_finds_every_form_and_marks_it_in_the_text(library: Library, typed: str, count: int) -> None:
    found = hits(library, f"{typed} AND {typed}")
    assert len(found) == count
    for hit in found:
        assert hit.matches
        marked = [hit.quote[start:end] for start, end in hit.matches]
        assert all(text.strip() == text and text for text in marked)


def test_marks_are_on_the_words_that_were_looked_for(library: Library) -> None:
    hit = hits(library, "şube otomatik gönderim")[0]
    assert "otomatik" in [hit.quote[a:b] for a, b in hit.matches]
    marks = {hit.quote[a:b] for hit in hits(library, "fatura AND fatura") for a, b in hit.matches}
    assert {"faturasını", "Faturayı", "faturalar", "fatura"} <= marks


def test_calls_are_listed_by_words_in_any_form(library: Library) -> None:
    found = list_calls(library, CallFilter(text="randevular"))
    assert {call.id for call in found} == {call_named(library, "turkish"), call_named(library, "mixed")}


def test_text_survives_every_step(library: Library) -> None:
    for name, script in (("turkish", TURKISH), ("arabic", ARABIC), ("mixed", MIXED)):
        said = [line.split(": ", 1)[1] for line in script.strip().splitlines()]
        segments = library.rows(Segment, call_id=call_named(library, name))
        assert [segment.text for segment in segments] == said


def test_every_word_has_a_stem_and_its_place(library: Library) -> None:
    segments = {s.n: s for s in library.rows(Segment, call_id=call_named(library, "arabic"))}
    for annotation in library.rows(Annotation, call_id=call_named(library, "arabic")):
        text = segments[annotation.n].text
        assert all(text[a:b] and lemma for a, b, lemma, _ in annotation.tokens)
        assert {pos for *_, pos in annotation.tokens} <= {"X", "PUNCT"}


def test_a_second_build_changes_nothing(folder: Path, library: Library) -> None:
    report = build_library(folder, library, SETTINGS, tools=TextTools(scripts={}))
    assert report.is_unchanged
