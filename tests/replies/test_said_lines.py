"""What is left of an agent's lines when sentences are left out of them."""

from coachkit.conversation import turns_of
from coachkit.replies.reply import Stretch, reply_in
from coachkit.replies.said_lines import lines_said
from tests.talk import segments


def left(*texts, out):
    """Return the lines of one turn, without the sentences with these numbers."""
    lines = [("customer", 0.0, 4.0, "it is wrong")]
    lines += [("agent", 5.0 + 2 * n, 7.0 + 2 * n, text) for n, text in enumerate(texts)]
    made = {one.n: one for one in segments(lines)}
    turns = turns_of(made.values())
    reply = reply_in(Stretch(name="", prompt=turns[0], until=99.0), turns, segments=made, moments=())
    assert reply is not None
    gone = [one for one in reply.sentences if one.n in out]
    return [(one.segment, one.text) for one in lines_said(reply, made, gone)]


def test_all_lines_are_left_where_nothing_is_left_out():
    assert left("One two. Three four.", "Five.", out=()) == [(1, "One two. Three four."), (2, "Five.")]


def test_a_sentence_is_cut_out_of_its_line():
    assert left("One two. Three four. Five six.", out=(1,)) == [(1, "One two. Five six.")]


def test_a_sentence_that_runs_over_two_lines_is_cut_out_of_both():
    assert left("One two. Three", "four. Five six.", out=(1,)) == [(1, "One two."), (2, "Five six.")]


def test_a_line_of_which_little_is_left_is_left_out():
    assert left("Well. So three four five six seven eight.", out=(1,)) == []


def test_the_same_words_in_another_sentence_stay():
    assert left("One two. One two. Three.", out=(0,)) == [(1, "One two. Three.")]


def test_what_is_left_of_a_line_takes_its_share_of_the_time():
    made = {one.n: one for one in segments([("customer", 0.0, 4.0, "no"), ("agent", 5.0, 9.0, "One two. Three four.")])}  # fmt: skip  # noqa: E501
    turns = turns_of(made.values())
    reply = reply_in(Stretch(name="", prompt=turns[0], until=99.0), turns, segments=made, moments=())
    assert reply is not None
    kept = lines_said(reply, made, [reply.sentences[1]])
    assert [(one.words, one.seconds) for one in kept] == [(2, 2.0)]
