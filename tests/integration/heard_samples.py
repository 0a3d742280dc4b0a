"""What was heard once in the sample calls, kept so that the docs can be tested word for word.

Processors round differently, so a word here and there is heard otherwise on another machine, and all that
is quoted moves with it. `test_heard_samples.py` hears one anew and compares. When models or the way
of hearing change, hear all again: `python -m tests.integration.heard_samples`.
"""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from coachkit.backends.recording import Transcript
from coachkit.backends.speech import Failed, Job, SpeechOptions
from coachkit.config import Settings, find_settings, load_settings
from coachkit.models import Call, ChannelSound, Hearing, Quarantined, RawSegment, SoundSpan, VoiceSpan, Word
from coachkit.pipeline import build_library
from coachkit.pipeline.toolbox import Toolbox
from coachkit.store.library import Library

KEPT = Path(__file__).with_name("heard_samples.json.gz")
SAMPLE_CALLS = Path(__file__).parents[2] / "sample_calls"
NOUNS: Mapping[str, type] = {
    "raw_segments": RawSegment,
    "words": Word,
    "hearing": Hearing,
    "channels": ChannelSound,
    "quarantine": Quarantined,
    "sounds": SoundSpan,
    "voices": VoiceSpan,
}


class HeardBefore(Toolbox):
    """The product's own tools, but for the sample calls, which were heard before."""

    def transcribe(
        self, jobs: Sequence[Job], options: SpeechOptions, *, workers: int | None
    ) -> Iterator[tuple[Job, Transcript | Failed]]:
        """Give what was heard, by no worker."""
        assert workers is None or workers > 0
        assert kept()["heard_by"] == self.speech_identity(options), "heard by others: hear the calls again"
        for job in jobs:
            yield job, heard_before(job.call_id)


def heard_before(call_id: str) -> Transcript:
    """Return what was heard in a sample call."""
    rows = {
        name: tuple(NOUNS[name](**one) for one in found) for name, found in kept()["calls"][call_id].items()
    }
    [hearing] = rows.pop("hearing")
    return replace(Transcript(raw_segments=(), words=()), hearing=hearing, **rows)


@cache
def kept() -> dict[str, Any]:
    """Return all that was kept."""
    found: dict[str, Any] = json.loads(gzip.decompress(KEPT.read_bytes()))
    return found


def speech_options(settings: Settings) -> SpeechOptions:
    """Return what hears the sample calls."""
    return SpeechOptions(engine=settings.speech.engine, model=settings.speech.model)


def keep(library: Library, heard_by: str) -> None:
    """Keep what was heard in the calls of a library that was built from the sample calls."""
    calls = {
        one.call_id: {
            name: [asdict(row) for row in rows_of(library, noun, one.call_id)] for name, noun in NOUNS.items()
        }
        for one in library.rows(Hearing)
    }
    paths = {call.id: Path(call.path).relative_to(SAMPLE_CALLS).as_posix() for call in library.rows(Call)}
    text = json.dumps({"heard_by": heard_by, "paths": paths, "calls": calls}, ensure_ascii=False)
    KEPT.write_bytes(gzip.compress(text.encode(), mtime=0))


def rows_of(library: Library, noun: type, call_id: str) -> list[Any]:
    return library.rows(noun, call_id=call_id)


def main() -> None:
    """Hear all sample calls, and keep it."""
    settings = load_settings(find_settings(SAMPLE_CALLS))
    with TemporaryDirectory() as folder, Library.open(Path(folder, "heard.db"), create=True) as library:
        build_library(SAMPLE_CALLS, library, settings)
        keep(library, Toolbox().speech_identity(speech_options(settings)))


if __name__ == "__main__":
    main()
