"""Subtitles in SRT files (SubRip): captions with a number, names before the words where speakers are told."""

import re
from pathlib import Path

from coachkit.errors import InputError
from coachkit.text_files import read_text
from coachkit.transcripts.captions import make_times_plain, pair_captions, share_time
from coachkit.transcripts.drafts import finish_lines
from coachkit.transcripts.given import GivenTranscript
from coachkit.transcripts.speakers import split_speakers

STYLES = re.compile(r"</?(?:b|i|u|s|font)\b[^<>]*>|\{\\[^{}]*\}", re.IGNORECASE)
"""Tags that players take for styles."""


def read_srt(path: Path) -> GivenTranscript:
    """Return the transcript in an SRT file.

    Raises:
        InputError: It is no SRT file, a time is none, or times go backwards; names the line.
    """
    import srt

    text, timings = make_times_plain(path.name, read_text(path), mark=",")
    if not timings:
        raise InputError(f"{path.name}: no line with times such as 00:00:01,000 --> 00:00:04,000 is in it")
    try:
        texts = [_without_styles(caption.content) for caption in srt.parse(text)]
    except srt.SRTParseError as error:
        line = text.count("\n", 0, error.expected_start) + 1
        raise InputError(
            f"{path.name}, line {line}: this belongs to no caption; a caption is a number, a line with two"
            " times, and text"
        ) from None
    captions = pair_captions(path.name, timings, texts)
    drafts = [
        draft
        for (timing, _), spoken in zip(captions, split_speakers(texts), strict=True)
        for draft in share_time(timing, spoken)
    ]
    return GivenTranscript(format="SRT", lines=finish_lines(path.name, drafts))


def _without_styles(text: str) -> str:
    """Return text without style tags; taking one away may make another."""
    while (plain := STYLES.sub("", text)) != text:
        text = plain
    return text
