"""Where clips begin and end: they show a whole exchange, and are cut where nobody speaks."""

from coachkit.clipping.bounds import CutClip, cut_clip
from coachkit.clipping.merging import merge_overlapping
from coachkit.clipping.stretch import Stretch, stretch_around
from coachkit.clipping.talk import Pause, SaidWord, TimedTalk, timed_talk

__all__ = [
    "CutClip",
    "Pause",
    "SaidWord",
    "Stretch",
    "TimedTalk",
    "cut_clip",
    "merge_overlapping",
    "stretch_around",
    "timed_talk",
]
