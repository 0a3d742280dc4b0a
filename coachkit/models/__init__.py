"""Every noun of coachkit: `calls`, `hearing`, `transcript`, `findings`, `judgements`, `playlists`, `records`.

All are frozen values. A noun that is stored has exactly the columns of its table (see
`coachkit.store.tables`), so a reader of the database and a reader of the code see the same names.
Times named `start`, `end` and `duration` are seconds from the beginning of the recording.
"""

from coachkit.models.calls import (
    Agent,
    AudioStream,
    Call,
    CallAgent,
    CallDetails,
    Customer,
    Outcome,
    PastOutcome,
    Recording,
)
from coachkit.models.findings import (
    Annotation,
    CorpusModel,
    Keyword,
    Mention,
    Passage,
    Topic,
    TopicPassage,
    Vector,
)
from coachkit.models.hearing import ChannelSound, Hearing, Quarantined, RawSegment, SoundSpan, VoiceSpan, Word
from coachkit.models.judgements import Exchange, Feeling, Grade, Label, LegScore, Metric, Score, ScorePoint
from coachkit.models.kinds import (
    GradeLetter,
    Medium,
    MentionKind,
    Origin,
    Part,
    PointVerdict,
    Role,
    SoundKind,
    SpeechEngine,
    StageName,
    TimesFrom,
    Verdict,
)
from coachkit.models.playlists import Clip, Playlist
from coachkit.models.records import BuiltFolder, Failure, StageRows, StageRun
from coachkit.models.transcript import CallSpeaker, Edit, Leg, Omission, Segment, SpeechChoice, Turn

__all__ = [
    "Agent",
    "Annotation",
    "AudioStream",
    "BuiltFolder",
    "Call",
    "CallAgent",
    "CallDetails",
    "CallSpeaker",
    "ChannelSound",
    "Clip",
    "CorpusModel",
    "Customer",
    "Edit",
    "Exchange",
    "Failure",
    "Feeling",
    "Grade",
    "GradeLetter",
    "Hearing",
    "Keyword",
    "Label",
    "Leg",
    "LegScore",
    "Medium",
    "Mention",
    "MentionKind",
    "Metric",
    "Omission",
    "Origin",
    "Outcome",
    "Part",
    "Passage",
    "PastOutcome",
    "Playlist",
    "PointVerdict",
    "Quarantined",
    "RawSegment",
    "Recording",
    "Role",
    "Score",
    "ScorePoint",
    "Segment",
    "SoundKind",
    "SoundSpan",
    "SpeechChoice",
    "SpeechEngine",
    "StageName",
    "StageRows",
    "StageRun",
    "TimesFrom",
    "Topic",
    "TopicPassage",
    "Turn",
    "Vector",
    "Verdict",
    "VoiceSpan",
    "Word",
]
