from dataclasses import replace

import pytest

from coachkit.comparing.results import SimilarCalls
from coachkit.comparing.similar import similar_calls
from coachkit.comparing.stating import ONLY_CALL, UNFIT, nothing_left_note
from coachkit.errors import ModelError, QueryError
from coachkit.models import Label, Omission, Verdict
from coachkit.searching.archive import Archive
from coachkit.store.library import Library
from tests.comparing.conftest import SOLVED as TALK_SOLVED
from tests.comparing.made import judge
from tests.searching.small_archive import MeaningEncoder, Told, store

EXPORT, SOLVED, COPY, PRICE = (name.ljust(16, "0") for name in ("export", "solved", "copy", "price"))


def ids(found: SimilarCalls) -> list[str]:
    return [one.call.id for one in found.calls]


def test_the_most_alike_call_comes_with_the_reasons_of_both(archive: Archive):
    found = similar_calls(archive, EXPORT)
    assert ids(found) == [SOLVED]
    [pair, *_] = found.calls[0].pairs
    assert pair.is_reason
    assert (pair.mine.text, pair.theirs.text) == (
        "The export of my report gives an empty file.",
        "My report comes out as an empty spreadsheet file.",
    )
    assert (pair.mine.start, pair.theirs.start) == (10.0, 10.0)


def test_what_is_quoted_as_the_reason_is_not_quoted_again(archive: Archive):
    [call] = similar_calls(archive, EXPORT).calls
    assert [pair.mine.start for pair in call.pairs if not pair.is_reason].count(10.0) == 0


def test_a_copy_is_named_and_is_no_answer(archive: Archive):
    found = similar_calls(archive, EXPORT)
    assert [(one.call.id, one.same_words) for one in found.copies] == [(COPY, 1.0)]
    assert COPY not in ids(found)


def test_any_number_of_copies_leaves_room_for_other_calls(library: Library, archive: Archive):
    from tests.comparing.conftest import EXPORT as TALK

    store(library, *(Told(id=f"again{n:011}", talk=TALK) for n in range(70)))
    found = similar_calls(archive, EXPORT, limit=3)
    assert ids(found)[:1] == [SOLVED]
    assert len(found.copies) + found.more_copies == 71


def test_better_calls_come_with_what_was_better_and_where_they_part(library: Library, archive: Archive):
    bad = Label(
        call_id=EXPORT, label="bad", source="outcome:csat", reason="csat is 1 (survey)", score_label=None
    )
    judge(library, EXPORT, bad, score=20)
    good = Label(
        call_id=SOLVED, label="good", source="outcome:csat", reason="csat is 5 (survey)", score_label=None
    )
    judge(library, SOLVED, good, score=90)
    found = similar_calls(archive, EXPORT, better=True)
    assert ids(found) == [SOLVED]
    [call] = found.calls
    assert call.better is not None
    assert call.better.reasons == (
        "csat is 5 (survey) against csat is 1 (survey)",
        "score 90 against 20",
    )
    assert call.parting is not None
    assert call.parting.mine.reply.text == "Unfortunately the export of that report is not possible."
    assert call.parting.theirs.then is not None
    assert call.parting.theirs.then.text.startswith("It works")


@pytest.mark.parametrize(
    ("label", "told"), [("good", "none of the"), (None, "it is not known how this call went")]
)
def test_that_nothing_went_better_is_said(
    library: Library, archive: Archive, label: Verdict | None, told: str
):
    best = Label(call_id=PRICE, label=label, source="none", reason="…", score_label=None)
    library.replace_stage(
        next(run for run in library.stage_runs().values() if (run.call_id, run.stage) == (PRICE, "score")),
        ["labels"],
        {"labels": [best]},
    )
    found = similar_calls(archive, PRICE, better=True)
    assert found.calls == ()
    assert found.notes[0].startswith(told)


def test_how_near_the_best_score_comes_is_said(library: Library, archive: Archive):
    for call_id, score in ((EXPORT, 80.0), (SOLVED, 88.0), (COPY, 20.0), (PRICE, 30.0)):
        label = Label(call_id=call_id, label="good", source="score:service", reason="…", score_label="good")
        judge(library, call_id, label, score=score)
    [note] = similar_calls(archive, EXPORT, better=True).notes
    assert f"{SOLVED} comes nearest with a score of 88 against 80" in note


