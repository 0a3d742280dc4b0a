"""Searching a library: by words, by meaning, or by both.

What not every search needs is imported when it is asked for: the command line starts anew each time.
"""

from collections.abc import Callable
from datetime import date

from coachkit.searching.archive import Archive, Encoder
from coachkit.searching.near_misses import near_misses
from coachkit.searching.ranked import extent_of, rank
from coachkit.searching.ranking import first_places
from coachkit.searching.results import Answers, Asked, Found, FoundAgents, FoundCalls, WordCount
from coachkit.searching.showing import show_hits
from coachkit.searching.stored_vectors import StoredVectors
from coachkit.store.library import Library


class Searcher:
    """Searches one library; keeps what it has read until the file changes, for a process that stays."""

    def __init__(
        self,
        library: Library,
        encoder: Encoder | None = None,
        *,
        vectors: StoredVectors | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        """Search `library`; `encoder` None: the built-in one, opened when it is first needed.

        `vectors` may be shared with searchers of other connections to the same file; None: its own.
        """
        self.archive = Archive(
            library=library, encoder=encoder, today=today, vectors=vectors or StoredVectors()
        )

    def search(self, asked: Asked) -> Found:
        """Return what fits best, and what is to be said about it.

        Raises:
            QueryError: The query cannot be understood; the text shows where.
        """
        self.archive.refresh()
        ranked = rank(self.archive, asked)
        shown = first_places(range(len(ranked.places)), ranked.must_stay, asked.skip + asked.limit)
        if asked.skip:
            before = set(first_places(range(len(ranked.places)), ranked.must_stay, asked.skip))
            shown = [index for index in shown if index not in before]
        hits = show_hits(
            self.archive,
            [ranked.places[index] for index in shown],
            ranked.terms,
            asked=ranked.intent.text,
            context=asked.context,
            node=ranked.intent.node,
        )
        extent = extent_of(self.archive, ranked.narrowed)
        near = (
            []
            if asked.is_unfinished or asked.skip
            else near_misses(self.archive, asked, ranked.intent, ranked.terms, total=ranked.total)
        )
        return Found(
            hits=tuple(hits),
            total=ranked.total,
            is_exact=ranked.is_exact,
            mode=ranked.mode,
            understood=ranked.intent.understood,
            searched=extent,
            words=tuple(WordCount(word=term.shown, turns=term.turns) for term in ranked.terms),
            notes=ranked.notes,
            near=tuple(near),
            left=max(len(ranked.places) - asked.skip - len(shown), 0),
        )

    def by_call(self, asked: Asked) -> FoundCalls:
        """Return the calls with hits, `asked.limit` at most, the call of the best hit first.

        Raises:
            QueryError: As `search`.
        """
        from coachkit.searching.groups import group_by_call

        self.archive.refresh()
        return group_by_call(self.archive, asked)

    def by_agent(self, asked: Asked, *, lowest_first: bool = False) -> FoundAgents:
        """Return on how many of each agent's calls the whole query is true of some turn; nothing is capped.

        `lowest_first`: those who never say it come first.

        Raises:
            QueryError: As `search`.
        """
        from coachkit.searching.groups import group_by_agent

        self.archive.refresh()
        return group_by_agent(self.archive, asked, lowest_first=lowest_first)

    def answers(self, asked: Asked) -> Answers:
        """Return what agents replied to customers who asked `asked.text`, the best received first.

        Raises:
            QueryError: As `search`.
        """
        from coachkit.searching.answers import find_answers

        self.archive.refresh()
        return find_answers(self.archive, asked)
