"""Transcripts for other programs: JSON that can be imported again as it was, and CSV."""

import csv
import io

from coachkit.config import TRANSCRIPT_COLUMNS
from coachkit.export.data import to_json
from coachkit.export.transcript import CallTranscript
from coachkit.models import Segment
from coachkit.sheets import with_guard
from coachkit.transcripts.our_facts import MARK, VERSION, call_facts


def format_transcript_json(transcript: CallTranscript) -> str:
    """Return a transcript as JSON with all that is known of its call; times are seconds."""
    return to_json(
        {
            "format": MARK,
            "version": VERSION,
            "call": call_facts(transcript.call, transcript.agents),
            "segments": [_values(segment) for segment in transcript.segments],
        }
    )


def format_transcript_csv(transcript: CallTranscript) -> str:
    """Return one row a line of talk; what a spreadsheet would run as a formula gets a leading quote."""
    out = io.StringIO()
    rows = csv.DictWriter(out, list(TRANSCRIPT_COLUMNS.values()), lineterminator="\r\n")
    rows.writeheader()
    for segment in transcript.segments:
        values = _values(segment)
        rows.writerow({TRANSCRIPT_COLUMNS[key]: _cell(values[key]) for key in TRANSCRIPT_COLUMNS})
    return out.getvalue()


def _values(segment: Segment) -> dict[str, object]:
    return {
        "start": round(segment.start, 3),
        "end": round(segment.end, 3),
        "speaker": segment.speaker,
        "role": segment.role,
        "language": segment.language,
        "text": segment.text,
        "part": segment.part,
        "times_from": segment.times_from,
    }


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else with_guard(str(value))
