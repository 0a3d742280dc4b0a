"""Who each voice is: roles and names on segments, rows about the speakers, and legs."""

from collections.abc import Sequence
from dataclasses import replace

from coachkit.cues import built_in_cues
from coachkit.models import CallAgent, Role, Segment, VoiceSpan
from coachkit.role_guess import Names
from coachkit.stages.compose import voice_label
from coachkit.stages.speakers import BY_CHANNEL, NO_VOICES, Known, Told, tell_speakers, voices_of, with_doubt
from tests.talk import CALL_ID, a_call, segments

PACKS = (built_in_cues("roles"), built_in_cues("greetings"))
NOBODY = Known(names=Names(), agent=None)
TRANSFER = (
    (0, "Thank you for calling, how can I help you?"),
    (1, "I'm calling about my invoice, it doesn't add up."),
    (0, "I'll put you through to billing."),
    (2, "Billing, Tom speaking, how can I help?"),
    (1, "I've been charged twice."),
    (2, "Can you confirm your account number?"),
    (2, "Thank you."),
)


def on_one_channel(lines: Sequence[tuple[int, str]]) -> tuple[list[Segment], dict[int, int]]:
    made = segments([("unknown", 3.0 * n, 3.0 * n + 2.5, text) for n, (_, text) in enumerate(lines)])
    made = [replace(s, channel=0, speaker=voice_label(v)) for s, (v, _) in zip(made, lines, strict=True)]
    return made, {s.n: v for s, (v, _) in zip(made, lines, strict=True)}


def tell(lines: Sequence[tuple[int, str]], known: Known = NOBODY) -> Told:
    made, voices = on_one_channel(lines)
    return tell_speakers(a_call(channels=1), made, voices, known, packs=PACKS)


def test_voices_get_role_name_and_confidence() -> None:
    told = tell(TRANSFER[:3], Known(names=Names(customer="Hannah Whitlock"), agent="Jana K."))
    assert [(s.role, s.speaker) for s in told.segments[:2]] == [
        ("agent", "Jana K."),
        ("customer", "Hannah Whitlock"),
    ]
    assert [(s.voice, s.role) for s in told.speakers] == [(0, "agent"), (1, "customer")]
    assert all(0.85 <= s.confidence <= 1 and s.reason for s in told.speakers)


def test_voices_of_which_nothing_tells_who_they_are_stay_unknown() -> None:
    told = tell([(0, "So how are you?"), (1, "Very well.")])
    assert [(s.role, s.speaker) for s in told.segments] == [
        ("unknown", "Speaker 1"),
        ("unknown", "Speaker 2"),
    ]
    assert told.legs == []


def test_a_transfer_makes_a_leg_for_each_agent() -> None:
    told = tell(TRANSFER, Known(names=Names(agents=("Jana K.", "Tom B.")), agent=None))
    assert [(leg.agent, leg.start, leg.end) for leg in told.legs] == [
        (None, 0.0, 9.0),
        ("Tom B.", 9.0, 120.0),
    ]
    assert [s.speaker for s in told.segments if s.role == "agent"] == ["Agent", "Agent", *["Tom B."] * 3]


def test_a_voice_that_is_nobodys_is_other_and_has_no_leg() -> None:
    told = tell([*TRANSFER[:3], (2, "Dad, where are my shoes?"), (0, "Is there anything else?")])
    assert told.segments[3].role == "other"
    assert len(told.legs) == 1


def test_a_menu_is_not_guessed_about_and_is_no_agent() -> None:
    made, voices = on_one_channel(
        [(0, "Thank you for calling. For sales press one."), *[(v + 1, text) for v, text in TRANSFER[:3]]]
    )
    made[0] = replace(made[0], part="ivr", role="other", speaker="Recorded voice")
    told = tell_speakers(a_call(channels=1), made, voices, NOBODY, packs=PACKS)
    assert told.segments[0] == made[0]
    assert [s.role for s in told.speakers] == ["other", "agent", "customer"]
    assert told.speakers[0].name == "Recorded voice"


def stereo(*roles: Role) -> list[Segment]:
    return segments([(role, 3.0 * n, 3.0 * n + 2, "Good morning.") for n, role in enumerate(roles)])


def test_a_channel_map_is_certain_and_makes_one_leg() -> None:
    told = tell_speakers(
        a_call(), stereo("agent", "customer"), {}, Known(names=Names(), agent="Jana K."), packs=PACKS
    )
    assert [(s.voice, s.role, s.confidence, s.reason) for s in told.speakers] == [
        (None, "agent", 1.0, BY_CHANNEL),
        (None, "customer", 1.0, BY_CHANNEL),
    ]
    assert [(leg.agent, leg.start, leg.end) for leg in told.legs] == [("Jana K.", 0.0, 120.0)]


def test_one_channel_without_voices_is_one_unknown_speaker() -> None:
    made = [replace(s, channel=0) for s in stereo("unknown", "unknown")]
    told = tell_speakers(a_call(channels=1), made, {}, NOBODY, packs=PACKS)
    assert [(s.role, s.confidence, s.reason) for s in told.speakers] == [("unknown", 0.0, NO_VOICES)]


def test_legs_that_somebody_wrote_down_count() -> None:
    agents = [
        CallAgent(call_id=CALL_ID, n=0, agent="Jana K.", start=0, end=4),
        CallAgent(call_id=CALL_ID, n=1, agent="Tom B.", start=4, end=120),
    ]
    known = Known(names=Names(), agent=None, agents=agents)
    told = tell_speakers(a_call(), stereo("agent", "customer", "agent"), {}, known, packs=PACKS)
    assert [s.speaker for s in told.segments] == ["Jana K.", "Customer", "Tom B."]


def test_another_agents_name_on_the_agents_channel_begins_a_leg() -> None:
    made = stereo("agent", "customer", "agent", "customer")
    made[0] = replace(made[0], text="Hello, this is Jana.")
    made[2] = replace(made[2], text="Hello, Tom speaking.")
    known = Known(names=Names(agents=("Jana K.", "Tom B.")), agent=None)
    told = tell_speakers(a_call(), made, {}, known, packs=PACKS)
    assert [(leg.agent, leg.start) for leg in told.legs] == [("Jana K.", 0.0), ("Tom B.", 6.0)]


def test_a_doubt_concerns_those_whom_the_channel_names() -> None:
    told = tell_speakers(a_call(), stereo("agent", "customer"), {}, NOBODY, packs=PACKS)
    assert [s.doubt for s in with_doubt(told.speakers, "why")] == ["why", "why"]
    guessed = tell(TRANSFER[:3])
    assert [s.doubt for s in with_doubt(guessed.speakers, "why")] == [None, None]


def test_a_segment_that_a_person_gave_another_name_keeps_it() -> None:
    made, _ = on_one_channel(TRANSFER[:2])
    made[1] = replace(made[1], speaker="Hannah")
    span = VoiceSpan(call_id=CALL_ID, n=0, channel=0, voice=0, start=0, end=9)
    labels = {voice_label(0): 0, voice_label(1): 1}
    assert voices_of(made, [span], labels) == {0: 0}
