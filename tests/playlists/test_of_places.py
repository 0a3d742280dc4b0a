from dataclasses import replace

from coachkit.clipping import timed_talk
from coachkit.config import PlaylistSettings
from coachkit.models import Highlight
from coachkit.playlists.of_places import PlaceFound, Source, clips_of_places, said_in
from tests.playlists.hands import LIST
from tests.talk import CALL_ID, segments, words_of_segments

LINES = [
    ("agent", 1.0, 5.0, "Good morning, this is Jana speaking, hello."),
    ("customer", 6.0, 16.0, "Our export has stopped working since Monday and I need the numbers today."),
    ("agent", 17.0, 29.0, "I see why that is urgent. Let me look at the log and take a smaller range."),
    ("customer", 30.0, 36.0, "Oh lovely, now the file is there."),
    ("agent", 40.0, 52.0, "Then let me tell you about something else that we offer to firms like yours."),
    ("customer", 53.0, 60.0, "No thank you, we have all that we need for now."),
]
EXPORT = Highlight(
    call_id=CALL_ID,
    n=0,
    kind="feature",
    name="export",
    verdict="good",
    start=5.5,
    end=36.5,
    reason="The export works again",
    score=0.8,
    quote="Oh lovely, now the file is there.",
    quote_start=30.0,
    quote_end=36.0,
)


def talk():
    made = segments(LINES)
    return timed_talk(made, words_of_segments(made), duration=61.0)


def clips(places, highlights=(EXPORT,), **changes):
    def refused(call_id):
        raise AssertionError(f"call {call_id} need not be read")

    source = Source(
        highlights={CALL_ID: highlights},
        talk_of=changes.get("talk_of", refused),
        settings=PlaylistSettings(),
    )
    return list(
        clips_of_places(
            LIST, [PlaceFound(call_id=CALL_ID, start=a, end=b) for a, b in places], source, reason="Found"
        )
    )


def test_a_place_in_an_exchange_becomes_the_whole_exchange_and_no_call_is_read() -> None:
    [clip] = clips([(6.0, 16.0)])
    assert (clip.start, clip.end, clip.reason) == (5.5, 36.5, "The export works again")
    assert (clip.subject, clip.verdict, clip.quote) == ("export", "good", EXPORT.quote)


def test_several_places_in_an_exchange_become_one_clip() -> None:
    assert len(clips([(6.0, 16.0), (17.0, 29.0), (30.0, 36.0)])) == 1


def test_an_exchange_goes_before_a_line_of_the_score_card() -> None:
    point = replace(EXPORT, n=1, kind="point", name="resolved", start=20.0, end=32.0, reason="Settled")
    [clip] = clips([(17.0, 29.0)], highlights=[point, EXPORT])
    assert clip.reason == "The export works again"


def test_a_place_that_is_in_no_exchange_is_shown_with_the_turn_before_and_the_answer() -> None:
    [clip] = clips([(40.0, 52.0)], talk_of=lambda _: talk())
    assert clip.reason == "Found"
    assert clip.verdict == "neutral"
    assert clip.start < 36.0 < 60.0 <= clip.end
    assert clip.quote.startswith("Then let me tell you")


def test_the_same_place_found_twice_is_one_clip() -> None:
    assert len(clips([(40.0, 52.0), (53.0, 60.0)], highlights=(), talk_of=lambda _: talk())) == 1


def test_what_is_said_in_a_part_is_quoted_of_the_one_who_speaks_most() -> None:
    said, start, end = said_in(talk(), 28.0, 37.0)
    assert said == "Oh lovely, now the file is there."
    assert (start, end) == (30.0, 36.0)


def test_where_nobody_speaks_nothing_is_quoted() -> None:
    assert said_in(talk(), 36.5, 39.5) == ("", 36.5, 39.5)
