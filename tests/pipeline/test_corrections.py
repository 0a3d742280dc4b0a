"""Corrections in a build: what was heard stays, and only the calls concerned are composed anew."""

from coachkit.models import Call, Mention, RawSegment, Segment, Word
from coachkit.pipeline import build_library
from tests.pipeline.example import SCRIPTS, SETTINGS

MISHEARD = {
    **SCRIPTS,
    "one": [(0, 0.5, "hello this is Fernway how can I help"), (1, 4.0, "we had sen lain before and left")],
    "two": [(0, 0.5, "hello this is Fernway how can I help"), (1, 4.0, "we use kopper desk for that")],
}


def settings(**correct):
    return SETTINGS.model_copy(update={"correct": correct})


def build(folder, library, tools, **correct):
    return build_library(folder, library, settings(**correct), tools=tools)


def call_named(library, name):
    return next(call.id for call in library.rows(Call) if call.path.endswith(f"{name}.wav"))


def texts(library, name):
    return [s.text for s in library.rows(Segment, call_id=call_named(library, name))]


def test_a_listed_spelling_is_corrected_and_what_was_heard_stays(folder, library, tools):
    tools.scripts = MISHEARD
    build(folder, library, tools, Zenlane=("sen lain",))
    assert texts(library, "one")[1] == "we had Zenlane before and left"
    heard = [s.text for s in library.rows(RawSegment, call_id=call_named(library, "one"))]
    assert heard[1] == "we had sen lain before and left"
    assert " sen" in [w.text for w in library.rows(Word, call_id=call_named(library, "one"))]


def test_a_corrected_name_is_found_at_the_time_at_which_it_is_said(folder, library, tools):
    tools.scripts = MISHEARD
    build(folder, library, tools, Zenlane=("sen lain",))
    [mention] = library.rows(Mention, call_id=call_named(library, "one"))
    assert (mention.name, mention.method, mention.text) == ("Zenlane", "exact", "Zenlane")
    assert (round(mention.start, 3), round(mention.end, 3)) == (4.6, 5.2)


def test_a_new_spelling_composes_only_the_calls_in_which_it_occurs(folder, library, tools):
    tools.scripts = MISHEARD
    build(folder, library, tools)
    report = build(folder, library, tools, Zenlane=("zen lane", "sen lain"))
    assert report.ran["compose"] == 1
    assert report.ran["annotate"] == report.ran["match"] == 1
    assert "transcribe" not in report.ran
    report = build(folder, library, tools, Zenlane=("zen lane", "sen lain"), Copperdesk=("kopper desk",))
    assert report.ran["compose"] == 1
    assert texts(library, "two")[1] == "we use Copperdesk for that"


def test_a_spelling_that_occurs_nowhere_composes_nothing(folder, library, tools):
    tools.scripts = MISHEARD
    build(folder, library, tools, Zenlane=("sen lain",))
    assert build(folder, library, tools, Zenlane=("sen lain", "son line"), Xeno=("zeno",)).is_unchanged


def test_the_order_of_the_map_does_not_matter(folder, library, tools):
    tools.scripts = MISHEARD
    build(folder, library, tools, Zenlane=("sen lain", "zen lane"), Copperdesk=("kopper desk",))
    swapped = {"Copperdesk": ("kopper desk",), "Zenlane": ("zen lane", "sen lain")}
    assert build(folder, library, tools, **swapped).is_unchanged


def test_another_name_for_a_spelling_and_none_compose_its_calls_again(folder, library, tools):
    tools.scripts = MISHEARD
    build(folder, library, tools, Zenlane=("sen lain",), Copperdesk=("kopper desk",))
    renamed = build(folder, library, tools, Zenlaine=("sen lain",), Copperdesk=("kopper desk",))
    assert (renamed.ran["compose"], texts(library, "one")[1]) == (1, "we had Zenlaine before and left")
    without = build(folder, library, tools, Copperdesk=("kopper desk",))
    assert (without.ran["compose"], texts(library, "one")[1]) == (1, "we had sen lain before and left")


def test_a_spelling_that_the_recogniser_cut_in_two_pieces_is_corrected(folder, library, tools):
    tools.scripts = MISHEARD | {"one": [(1, 4.0, "we had sen"), (1, 4.95, "lain before"), (0, 9.0, "I see")]}
    build(folder, library, tools)
    report = build(folder, library, tools, Zenlane=("sen lain",))
    assert report.ran["compose"] == 1
    assert texts(library, "one")[0] == "we had Zenlane before"