def test_a_higher_score_with_a_worse_outcome_is_not_said_to_come_nearest(library: Library, archive: Archive):
    good = Label(call_id=EXPORT, label="good", source="outcome:csat", reason="csat is 5", score_label=None)
    judge(library, EXPORT, good, score=40)
    for call_id, score in ((SOLVED, 95.0), (COPY, 41.0), (PRICE, 30.0)):
        bad = Label(call_id=call_id, label="bad", source="outcome:csat", reason="csat is 1", score_label=None)
        judge(library, call_id, bad, score=score)
    [note] = similar_calls(archive, EXPORT, better=True).notes
    assert f"{COPY} comes nearest with a score of 41 against 40" in note


def test_where_only_copies_are_left_that_is_said(archive: Archive):
    found = similar_calls(archive, EXPORT, condition="unfortunately")
    assert [one.call.id for one in found.copies] == [COPY]
    assert (found.calls, found.nearest) == ((), None)
    assert found.notes == (nothing_left_note(better=False),)


@pytest.mark.parametrize(("limit", "has_more"), [(1, True), (2, False), (5, False)])
def test_more_are_promised_only_where_there_are_more(
    library: Library, archive: Archive, limit: int, has_more: bool
):
    late = [("customer", "The export of my report is an empty file since Monday."), *TALK_SOLVED[2:]]
    store(library, Told(id="late000000000000", talk=late))
    found = similar_calls(archive, EXPORT, limit=limit)
    assert (len(found.calls), found.has_more) == (min(limit, 2), has_more)


def test_what_is_not_alike_is_only_the_nearest(archive: Archive):
    found = similar_calls(archive, PRICE)
    assert found.calls == ()
    assert found.nearest is not None


def test_only_calls_that_fit_the_condition_are_compared(archive: Archive):
    assert ids(similar_calls(archive, EXPORT, condition="spreadsheet")) == [SOLVED]
    assert similar_calls(archive, EXPORT, condition="zebra").notes == (UNFIT,)
    with pytest.raises(QueryError):
        similar_calls(archive, EXPORT, condition="(")


def test_the_only_call_is_compared_with_nothing(tmp_path_factory: pytest.TempPathFactory):
    with Library.open(tmp_path_factory.mktemp("one") / "one.db", create=True) as library:
        store(library, Told(id="only000000000000", talk=[("customer", "The export is empty again.")]))
        found = similar_calls(Archive(library, MeaningEncoder()), "only000000000000")
    assert (found.calls, found.notes) == ((), (ONLY_CALL,))


def test_an_empty_call_says_that_nothing_is_said(library: Library, archive: Archive):
    store(library, Told(id="empty00000000000", talk=[]))
    [note] = similar_calls(archive, "empty00000000000").notes
    assert note == "nothing is said in this call, so there is nothing to compare"


@pytest.mark.parametrize(("segments", "is_compared"), [(3, False), (1, True)])
def test_a_call_mostly_in_another_language_is_not_compared(
    library: Library, archive: Archive, segments: int, is_compared: bool
):
    what = Omission(call_id=EXPORT, n=0, language="tr", segments=segments, what="…")
    again = replace(what, n=1, what="more of it")
    run = next(run for run in library.stage_runs().values() if (run.call_id, run.stage) == (EXPORT, "match"))
    library.replace_stage(run, ["omissions"], {"omissions": [what, again]})
    found = similar_calls(archive, EXPORT)
    told = "this call is in Turkish; only calls in English can be compared"
    assert (told in found.notes, bool(found.calls)) == (not is_compared, is_compared)


def test_a_call_without_vectors_asks_for_a_build(library: Library, archive: Archive):
    store(library, Told(id="new0000000000000", talk=[("customer", "Hello there.")]), has_vectors=False)
    [note] = similar_calls(archive, "new0000000000000").notes
    assert "coachkit build" in note


def test_without_an_encoder_calls_are_still_compared(library: Library):
    class NoWeights(Archive):
        def open_encoder(self):
            raise ModelError("the weights are missing")

    found = similar_calls(NoWeights(library), EXPORT)
    assert ids(found) == [SOLVED]
    assert any("words they share" in note for note in found.notes)


def test_the_same_question_gets_the_same_answer(archive: Archive):
    assert similar_calls(archive, EXPORT, better=True) == similar_calls(archive, EXPORT, better=True)
