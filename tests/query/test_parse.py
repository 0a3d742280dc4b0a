"""What queries mean, as trees, and what is said of those that mean nothing."""

import contextlib
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coachkit.errors import QueryError
from coachkit.query.fields import FIELDS
from coachkit.query.parse import MAX_DEPTH, MAX_LENGTH, MAX_WORDS, parse
from coachkit.query.tree import (
    All,
    Any,
    Beginning,
    Family,
    Moment,
    Named,
    Near,
    Node,
    Not,
    OfCall,
    Phrase,
    Position,
    Resembling,
    SaidBy,
    Somewhere,
    Speaker,
    Then,
    Value,
    Went,
    Word,
)
from coachkit.query.unparse import unparse
from tests.query.trees import placeless, typed_queries


def words(*texts: str) -> All:
    return All(nodes=tuple(Word(text=text) for text in texts))


def meaning(text: str) -> Node | None:
    node = parse(text).node
    return node and placeless(node)


def refusal(text: str) -> str:
    with pytest.raises(QueryError) as caught:
        parse(text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What's the price, then?", ["What's", "the", "price", "then"]),
        ("price and discount or not", ["price", "and", "discount", "or", "not"]),
        ("It costs 5 % (or so) — right?!", ["It", "costs", "5", "or", "so", "right"]),
        ("what happens then within 5 minutes", ["what", "happens", "then", "within", "5", "minutes"]),
        ("then I call back within 30s", ["then", "I", "call", "back", "within", "30s"]),
        ("I pay then it comes within 30 days", ["I", "pay", "then", "it", "comes", "within", "30", "days"]),
        ("the thing is: call 10:30", ["the", "thing", "is", "call", "10:30"]),
        ("see http://zenlane.example/price", ["see", "http://zenlane.example/price"]),
        ("well-known e-mail -5 - a -- b", ["well-known", "e-mail", "5", "a", "b"]),
        ("a < b & c", ["a", "b", "c"]),
    ],
)  # fmt: skip
def test_an_ordinary_sentence_is_its_words(text: str, found: list[str]) -> None:
    assert meaning(text) == words(*found)
    assert parse(text).is_plain


@pytest.mark.parametrize("text", ["", "  ", "?", "()", '""', "– – !", "\0"])
def test_what_has_no_word_means_nothing(text: str) -> None:
    assert (parse(text).node, parse(text).is_plain) == (None, True)


