"""Whether clips are cut where nobody speaks, and whether the lists hold what was planted for them.

    python benchmarks/clips.py LIBRARY --scripts sample_calls/scripts
    python benchmarks/clips.py LIBRARY --words WORDS.json
    python benchmarks/clips.py LIBRARY --scripts FOLDER --every --show 20

Reads a library that is built. An edge of a clip cuts a word if it lies inside one by the file of word times;
by a script, if it lies inside a line and the line's channel has no pause there. `edges_in_sound` counts edges
at which any channel is not silent, whatever sounds there: breath, noise, music or a voice. `--every` looks at
all highlights, not only at those in lists. `--show` prints clips with what is said around their edges.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from statistics import median

from rapidfuzz import fuzz

from clip_truth import Sound, Span, is_inside, lines_of, read_words, script_of
from coachkit.config import PlaylistSettings
from coachkit.models import Call, Clip, Highlight, Playlist, Segment
from coachkit.store.library import Library
from transcripts import report, tell

SAME_WORDS = 85
"""Quotes at least this alike (rapidfuzz ratio, 0 to 100) are near-duplicates."""
MOST = 0.5
"""A clip shows an exchange if it has this share of it, or lies in it with this share of itself."""
OPPOSITE = {"good": "bad", "bad": "good"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A stretch that is played."""

    call_id: str
    start: float
    end: float
    quote: str
    quote_start: float
    quote_end: float


