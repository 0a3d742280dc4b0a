"""Mentions as they are read on a terminal: call by call, each line once, with how its names were found."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from coachkit.cli.screen import print_heading, print_line, print_marked
from coachkit.export.clock import format_clock
from coachkit.store.reading import MentionHit

_FOUND = {
    "lemma": "another form of the word",
    "fuzzy": "misheard",
    "sound": "misheard",
    "list": "a known brand",
    "shape": "written like a name",
    "ner": "likely a name",
}
"""How a name was found, in words; nothing where it is just said."""


def print_mentions(hits: Sequence[MentionHit]) -> None:
    """Print mentions under their calls; several names of one line are shown in it together."""
    for _, of_call in groupby(hits, key=lambda hit: hit.call_id):
        first, *others = of_call
        print_heading(" · ".join(filter(None, (first.call_id, Path(first.path).name, first.label))))
        for _, of_line in groupby((first, *others), key=lambda hit: (hit.speaker, hit.quote)):
            _print_line([*of_line])


def _print_line(hits: Sequence[MentionHit]) -> None:
    first = hits[0]
    lead = f"{format_clock(first.start):>7}  {first.speaker}: "
    print_marked(first.quote, [(hit.start_char, hit.end_char) for hit in hits], lead=lead)
    print_line("; ".join(described(hit) for hit in hits), indent=9, style="dim")


def described(hit: MentionHit) -> str:
    """Return what is named, how surely, and what is said of it: `Zenlane (misheard, 0.87), worse: “slow”`."""
    found = _FOUND.get(hit.method)
    sure = f" ({found}, {hit.confidence:.2f})" if found else ""
    said: list[str] = [hit.modality] if hit.modality != "plain" else []
    said += [f"{hit.stance}: “{hit.stance_quote}”" if hit.stance_quote else hit.stance] if hit.stance else []
    kind = "unknown name" if hit.kind == "candidate" else hit.kind
    return ", ".join((f"{kind} {hit.name}{sure}", *said))