def test_a_phrase_alone_is_plain_whatever_its_quotation_marks() -> None:
    assert meaning("“cancel my account”") == Phrase(text="cancel my account")
    assert parse('"cancel my account" now').is_plain


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("cancel*", Beginning(text="cancel")),
        ("lemma:renew", Family(text="renew")),
        ("~zendesk", Resembling(text="zendesk")),
        ("-cancel", Not(node=Word(text="cancel"))),
        ("NOT NOT cancel", Word(text="cancel")),
        ("a AND b", words("a", "b")),
        ("a b OR c", Any(nodes=(words("a", "b"), Word(text="c")))),
        ("a (b OR c)", All(nodes=(Word(text="a"), Any(nodes=(Word(text="b"), Word(text="c")))))),
        ("NOT a b", All(nodes=(Not(node=Word(text="a")), Word(text="b")))),
        ("NOT (a b)", Not(node=words("a", "b"))),
        ("a OR b AND (c AND d)", Any(nodes=(Word(text="a"), words("b", "c", "d")))),
        ("price NEAR/5 high", Near(left=Word(text="price"), right=Word(text="high"), words=5)),
        ("price near/0 high", Near(left=Word(text="price"), right=Word(text="high"), words=0)),
        ('price NEAR "too high"', Near(left=Word(text="price"), right=Phrase(text="too high"), words=10)),
        ("-a NEAR b", Not(node=Near(left=Word(text="a"), right=Word(text="b")))),
        (
            "a NEAR/2 (b OR c)",
            Any(
                nodes=(
                    Near(left=Word(text="a"), right=Word(text="b"), words=2),
                    Near(left=Word(text="a"), right=Word(text="c"), words=2),
                )
            ),
        ),
        ("said-by:customer", SaidBy(role="customer")),
        ("said_by:cust", SaidBy(role="customer")),
        ("Said-By:agent,customer", Any(nodes=(SaidBy(role="agent"), SaidBy(role="customer")))),
        ("speaker:marta", Speaker(name="marta")),
        ("name:zenlane", Named(name="zenlane")),
        ('moment:"price objection"', Moment(kind="price objection")),
        ("went:Bad", Went(verdict="bad")),
        ("went:good,neutral", Any(nodes=(Went(verdict="good"), Went(verdict="neutral")))),
        ("in:first60s", Position(end="first", amount=60, unit="s")),
        ("in:last-2m", Position(end="last", amount=120, unit="s")),
        ("in:last10%", Position(end="last", amount=10, unit="%")),
        ('in:"first 1.5 min"', Position(end="first", amount=90, unit="s")),
        ("call:(a b)", Somewhere(node=words("a", "b"))),
        ("a THEN b", Then(first=Word(text="a"), second=Word(text="b"))),
        ("a THEN b WITHIN 2m", Then(first=Word(text="a"), second=Word(text="b"), seconds=120)),
        ("a then b within 30 seconds", Then(first=Word(text="a"), second=Word(text="b"), seconds=30)),
        ("a THEN b within 30s", Then(first=Word(text="a"), second=Word(text="b"), seconds=30)),
        ("a x OR b THEN c", Then(first=Any(nodes=(words("a", "x"), Word(text="b"))), second=Word(text="c"))),
        (
            "a THEN b WITHIN 5 THEN c",
            Then(first=Word(text="a"), second=Then(first=Word(text="b"), second=Word(text="c")), seconds=5),
        ),
    ],
)
def test_an_operator_or_a_field_of_the_turn_means_its_node(text: str, tree: Node) -> None:
    assert meaning(text) == tree
    assert not parse(text).is_plain


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("agent:jana", [Value(text="jana")]),
        ('agent:"Jana K.",tom', [Value(text="Jana K."), Value(text="tom")]),
        ("agent:jana,", [Value(text="jana")]),
        ("call:zen.mp3", [Value(text="zen.mp3")]),
        ("date:2026-11-01..2026-11-05", [Value(text="2026-11-01..2026-11-05")]),
        ("since:last-week", [Value(text="last-week")]),
        ("label:good", [Value(text="good")]),
        ("grade:>=B", [Value(text="A"), Value(text="B")]),
        ("grade:d", [Value(text="D")]),
        ("score:<50", [Value(high=50, without_high=True)]),
        ("score<50", [Value(high=50, without_high=True)]),
        ("score:>=50%", [Value(low=50)]),
        ("score:40..60", [Value(low=40, high=60)]),
        ("score:40..", [Value(low=40)]),
        ("score:50", [Value(low=50, high=50)]),
        ("score:service>70", [Value(name="service", low=70, without_low=True)]),
        ("duration:>10m", [Value(low=600, without_low=True)]),
        ("duration:1:30..2min", [Value(low=90, high=120)]),
        ("metric:talk_ratio>60%", [Value(name="talk_ratio", low=0.6, without_low=True)]),
        ("metric:sentiment_end=-0.5..0.5", [Value(name="sentiment_end", low=-0.5, high=0.5)]),
        ("metric:patience", [Value(name="patience")]),
        ("outcome:deal=won", [Value(name="deal", text="won")]),
        ("outcome:csat=5", [Value(name="csat", low=5, high=5)]),
        ("outcome:csat>=4", [Value(name="csat", low=4)]),
        ("outcome:deal", [Value(name="deal")]),
    ],
)
def test_a_field_of_the_call_holds_what_is_compared(text: str, values: list[Value]) -> None:
    node = parse(text).node
    assert isinstance(node, OfCall)
    assert list(node.values) == values


