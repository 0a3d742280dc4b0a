"""Which noun of `coachkit.models` is stored in which table, and how the tables hang together.

The registry is the one place where a noun meets its table: reading, writing and the page about the
schema are derived from it. Its order is the order of writing: a table stands after those it refers to.
Foreign keys point only at `calls` and inside one stage: a stage that is run again deletes and writes
its own rows while the rows that a later stage made from the old ones are still there.
"""

from dataclasses import dataclass

from coachkit import models


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A foreign key: `columns` here are `to` of `table`. Deleting what is referred to deletes the row."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]
    cascades: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Where a noun is stored."""

    name: str
    noun: type
    key: tuple[str, ...]
    about: str
    """One or two sentences for the reader of the database."""
    references: tuple[Reference, ...] = ()
    row_number: str | None = None
    """An `integer primary key` besides `key`, for tables that the full-text index points into."""
    is_append_only: bool = False
    """Rows are added and stay: running the stage again never deletes them."""


_OF_CALL = (Reference(columns=("call_id",), table="calls", to=("id",)),)
_IN_PLAYLIST = Reference(columns=("playlist_id",), table="playlists", to=("id",))
_IN_PLAYBOOK = Reference(columns=("playbook_id",), table="playbooks", to=("id",))
_ON_CARD = Reference(columns=("card_id",), table="battle_cards", to=("id",))
_NUMBERED = ("call_id", "n")
_IN_EPOCH = ("epoch", "id")

TABLES: tuple[Table, ...] = (
    Table(
        name="customers",
        noun=models.Customer,
        key=("name",),
        about="People and companies that call, as named in sidecar files and file names.",
    ),
    Table(
        name="agents",
        noun=models.Agent,
        key=("name",),
        about="People who take calls: one row a person, whatever their log-in or extension is called.",
    ),
    Table(
        name="calls",
        noun=models.Call,
        key=("id",),
        about="Conversations. The id comes from the sound, so it stays when a file is renamed or moved.",
        references=(Reference(columns=("customer",), table="customers", to=("name",), cascades=False),),
    ),
    Table(
        name="recordings",
        noun=models.Recording,
        key=("path",),
        about="Files that were read, as they stood on disk; several files may hold the same call.",
        references=_OF_CALL,
    ),
    Table(
        name="call_agents",
        noun=models.CallAgent,
        key=_NUMBERED,
        about="Who took the call, from when to when; a transferred call has several rows.",
        references=(*_OF_CALL, Reference(columns=("agent",), table="agents", to=("name",), cascades=False)),
    ),
    Table(
        name="outcomes",
        noun=models.Outcome,
        key=_NUMBERED,
        about="How a call ended according to somebody outside the call: a survey, a CRM, a lead.",
        references=_OF_CALL,
    ),
    Table(
        name="past_outcomes",
        noun=models.PastOutcome,
        key=_NUMBERED,
        about="Outcomes that later reports have replaced: the history of `outcomes`.",
        references=_OF_CALL,
    ),
    Table(
        name="raw_segments",
        noun=models.RawSegment,
        key=_NUMBERED,
        about="What the recogniser heard, stretch by stretch, on each channel. Never changed afterwards.",
        references=_OF_CALL,
    ),
    Table(
        name="words",
        noun=models.Word,
        key=_NUMBERED,
        about="Every word that the recogniser heard, with its time. Never changed afterwards.",
        references=(
            *_OF_CALL,
            Reference(columns=("call_id", "raw_segment"), table="raw_segments", to=_NUMBERED),
        ),
    ),
    Table(
        name="hearings",
        noun=models.Hearing,
        key=("call_id",),
        about="How each call was heard: model, language, and how many windows that took.",
        references=_OF_CALL,
    ),
    Table(
        name="channels",
        noun=models.ChannelSound,
        key=_NUMBERED,
        about="What each channel of a recording sounds like: how much speech, how loud, how clean.",
        references=_OF_CALL,
    ),
    Table(
        name="quarantine",
        noun=models.Quarantined,
        key=_NUMBERED,
        about="Text that the recogniser wrote where nobody said it, with the rule that rejected it.",
        references=_OF_CALL,
    ),
    Table(
        name="sounds",
        noun=models.SoundSpan,
        key=_NUMBERED,
        about="Stretches of ringing, tones and music.",
        references=_OF_CALL,
    ),
    Table(
        name="voices",
        noun=models.VoiceSpan,
        key=_NUMBERED,
        about="Which voice speaks when, where several voices share a channel.",
        references=_OF_CALL,
    ),
    Table(
        name="speech_choices",
        noun=models.SpeechChoice,
        key=("call_id",),
        about="Calls that a person wants heard in another way than the settings say.",
        references=_OF_CALL,
    ),
    Table(
        name="edits",
        noun=models.Edit,
        key=_NUMBERED,
        about="People's changes to what was heard; removing a row undoes the change.",
        references=_OF_CALL,
    ),
    Table(
        name="segments",
        noun=models.Segment,
        key=_NUMBERED,
        about="The transcript: one row an utterance, in time order, with speaker and role.",
        references=_OF_CALL,
    ),
    Table(
        name="speakers",
        noun=models.CallSpeaker,
        key=_NUMBERED,
        about="The voices of each call: who each is, how surely, and why.",
        references=_OF_CALL,
    ),
    Table(
        name="legs",
        noun=models.Leg,
        key=_NUMBERED,
        about="Which agent has the call from when to when; a transfer begins another leg.",
        references=_OF_CALL,
    ),
    Table(
        name="omissions",
        noun=models.Omission,
        key=_NUMBERED,
        about="What was left out of a call because there is no model for its language.",
        references=_OF_CALL,
    ),
    Table(
        name="annotations",
        noun=models.Annotation,
        key=_NUMBERED,
        about="What spaCy saw in each segment.",
        references=_OF_CALL,
    ),
    Table(
        name="turns",
        noun=models.SpokenTurn,
        key=("call_id", "first_segment"),
        about="What each speaker says in one go, with its words as they are searched.",
        references=_OF_CALL,
    ),
    Table(
        name="vocabulary",
        noun=models.VocabularyWord,
        key=("term",),
        about="Every word that is said, and in how many turns; triggers keep it in step with `turns`.",
    ),
    Table(
        name="keywords",
        noun=models.Keyword,
        key=("call_id", "rank"),
        about="The key phrases of each call.",
        references=_OF_CALL,
    ),
    Table(
        name="mentions",
        noun=models.Mention,
        key=_NUMBERED,
        about="Every place where a competitor, a feature or a name not yet known is said.",
        references=_OF_CALL,
    ),
    Table(
        name="tracker_hits",
        noun=models.TrackerHit,
        key=_NUMBERED,
        about="Every place where the words of a tracker are said.",
        references=_OF_CALL,
    ),
    Table(
        name="line_vectors",
        noun=models.LineVectors,
        key=("call_id",),
        about="The meaning of each line of a call as numbers, kept where a tracker has examples.",
        references=_OF_CALL,
    ),
    Table(
        name="sentence_vectors",
        noun=models.SentenceVectors,
        key=("call_id",),
        about="The meaning of each sentence of the agents' lines that have several, as numbers: playbooks "
        "find in them what is said in different words.",
        references=_OF_CALL,
    ),
    Table(
        name="sensed_hits",
        noun=models.SensedHit,
        key=_NUMBERED,
        about="Lines that mean the same as an example of a tracker, whatever their words.",
        references=_OF_CALL,
    ),
    Table(
        name="tracker_verdicts",
        noun=models.TrackerVerdict,
        key=("tracker", "call_id", "start"),
        about="What people accepted and rejected of what trackers found.",
        references=_OF_CALL,
    ),
    Table(
        name="rejected_suggestions",
        noun=models.RejectedSuggestion,
        key=("spelling", "meant"),
        about="Names and spellings that people do not want suggested again.",
    ),
    Table(
        name="feelings",
        noun=models.Feeling,
        key=_NUMBERED,
        about="How each of the customer's segments sounds, from two models that err in different places.",
        references=_OF_CALL,
    ),
    Table(
        name="moments",
        noun=models.Moment,
        key=_NUMBERED,
        about="Stretches that matter, from greeting to goodbye, with what each was found by.",
        references=_OF_CALL,
    ),
    Table(
        name="metrics",
        noun=models.Metric,
        key=("call_id", "name"),
        about="Figures of a call, such as talk ratio; null with a reason where they cannot be known.",
        references=_OF_CALL,
    ),
    Table(
        name="grades",
        noun=models.Grade,
        key=("call_id",),
        about="How far each recording and its transcript can be trusted, from A to D, with reasons.",
        references=_OF_CALL,
    ),
    Table(
        name="passages",
        noun=models.Passage,
        key=_NUMBERED,
        about="Consecutive turns on one matter, about a hundred words: what topics are made of.",
        references=_OF_CALL,
    ),
    Table(
        name="vectors",
        noun=models.Vector,
        key=_NUMBERED,
        about="The meaning of each passage as numbers (an embedding of unit length).",
        references=(*_OF_CALL, Reference(columns=_NUMBERED, table="passages", to=_NUMBERED)),
    ),
    Table(
        name="packed_vectors",
        noun=models.PackedVectors,
        key=("call_id",),
        about="The vectors of each call's passages once more, small, for searching by meaning.",
        references=_OF_CALL,
    ),
    Table(
        name="corpus_models",
        noun=models.CorpusModel,
        key=("kind", "epoch"),
        about="What was learned from the whole library, one row a fit; old epochs stay.",
        is_append_only=True,
    ),
    Table(
        name="phrase_counts",
        noun=models.PhraseCount,
        key=("phrase",),
        about="In how many calls each phrase is said, as learned in the current epoch, from 2 calls on.",
    ),
    Table(
        name="passage_purposes",
        noun=models.PassagePurpose,
        key=_NUMBERED,
        about="What each passage is for: greetings, identity checks and small talk are kept out of topics.",
        references=_OF_CALL,
    ),
    Table(
        name="reasons",
        noun=models.Reason,
        key=_NUMBERED,
        about="Why customers call, in their own words.",
        references=_OF_CALL,
    ),
    Table(
        name="topics",
        noun=models.Topic,
        key=_IN_EPOCH,
        about="Groups of passages about one thing, as they are in each epoch; those of old epochs stay.",
        is_append_only=True,
    ),
    Table(
        name="topic_centres",
        noun=models.TopicCentre,
        key=("epoch", "n"),
        about="Where the topics of each epoch are: a passage belongs to the topic with the nearest centre.",
        references=(Reference(columns=("epoch", "topic_id"), table="topics", to=_IN_EPOCH, cascades=False),),
        is_append_only=True,
    ),
    Table(
        name="topic_moves",
        noun=models.TopicMove,
        key=("epoch", "n"),
        about="What each epoch changed: topics that stayed, came and went, with how many passages.",
        is_append_only=True,
    ),
    Table(
        name="topic_edits",
        noun=models.TopicEdit,
        key=("n", "topic_id"),
        about="What people changed about topics, in the order in which they did; refits keep to it.",
        is_append_only=True,
    ),
    Table(
        name="topic_passages",
        noun=models.TopicPassage,
        key=_NUMBERED,
        about="The topic of each passage that is about something; none where it is near no topic.",
        references=(
            *_OF_CALL,
            Reference(columns=("epoch", "topic_id"), table="topics", to=_IN_EPOCH, cascades=False),
        ),
    ),
    Table(
        name="scores",
        noun=models.Score,
        key=("call_id", "card"),
        about="The result of a score card on a call.",
        references=_OF_CALL,
    ),
    Table(
        name="leg_scores",
        noun=models.LegScore,
        key=("call_id", "n", "card"),
        about="The result of a score card on each leg of a call, for the leg's own agent.",
        references=_OF_CALL,
    ),
    Table(
        name="score_points",
        noun=models.ScorePoint,
        key=("call_id", "card", "criterion"),
        about="Every line of a score card on a call, with the place that shows it.",
        references=_OF_CALL,
    ),
    Table(
        name="learned_models",
        noun=models.LearnedModel,
        key=("epoch",),
        about="Scores learned from calls whose outcome is known, and how well they foretell others.",
        is_append_only=True,
    ),
    Table(
        name="learned_weights",
        noun=models.LearnedWeight,
        key=("epoch", "feature"),
        about="What each feature of a call is worth in a learned score.",
        is_append_only=True,
    ),
    Table(
        name="predictions",
        noun=models.Prediction,
        key=("call_id",),
        about="How likely each call went well, by the learned score in use.",
        references=_OF_CALL,
    ),
    Table(
        name="prediction_reasons",
        noun=models.PredictionReason,
        key=_NUMBERED,
        about="What moved each call's prediction most, with the place that shows it.",
        references=_OF_CALL,
    ),
    Table(
        name="labels",
        noun=models.Label,
        key=("call_id",),
        about="Whether a call is good, bad or neutral, and who says so.",
        references=_OF_CALL,
    ),
    Table(
        name="exchanges",
        noun=models.Exchange,
        key=_NUMBERED,
        about="Something comes up (a competitor, a feature, an objection), the agent replies, the customer "
        "reacts.",
        references=_OF_CALL,
    ),
    Table(
        name="brief_lines",
        noun=models.BriefLine,
        key=_NUMBERED,
        about="Each call in at most 120 words of facts and quotes.",
        references=_OF_CALL,
    ),
    Table(
        name="ratings",
        noun=models.Rating,
        key=("n",),
        about="What people say of calls and stretches of them; the newest of each person counts.",
        references=_OF_CALL,
        is_append_only=True,
    ),
    Table(
        name="answers",
        noun=models.Answer,
        key=("n",),
        about="People's answers to the manual questions of score cards; the newest counts.",
        references=_OF_CALL,
        is_append_only=True,
    ),
    Table(
        name="disputes",
        noun=models.Dispute,
        key=("n",),
        about="Objections to lines of score cards.",
        references=_OF_CALL,
        is_append_only=True,
    ),
    Table(
        name="dispute_decisions",
        noun=models.DisputeDecision,
        key=("dispute",),
        about="What was decided on disputes.",
        references=_OF_CALL,
        is_append_only=True,
    ),
    Table(
        name="highlights",
        noun=models.Highlight,
        key=_NUMBERED,
        about="Stretches worth playing, on the bounds of a clip: what playlists are filled from.",
        references=_OF_CALL,
    ),
    Table(
        name="prompt_vectors",
        noun=models.PromptVector,
        key=_NUMBERED,
        about="What the prompts of highlights mean; "
        "`np.frombuffer(vector, np.int8) / 127` is a unit vector of 384 numbers.",
        references=_OF_CALL,
    ),
    Table(
        name="playlists",
        noun=models.Playlist,
        key=("id",),
        about="Lists of clips worth hearing together.",
    ),
    Table(
        name="clips",
        noun=models.Clip,
        key=("playlist_id", "n"),
        about="Stretches of calls, and why each is in its playlist.",
        references=(*_OF_CALL, _IN_PLAYLIST),
    ),
    Table(
        name="departures",
        noun=models.Departure,
        key=("playlist_id", "n"),
        about="Clips that left their playlist without anybody taking them out, and why.",
        references=(_IN_PLAYLIST,),
    ),
    Table(
        name="made_playlists",
        noun=models.MadePlaylist,
        key=("id",),
        about="Playlists that people made: by hand, by freezing another, or from a file.",
        is_append_only=True,
    ),
    Table(
        name="kept_clips",
        noun=models.KeptClip,
        key=("n",),
        about="Clips that people put into playlists, and those of frozen ones; no refresh takes them away.",
        is_append_only=True,
    ),
    Table(
        name="clip_changes",
        noun=models.ClipChange,
        key=("n",),
        about="What people did to clips of playlists: pinned, excluded, moved, trimmed, noted.",
        is_append_only=True,
    ),
    Table(
        name="assignments",
        noun=models.Assignment,
        key=("n",),
        about="Playlists that agents are asked to hear.",
        is_append_only=True,
    ),
    Table(
        name="listenings",
        noun=models.Listening,
        key=("n",),
        about="What was heard of assignments, acknowledged and commented.",
        references=(Reference(columns=("assignment",), table="assignments", to=("n",)),),
        is_append_only=True,
    ),
    Table(
        name="users",
        noun=models.User,
        key=("name",),
        about="Who may log in to the web page; without any, nobody needs to.",
    ),
    Table(
        name="talks_prepared",
        noun=models.TalkPrepared,
        key=("n",),
        about="Pages for one-to-ones as they were prepared, so that the next can say what changed.",
        is_append_only=True,
    ),
    Table(
        name="cases",
        noun=models.Case,
        key=_NUMBERED,
        about="What came up and how an agent dealt with it: what they did, and how it went. Playbooks are "
        "mined from these.",
        references=_OF_CALL,
    ),
    Table(
        name="playbooks",
        noun=models.Playbook,
        key=("id",),
        about="What works and what does not when one thing comes up, and what evidence is missing.",
    ),
    Table(
        name="playbook_lines",
        noun=models.PlaybookLine,
        key=("playbook_id", "n"),
        about="Dos, don'ts and keeps with what they rest on, and those that are withheld, with the reason.",
        references=(_IN_PLAYBOOK,),
    ),
    Table(
        name="playbook_quotes",
        noun=models.PlaybookQuote,
        key=("playbook_id", "line", "n"),
        about="Places to play for a line of a playbook, of cases that went well and badly.",
        references=(
            *_OF_CALL,
            Reference(columns=("playbook_id", "line"), table="playbook_lines", to=("playbook_id", "n")),
        ),
    ),
    Table(
        name="playbook_versions",
        noun=models.PlaybookVersion,
        key=("playbook_id", "n"),
        about="Every playbook as it once stood, and what had changed, and why.",
        is_append_only=True,
    ),
    Table(
        name="line_choices",
        noun=models.LineChoice,
        key=("n",),
        about="What people decided of lines of playbooks: approved, edited, struck, restored.",
        is_append_only=True,
    ),
    Table(
        name="battle_cards",
        noun=models.BattleCard,
        key=("id",),
        about="One page for each competitor and feature that comes up.",
    ),
    Table(
        name="card_lines",
        noun=models.CardLine,
        key=("card_id", "n"),
        about="What battle cards say: customers' words, replies that worked and not, open questions.",
        references=(_ON_CARD,),
    ),
    Table(
        name="card_quotes",
        noun=models.CardQuote,
        key=("card_id", "line", "n"),
        about="Places to play for a line of a battle card.",
        references=(
            *_OF_CALL,
            Reference(columns=("card_id", "line"), table="card_lines", to=("card_id", "n")),
        ),
    ),
    Table(
        name="failures",
        noun=models.Failure,
        key=("subject", "stage"),
        about="Files, and stages of calls, that could not be done; a row goes when it later succeeds.",
    ),
    Table(
        name="folders",
        noun=models.BuiltFolder,
        key=("path",),
        about="Folders that were built into the library; commands that derive rows anew take their settings.",
    ),
    Table(
        name="stage_runs",
        noun=models.StageRun,
        key=("call_id", "stage"),
        about="What was run on which call and from what, so that a build redoes only what differs.",
    ),
)

TABLE_OF: dict[type, Table] = {table.noun: table for table in TABLES}
TABLE_NAMED: dict[str, Table] = {table.name: table for table in TABLES}
