import re
from dataclasses import replace

from coachkit.keyphrases.archive import Archive
from coachkit.languages import stem
from coachkit.models import Annotation, Mention
from coachkit.stages.keywords import NOTHING_LEARNED, pick_keywords
from tests.talk import CALL_ID, segments

COMMON = {"thing": 5.7, "way": 5.6, "calendar": 4.3, "sync": 3.9, "invoice": 3.3, "blorf": 0.0, "office": 4.8}


def annotated(n, text, *chunks, pos="NOUN"):
    tokens, place = [], 0
    for word in text.split():
        start = text.index(word, place)
        tokens.append((start, start + len(word), word, pos))
        place = start + len(word)
    spans = tuple((text.index(chunk), text.index(chunk) + len(chunk)) for chunk in chunks)
    return Annotation(call_id=CALL_ID, n=n, lemmas="", tokens=tuple(tokens), entities=(), chunks=spans)


def keywords(texts, *, mentions=(), known=frozenset(), archive=NOTHING_LEARNED):
    made = segments([("customer", i, i + 1, text) for i, (text, *_) in enumerate(texts)])
    annotations = {i: annotated(i, text, *chunks) for i, (text, *chunks) in enumerate(texts)}
    found = pick_keywords(
        made, annotations, mentions, known=known, zipf=lambda word, _: COMMON.get(word, 4.0), archive=archive
    )
    return [keyword.phrase for keyword in found]


def test_telling_phrases_come_before_everyday_ones():
    assert keywords([("calendar sync thing", "calendar sync"), ("office", "office")]) == [
        "calendar sync",
        "office",
    ]


def test_fillers_and_empty_words_are_no_key_phrases():
    assert keywords([("thing", "thing"), ("way", "way"), ("okay", "okay")]) == []


def test_peoples_names_are_left_out():
    assert keywords([("jana invoice", "jana", "invoice")], known=frozenset({"jana"})) == ["invoice"]


def test_a_word_that_no_list_knows_counts_less_until_it_is_said_again():
    assert keywords([("blorf office", "blorf", "office")]) == ["office", "blorf"]
    assert keywords([("blorf office", "blorf", "office"), ("blorf", "blorf")]) == ["blorf", "office"]


def test_a_competitor_stands_under_its_own_name_however_it_was_said():
    heard = Mention(
        call_id=CALL_ID,
        n=0,
        kind="competitor",
        name="Zenlane",
        text="blorf",
        segment=0,
        start_char=0,
        end_char=5,
        start=0,
        end=1,
        role="customer",
        method="sound",
        confidence=0.8,
    )
    assert keywords([("blorf office", "blorf", "office")], mentions=[heard]) == ["zenlane", "office"]


def test_no_two_phrases_say_the_same():
    found = keywords(
        [
            ("csv export", "csv export"),
            ("csv export", "csv export"),
            ("exports", "exports"),
            ("data export", "data export"),
            ("office", "office"),
        ]
    )
    assert found == ["csv export", "office"]


def test_what_every_call_of_the_archive_has_comes_after_what_is_rare_there():
    texts = [("ticket sheet", "ticket", "sheet"), ("ticket", "ticket"), ("sheet", "sheet")]
    for common, rare in (("ticket", "sheet"), ("sheet", "ticket")):
        archive = Archive(calls=40, holding={f"en {common}": 40})
        assert keywords(texts, archive=archive)[0] == rare


def test_what_both_sides_say_comes_before_what_one_side_says():
    made = segments(
        [
            ("agent", 0, 1, "hello"),
            ("customer", 2, 3, "rota"),
            ("agent", 4, 5, "rota"),
            ("customer", 6, 7, "anna"),
            ("customer", 8, 9, "anna"),
        ]
    )
    annotations = {s.n: annotated(s.n, s.text, s.text) for s in made}
    found = pick_keywords(made, annotations, [], known=frozenset(), zipf=lambda *_: 4.0)
    assert [keyword.phrase for keyword in found] == ["rota", "anna"]


def test_the_agents_greeting_gives_no_key_phrases():
    made = segments([("agent", 0, 1, "firmware support"), ("customer", 2, 3, "invoice")])
    annotations = {s.n: annotated(s.n, s.text, s.text) for s in made}
    found = pick_keywords(made, annotations, [], known=frozenset(), zipf=lambda *_: 4.0)
    assert [keyword.phrase for keyword in found] == ["invoice"]


def in_turkish(*texts):
    made = [
        replace(s, language="tr") for s in segments([("customer", i, i + 1, t) for i, t in enumerate(texts)])
    ]
    annotations = {}
    for segment in made:
        tokens = tuple(
            (m.start(), m.end(), stem(m.group(), "tr"), "X") for m in re.finditer(r"\w+", segment.text)
        )
        annotations[segment.n] = Annotation(
            call_id=CALL_ID,
            n=segment.n,
            lemmas="",
            tokens=tokens,
            entities=(),
            chunks=((0, len(segment.text)),),
        )
    found = pick_keywords(made, annotations, [], known=frozenset({"jana"}), zipf=lambda *_: 4.0)
    return [(keyword.phrase, keyword.count) for keyword in found]


def test_forms_of_a_word_in_another_language_count_together_under_the_shortest():
    found = in_turkish("FATURAYI açtım", "faturalar gelmedi", "fatura nerede")
    assert found[0] == ("fatura", 3)


def test_words_that_stand_together_more_than_once_are_one_phrase():
    found = in_turkish("otomatik gönderim kapalı", "otomatik gönderimi açın")
    assert ("otomatik gönderim", 2) in found
    assert not any(phrase in ("gönderim kapalı", "kapalı") for phrase, _ in found)


def test_small_talk_of_other_languages_is_no_key_phrase():
    assert in_turkish("merhaba teşekkürler", "Merhaba, teşekkür ederim", "jana merhaba") == []


def test_a_short_call_has_the_words_that_are_said_once():
    assert {phrase for phrase, _ in in_turkish("ISPARTA şubesi")} == {"ısparta", "şubesi"}
