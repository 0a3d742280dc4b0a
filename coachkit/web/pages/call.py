"""One call: what it was, how it went and why, what was said, and what to hear of it.

The page holds a section of the transcript; more of it, all figures and similar calls are asked for apart.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Path, Query

from coachkit.languages import name_of
from coachkit.models import (
    BriefLine,
    Call,
    CallSpeaker,
    ChannelSound,
    Edit,
    Grade,
    GradeLetter,
    Keyword,
    Medium,
    Mention,
    Omission,
    Outcome,
    Quarantined,
    Rating,
    Role,
)
from coachkit.store.library import Library
from coachkit.store.reading import find_call
from coachkit.store.reading.call_facts import call_heads, stored_call
from coachkit.store.reading.transcript_lines import phrase_places, topic_of_call
from coachkit.votes import is_same_place, standing
from coachkit.web.acting.rating import ratings_version
from coachkit.web.library_pool import Opened
from coachkit.web.pages.call_edited import HandEdit, read_edits
from coachkit.web.pages.call_figures import Figures, read_first_figures
from coachkit.web.pages.call_judged import (
    Came,
    CardResult,
    Judgement,
    read_came,
    read_cards,
    read_judgement,
)
from coachkit.web.pages.call_lines import LineSection, RestOfLine, Way, read_found, read_rest, read_section
from coachkit.web.pages.call_moments import TellingMoment, read_moments

NamedKind = Literal["competitor", "feature", "phrase"]
LEAST_UNHEARD = 1.0
"""Seconds of speech without words that are told; less is breath."""
MOST_SECONDS = 1e6
"""No call is longer."""
GRADE_WORDS: dict[GradeLetter, str] = {
    "A": "clear",
    "B": "good",
    "C": "hard to hear in places",
    "D": "too poor to judge the call by",
}
CallNamed = Annotated[str, Path(max_length=400)]
"""An id, the beginning of one, or the name of a file."""
MOST_LINES = 10_000_000
LineNumber = Annotated[int, Query(ge=0, le=MOST_LINES)]
Seconds = Annotated[float | None, Query(ge=0, le=MOST_SECONDS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTopic:
    """What the call is mainly about."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedInCall:
    """A competitor or feature that is named, or a phrase that is listened for, and how often."""

    kind: NamedKind
    name: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundNotes:
    """How well the call can be heard."""

    grade: GradeLetter | None
    words: str
    """The grade in plain words."""
    notes: tuple[str, ...]
    """What keeps it from being clear, in sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneCall:
    """All that the page of a call tells, with one section of the transcript."""

    call: Call
    title: str
    """Who talks with whom."""
    agents: tuple[str, ...]
    customer: str | None
    topic: NamedTopic | None
    outcomes: tuple[Outcome, ...]
    judgement: Judgement | None
    ratings: tuple[Rating, ...]
    """Those that count, of the whole call first."""
    brief: tuple[BriefLine, ...]
    doubts: tuple[str, ...]
    """Why agent and customer are perhaps the wrong way round."""
    exchanged_by: str | None
    """Who exchanged agent and customer by hand."""
    named: tuple[NamedInCall, ...]
    key_phrases: tuple[str, ...]
    moments: tuple[TellingMoment, ...]
    more_moments: int
    """How many there are beyond those listed."""
    came_up: tuple[Came, ...]
    more_came_up: int
    cards: tuple[CardResult, ...]
    figures: Figures
    sound: SoundNotes
    languages: tuple[str, ...]
    """What could not be judged as English is, in sentences."""
    lines: LineSection
    at: float | None
    """The time that was asked for."""
    edits: tuple[HandEdit, ...]
    """What people changed of the transcript."""

    @property
    def other_outcomes(self) -> list[Outcome]:
        """What was reported after the call and is not already the reason for the verdict."""
        reason = self.judgement.reason if self.judgement else ""
        return [one for one in self.outcomes if f"{one.kind} is {one.value} ({one.source})" not in reason]

    def own_rating(self, name: str) -> Rating | None:
        """Return what a person says of the whole call."""
        return next((one for one in self.ratings if one.start is None and is_by(one, name)), None)

    def own_part(self, name: str, at: str) -> Rating | None:
        """Return what a person says of the stretch, or the time, that a form would rate."""
        start, _, end = at.partition("-")
        own = [one for one in self.ratings if one.start is not None and is_by(one, name)]
        return next((one for one in own if _is_of(one, float(start), float(end) if end else None)), None)

    @property
    def ratings_version(self) -> str:
        """The version of what people say of the call."""
        return ratings_version(self.ratings)

    @property
    def medium(self) -> Medium:
        """What the call came as."""
        return self.call.medium


def read_call(opened: Opened, call: CallNamed, at: Seconds = None) -> OneCall:
    """Return the page of a call, with the transcript at the time `at` in seconds.

    Raises:
        NotFoundError: Nothing or several calls fit; says what comes near.
    """
    library = opened.library
    call_id = find_call(library, call)
    stored = stored_call(library, call_id)
    head = call_heads(library, [call_id])[call_id]
    topic = topic_of_call(library, call_id)
    speakers = library.rows(CallSpeaker, call_id=call_id)
    ratings = standing(library.rows(Rating, call_id=call_id))
    moments, more_moments = read_moments(library, call_id)
    came_up, more_came_up = read_came(library, call_id)
    return OneCall(
        call=stored,
        title=" with ".join(filter(None, (", ".join(head.agents), head.customer))) or f"Call {call_id}",
        agents=head.agents,
        customer=head.customer,
        topic=NamedTopic(id=topic[0], title=topic[1]) if topic else None,
        outcomes=tuple(library.rows(Outcome, call_id=call_id)),
        judgement=read_judgement(library, call_id),
        ratings=tuple(sorted(ratings, key=lambda one: (one.start or -1.0, one.n))),
        brief=tuple(library.rows(BriefLine, call_id=call_id)),
        doubts=tuple(dict.fromkeys(one.doubt for one in speakers if one.doubt)),
        exchanged_by=_exchanged_by(library, call_id),
        named=_named(library, call_id),
        key_phrases=tuple(one.phrase for one in library.rows(Keyword, call_id=call_id)),
        moments=moments,
        more_moments=more_moments,
        came_up=came_up,
        more_came_up=more_came_up,
        cards=read_cards(library, call_id),
        figures=read_first_figures(library, stored),
        sound=_sound(library, call_id, speakers),
        languages=_languages(library, call_id),
        lines=read_section(library, call_id, at=at),
        at=at,
        edits=read_edits(library, call_id),
    )


def is_by(rating: Rating, name: str) -> bool:
    """Say whether a person gave a rating."""
    return rating.author.casefold() == name.casefold()


def _is_of(rating: Rating, start: float, end: float | None) -> bool:
    if rating.start is None or rating.end is None:
        return False
    if end is None:
        return rating.start - 1 < start < rating.end
    return is_same_place(rating.start, rating.end, start, end)


def read_some_lines(
    opened: Opened,
    call: CallNamed,
    first: LineNumber | None = None,
    until: LineNumber | None = None,
    way: Way = "both",
    at: Seconds = None,
    find: Annotated[str, Query(max_length=200)] = "",
) -> LineSection:
    """Return a section of the transcript: from line `first` on, at a time, or what says the words `find`.

    Raises:
        NotFoundError: There is no such call; says what comes near.
    """
    call_id = find_call(opened.library, call)
    if find.strip():
        return read_found(opened.library, call_id, find.strip())
    return read_section(opened.library, call_id, first=first, until=until, way=way, at=at)


def read_long_line(
    opened: Opened,
    call: CallNamed,
    n: Annotated[int, Path(ge=0, le=MOST_LINES)],
    after: Annotated[int, Query(ge=0, le=1_000_000_000)] = 0,
) -> RestOfLine:
    """Return what follows character `after` of a long line.

    Raises:
        NotFoundError: There is no such call, or no such line in it.
    """
    return read_rest(opened.library, find_call(opened.library, call), n, after)


def _exchanged_by(library: Library, call_id: str) -> str | None:
    swaps = [one for one in library.rows(Edit, call_id=call_id) if one.field == "roles"]
    return swaps[-1].author if len(swaps) % 2 else None


def _named(library: Library, call_id: str) -> tuple[NamedInCall, ...]:
    found: Counter[tuple[NamedKind, str]] = Counter()
    for one in library.rows(Mention, call_id=call_id):
        if one.kind != "candidate":
            found[one.kind, one.name] += 1
    for place in phrase_places(library, call_id):
        found["phrase", place.tracker] += 1
    return tuple(
        NamedInCall(kind=kind, name=name, times=times)
        for (kind, name), times in sorted(found.items(), key=lambda one: (one[0][0], -one[1], one[0][1]))
    )


def _sound(library: Library, call_id: str, speakers: list[CallSpeaker]) -> SoundNotes:
    grade = next(iter(library.rows(Grade, call_id=call_id)), None)
    whose: dict[int, Role] = {one.channel: one.role for one in speakers if one.voice is None}
    notes = [*(grade.reasons if grade else ())]
    for channel in library.rows(ChannelSound, call_id=call_id):
        if channel.same_as is not None:
            notes.append("Both channels carry the same sound.")
        elif channel.unheard >= LEAST_UNHEARD:
            who = _WHO.get(whose.get(channel.n, "unknown"), f"channel {channel.n + 1} holds")
            notes.append(f"{channel.unheard:.0f} of {channel.speech:.0f} s of what {who} gave no words.")
    invented = len(library.rows(Quarantined, call_id=call_id))
    if invented:
        pieces = "1 piece of text was" if invented == 1 else f"{invented} pieces of text were"
        notes.append(f"{pieces} left out, as nobody seems to have said it.")
    return SoundNotes(
        grade=grade.grade if grade else None,
        words=GRADE_WORDS[grade.grade] if grade else "",
        notes=tuple(dict.fromkeys(notes)),
    )


_WHO: dict[Role, str] = {"agent": "the agent says", "customer": "the customer says"}


def _languages(library: Library, call_id: str) -> tuple[str, ...]:
    omissions = library.rows(Omission, call_id=call_id)
    told = []
    for language in dict.fromkeys(one.language for one in omissions):
        own = [one for one in omissions if one.language == language]
        lines = "1 line is" if own[0].segments == 1 else f"{own[0].segments:,} lines are"
        told.append(f"{lines} in {name_of(language)}. {' '.join(one.what for one in own)}")
    return tuple(told)
