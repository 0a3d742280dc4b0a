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
            'phrases = ["renew"]\nsaid_by = "costumer"',
            "got 'costumer'; did you mean “customer”?",
        ),
        (
            'phrases = ["renew"]\nin_question = "yes"',
            "“trackers[1].in_question” needs true or false, without",
        ),
        ('phrases = ["renewal"]\nfuzzy = 9', "“trackers[1].fuzzy” needs a number of at most 3, got 9"),
        ('phrases = ["renew"]\nwindow = "first 0 s"', "“trackers[1].window”: “first 0 s” is no time at all"),
        (
            'phrases = ["renew"]\nwindow = "early"',
            "“trackers[1].window”: “early” is not clear; write it like",
        ),
        ('phrases = ["renew"]\nlanguage = "the English"', "“trackers[1].language”: “the English” is no code"),
        ('lemma = ["renew *"]', "“trackers[1].lemma”: “renew *” needs plain words"),
        ('phrases = ["can.*cel[a-z]+$"]', "“trackers[1].phrases”: “can.*cel[a-z]+$” looks like a regular"),
        ('examples = ["We may leave.", "We may go."]', "2 different examples are too few; give 3 or more"),
        (
            'examples = ["We may leave.", "we may leave", "We may leave!"]',
            "“trackers[1].examples”: 1 example is too few",
        ),
        (f"phrases = {[f'renew {n}' for n in range(501)]}", "needs at most 500 entries, got 501"),
        ('phrases = ["renew"]\nthreshold = 0.5', "a threshold is for examples, and there are none"),
        ('phrases = ["rnw"]\nfuzzy = 1', "fuzzy needs a word of 5 letters or more"),
        ('said_by = "agent"', "it needs phrases, lemma or examples"),
        ('phrases = ["renew"]\ncalls = { label = "bad" }', "“label” is found out after trackers have run"),
        ('phrases = ["renew"]\ncalls = { kindd = "x" }', "did you mean “kind”?"),
        (
            'phrases = ["renew"]\ncalls = { since = "31.1.2026" }',
            "“31.1.2026” is no day; write it like 2026-",
        ),
        (
            'phrases = ["renew"]\ncalls = { since = 2026-02-01, until = 2026-01-01 }',
            "“trackers[1].calls.until”: 2026-01-01 is before “since” (2026-02-01)",
        ),
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


def test_a_wrong_tracker_is_found_by_its_line():
    text = (
        '# trackers = []\n[packs]\ntrackers = ["churn"]\n\n'
        + RENEWAL
        + 'phrases = [\n  "renew it",\n]\n\n[[trackers]]  # the second\nname = "price"\nphrazes = ["cheap"]\n'
    )
    assert problem(text).startswith("coachkit.toml, line 13: unknown key “trackers[2].phrazes”")


def test_a_tracker_without_a_needed_key_is_found_by_its_heading():
    assert problem("# mine\n" + RENEWAL).startswith(
        "coachkit.toml, line 2: “trackers[1]”: “renewal” looks for"
    )


def test_a_tracker_under_a_single_bracket_is_told_to_take_two():
    assert "“trackers” needs two brackets around its heading: [[trackers]]" in problem(
        '[trackers]\nname = "renewal"\nphrases = ["renew"]'
    )


@pytest.mark.parametrize("name", ["   ", "--", "red\\u001b[31m", "two\\nlines", "turned\\u202e"])
def test_a_name_that_cannot_be_read_is_refused(name):
    for section in ("trackers", "competitors"):
        assert f"“{section}[1].name”: “" in problem(f'[[{section}]]\nname = "{name}"\n')


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (
            '[[competitors]]\nname = "Zendesk"\naliases = ["zen lane"]',
            "stands for two of them, “Zenlane” and",
        ),
        (
            '[[features]]\nname = "ZEN-LANE"',
            "“features[1].name”: “ZEN-LANE” stands for the competitor “Zenlane”",
        ),
        (
            '[[trackers]]\nname = "zenlane"\nphrases = ["cancel"]',
            "“trackers[1].name”: “zenlane” stands for the competitor “Zenlane” as well; keep it with one",
        ),
        ('[company]\nname = "Zen Lane"', "“Zen-Lane” is a name of your own company; take it out"),
    ],
)
def test_a_name_that_stands_for_two_things_is_refused(other, expected):
    assert expected in problem(f'[[competitors]]\nname = "Zenlane"\naliases = ["Zen-Lane"]\n{other}\n')


@pytest.mark.parametrize("alias", ["the", "you know", "", "?!"])
def test_an_alias_that_nearly_every_line_holds_is_refused(alias):
    assert "“competitors[1].aliases”: “" in problem(
        f'[[competitors]]\nname = "Zenlane"\naliases = ["{alias}"]'
    )


def test_names_with_signs_that_are_not_spoken_are_told_apart():
    settings = parse_settings('[[competitors]]\nname = "C++"\n[[competitors]]\nname = "C#"\n')
    assert [one.name for one in settings.competitors] == ["C++", "C#"]