@pytest.mark.parametrize(
    ("text", "reason", "marked"),
    [
        ("agnet:jana refund", "there is no field agnet:; did you mean agent:?", "agnet:"),
        ("frobnicate:5", "there is no field frobnicate:; there are said-by:, speaker:", "frobnicate:"),
        ("price AND", "AND needs something after it", "AND"),
        ("price OR AND b", "OR needs something after it", "OR"),
        ("OR price", "OR needs something before it", "OR"),
        ("NOT", "NOT needs something after it", "NOT"),
        ("a THEN", "THEN needs something after it", "THEN"),
        ("NEAR/5 a", "NEAR/5 needs something before it", "NEAR/5"),
        ("a NEAR/x b", "say how many words may stand between: NEAR/5", "NEAR/x"),
        ("a NEAR/500 b", "NEAR takes at most 200 words", "NEAR/500"),
        ("a NEAR agent:jana", "NEAR stands between two words or phrases", "NEAR"),
        ("a WITHIN 30s", "WITHIN belongs to THEN", "WITHIN 30s"),
        ("a THEN b WITHIN soon", "say how soon after WITHIN: WITHIN 30s", "WITHIN"),
        ('say "my account', "quotation mark is never closed", '"'),
        ('agent:"Jana', "quotation mark is never closed", '"'),
        ("(price OR cost", "bracket is never closed", "("),
        ("call:(price", "bracket is never closed", "call:("),
        ("price) b", "bracket was never opened", ")"),
        ("a OR ()", "nothing between these brackets", "()"),
        ("call:()", "nothing between these brackets", "call:()"),
        ("*cel a", "a * stands at the end of a word", "*cel"),
        ("can*el", "a * stands at the end of a word", "can*el"),
        ("~cancel*", "either spelled nearly so", "~cancel*"),
        ("price went:wel", "went: there is no value “wel”; there are: “bad”, “good”, “neutral”", "went:wel"),
        ("label:great", "label: there is no value “great”; there are: “bad”, “good”", "label:great"),
        ("said-by:costumer", "did you mean “customer”", "said-by:costumer"),
        ("agent:,", "agent: needs a value, such as agent:jana", "agent:,"),
        ("agent:(jana OR tom)", "with commas, without brackets: agent:this,that", "agent:("),
        ('lemma:"two words"', "lemma: “two words” is not one word", 'lemma:"two words"'),
        ("in:middle", "in: “middle” is no place in a call; write first60s", "in:middle"),
        ("in:first500%", "more than the whole call", "in:first500%"),
        ("duration:>10", "duration: “10”: say of what; write 10s or 10m", "duration:>10"),
        ("duration:long", "duration: “long” is no number", "duration:long"),
        ("score:>", "lacks a value", "score:>"),
        ("score:60..40", "begins after it ends", "score:60..40"),
        ("grade:>A", "no grade is better than A", "grade:>A"),
        ("grade:X", "“X” is no grade", "grade:X"),
        ("outcome:=won", "is no outcome", "outcome:=won"),
        ("metric:>5", "names nothing to compare", "metric:>5"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_at_its_place(text: str, reason: str, marked: str) -> None:
    message, line, caret = refusal(text).splitlines()
    assert message.startswith("query: ")
    assert reason in message
    assert line == f"  {text}"
    assert [text[m.start() - 2 : m.end() - 2] for m in re.finditer(r"\^+", caret)] == [marked]


@pytest.mark.parametrize("text", ["price -", "lemma: x", "lemma:"])
def test_a_dash_or_a_colon_with_nothing_after_it_is_punctuation(text: str) -> None:
    assert parse(text).is_plain


def test_a_field_with_a_space_after_it_is_a_word_and_that_is_told() -> None:
    query = parse("agent: jana")
    assert query.is_plain
    assert query.notes == ("“agent:” is taken for a word; write it without a space after it: agent:jana",)


def test_a_small_or_between_fields_is_told_to_be_a_word() -> None:
    assert parse("agent:jana price or cost").notes == ("“or” is looked for as a word; write OR for either",)
    assert parse("price or cost").notes == ()


def test_of_a_long_text_the_first_words_are_searched_for() -> None:
    query = parse(" ".join(f"w{n}" for n in range(100)))
    assert isinstance(query.node, All)
    assert [one.text for one in query.node.nodes if isinstance(one, Word)] == [
        f"w{n}" for n in range(MAX_WORDS)
    ]
    assert query.notes == (f"only the first {MAX_WORDS} words are searched for",)


@pytest.mark.parametrize(
    "text",
    [
        "a OR " * MAX_WORDS + "b",
        "(" * (MAX_DEPTH + 1) + "a OR b" + ")" * (MAX_DEPTH + 1),
        "agent:" + ",".join(map(str, range(51))),
        "a" * (MAX_LENGTH + 1),
        "(" * MAX_LENGTH,
        "(" * 2000 + "agent:x" + ")" * 2000,
        "(a OR b OR c OR d OR e OR f OR g OR h) NEAR (i OR j OR k OR l OR m OR n OR o)",
    ],
    ids=["words", "depth", "values", "length", "open brackets", "nested brackets", "NEAR"],
)
def test_a_query_beyond_all_measure_is_refused(text: str) -> None:
    assert len(refusal(text)) < 400


def test_brackets_may_be_nested_as_deep_as_is_said() -> None:
    assert meaning("(" * MAX_DEPTH + "a OR b" + ")" * MAX_DEPTH) == meaning("a OR b")


@given(typed_queries)
@example("- " * 500 + "a")
@example("NOT " * 800 + "a")
@example("\ud800 agent:\udfff")
def test_any_text_is_either_a_query_or_refused_with_a_caret_inside_it(text: str) -> None:
    try:
        parse(text)
    except QueryError as error:
        message, line, caret = str(error).splitlines()
        assert message.startswith("query: ")
        assert caret.strip("^ ") == ""
        first, last = caret.index("^"), len(caret)
        # wide characters take two columns, so the line may be shorter than the caret stands in
        assert 2 <= first < last <= 2 * len(line) + 1


@given(typed_queries)
def test_a_tree_written_as_a_query_is_read_as_the_same_tree(text: str) -> None:
    try:
        node = parse(text).node
    except QueryError:
        return
    if node is not None:
        assert meaning(unparse(node)) == placeless(node)


@given(
    st.lists(
        st.sampled_from(["I", "can't", "pay,", "then;", "why?", "–", "Zürich", "5%", "(no)", "ok…", "and"])
    )
)
def test_words_with_ordinary_punctuation_are_always_plain(pieces: list[str]) -> None:
    assert parse(" ".join(pieces)).is_plain


@given(st.sampled_from(sorted(FIELDS)), st.text(max_size=20))
def test_any_value_is_either_taken_or_refused(name: str, value: str) -> None:
    with contextlib.suppress(QueryError):
        assert parse(f"{name}:{value}").text


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_the_example_of_every_field_is_a_query(name: str) -> None:
    query = parse(FIELDS[name].example)
    assert not query.is_plain
    assert FIELDS[name].example.startswith(f"{name}:")
