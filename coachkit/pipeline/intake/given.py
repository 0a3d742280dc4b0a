"""Calls that came as transcripts: their files are read where others are heard, and no model is loaded."""

import time
from collections.abc import Sequence

from coachkit.models import Call
from coachkit.pipeline.work import Due, Work
from coachkit.transcripts.line_languages import with_languages
from coachkit.transcripts.parts import join_parts

NOTHING_TO_HEAR = (
    "it came as a transcript, so there is no sound to hear; change its file and build, "
    "or put single lines right with `coachkit calls edit`"
)


def read_given(work: Work, due: Sequence[tuple[Call, Due]]) -> list[tuple[Call, Due]]:
    """Read the calls that came as transcripts, and return the others, which are to be heard.

    What cannot be read is recorded; the call's old transcript stays until the new one is complete.
    """
    given = [(call, one) for call, one in due if call.medium == "transcript"]
    if given:
        with work.progress.task("Taking in transcripts", total=len(given)) as advance:
            for call, one in given:
                with work.recorded(one):
                    _read(work, call, one)
                advance()
    return [(call, one) for call, one in due if call.medium != "transcript"]


def _read(work: Work, call: Call, due: Due) -> None:
    began = time.perf_counter()
    settings, files = work.bench.settings.transcripts, work.files_of(call)
    whole = join_parts([(file.start, work.transcripts.take(file.path, settings)) for file in files])
    whole, language = with_languages(whole, work.bench.tools.text_languages, language=call.language)
    work.keep(due, whole.rows(call.id, language=language), began)