def main() -> None:
    """Read the arguments and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("library", type=Path)
    parser.add_argument("--scripts", type=Path, help="a folder of scripts, one for each recording")
    parser.add_argument("--words", type=Path, help="a file of true word times")
    parser.add_argument("--every", action="store_true", help="all highlights, not only those in lists")
    parser.add_argument("--show", type=int, default=0, help="so many clips with their words are printed")
    given = parser.parse_args()
    with Library.open(given.library) as library:
        rows = library.rows(Highlight) if given.every else library.rows(Clip)
        clips = [_played(one) for one in rows]
        calls = {call.id: call for call in library.rows(Call)}
        found: dict[str, object] = {**lengths(clips), **repeats(library)}
        if given.words:
            found |= cut_by_words(clips, calls, read_words(given.words))
        found |= cut_by_sound(clips, calls, given.scripts)
        if given.scripts:
            found |= planted(library, calls, given.scripts)
        show(library, calls, _spread(clips, given.show))
        report(found)


def lengths(clips: Sequence[Played]) -> dict[str, float | int]:
    """Return how many clips there are, how long they are, and how many lack their quote."""
    usual, seconds = PlaylistSettings(), [one.end - one.start for one in clips]
    return {
        "clips": len(clips),
        "median_seconds": round(median(seconds), 1) if seconds else 0.0,
        "too_short": sum(one < usual.min_seconds for one in seconds),
        "too_long": sum(one > usual.max_seconds for one in seconds),
        "without_their_quote": sum(
            one.quote_start < one.start or one.quote_end > one.end or not one.quote for one in clips
        ),
    }


def repeats(library: Library) -> dict[str, int]:
    """Return how many pairs of clips in a list share seconds, and how many share their words."""
    by_list: dict[str, list[Clip]] = defaultdict(list)
    for clip in library.rows(Clip):
        by_list[clip.playlist_id].append(clip)
    pairs = [pair for clips in by_list.values() for pair in combinations(clips, 2)]
    return {
        "overlapping": sum(a.call_id == b.call_id and a.start < b.end and b.start < a.end for a, b in pairs),
        "near_duplicates": sum(fuzz.ratio(a.quote, b.quote) >= SAME_WORDS for a, b in pairs),
    }


def cut_by_words(
    clips: Sequence[Played], calls: dict[str, Call], words: dict[str, list[Span]]
) -> dict[str, int]:
    """Return how many edges lie inside a word, in the recordings whose words are known."""
    cut = looked = 0
    for one in clips:
        stem = Path(calls[one.call_id].path).stem
        spans = words.get(stem, words.get("") if len(calls) == 1 else None)
        for edge in (one.start, one.end) if spans is not None else ():
            looked += 1
            near = [span for span in spans or () if span[0] < edge < span[1]]
            if is_inside(edge, near):
                cut += 1
                tell(f"inside a word: {stem} {edge:.2f} {near}")
    return {"edges_with_word_times": looked, "cut_inside_a_word": cut}


def cut_by_sound(clips: Sequence[Played], calls: dict[str, Call], scripts: Path | None) -> dict[str, int]:
    """Return how many edges lie where somebody sounds, and inside lines of scripts, in a pause or not."""
    by_call: dict[str, list[Played]] = defaultdict(list)
    for one in clips:
        by_call[one.call_id].append(one)
    counts = Counter({"edges_in_sound": 0, "inside_a_line": 0, "cut_inside_a_line": 0})
    for call_id, own in sorted(by_call.items()):
        path = Path(calls[call_id].path)
        if not path.is_file():
            continue
        sound = Sound.of(path)
        script = script_of(scripts, path.name) if scripts else None
        lines = lines_of(script) if script else []
        for edge in (edge for one in own for edge in (one.start, one.end)):
            if not sound.is_silent(edge):
                counts["edges_in_sound"] += 1
                tell(f"in sound: {path.stem} {edge:.2f}")
            inside = [line for line in lines if is_inside(edge, [(line.start, line.end)])]
            counts["inside_a_line"] += bool(inside)
            if any(not sound.is_quiet(min(line.channel, len(sound.loud) - 1), edge) for line in inside):
                counts["cut_inside_a_line"] += 1
                tell(f"inside a line: {path.stem} {edge:.2f} {[(i.n, i.start, i.end) for i in inside]}")
    return dict(counts)


def planted(library: Library, calls: dict[str, Call], scripts: Path) -> dict[str, object]:
    """Return which planted exchanges their list holds, and which the list of the opposite holds."""
    lists = {one.id: one for one in library.rows(Playlist)}
    clips = library.rows(Clip)
    held, missing, opposite, total = 0, [], [], 0
    for call in calls.values():
        script = script_of(scripts, call.path)
        if script is None or call.channels != 2:
            continue
        lines = {line.n: line for line in lines_of(script)}
        for one in script["exchanges"]:
            span = lines[one["first_line"]].start, lines[one["last_line"]].end
            shown = {
                lists[clip.playlist_id].verdict
                for clip in clips
                if clip.call_id == call.id
                and lists[clip.playlist_id].subject == one["name"]
                and _shows((clip.start, clip.end), span)
            }
            wanted = "mixed" if one["verdict"] == "neutral" else one["verdict"]
            place = f"{script['call']} {one['name']} {one['verdict']}"
            total += 1
            held += wanted in shown
            if wanted not in shown:
                missing.append(place)
            if OPPOSITE.get(wanted) in shown:
                opposite.append(place)
    return {"planted": total, "planted_held": held, "planted_missing": missing, "held_as_opposite": opposite}


def _shows(clip: Span, exchange: Span) -> bool:
    shared = min(clip[1], exchange[1]) - max(clip[0], exchange[0])
    return shared >= MOST * min(clip[1] - clip[0], exchange[1] - exchange[0])


def show(library: Library, calls: dict[str, Call], clips: Iterable[Played]) -> None:
    """Print clips with what is said in them, and just before and after."""
    for one in clips:
        tell(f"\n{Path(calls[one.call_id].path).stem} {one.start:.2f} to {one.end:.2f}: “{one.quote}”")
        for segment in library.rows(Segment, call_id=one.call_id):
            if segment.end < one.start - 8 or segment.start > one.end + 8:
                continue
            is_in = segment.start >= one.start and segment.end <= one.end
            is_out = segment.end <= one.start or segment.start >= one.end
            mark = "|" if is_in else " " if is_out else "/"
            tell(f"  {mark} {segment.start:6.2f} {segment.end:6.2f} {segment.role[:5]:5} {segment.text}")


def _spread(clips: Sequence[Played], count: int) -> list[Played]:
    step = max(len(clips) // count, 1) if count else 1
    return list(clips[::step][:count])


def _played(one: Highlight | Clip) -> Played:
    return Played(
        call_id=one.call_id,
        start=one.start,
        end=one.end,
        quote=one.quote,
        quote_start=one.start if one.quote_start is None else one.quote_start,
        quote_end=one.end if one.quote_end is None else one.quote_end,
    )


if __name__ == "__main__":
    main()
