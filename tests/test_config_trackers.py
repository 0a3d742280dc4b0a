import pytest

from coachkit.config import parse_settings
from coachkit.config.trackers import Window, pack_names, read_window
from coachkit.errors import SettingsError
from coachkit.tracking.packs import all_built_in, trackers_on

RENEWAL = '[[trackers]]\nname = "renewal"\n'


def problem(text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        parse_settings(text)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('phrazes = ["renew it"]', "unknown key “trackers[1].phrazes”; did you mean “phrases”?"),
        ('phrases = ["* the *"]', "“trackers[1].phrases”: “* the *” would be found nearly everywhere"),
        ('phrases = ["renew"]\nexclusions = ["(a|b"]', "“trackers[1].exclusions”: “(a|b” has a “(” without"),
        (
            'phrases = ["renew"]\nsaid_by = "costumer"',
            "“trackers[1].said_by” needs one of 'agent', 'customer'",
        ),
        (
            'phrases = ["renew"]\nwindow = "early"',
            "“trackers[1].window”: “early” is not clear; write it like",
        ),
        ('phrases = ["renew"]\nlanguage = "the English"', "“trackers[1].language”: “the English” is no code"),
        ('lemma = ["renew *"]', "“trackers[1].lemma”: “renew *” needs plain words"),
        ('examples = ["We may leave.", "We may go."]', "2 examples are too few; give 3 or more"),
        ('phrases = ["renew"]\nthreshold = 0.5', "a threshold is for examples, and there are none"),
        ('phrases = ["rnw"]\nfuzzy = 1', "fuzzy needs a word of 5 letters or more"),
        ('said_by = "agent"', "it needs phrases, lemma or examples"),
        ('phrases = ["renew"]\ncalls = { label = "bad" }', "“label” is found out after trackers have run"),
        ('phrases = ["renew"]\ncalls = { kindd = "x" }', "did you mean “kind”?"),
        (
            'phrases = ["renew"]\n[[trackers]]\nname = "Renewal"\nphrases = ["extend"]',
            "two are called “renewal”",
        ),
    ],
)
def test_a_wrong_tracker_is_one_line_with_the_key_and_what_to_do(text, expected):
    assert expected in problem(RENEWAL + text)


def test_a_pack_that_is_not_there_is_named_with_those_that_are():
    assert "no pack is called “objection”; there are buying, churn" in problem(
        '[packs]\ntrackers = ["objection"]'
    )


def test_a_tracker_to_switch_off_that_is_not_there_gets_a_suggestion():
    found = problem('[packs]\noff = ["price objektion"]')
    assert (
        "“packs.off”: no built-in tracker is called “price objektion”; did you mean “price objection”?"
        in found
    )


def test_all_built_in_trackers_are_on_unless_the_settings_say_otherwise():
    assert {one.name for one in trackers_on(parse_settings(""))} == {one.name for one in all_built_in()}


def test_packs_and_single_trackers_are_switched_off():
    settings = parse_settings('[packs]\ntrackers = ["churn"]\noff = ["Escalation"]')
    assert [one.name for one in trackers_on(settings)] == ["churn risk"]


def test_no_pack_at_all_may_be_on():
    assert trackers_on(parse_settings("[packs]\ntrackers = []")) == ()


def test_a_tracker_of_the_settings_takes_the_place_of_a_built_in_one():
    settings = parse_settings('[[trackers]]\nname = "Praise"\nphrases = ["top notch"]')
    [praise] = [one for one in trackers_on(settings) if one.name.casefold() == "praise"]
    assert (praise.pack, praise.settings.phrases) == ("", ("top notch",))


def test_built_in_trackers_have_names_of_their_own():
    names = [one.name for one in all_built_in()]
    assert len(names) == len(set(names))


def test_the_relationship_pack_has_seven_signals_in_three_tiers_each_with_a_next_step():
    signals = [one.settings for one in all_built_in() if one.settings.tier]
    assert sorted(one.tier or "" for one in signals) == ["appreciate"] * 2 + ["engage"] * 3 + ["trust"] * 2
    assert all(one.next_step for one in signals)


def test_every_pack_is_listed():
    assert {one.pack for one in all_built_in()} == set(pack_names())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("first 60 s", Window(is_first=True, amount=60, is_share=False)),
        ("last 5 min", Window(is_first=False, amount=300, is_share=False)),
        ("Last 10 %", Window(is_first=False, amount=0.1, is_share=True)),
    ],
)
def test_a_window_is_read_as_people_write_it(text, expected):
    assert read_window(text) == expected


def test_calls_are_chosen_by_one_value_or_several_and_by_day():
    [tracker] = parse_settings(
        RENEWAL
        + 'lemma = ["renew"]\ncalls = { kind = "support", team = ["North", "South"], since = 2026-01-01 }'
    ).trackers
    assert tracker.calls is not None
    assert (tracker.calls.names("kind"), tracker.calls.names("team")) == (("support",), ("north", "south"))
    assert str(tracker.calls.since) == "2026-01-01"
