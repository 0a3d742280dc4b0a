"""Track: where the words of each tracker are said; no model, no sound, so a rescan takes seconds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from coachkit.languages import FULL, base_code, is_full
from coachkit.models import Annotation, Segment, TrackerHit, TrackerMethod, Word
from coachkit.tracking.about_names import modality_of
from coachkit.tracking.compiled import CompiledTrackers, FuzzyTracker, lemma_index, stems_of
from coachkit.tracking.conditions import CallFacts, Place, fits_call, fits_place
from coachkit.tracking.matcher import BREAK
from coachkit.tracking.packs import PackedTracker
from coachkit.tracking.spoken import Spoken
from coachkit.word_times import span_times, spoken_words, words_by_segment

LEMMA = 0.9
"""Confidence of another form of a word."""
FUZZY, PER_LETTER = 0.9, 0.1
"""Confidence of a misspelling, and what each wrong letter takes away."""
COMMON = 3.2
"""Words at or above this Zipf frequency are ordinary words, not misspellings."""
Zipf = Callable[[str, str], float]
WordsOf = Callable[[Sequence[Segment]], Sequence[Word]]
"""The words that were heard in some segments: most calls have thousands, and a few hits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Words `first` to `last` (which counts) that a tracker was found in."""

    first: int
    last: int
    method: TrackerMethod
    confidence: float


def track_call(
    segments: Sequence[Segment],
    words_of: WordsOf,
    annotations: Mapping[int, Annotation],
    *,
    compiled: CompiledTrackers,
    facts: CallFacts,
    zipf: Zipf,
) -> list[TrackerHit]:
    """Return the call's hits in time order, numbered from 0.

    `annotations` (by `Segment.n`) add word forms that no stem tells, such as bought; they may be left out.
    """
    on = {i for i, one in enumerate(compiled.trackers) if fits_call(one.settings.calls, facts)}
    spoken = Spoken.of(segments)
    found, excluded = _by_phrase(compiled, spoken)
    for place, one in (*_by_lemma(compiled, spoken, annotations), *_misspelt(compiled.fuzzy, spoken, zipf)):
        found.setdefault(place, []).append(one)
    kept = [
        (place, one)
        for place in sorted(on & found.keys())
        for one in _kept(found[place], excluded.get(place, []))
    ]
    hits = _hits(compiled, facts, spoken, kept, words_of)
    hits.sort(key=lambda hit: (hit.start, hit.segment, hit.start_char, hit.tracker))
    return [replace(hit, n=n) for n, hit in enumerate(hits)]


def _by_phrase(
    compiled: CompiledTrackers, spoken: Spoken
) -> tuple[dict[int, list[_Found]], dict[int, list[tuple[int, int]]]]:
    """Return finds, and places that are excluded, by tracker."""
    found: dict[int, list[_Found]] = {}
    excluded: dict[int, list[tuple[int, int]]] = {}
    for hit in compiled.phrases.find(spoken.words):
        place, is_exclusion = hit.owner
        if is_exclusion:
            excluded.setdefault(place, []).append((hit.first, hit.last))
        else:
            one = _Found(first=hit.first, last=hit.last, method="phrase", confidence=1.0)
            found.setdefault(place, []).append(one)
    return found, excluded


def _by_lemma(
    compiled: CompiledTrackers, spoken: Spoken, annotations: Mapping[int, Annotation]
) -> Iterable[tuple[int, _Found]]:
    if not compiled.lemma_words:
        return
    languages = sorted({base_code(segment.language) or FULL for segment in spoken.segments})
    based = tuple(_lemmas(spoken, annotations)) if annotations else spoken.words
    for language in languages:
        index = lemma_index(compiled.trackers, language)
        for words in dict.fromkeys((spoken.words, based)):
            for hit in index.find(stems_of(words, language)):
                one = _Found(first=hit.first, last=hit.last, method="lemma", confidence=LEMMA)
                yield hit.owner[0], one


def _lemmas(spoken: Spoken, annotations: Mapping[int, Annotation]) -> Iterable[str]:
    """Yield the stored base form of each word, or the word where none is stored."""
    forms = {
        (n, start): lemma
        for n, one in annotations.items()
        for start, _, lemma, _ in one.tokens
        if lemma.strip()
    }
    for word, (place, start, _) in zip(spoken.words, spoken.places, strict=True):
        yield BREAK if word == BREAK else forms.get((spoken.segments[place].n, start), word)


def _misspelt(fuzzy: Sequence[FuzzyTracker], spoken: Spoken, zipf: Zipf) -> Iterable[tuple[int, _Found]]:
    """Yield finds in which ordinary words are never taken for misspellings."""
    for tracker in fuzzy:
        near = {word: tracker.nearest(word) for word in dict.fromkeys(spoken.words)}
        near = {w: to for w, to in near.items() if to[1] and zipf(w, "en") < COMMON}
        if not near:
            continue
        for hit in tracker.rows.find([near[word][0] if word in near else word for word in spoken.words]):
            wrong = sum(near[word][1] for word in spoken.words[hit.first : hit.last + 1] if word in near)
            if 0 < wrong <= tracker.letters:
                confidence = round(FUZZY - PER_LETTER * wrong, 2)
                one = _Found(first=hit.first, last=hit.last, method="fuzzy", confidence=confidence)
                yield tracker.place, one


def _kept(found: Sequence[_Found], excluded: Sequence[tuple[int, int]]) -> list[_Found]:
    """Return the surest, then longest finds that overlap neither each other nor what is excluded."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: (-f.confidence, f.first - f.last, f.first)):
        taken = [*excluded, *((other.first, other.last) for other in kept)]
        if all(one.last < first or last < one.first for first, last in taken):
            kept.append(one)
    return kept


def _hits(
    compiled: CompiledTrackers,
    facts: CallFacts,
    spoken: Spoken,
    found: Sequence[tuple[int, _Found]],
    words_of: WordsOf,
) -> list[TrackerHit]:
    segments = {spoken.segment_at(one.first).n: spoken.segment_at(one.first) for _, one in found}
    heard = words_by_segment(segments.values(), words_of([*segments.values()]))
    timed = {n: spoken_words(segment, heard[n]) for n, segment in segments.items()}
    hits = []
    for place, one in found:
        segment = spoken.segment_at(one.first)
        start_char, end_char = spoken.places[one.first][1], spoken.places[one.last][2]
        start, end = span_times(segment, timed[segment.n], start_char, end_char)
        at = Place(segment=segment, start_char=start_char, end_char=end_char, start=start, end=end)
        tracker = compiled.trackers[place]
        if fits_place(tracker.settings, facts, at):
            hits.append(_hit(tracker, one, at))
    return hits


def _hit(tracker: PackedTracker, found: _Found, at: Place) -> TrackerHit:
    segment = at.segment
    is_english = is_full(segment.language)
    return TrackerHit(
        call_id=segment.call_id,
        n=0,
        tracker=tracker.name,
        pack=tracker.pack,
        tier=tracker.settings.tier,
        text=segment.text[at.start_char : at.end_char],
        segment=segment.n,
        start_char=at.start_char,
        end_char=at.end_char,
        start=at.start,
        end=at.end,
        role=segment.role,
        method=found.method,
        confidence=found.confidence,
        modality=modality_of(segment.text, at.start_char, at.end_char) if is_english else "plain",
    )
