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
ExchangeKind = Literal["competitor", "feature", "tracker", "moment"]
"""What may come up in a call and be replied to; of a moment, the exchange's name is the moment's kind."""
SubjectKind = Literal["competitor", "feature", "topic", "tracker", "moment"]
"""What comes up again and again, and has playlists of its own."""
HighlightKind = Literal["competitor", "feature", "tracker", "moment", "point"]
"""`point`: the place of a telling line of the score card; all else are exchanges."""
PlaylistKind = Literal[
    "competitor", "feature", "topic", "tracker", "moment", "phrase", "week", "starter", "smart", "made"
]
"""`phrase`: a key phrase that rises; `week`: of the newest week; `starter`: for agents who are new; `smart`:
a query of the settings; `made`: by a person."""
PlaylistVerdict = Literal["good", "bad", "mixed", "contrast"]
"""`contrast`: what went well beside what went badly, pair by pair."""
PlaylistOrigin = Literal["built-in", "settings", "made", "frozen"]
MadeHow = Literal["hand", "frozen", "imported"]
ClipAction = Literal["pin", "unpin", "exclude", "restore", "move", "note", "trim"]
ListeningKind = Literal[
    "heard", "position", "finished", "acknowledged", "comment", "due", "withdrawn", "taken back"
]
"""`finished`: every clip that was in the list then has been heard; `due`: the day was changed; `taken back`:
another of these counts no more."""
PlaybookKind = Literal["everything", "competitor", "feature", "topic", "tracker", "moment"]
"""`everything`: whatever comes up."""
VerdictFrom = Literal["rating", "reaction", "outcome", "none"]
"""By what a case went well or badly: a person's rating, how customers take what the agent says, or what
another system says of the call; never by what the agent did."""
BehaviourKind = Literal["trait", "opening", "order", "phrase", "wording", "measure"]
"""`opening`: what comes first in a reply; `order`: which of two comes first; `wording`: the same said in
different words; `measure`: how long, how many, how soon."""
LineKind = Literal["do", "dont", "keep"]
"""`keep`: what helps, and most do already."""
LineAction = Literal["approve", "edit", "strike", "restore"]
CardSection = Literal["said", "worked", "failed", "next", "open"]
"""Of a battle card: what customers say, replies that worked and that did not, what customers say next, and
questions without a good answer yet."""
Modality = Literal["plain", "negated", "hypothetical"]
"""How a name is spoken of: as a fact, denied (“we don't use it”), or imagined (“if we moved to it”)."""
Stance = Literal["better", "worse", "neutral"]
"""What the speaker thinks of a named thing, in itself or beside ours."""
Tier = Literal["appreciate", "engage", "trust"]
"""How far a customer's relationship has come."""
PointVerdict = Literal["met", "partly", "missed", "not applicable"]
MomentKind = Literal[
    "greeting",
    "verification",
    "reason",
    "question",
    "objection",
    "competitor",
    "feature_asked",
    "feature_failing",
    "price",
    "frustration",
    "praise",
    "empathy",
    "apology",
    "hold",
    "dead_air",
    "overtalk",
    "monologue",
    "promise",
    "next_step",
    "escalation",
    "resolution",
    "thanks",
    "goodbye",
]
MomentMethod = Literal["words", "meaning", "tracker", "name", "sound", "times", "rule"]
"""How a moment was found: by what is said, by what that means, by a tracker, as a name of the settings, in
the sound, from who speaks when, or from what stands around it."""
ReactionKind = Literal[
    "acceptance", "thanks", "agreement", "better", "worse", "rejection", "repeat", "escalation", "silence",
    "unclear", "unread",
]  # fmt: skip
"""How a customer took a reply. `better`, `worse`: by how their mood changed; `repeat`: they said it again;
`silence`: they said nothing more to it; `unread`: in a language that is not judged."""
RangeVerdict = Literal["in range", "near", "out of range"]
"""Where a figure lies: `near` is outside what is good, and not yet outside what is fair."""
BriefKind = Literal["facts", "reason", "turning_point", "result", "promise"]
AnswerValue = Literal["yes", "no", "not applicable"]
DisputeOutcome = Literal["granted", "refused", "withdrawn"]
TrackerMethod = Literal["phrase", "lemma", "fuzzy"]
"""How a line fits a tracker: as written, by another form of its words, or with a few other letters."""
Purpose = Literal["reason", "matter", "greeting", "verification", "small_talk", "goodbye"]
"""What a passage is for: why the customer calls, what is dealt with, or what every call has."""
TopicEditKind = Literal["rename", "merge", "split", "pin", "unpin", "never", "back", "undo"]
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
    "embed_sentences",
    "sense",
    "fit",
    "assign",
    "moments",
    "exchanges",
    "score",
    "weigh",
    "predict",
    "label",
    "brief",
    "highlight",
    "observe",
    "curate",
    "advise",
    "card",
]
RANGE_BITS = 14
"""The numbers of turns (`SpokenTurn.id`) that agree above so many bits are of one call."""
UserRole = Literal["lead", "agent"]
"""A lead sees and does all; an agent sees their own calls and what is shared with them."""
