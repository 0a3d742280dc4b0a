"""What holds of finding names in any text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from coachkit.backends.frequency import zipf
from coachkit.naming import Said, find_in_call, find_names, index_names, track

NAMES = [
    track("competitor", name, [name])
    for name in (
        "Zendesk",
        "NextEra Energy Partners",
        "GCP",
        "AT&T",
        "Q4",
        "Monro",
        "زينلين",
        "日本",
        "Île 7",
    )
] + [track("feature", name, [name]) for name in ("export", "calendar sync")]
EVERYDAY_WORDS = (
    "the of and to a in is you that it for on are with as i his they be at one have this from".split()
)

words = st.sampled_from(
    [*"we next era energy part partners send desk zen gcp g c p at and t q four".split(), "Zendesk"]
)
texts = st.one_of(st.text(max_size=80), st.lists(words, max_size=25).map(" ".join))


@settings(deadline=None)
@given(texts, st.sampled_from([None, "en", "tr", "ar", "de"]))
def test_finds_lie_in_the_text_in_order_without_overlaps(text, language):
    finds = find_names(text, NAMES, zipf=zipf, language=language)
    places = [place for find in finds for place in (find.start_char, find.end_char)]
    assert places == sorted(places)
    assert all(0 <= f.start_char < f.end_char <= len(text) and 0 < f.confidence <= 1 for f in finds)


@settings(deadline=None)
@given(texts, st.permutations(NAMES))
def test_the_order_of_names_does_not_matter(text, names):
    assert find_names(text, names, zipf=zipf) == find_names(text, NAMES, zipf=zipf)


@settings(deadline=None)
@given(st.lists(st.sampled_from(EVERYDAY_WORDS), max_size=40).map(" ".join))
def test_everyday_words_hold_no_name(text):
    assert find_names(text, NAMES[:2] + NAMES[5:], zipf=zipf) == []


@settings(deadline=None)
@given(st.lists(texts, max_size=4))
def test_each_text_of_a_call_has_its_own_finds(parts):
    finds = find_in_call([Said(text=text) for text in parts], index_names(NAMES), zipf=zipf)
    assert [
        max((f.end_char for f in one), default=0) <= len(t) for one, t in zip(finds, parts, strict=True)
    ] == [True] * len(parts)
