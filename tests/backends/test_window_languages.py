from coachkit.backends.window_languages import settle_languages

ENGLISH = {"en": 0.95, "cy": 0.02, "de": 0.01}
ACCENTED = {"hi": 0.6, "en": 0.3}
GERMAN = {"de": 0.97, "en": 0.01}
LIKELY_GERMAN = {"de": 0.75, "en": 0.22}


def test_all_windows_together_tell_the_calls_language():
    assert settle_languages([ENGLISH, ACCENTED, ENGLISH]) == ["en", "en", "en"]


def test_a_window_that_leaves_no_doubt_is_in_its_own_language():
    assert settle_languages([ENGLISH, GERMAN, ENGLISH]) == ["en", "de", "en"]


def test_a_window_that_leaves_some_doubt_stays_in_the_calls_language():
    assert settle_languages([ENGLISH, LIKELY_GERMAN, ENGLISH]) == ["en", "en", "en"]


def test_what_earlier_windows_told_is_the_main_language():
    assert settle_languages([ACCENTED, LIKELY_GERMAN], likely="en") == ["en", "en"]
    assert settle_languages([GERMAN, GERMAN], likely="en") == ["de", "de"]


def test_a_call_of_one_doubtful_window_is_in_its_likeliest_language():
    assert settle_languages([ACCENTED]) == ["hi"]


def test_a_tie_is_always_broken_alike():
    assert settle_languages([{"tr": 0.4, "en": 0.4}]) == settle_languages([{"en": 0.4, "tr": 0.4}]) == ["en"]


def test_no_windows_have_no_languages():
    assert settle_languages([]) == []
