"""Closed sets of words that nouns are described by."""

from typing import Literal

Role = Literal["agent", "customer", "other", "unknown"]
"""`other` is a voice that is nobody's: a menu, an announcement, a third party."""
Part = Literal["talk", "ivr", "voicemail", "ringing", "hold"]
"""Of a call: only `talk` is conversation, and only it counts in metrics, topics and playlists."""
SoundKind = Literal["ringing", "tones", "music"]
Medium = Literal["recording", "transcript"]
"""What a call came as: sound, or a transcript that somebody else made."""
TimesFrom = Literal["sound", "transcript", "estimate"]
"""Where a segment's times come from; `estimate` where the transcript gives none, or only when it begins."""
Origin = Literal["details", "import", "calls"]
"""Who reported an outcome: what lies with the call (sidecar, manifest), an import, or the calls alone."""
SpeechEngine = Literal["faster-whisper", "openai-whisper"]
GradeLetter = Literal["A", "B", "C", "D"]
Verdict = Literal["good", "bad", "neutral"]
MentionKind = Literal["competitor", "feature", "candidate"]
PointVerdict = Literal["met", "partly", "missed", "not applicable"]
StageName = Literal[
    "transcribe",
    "compose",
    "annotate",
    "match",
    "feel",
    "measure",
    "grade",
    "embed",
    "fit",
    "assign",
    "score",
    "curate",
]
