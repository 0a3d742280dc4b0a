"""The one query language: of searches, trackers, playlists and score cards.

`parse` makes a tree of a text; `resolve` looks up what it names; then `to_sql` asks a whole library, or
`predicate` one call. Both give the same turns.
"""
