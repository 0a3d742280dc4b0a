"""Which address shows what; each module holds the addresses of one subject."""

from coachkit.web.routes import (
    api_docs,
    assigning,
    audio,
    call,
    calls,
    clip_sound,
    customers,
    home,
    my_lists,
    names,
    playbooks,
    playlist_changes,
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
        clip_sound,
        topics,
        names,
        playlist_changes,
        playlists,
        assigning,
        my_lists,
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
