"""What commands and pages ask of a library: questions as functions, answers as frozen values.

A name is imported when it is first used: a command asks one or two questions, and importing all of them
would take it a tenth of a second.
"""

from typing import TYPE_CHECKING

from coachkit.first_use import importing

if TYPE_CHECKING:
    from coachkit.near import similar_names
    from coachkit.store.reading.call_filters import CallFilter
    from coachkit.store.reading.call_pages import CallOrder, CallsFound, page_of_calls
    from coachkit.store.reading.calls import (
        CallPage,
        CallSummary,
        find_call,
        list_calls,
        show_call,
    )
    from coachkit.store.reading.choosing import choose_calls
    from coachkit.store.reading.heard import HeardLine, heard_lines
    from coachkit.store.reading.mentions import MentionHit, NameCount, count_names, list_mentions
    from coachkit.store.reading.people import (
        AgentSummary,
        CustomerSummary,
        agent_named,
        list_agents,
        list_customers,
        names_on_calls,
    )
    from coachkit.store.reading.playlists import (
        ClipDetail,
        PlaylistPage,
        PlaylistSummary,
        list_playlists,
        show_playlist,
    )
    from coachkit.store.reading.summary import (
        MANY_UNHEARD,
        DoubtfulCall,
        FailedWork,
        HardCall,
        HearingSummary,
        LibrarySummary,
        PlaylistStart,
        library_summary,
    )
    from coachkit.store.reading.topics import (
        PassageHit,
        TopicMoveLine,
        TopicPage,
        TopicSummary,
        list_away,
        list_moves,
        list_topics,
        list_unsorted,
        show_topic,
    )
    from coachkit.store.reading.trackers import (
        Finding,
        FoundHit,
        TrackerCount,
        count_trackers,
        customer_signals,
        findings,
        findings_of,
        list_hits,
        list_hits_on,
        trackers_with_hits,
    )
    from coachkit.store.reading.unsorted import unsorted_passages

_HOMES = {
    "coachkit.near": ("similar_names",),
    "coachkit.store.reading.call_filters": ("CallFilter",),
    "coachkit.store.reading.call_pages": ("CallOrder", "CallsFound", "page_of_calls"),
    "coachkit.store.reading.calls": (
        "CallPage",
        "CallSummary",
        "find_call",
        "list_calls",
        "show_call",
    ),
    "coachkit.store.reading.choosing": ("choose_calls",),
    "coachkit.store.reading.heard": (
        "HeardLine",
        "heard_lines",
    ),
    "coachkit.store.reading.mentions": (
        "MentionHit",
        "NameCount",
        "count_names",
        "list_mentions",
    ),
    "coachkit.store.reading.people": (
        "AgentSummary",
        "CustomerSummary",
        "agent_named",
        "list_agents",
        "list_customers",
        "names_on_calls",
    ),
    "coachkit.store.reading.playlists": (
        "ClipDetail",
        "PlaylistPage",
        "PlaylistSummary",
        "list_playlists",
        "show_playlist",
    ),
    "coachkit.store.reading.summary": (
        "DoubtfulCall",
        "FailedWork",
        "HardCall",
        "HearingSummary",
        "LibrarySummary",
        "MANY_UNHEARD",
        "PlaylistStart",
        "library_summary",
    ),
    "coachkit.store.reading.unsorted": ("unsorted_passages",),
    "coachkit.store.reading.topics": (
        "PassageHit",
        "TopicMoveLine",
        "TopicPage",
        "TopicSummary",
        "list_away",
        "list_moves",
        "list_topics",
        "list_unsorted",
        "show_topic",
    ),
    "coachkit.store.reading.trackers": (
        "Finding",
        "FoundHit",
        "TrackerCount",
        "count_trackers",
        "customer_signals",
        "findings",
        "findings_of",
        "list_hits",
        "list_hits_on",
        "trackers_with_hits",
    ),
}

if not TYPE_CHECKING:  # else every name would be one for mypy
    __getattr__ = importing(__name__, _HOMES)

__all__ = [
    "MANY_UNHEARD",
    "AgentSummary",
    "CallFilter",
    "CallOrder",
    "CallPage",
    "CallSummary",
    "CallsFound",
    "ClipDetail",
    "CustomerSummary",
    "DoubtfulCall",
    "FailedWork",
    "Finding",
    "FoundHit",
    "HardCall",
    "HeardLine",
    "HearingSummary",
    "LibrarySummary",
    "MentionHit",
    "NameCount",
    "PassageHit",
    "PlaylistPage",
    "PlaylistStart",
    "PlaylistSummary",
    "TopicMoveLine",
    "TopicPage",
    "TopicSummary",
    "TrackerCount",
    "agent_named",
    "choose_calls",
    "count_names",
    "count_trackers",
    "customer_signals",
    "find_call",
    "findings",
    "findings_of",
    "heard_lines",
    "library_summary",
    "list_agents",
    "list_away",
    "list_calls",
    "list_customers",
    "list_hits",
    "list_hits_on",
    "list_mentions",
    "list_moves",
    "list_playlists",
    "list_topics",
    "list_unsorted",
    "names_on_calls",
    "page_of_calls",
    "show_call",
    "show_playlist",
    "show_topic",
    "similar_names",
    "trackers_with_hits",
    "unsorted_passages",
]
