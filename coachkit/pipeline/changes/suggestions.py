"""What the settings might take up: read from the stored calls, and kept where a person says no."""

from collections.abc import Iterator, Sequence

from coachkit.company_greeting import greeting_of
from coachkit.config import NamedThing, Settings
from coachkit.conversation import talk_of, words_of
from coachkit.languages import is_full, loose
from coachkit.models import Call, Mention, RejectedSuggestion, Segment
from coachkit.pipeline.intake.ingest import now
from coachkit.pipeline.toolbox import Toolbox, Tools
from coachkit.store.library import Library
from coachkit.store.reading import names_on_calls
from coachkit.store.suggestions import drop_rejection, save_rejection
from coachkit.suggesting import KnownName, NameKind, SpokenLine, Suggestion, suggest_names, suggest_spellings

FEWEST_CALLS = 2
"""In so many calls a name or a spelling must be said before it is suggested."""


def find_suggestions(
    library: Library, settings: Settings, *, min_calls: int = FEWEST_CALLS, tools: Tools | None = None
) -> list[Suggestion]:
    """Return the spellings, then the names, that are said in `min_calls` calls or more and not rejected.

    Raises:
        LibraryError: The database cannot be read.
    """
    spellings = find_spellings(library, settings, min_calls=min_calls, tools=tools)
    forms = {form for name in _known_names(settings) for form in name.forms}
    known = frozenset({loose(form) for form in (*forms, *(one.spelling for one in spellings))})
    found = suggest_names(_candidates(library), known=known, min_calls=min_calls)
    rejected = _rejected(library)
    return [*spellings, *(one for one in found if (loose(one.spelling), "") not in rejected)]


def find_spellings(
    library: Library,
    settings: Settings,
    *,
    min_calls: int = FEWEST_CALLS,
    most_calls: int | None = None,
    tools: Tools | None = None,
) -> list[Suggestion]:
    """Return the spellings that probably stand for a name of the settings, as `find_suggestions`.

    With `most_calls` only the newest so many calls are looked through.

    Raises:
        LibraryError: The database cannot be read.
    """
    zipf = (tools or Toolbox()).zipf
    spellings = suggest_spellings(
        _lines(library, most_calls),
        _known_names(settings),
        known=_nobodys(library, settings),
        zipf=lambda word: zipf(word, "en"),
        min_calls=min_calls,
    )
    rejected = _rejected(library)
    return [one for one in spellings if (loose(one.spelling), one.meant) not in rejected]


def reject_suggestion(library: Library, suggestion: Suggestion, *, author: str) -> None:
    """Keep that a suggestion is not to be made again.

    Raises:
        LibraryError: The database cannot be written.
    """
    turn_down(library, suggestion.spelling, meant=suggestion.meant, author=author)


def turn_down(library: Library, spelling: str, *, meant: str = "", author: str) -> bool:
    """Keep that a spelling does not stand for the name `meant`, or with none that it is no name at all.

    Return whether that is new.

    Raises:
        LibraryError: The database cannot be written.
    """
    rejected = RejectedSuggestion(spelling=loose(spelling), meant=meant, author=author, made_at=now())
    return save_rejection(library, rejected)


def suggest_again(library: Library, spelling: str, *, meant: str = "") -> bool:
    """Let a suggestion be made again that was turned down, and return whether it was.

    Raises:
        LibraryError: The database cannot be written.
    """
    return drop_rejection(library, loose(spelling), meant)


def _known_names(settings: Settings) -> list[KnownName]:
    return [
        KnownName(kind=kind, name=one.name, forms=tuple(one.forms()))
        for kind, things in _named(settings)
        for one in things
    ]


def _rejected(library: Library) -> set[tuple[str, str]]:
    return {(one.spelling, one.meant) for one in library.rows(RejectedSuggestion)}


def _named(settings: Settings) -> tuple[tuple[NameKind, Sequence[NamedThing]], ...]:
    return (("competitor", settings.competitors), ("feature", settings.features))


def _nobodys(library: Library, settings: Settings) -> frozenset[str]:
    """Return the folded words of the names of the company and of all people on calls."""
    company = [name for name in (settings.company.name, *settings.company.aliases) if name]
    people = [form for agent in settings.agents for form in (agent.name, *agent.aliases)]
    people += [form for customer in settings.customers for form in (customer.name, *customer.aliases)]
    people += [call.customer for call in library.rows(Call) if call.customer]
    return frozenset(
        loose(w) for name in (*company, *people, *names_on_calls(library)) for w in words_of(name)
    )


def _lines(library: Library, most_calls: int | None) -> Iterator[SpokenLine]:
    """Yield the lines of talk that are in English, but for greetings, with what was found in each."""
    calls = library.rows(Call)
    if most_calls is not None and len(calls) > most_calls:
        calls = sorted(calls, key=lambda call: (call.started_at or "", call.id))[-most_calls:]
    for call in calls:
        found: dict[int, list[tuple[int, int, str]]] = {}
        for one in library.rows(Mention, call_id=call.id):
            if one.kind != "candidate":
                found.setdefault(one.segment, []).append((one.start_char, one.end_char, one.name))
        talk = talk_of(library.rows(Segment, call_id=call.id))
        greeting = greeting_of(talk)
        for segment in talk:
            if is_full(segment.language) and segment.n != greeting:
                yield _line(segment, found.get(segment.n, []))


def _line(segment: Segment, known: list[tuple[int, int, str]]) -> SpokenLine:
    return SpokenLine(call_id=segment.call_id, start=segment.start, text=segment.text, known=tuple(known))


def _candidates(library: Library) -> Iterator[tuple[str, SpokenLine]]:
    """Yield each unknown name with the line that it is said in."""
    for call in library.rows(Call):
        mentions = [one for one in library.rows(Mention, call_id=call.id) if one.kind == "candidate"]
        if not mentions:
            continue
        lines = {one.n: _line(one, []) for one in library.rows(Segment, call_id=call.id)}
        for mention in mentions:
            if mention.segment in lines:
                yield mention.name, lines[mention.segment]
