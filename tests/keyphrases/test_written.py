import pytest

from coachkit.keyphrases.asked import AskedPhrase
from coachkit.keyphrases.written import Writing, capitalised


def close(article, nouns="account", **more):
    return AskedPhrase(
        key=frozenset({"close", "account"}),
        kind="action",
        before="close",
        article=article,
        nouns=nouns,
        **more,
    )


def test_the_form_said_most_often_is_shown():
    said = [
        close("a", "account"),
        close("", "accounts", is_plural=True),
        close("", "accounts", is_plural=True),
    ]
    assert Writing().shown(said) == "close accounts"


def test_my_account_is_an_account_where_people_say_so():
    writing = Writing()
    assert writing.shown([close("own")]) == "close account"
    writing.learn_articles([close("an")])
    assert writing.shown([close("own")]) == "close an account"


def test_key_phrases_are_shown_as_people_write_their_words():
    writing = Writing()
    writing.learn("We use Excel here. The Excel file is broken.")
    phrase = AskedPhrase(key=frozenset({"excel", "file"}), kind="key", nouns="excel file")
    assert writing.shown([phrase]) == "Excel file"


def test_the_first_word_of_a_sentence_tells_nothing_of_capitals():
    writing = Writing()
    writing.learn("Invoices are late. Invoices are wrong? Late again.")
    assert writing.cased("late invoices") == "late invoices"


def test_numbers_have_no_capitals():
    writing = Writing()
    writing.learn("it is 1 or 2 or 3 or 4 in an Excel file, maybe 5 or 6 or 7")
    assert writing.cased("excel file") == "Excel file"


def test_capitals_mean_nothing_where_everything_is_in_capitals():
    writing = Writing()
    writing.learn("MY INVOICE WAS CHARGED TWICE LAST WEEK")
    assert writing.cased("invoice") == "invoice"


@pytest.mark.parametrize(
    ("title", "language", "expected"),
    [("iade", "tr", "İade"), ("invoice", "en", "Invoice"), ("", None, ""), ("ödeme", "tr", "Ödeme")],
)
def test_a_title_begins_with_a_capital_of_its_language(title, language, expected):
    assert capitalised(title, language) == expected
