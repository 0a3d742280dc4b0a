"""One call on the terminal: what it was, how it went and why, and what was said."""

from collections.abc import Sequence

from coachkit.call_files import files_of
from coachkit.cli.call_brief import print_brief
from coachkit.cli.call_figures import print_first_figures
from coachkit.cli.call_opinions import print_disputes, print_ratings
from coachkit.cli.screen import format_share, format_time, mark_part, print_heading, print_line, print_marked
from coachkit.counts import format_count
from coachkit.export.clock import format_clock, format_day
from coachkit.languages import name_of
from coachkit.models import ScorePoint
from coachkit.stages.edits import hand_changed
from coachkit.store.reading import CallPage, HeardLine

GIVEN_MODEL = "transcript: "
"""How `Hearing.model` begins where a transcript was given; its format follows."""
EDITED = "[edited] "
LEAST_UNHEARD = 1.0
"""Seconds of speech without words that are told of a channel; less is breath."""


def print_call(page: CallPage) -> None:
    """Print a call, section by section; sections without content are left out."""
    _print_header(page)
    print_brief(page.brief)
    _print_sound(page)
    _print_judgement(page)
    _print_omissions(page)
    print_first_figures(page.metrics, page.call.id)
    _print_transcript(page)


def _print_header(page: CallPage) -> None:
    call, summary = page.call, page.summary
    print_line(f"Call {call.id}", style="bold")
    facts = (
        ("Transcript" if call.medium == "transcript" else "Recording", call.path),
        ("Parts", _parts(page)),
        ("Came as", _medium(page)),
        ("Started", call.started_at and f"{format_day(call.started_at)}, {call.started_at[11:16]}"),
        ("Length", format_clock(call.duration)),
        ("Agent", ", ".join(summary.agents)),
        ("Customer", summary.customer),
        ("Kind", call.kind),
        ("Topic", summary.topic),
        ("Reason", summary.reason and f"“{summary.reason}”"),
        ("Outcome", ", ".join(f"{o.kind} {o.value} ({o.source})" for o in page.outcomes)),
        ("Key phrases", ", ".join(keyword.phrase for keyword in page.keywords)),
    )
    for name, value in facts:
        if value:
            print_line(f"{name:<12} {value}", indent=2)
    for doubt in dict.fromkeys(one.doubt for one in page.speakers if one.doubt):
        print_heading("Agent and customer are perhaps the wrong way round")
        print_line(f"{doubt}.", indent=2, style="yellow")
        print_line(f"If so: coachkit calls swap-roles {call.id}", indent=2)


def _parts(page: CallPage) -> str | None:
    """Return the files of a call in parts with the time at which each begins; nothing for one piece."""
    files = files_of(page.call, page.recordings)
    if len(files) == 1:
        return None
    return ", ".join(f"{file.path.name} from {format_clock(file.start)}" for file in files)


def _medium(page: CallPage) -> str | None:
    """Return `transcript (WebVTT), no sound` for a call that came so."""
    if page.call.medium == "recording":
        return None
    form = page.hearing.model.removeprefix(GIVEN_MODEL) if page.hearing else page.call.codec
    return f"transcript ({form}), no sound"


def _print_sound(page: CallPage) -> None:
    """Print how well the call can be heard, why not better, and what has no words or was rejected."""
    if not (page.grade or page.channels or page.quarantine):
        return
    print_heading(f"Sound: grade {page.grade.grade}" if page.grade else "Sound")
    for reason in page.grade.reasons if page.grade else ():
        print_line(reason, indent=2)
    for channel in page.channels:
        if channel.same_as is not None:
            print_line(f"Channel {channel.n} carries the same sound as channel {channel.same_as}.", indent=2)
        elif channel.unheard >= LEAST_UNHEARD:
            print_line(
                f"Channel {channel.n}: {channel.unheard:.0f} s of {channel.speech:.0f} s of speech"
                " gave no words.",
                indent=2,
            )
    if page.quarantine:
        pieces = format_count(len(page.quarantine), "piece")
        print_line(f"{pieces} of text taken for invented and left out (in the table quarantine).", indent=2)


def _print_omissions(page: CallPage) -> None:
    """Print what was left out of the call, by language."""
    for language in dict.fromkeys(one.language for one in page.omissions):
        own = [one for one in page.omissions if one.language == language]
        segments = format_count(own[0].segments, "segment")
        print_heading(f"Not judged as English is: {segments} in {name_of(language)}")
        for one in own:
            print_line(one.what, indent=2)


def _print_judgement(page: CallPage) -> None:
    if page.label:
        label = page.label
        print_heading(f"{(label.label or 'not judged').capitalize()}: {label.reason}")
        if label.score_label and label.score_label != label.label:
            print_line(f"The score alone would say {label.score_label}.", indent=2)
    for score in page.scores:
        failed = f", failed by {score.failed_by}" if score.failed_by else ""
        print_heading(f"Score card {score.card}: {format_share(score.value)}{failed}")
        # what weighs most comes first, whatever the lines are called
        own = sorted(
            (point for point in page.score_points if point.card == score.card), key=lambda p: -p.max_points
        )
        for point in own:
            _print_point(point)
            print_disputes(page, point)
    print_ratings(page)


def _print_point(point: ScorePoint) -> None:
    points = f"{point.points:g}/{point.max_points:g}" if point.verdict != "not applicable" else "–"
    print_line(f"{points:>7}  {point.criterion}: {point.verdict}. {point.reason}", indent=2)
    if point.is_found and point.start is not None and point.quote:
        print_line(f"{format_clock(point.start)}  “{point.quote}”", indent=11, style="dim")


def _print_transcript(page: CallPage) -> None:
    if not page.segments:
        print_heading("There is no transcript yet; `coachkit build` makes it.")
        return
    print_heading("Transcript")
    width = max(len(segment.speaker or segment.role) for segment in page.segments)
    edited = hand_changed(page.segments, page.edits)
    for segment in page.segments:
        spans = [(m.start_char, m.end_char) for m in page.mentions if m.segment == segment.n]
        lead = f"{format_time(segment):>7}  {segment.speaker or segment.role:<{width}}  "
        mark = mark_part(segment.part) + (EDITED if segment.n in edited else "")
        print_marked(segment.text, spans, lead=lead + mark, style="dim" if segment.part != "talk" else "")
    if edited:
        print_line(f"{EDITED.strip()}: changed by hand; see coachkit calls edits {page.call.id}", indent=2)


def print_heard(lines: Sequence[HeardLine]) -> None:
    """Print what was heard, line by line, with the numbers of the lines."""
    for line in lines:
        print_line(f"{format_clock(line.start):>7}  {line.n:>3}  {line.text}")
