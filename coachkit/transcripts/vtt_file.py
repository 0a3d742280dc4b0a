"""WebVTT: captions with voices (`<v Name>`, as Teams writes them) or with names before the words (Zoom).

Our own files are marked by a note and give back what was exported: role, language and whether times are
estimated stand in the tags.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from coachkit.errors import InputError
from coachkit.models import Role
from coachkit.text_files import clean_text, read_text
from coachkit.transcripts.captions import Timing, make_times_plain, pair_captions, share_time
from coachkit.transcripts.drafts import DraftLine, finish_lines
from coachkit.transcripts.given import GivenTranscript
from coachkit.transcripts.language_codes import language_code
from coachkit.transcripts.our_facts import read_note
from coachkit.transcripts.speakers import role_of, split_speakers

ESTIMATED = "estimated"
"""Class of a voice whose times were worked out."""

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>v|c|b|i|u|ruby|rt|lang)(?P<classes>(?:\.[^\s<>.&]*)*)"
    r"(?:[ \t\n]+(?P<note>[^<>]*))?>|<\d[\d:.]*>"
)


class _Span(NamedTuple):
    """A piece of a caption's text that one voice says; a tuple, as a file has thousands."""

    voice: str | None = None
    role: Role | None = None
    language: str | None = None
    is_estimated: bool = False
    text: str = ""


def read_vtt(path: Path) -> GivenTranscript:
    """Return the transcript in a WebVTT file.

    Raises:
        InputError: It is no WebVTT, a time is none, or times go backwards; names the line.
    """
    import webvtt

    text, timings = make_times_plain(path.name, read_text(path), mark=".")
    if not text.startswith("WEBVTT"):
        raise InputError(f"{path.name}, line 1: a WebVTT file begins with the word WEBVTT; this one does not")
    parsed = webvtt.WebVTT.from_string(text)
    is_ours, details = False, None
    if parsed.header_comments:
        is_ours, details = read_note(path.name, parsed.header_comments[0])
    captions = pair_captions(path.name, timings, [caption.raw_text for caption in parsed.captions])
    cues = [(timing, list(_spans(raw))) for timing, raw in captions]
    if any(span.voice or span.role for _, spans in cues for span in spans):
        drafts = [draft for timing, spans in cues for draft in _voiced(timing, spans)]
    else:
        drafts = _named(cues, language=_file_language(parsed.metadata))
    lines = finish_lines(path.name, drafts, is_ours=is_ours)
    return GivenTranscript(format="WebVTT", lines=lines, is_ours=is_ours, details=details)


def _spans(raw: str) -> Iterator[_Span]:
    """Yield the pieces of a cue's text between its tags; tags of styles do not part it."""
    span, place, said = _Span(), 0, ""
    for tag in _TAG.finditer(raw):
        said += raw[place : tag.start()]
        place = tag.end()
        if tag["name"] not in {"v", "lang"}:
            continue
        if said:
            yield _Span(span.voice, span.role, span.language, span.is_estimated, html.unescape(said))
        said, span = "", _after(span, tag)
    if said := said + raw[place:]:
        yield _Span(span.voice, span.role, span.language, span.is_estimated, html.unescape(said))


def _after(span: _Span, tag: re.Match[str]) -> _Span:
    note = html.unescape(tag["note"] or "").strip() or None
    if tag["name"] == "lang":
        return span._replace(language=None if tag["close"] else note)
    if tag["close"]:
        return _Span(language=span.language)
    classes = tag["classes"].split(".")
    role = next((role for role in map(role_of, classes) if role), None)
    return _Span(note, role, span.language, ESTIMATED in classes)


def _voiced(timing: Timing, spans: Sequence[_Span]) -> Iterator[DraftLine]:
    """Yield a caption's lines, one for each voice in it."""
    merged: list[_Span] = []
    for span in spans:
        if not clean_text(span.text):
            continue
        if merged and span[:-1] == merged[-1][:-1]:
            merged[-1] = span._replace(text=f"{merged[-1].text} {span.text}")
        else:
            merged.append(span)
    drafts = share_time(timing, [(span.voice, span.text) for span in merged])
    for span, draft in zip(merged, drafts, strict=True):
        if span.role or span.language or span.is_estimated:
            draft = replace(
                draft,
                role=span.role or draft.role,
                language=span.language,
                is_estimated=draft.is_estimated or span.is_estimated,
            )
        yield draft


def _named(cues: Sequence[tuple[Timing, list[_Span]]], *, language: str | None) -> list[DraftLine]:
    """Return the lines of a file without voices: names may stand before the words."""
    texts = ["".join(span.text for span in spans) for _, spans in cues]
    return [
        replace(draft, language=language)
        for (timing, _), spoken in zip(cues, split_speakers(texts), strict=True)
        for draft in share_time(timing, spoken)
    ]


def _file_language(metadata: Sequence[str]) -> str | None:
    """Return the language in the file's head (`Language: tr`), None where there is none."""
    for line in metadata:
        key, _, value = line.partition(":")
        if key.strip().casefold() == "language":
            return language_code(value)
    return None
