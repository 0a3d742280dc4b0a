"""The sound of calls: found, made playable once, kept for a while, and sent as far as it is asked for."""
