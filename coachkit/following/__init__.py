"""Playlists that agents are asked to hear: how far they are, and what changed since."""
