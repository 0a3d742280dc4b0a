import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.models import VoiceSpan, Word
from coachkit.stages.compose import PAUSE, Speakers, compose_segments
from tests.talk import CALL_ID, a_call, words

NOBODY = Speakers(agent=None, customer=None)


def compose(heard, *, channels=2, agent_channel=0, speakers=NOBODY, voices=()):
    return compose_segments(
        a_call(channels=channels),
        heard,
        agent_channel=agent_channel,
        speakers=speakers,
        voices=voices,
    )


def voice(number, start, end, *, n=0):
    return VoiceSpan(call_id=CALL_ID, n=n, channel=0, voice=number, start=start, end=end)


def test_a_pause_ends_an_utterance():
    heard = words("hello there", at=0) + words("how are you", at=5, first=2)
    assert [s.text for s in compose(heard)] == ["hello there", "how are you"]


def test_a_sentence_end_without_a_breath_does_not():
    heard = words("Hello there. How are you?", at=0)
    assert len(compose(heard)) == 1


def test_the_other_sides_turn_splits_an_utterance_even_without_a_long_pause():
    heard = words("I would like", at=0, pace=0.3) + words("to cancel", at=1.5, first=3, pace=0.3)
    heard += words("please go ahead now", at=0.92, channel=1, first=5, pace=0.14)
    assert [s.text for s in compose(heard)] == ["I would like", "please go ahead now", "to cancel"]


def test_the_other_sides_back_channel_does_not_split_it():
    heard = words("I would like", at=0, pace=0.3) + words("to cancel", at=1.4, first=3, pace=0.3)
    heard += words("mm-hm", at=1.0, channel=1, first=5, pace=0.3)
    assert "I would like to cancel" in [s.text for s in compose(heard)]


@pytest.mark.parametrize(("agent_channel", "roles"), [(0, ["agent", "customer"]), (1, ["customer", "agent"])])
def test_the_channel_map_gives_the_roles(agent_channel, roles):
    heard = words("one", at=0) + words("two", at=3, channel=1, first=1)
    assert [s.role for s in compose(heard, agent_channel=agent_channel)] == roles


def test_a_mono_call_has_unknown_roles_whatever_the_map_says():
    assert [s.role for s in compose(words("one", at=0), channels=1)] == ["unknown"]


def test_an_utterance_ends_where_another_voice_goes_on():
    heard = words("how are you fine thanks", at=0)
    made = compose(heard, channels=1, voices=[voice(0, 0, 1.3), voice(1, 1.3, 2, n=1)])
    assert [(s.speaker, s.text) for s in made] == [("Speaker 1", "how are you"), ("Speaker 2", "fine thanks")]


def test_a_word_belongs_to_the_voice_that_speaks_most_of_it():
    [word] = words("well", at=1.0, pace=0.4)
    made = compose([word], channels=1, voices=[voice(0, 0, 1.1), voice(1, 1.1, 2, n=1)])
    assert [s.speaker for s in made] == ["Speaker 2"]


def test_a_word_or_two_at_a_change_of_voices_go_with_their_sentence():
    heard = words("How can I help? I just cannot get in", at=0)
    for change in (1.2, 1.6, 2.0, 2.4):
        made = compose(heard, channels=1, voices=[voice(0, 0, change), voice(1, change, 4, n=1)])
        assert [s.text for s in made] == ["How can I help?", "I just cannot get in"]
    far = compose(heard, channels=1, voices=[voice(0, 0, 2.8), voice(1, 2.8, 4, n=1)])
    assert far[0].text == "How can I help? I just cannot"


def test_a_word_outside_every_voice_belongs_to_the_nearest():
    [word] = words("well", at=5.0, pace=0.4)
    made = compose([word], channels=1, voices=[voice(0, 0, 1), voice(1, 2, 3, n=1), voice(0, 8, 9, n=2)])
    assert [s.speaker for s in made] == ["Speaker 2"]


def test_voices_on_a_channel_have_no_role_by_the_channel_map():
    made = compose(words("one", at=0), channels=2, voices=[voice(0, 0, 1)])
    assert [(s.role, s.speaker) for s in made] == [("unknown", "Speaker 1")]


def test_names_are_shown_where_the_role_is_known():
    heard = words("one", at=0) + words("two", at=3, channel=1, first=1)
    made = compose(heard, speakers=Speakers(agent="Jana K.", customer=None))
    assert [s.speaker for s in made] == ["Jana K.", "Customer"]


@st.composite
def heard_words(draw):
    found: list[Word] = []
    for channel in (0, 1):
        time = draw(st.floats(0, 2))
        for _ in range(draw(st.integers(0, 12))):
            time += draw(st.floats(0, 3))
            length = draw(st.floats(0.05, 1))
            text = draw(st.sampled_from([" yes", " no.", " maybe?", " export"]))
            [word] = words(text, at=time, channel=channel, first=len(found), pace=length)
            found.append(word)
            time += length
    return found


@given(heard_words())
def test_every_word_is_in_exactly_one_segment_and_no_segment_spans_a_long_pause(heard):
    made = compose(heard)
    places = [n for s in made for n in range(s.first_word, s.first_word + s.word_count)]
    assert sorted(places) == [w.n for w in heard]
    by_number = {w.n: w for w in heard}
    for segment in made:
        own = [by_number[n] for n in range(segment.first_word, segment.first_word + segment.word_count)]
        assert all(b.start - a.end < PAUSE for a, b in itertools.pairwise(own))
    assert [s.start for s in made] == sorted(s.start for s in made)
