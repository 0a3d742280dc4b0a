from coachkit.models import Role, Segment
from coachkit.web.sound.lanes import draw_lanes

TEN = 10.0


def said(role: Role, start: float, end: float, *, channel: int = 0) -> Segment:
    return Segment(
        call_id="c",
        n=0,
        channel=channel,
        role=role,
        speaker=role,
        start=start,
        end=end,
        text="Yes.",
        confidence=1.0,
        first_word=0,
        word_count=1,
    )


def test_one_wave_is_cut_by_who_speaks() -> None:
    spoken = [said("agent", 0.0, 3.9), said("customer", 5.0, 9.9)]
    agent, customer = draw_lanes([(0.5,) * 10], spoken, TEN)
    assert agent.peaks == (1.0,) * 4 + (0.0,) * 6
    assert customer.peaks == (0.0,) * 5 + (1.0,) * 5


def test_channels_go_to_those_who_speak_on_them() -> None:
    spoken = [said("customer", 0.0, 4.0), said("agent", 4.0, 9.0, channel=1)]
    agent, customer = draw_lanes([(0.2, 0.4), (0.6, 0.3)], spoken, TEN)
    assert agent.peaks == (1.0, 0.5)
    assert customer.peaks == (0.5, 1.0)


def test_two_channels_of_the_same_sound_are_cut_as_one() -> None:
    spoken = [said("agent", 0.0, 4.0), said("customer", 5.0, 9.0)]
    agent, customer = draw_lanes([(0.5, 0.5), (0.5, 0.5)], spoken, TEN)
    assert (agent.peaks, customer.peaks) == ((1.0, 0.0), (0.0, 1.0))


def test_where_nobody_is_known_there_is_one_lane() -> None:
    [lane] = draw_lanes([(0.25, 0.5)], [said("unknown", 0.0, 4.0)], TEN)
    assert (lane.role, lane.peaks) == ("unknown", (0.5, 1.0))


def test_faint_noise_is_not_blown_up() -> None:
    [lane] = draw_lanes([(0.005, 0.01)], [], TEN)
    assert lane.peaks == (0.0, 0.0)
