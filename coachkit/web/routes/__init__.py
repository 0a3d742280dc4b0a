"""Which address shows what; each module holds the addresses of one subject."""

from coachkit.web.routes import (
    api_docs,
    audio,
    call,
    calls,
    customers,
    home,
    names,
    playbooks,
    playlists,
    practice,
    rating,
    search,
    team,
    token,
    topics,
    undo,
)

ROUTERS = tuple(
    module.router
    for module in (
        home,
        search,
        calls,
        call,
        rating,
        audio,
        topics,
        names,
        playlists,
        playbooks,
        practice,
        customers,
        team,
        api_docs,
        token,
        undo,
    )
)
"""In the order in which addresses are tried, which is also that of the list of addresses."""
