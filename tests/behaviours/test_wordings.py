from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachkit.behaviours.alike_sentences import MOST_GROUPED, NO_GROUP, group_alike
from coachkit.behaviours.behaviour import DOES_NOT_APPLY, DONE, NOT_DONE
from coachkit.behaviours.meanings import CallMeanings, Meanings
from coachkit.behaviours.wordings import wordings
from coachkit.line_vectors import mark_of
from coachkit.sentences import sentences_of
from tests.behaviours.cases import a_case, spread_out

SIZE = 48
STAYING = [
    "I'll stay on the line until it works.",
    "We can remain connected while you test it.",
    "My phone stays with you until then.",
]
SENDING = [
    "You'll get all of it in writing.",
    "My notes go to your mailbox today.",
    "An email with each step follows.",
]
OTHERS = [
    "Snow covered both mountain passes.",
    "Their garden grows behind a brick wall.",
    "Every ferry leaves after breakfast time.",
    "Wild geese rested along the shore.",
]


def vector(text, *, meaning=None):
    """Return a vector of a text: texts with one meaning lie close together, others far apart."""
    of_text = np.random.default_rng(sum(map(ord, text)) * 7919 + len(text)).normal(size=SIZE)
    if meaning is not None:
        of_text = 4 * np.random.default_rng(meaning).normal(size=SIZE) + of_text
    return np.rint(127 * of_text / np.linalg.norm(of_text)).astype(np.int8)


def vector_of(text):
    meaning = next((n for n, group in enumerate((STAYING, SENDING)) if text in group), None)
    return vector(text, meaning=meaning)


def meanings_of(cases):
    """Return the vectors of all sentences that agents say, as a library would have them."""
    calls = {}
    for case in cases:
        lines, sentences = {}, {}
        for line, segment in zip(case.said, case.segments, strict=True):
            texts = [line[start:end] for start, end in sentences_of(line)]
            lines[segment] = vector_of(line)
            if len(texts) > 1:
                sentences[segment] = {mark_of(text): vector_of(text) for text in texts}
        calls[case.call_id] = CallMeanings(lines=lines, sentences=sentences)
    return Meanings(calls=calls)


def among_others(*lines, times=9, **changes):
    said = [[lines[n % len(lines)]] for n in range(times)]
    return spread_out([*said, *([OTHERS[n % len(OTHERS)]] for n in range(8))], **changes)


def found(cases, **options):
    return wordings(cases, meanings_of(cases), **options)


def test_the_same_in_other_words_is_one_behaviour_with_all_its_cases():
    [one] = found(among_others(*STAYING))
    assert one.behaviour.kind == "wording"
    assert one.done.tolist() == [DONE] * 9 + [NOT_DONE] * 8
    assert one.words[1] == STAYING[1].rstrip(".")


def test_a_wording_quotes_one_of_its_sentences():
    [one] = found(among_others(*STAYING))
    shown = [line.rstrip(".") for line in STAYING]
    assert one.behaviour.do in {f"Say, in your own words: “{line}”." for line in shown}
    assert one.behaviour.does in {f"says something like “{line[0].lower()}{line[1:]}”" for line in shown} | {
        f"says something like “{shown[0]}”"
    }


def test_a_sentence_among_others_of_a_line_is_found():
    said = [f"{OTHERS[n % 4]} {STAYING[n % 3]}" for n in range(9)]
    cases = spread_out([*([line] for line in said), *([line] for line in OTHERS * 2)])
    assert DONE in [
        one.done[0] for one in found(cases) if "line" in one.behaviour.key or "phone" in one.behaviour.key
    ]


def test_two_meanings_are_two_behaviours():
    cases = spread_out([*([line] for line in STAYING * 3), *([line] for line in SENDING * 3)])
    assert [one.done.tolist() for one in sorted(found(cases), key=lambda one: -one.done[0])] == [
        [DONE] * 9 + [NOT_DONE] * 9,
        [NOT_DONE] * 9 + [DONE] * 9,
    ]


def test_what_is_said_in_one_way_alone_is_left_to_phrases():
    assert found(among_others(STAYING[0])) == []


@pytest.mark.parametrize(
    "lines",
    [
        ["Good morning, how can I help you?", "Hello there, what can I do for you?"],
        ["That is all sorted now.", "It's all fixed now."],
    ],
)
def test_courtesies_and_results_are_no_wordings(lines):
    cases = among_others(*lines)
    held = meanings_of(cases)
    alike = {
        call: replace(one, lines={1: vector(cases[n].said[0], meaning=7)}) if n < 9 else one
        for n, (call, one) in enumerate(held.calls.items())
    }
    assert wordings(cases, Meanings(calls=alike)) == []


