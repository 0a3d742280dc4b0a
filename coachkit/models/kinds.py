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
ExchangeKind = Literal["competitor", "feature", "tracker"]
"""What may come up in a call and be replied to."""
SubjectKind = Literal["competitor", "feature", "topic", "tracker"]
"""What a playlist may be about."""
Modality = Literal["plain", "negated", "hypothetical"]
"""How a name is spoken of: as a fact, denied (“we don't use it”), or imagined (“if we moved to it”)."""
Stance = Literal["better", "worse", "neutral"]
"""What the speaker thinks of a named thing, in itself or beside ours."""
Tier = Literal["appreciate", "engage", "trust"]
"""How far a customer's relationship has come."""
PointVerdict = Literal["met", "partly", "missed", "not applicable"]
TrackerMethod = Literal["phrase", "lemma", "fuzzy"]
"""How a line fits a tracker: as written, by another form of its words, or with a few other letters."""
Purpose = Literal["reason", "matter", "greeting", "verification", "small_talk", "goodbye"]
"""What a passage is for: why the customer calls, what is dealt with, or what every call has."""
TopicEditKind = Literal["rename", "merge", "split", "pin", "unpin", "never", "back"]
TopicMoveKind = Literal["kept", "new", "gone"]
StageName = Literal[
    "transcribe",
    "compose",
    "annotate",
    "index",
    "match",
    "learn",
    "keywords",
    "feel",
    "measure",
    "grade",
    "track",
    "embed",
    "pack",
    "purpose",
    "embed_lines",
    "sense",
    "fit",
    "assign",
    "score",
    "curate",
]
RANGE_BITS = 14
"""The numbers of turns (`SpokenTurn.id`) that agree above so many bits are of one call."""
