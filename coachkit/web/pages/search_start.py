"""What stands under an empty search box: searches of this team, and examples with its library's names."""

from dataclasses import dataclass
from urllib.parse import urlencode

from coachkit.errors import SettingsError
from coachkit.searching.saved import read_searches
from coachkit.searching.views import View
from coachkit.store.library import Library
from coachkit.store.reading.search_names import names_to_choose

MOST_TOPICS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A search to begin with."""

    said: str
    query: str
    view: View = "places"

    @property
    def address(self) -> str:
        """Where it is asked."""
        view = {} if self.view == "places" else {"view": self.view}
        return f"/search?{urlencode({'q': self.query} | view)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchStart:
    """What to search for."""

    saved: tuple[Example, ...]
    topics: tuple[Example, ...]
    """What customers call about, most calls first; each asks what was answered."""
    examples: tuple[Example, ...]
    """The language of search, in a line each."""


def read_start(library: Library) -> SearchStart:
    """Return what to search for in this library."""
    return SearchStart(
        saved=tuple(Example(said=name, query=query) for name, query in _saved(library).items()),
        topics=tuple(
            Example(said=title, query=title, view="answers")
            for title in names_to_choose(library, "topic", most=MOST_TOPICS)
        ),
        examples=_examples(library),
    )


def _saved(library: Library) -> dict[str, str]:
    try:
        return read_searches(library, None)[1]
    except (SettingsError, OSError):  # searching goes on without the settings
        return {}


def _examples(library: Library) -> tuple[Example, ...]:
    name = _first(library, "competitor") or _first(library, "feature") or "your rival"
    feature = _first(library, "feature") or "export"
    agent = _first(library, "agent") or "Jana"
    word, called = feature.lower(), _written(name)
    made = (
        ("what is meant, in your own words", "the customer does not get an answer"),
        ("exactly these words", '"thank you for"'),
        ("words that begin so", "cancel*"),
        ("one or the other", "(refund OR discount) said-by:customer"),
        ("spelled nearly so", f"~{word.split()[0]}"),
        ("only what agents say at the beginning", "thank said-by:agent in:first60s"),
        (f"where {name} is named, however it was spelled", f"name:{called}"),
        (f"{name} is named, and the reply was taken well", f"name:{called} went:good"),
        ("objections with a reply that did not satisfy", "moment:objection went:bad"),
        (f"{agent}’s calls that went badly", f"agent:{_written(agent)} label:bad"),
    )
    return tuple(Example(said=said, query=query) for said, query in made)


def _first(library: Library, what: str) -> str | None:
    return next(iter(names_to_choose(library, what, most=1)), None)


def _written(name: str) -> str:
    return name if name.isalnum() else f'"{name}"'