def test_no_sentence_with_a_name_or_a_figure_is_quoted():
    lines = [
        "Let me ask Marion about it first.",
        "I would check with 4 colleagues first.",
        "We ask around first.",
    ]
    cases = among_others(*lines)
    held = {
        call: replace(one, lines={1: vector(cases[n].said[0], meaning=7)}) if n < 9 else one
        for n, (call, one) in enumerate(meanings_of(cases).calls.items())
    }
    [one] = wordings(cases, Meanings(calls=held))
    assert one.behaviour.key == "wording:we ask around first"


def test_what_one_agent_or_two_calls_hold_is_no_wording():
    cases = among_others(*STAYING)
    assert found([replace(one, agent="Ana") for one in cases]) == []
    held = meanings_of(cases)
    moved = Meanings(calls={"a": held.calls["c0"], "b": held.calls["c1"]})
    assert wordings([replace(one, call_id="ab"[n % 2]) for n, one in enumerate(cases)], moved) == []


def test_a_case_without_words_does_not_apply():
    cases = [*among_others(*STAYING), a_case(call_id="c99")]
    assert found(cases)[0].done[-1] == DOES_NOT_APPLY


def test_without_vectors_there_are_no_wordings():
    assert wordings(among_others(*STAYING), Meanings()) == []
    assert wordings([], Meanings()) == []


def test_a_line_of_which_a_part_was_cut_is_not_taken_for_what_is_left():
    whole, part = np.eye(2, dtype=np.int8)
    call = CallMeanings(lines={1: whole}, sentences={1: {mark_of("I'll wait."): part}})
    assert call.of(1, "I'll wait.", is_only=True) is part
    assert call.of(1, "Is that right?", is_only=True) is None
    alone = CallMeanings(lines={1: whole}, sentences={})
    assert alone.of(1, "I'll wait.", is_only=True) is whole
    assert alone.of(1, "I'll wait.", is_only=False) is None


def test_a_wording_keeps_its_name_when_calls_are_added():
    before = among_others(*STAYING, times=9)
    [old] = found(before)
    others = [line for line in STAYING if line.lower().rstrip(".") not in old.behaviour.key][:2]
    added = [*before, *(replace(one, call_id=f"n{one.call_id}") for one in among_others(*others, times=30))]
    [new] = found(added, known=[old.behaviour.key])
    assert new.behaviour.key == old.behaviour.key
    assert new.done.tolist().count(DONE) > old.done.tolist().count(DONE)


def test_of_two_known_names_the_first_is_kept():
    keys = [
        f"wording:{line}"
        for line in ("my phone stays with you until then", "we can remain connected while you test it")
    ]
    cases = among_others(*STAYING)
    assert [one.behaviour.key for one in found(cases, known=keys)] == keys[:1]
    assert [one.behaviour.key for one in found(cases, known=keys[::-1])] == keys[1:]


@given(
    order=st.permutations(range(17)),
    flips=st.lists(st.sampled_from(["good", "bad"]), min_size=17, max_size=17),
)
@settings(max_examples=25, deadline=None)
def test_neither_order_nor_how_cases_went_changes_what_is_looked_at(order, flips):
    cases = among_others(*STAYING)
    turned = [replace(cases[n], verdict=flip) for n, flip in zip(order, flips, strict=True)]
    [before], [after] = found(cases), found(turned)
    assert before.behaviour == after.behaviour
    assert np.array_equal(before.done[list(order)], after.done)


@given(seed=st.integers(0, 50))
@settings(max_examples=10, deadline=None)
def test_groups_are_the_same_whatever_the_order(seed):
    texts = [f"sentence {n}" for n in range(40)]
    rows = np.stack([vector(text, meaning=n % 5) for n, text in enumerate(texts)]).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    order = np.random.default_rng(seed).permutation(40)
    one, other = group_alike(texts, rows), group_alike([texts[n] for n in order], rows[order])
    assert {frozenset(np.flatnonzero(one == k).tolist()) for k in one} == {
        frozenset(order[other == k].tolist()) for k in other
    }


def test_sentences_beyond_those_that_are_grouped_are_filed_by_what_they_mean():
    texts = [f"sentence {n}" for n in range(MOST_GROUPED + 200)]
    rows = np.stack([vector(text, meaning=n % 4) for n, text in enumerate(texts)]).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    labels = group_alike(texts, rows)
    assert NO_GROUP not in labels
    assert [len(set(labels[k::4].tolist())) for k in range(4)] == [1, 1, 1, 1]
