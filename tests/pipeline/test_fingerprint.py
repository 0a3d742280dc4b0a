from coachkit.config import Settings
from coachkit.pipeline.fingerprint import Beginning, fingerprint, rows_fingerprint
from tests.talk import a_call, segments


def test_equal_values_have_equal_fingerprints_and_others_do_not():
    assert fingerprint(a_call(), {"b": 1, "a": 2}) == fingerprint(a_call(), {"a": 2, "b": 1})
    assert fingerprint(a_call()) != fingerprint(a_call(duration=1.0))
    assert fingerprint("a", "b") != fingerprint("ab")


def test_settings_count_with_all_their_values():
    assert fingerprint(Settings()) == fingerprint(Settings())
    assert fingerprint(Settings()) != fingerprint(Settings.model_validate({"scoring": {"good_from": 70.0}}))


def test_rows_count_by_table():
    made = segments([("agent", 0, 1, "hello")])
    assert rows_fingerprint({"segments": made}) != rows_fingerprint({"others": made})
    assert rows_fingerprint({"a": made, "b": ()}) == rows_fingerprint({"b": [], "a": made})


def test_a_beginning_shared_by_many_gives_the_fingerprints_of_the_whole():
    beginning = Beginning("track", Settings())
    first, second = beginning.then(["x"], a_call()), beginning.then(["y"])
    assert first == fingerprint("track", Settings(), ["x"], a_call())
    assert second == fingerprint("track", Settings(), ["y"])
