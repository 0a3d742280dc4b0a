from mention_spellings import Company, other_spellings
from mention_truth import LabelledCall, Tracked
from mentions import Score, Truth

GAAP = Tracked(name="GAAP", spellings=("GAAP",), words=(("gaap",),))
CONOCO = Tracked(name="Conoco", spellings=("Conoco",), words=(("conoco",),))
COURT = Tracked(name="Supreme Court", spellings=("Supreme Court",), words=(("supreme", "court"),))
OPERA = Tracked(name="Opera", spellings=("Opera",), words=(("opera",),))
NAMES = (GAAP, CONOCO, COURT, OPERA)


def call(said, *labels):
    return LabelledCall(id="one", reference=tuple(said.split()), labels=labels, texts={})


def spelled(said):
    labelled = call("certain non gaap measures follow", ((2, 3), ("gaap",)))
    one = call(said)
    places = other_spellings(one, NAMES, Company([labelled], NAMES))
    return [(" ".join(one.reference[start:end]), name) for (start, end), name in places]


def test_a_possessive_without_its_apostrophe_is_the_name():
    assert spelled("the supreme courts ruling") == [("supreme courts", "Supreme Court")]


def test_a_name_at_an_end_of_a_word_of_no_word_list_is_the_name():
    assert spelled("welcome to conocophillips") == [("conocophillips", "Conoco")]


def test_a_name_at_an_end_of_an_ordinary_word_is_not_the_name():
    assert spelled("our operations grew") == []


def test_single_letters_for_double_ones_are_the_name_where_a_neighbour_is_the_same():
    assert spelled("other non gap results") == [("gap", "GAAP")]


def test_single_letters_for_double_ones_are_an_ordinary_word_elsewhere():
    assert spelled("a gap in prices") == []


def counted(said, finds, *labels, by_the_letter=False):
    one = call(said, *labels)
    places = [(at, at + 1) for at in range(len(one.reference))]
    score = Score()
    score.add(one, places, finds, Truth([one], NAMES, by_the_letter=by_the_letter))
    return score.counts["right"], score.counts["found"]


def test_a_find_where_nobody_understood_the_call_is_not_judged():
    assert counted("thanks inaudible we follow", [((1, 2), "GAAP")]) == (0, 0)


def test_a_find_where_the_reference_says_something_else_is_wrong():
    assert counted("thanks everybody we follow", [((1, 2), "GAAP")]) == (0, 1)


def test_by_the_letter_a_find_where_nobody_understood_the_call_is_wrong():
    assert counted("thanks inaudible we follow", [((1, 2), "GAAP")], by_the_letter=True) == (0, 1)
