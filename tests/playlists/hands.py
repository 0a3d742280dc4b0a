"""Clips, and what people did to them, for tests."""

from coachkit.models import Clip, ClipChange, KeptClip

LIST = "competitor-zenlane-good"
MADE_AT = "2026-11-22T09:00:00+00:00"
DURATIONS = dict.fromkeys("abcdefgh", 600.0)


def clip(call, start=10.0, end=40.0, **changes):
    values = {
        "playlist_id": LIST,
        "n": 0,
        "call_id": call,
        "start": start,
        "end": end,
        "reason": f"What {call} shows",
        "score": 0.5,
        "quote": f"words of {call}",
    }
    return Clip(**(values | changes))


def kept(n, call, start=10.0, end=40.0, **changes):
    values = {
        "n": n,
        "playlist_id": LIST,
        "call_id": call,
        "start": start,
        "end": end,
        "reason": f"Added of {call}",
        "score": 0.5,
        "quote": f"words of {call}",
        "subject": "Zenlane",
        "verdict": "good",
        "quote_start": None,
        "quote_end": None,
        "moments": (),
        "pair": None,
        "difference": None,
        "author": "Jana",
        "made_at": MADE_AT,
    }
    return KeptClip(**(values | changes))


def change(n, action, call, start=10.0, end=40.0, **changes):
    values = {
        "n": n,
        "playlist_id": LIST,
        "call_id": call,
        "start": start,
        "end": end,
        "action": action,
        "place": None,
        "new_start": None,
        "new_end": None,
        "text": None,
        "author": "Jana",
        "made_at": MADE_AT,
    }
    return ClipChange(**(values | changes))
