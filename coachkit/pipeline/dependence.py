"""What the rows of a stage depend on beside the stages that it reads: settings, packs, epochs, and facts.

Whatever these functions return is hashed: where it is another, the stage runs again. So each returns what its
stage uses, and no more.
"""

from coachkit.config.ranges import built_in_ranges
from coachkit.cues import pack_text
from coachkit.models import (
    Call,
    CallAgent,
    ClipChange,
    CorpusModel,
    Edit,
    KeptClip,
    LineChoice,
    MadePlaylist,
    Outcome,
    Rating,
    Recording,
    TopicEdit,
    TrackerVerdict,
)
from coachkit.pipeline.steps.asked_lists import asked_now
from coachkit.pipeline.steps.bench import (
    GREETINGS,
    OUTCOMES,
    PARTS,
    ROLES,
    TOPICS,
    Bench,
    agent_channel_of,
    company_names,
    heard_channels_of,
    people_known,
    people_named,
    people_on,
    speakers_of,
    speech_of,
)
from coachkit.pipeline.steps.judging import own_trackers
from coachkit.pipeline.steps.labelling import learned_in_use
from coachkit.pipeline.steps.tracking import by_meaning, by_words, facts_used, judged_lines, things_named
from coachkit.pipeline.steps.writing import spellings_on
from coachkit.purposes import PACK as PURPOSES
from coachkit.scorecards.in_use import cards_of
from coachkit.store.reading.cards import calls_as_dated, told_to_leave
from coachkit.store.reading.curating import calls_as_told
from coachkit.store.reading.opinions import standing_disputes
from coachkit.store.reading.topic_titles import topic_titles
from coachkit.tracking.about_names import PACK as TALK_ABOUT_NAMES
from coachkit.transcripts.reading import READER_VERSION

_REPLIES = ("traits", "cues", "reactions", "questions", "vague", PURPOSES)
"""The packs by which replies are read."""


def epoch_of(bench: Bench, kind: str = TOPICS) -> object:
    """Return the epoch of what was learned from the whole library, and what it was learned from."""
    model: CorpusModel | None = bench.library.current_epoch(kind)
    return model and (model.epoch, model.fingerprint)


def cards_used(bench: Bench) -> object:
    """Return what scores are made by: the cards, the phrases and ranges that they use."""
    return (cards_of(bench.settings), pack_text("cues"), bench.settings.ranges)


def _parts_of(call: Call) -> tuple[str, ...]:
    """Return what changes when a part joins the call; nothing for a call in one piece.

    Only the hash of a call in parts is not what its id begins.
    """
    return () if call.audio_hash.startswith(call.id) else (call.audio_hash,)


def heard_or_read(bench: Bench, call: Call) -> object:
    """Return what the words of a call depend on: its sound and what hears it, or its transcript."""
    if call.medium == "transcript":
        is_table = call.path.casefold().endswith(".csv")
        files = bench.library.rows(Recording, call_id=call.id)
        return (
            call.audio_hash,
            # Roles, languages and word times may change where text and times stay.
            sorted((file.part, file.size) for file in files),
            READER_VERSION,
            bench.settings.transcripts if is_table else None,
            call.language or bench.tools.identity("text_languages"),
        )
    return (
        call.id,
        call.language,
        heard_channels_of(bench, call),
        bench.tools.speech_identity(speech_of(bench, call)),
        *_parts_of(call),
    )


def parts_and_roles(_: Bench) -> object:
    """Return the packs by which a call is cut into parts and its sides are told apart."""
    return "\n".join(pack_text(pack) for pack in (PARTS, ROLES, GREETINGS))


def who_speaks(bench: Bench, call: Call) -> object:
    """Return what lines depend on beside the words: who may speak, and what people changed."""
    return (
        call.channels,
        agent_channel_of(bench, call),
        speakers_of(bench, call),
        people_known(bench, call),
        *([people_named(bench, call)] if call.medium == "transcript" else []),
        bench.library.rows(Edit, call_id=call.id),
        *spellings_on(bench.library, call.id, bench.settings.correct),
    )


def names_looked_for(bench: Bench) -> object:
    """Return the competitors and features of the settings, and how talk about them is told."""
    settings = bench.settings
    return (settings.competitors, settings.features, company_names(bench), pack_text(TALK_ABOUT_NAMES))


def facts_of_names(bench: Bench, call: Call) -> object:
    """Return the people on a call, whose names are no brands, and what conditions of names ask of it."""
    named = things_named(bench.settings)
    return people_on(bench, call), facts_used(bench.library, bench.settings, call, named)


def words_looked_for(bench: Bench) -> object:
    """Return the trackers that look for words."""
    return by_words(bench.settings), pack_text(TALK_ABOUT_NAMES)


def facts_of_words(bench: Bench, call: Call) -> object:
    """Return what conditions of trackers that look for words ask of a call."""
    trackers = [one.settings for one in by_words(bench.settings)]
    return facts_used(bench.library, bench.settings, call, trackers)


def meanings_looked_for(bench: Bench) -> object:
    """Return the trackers with examples, and what people said of their hits."""
    trackers = by_meaning(bench.settings)
    return trackers, judged_lines(bench.library, trackers)


def facts_of_meanings(bench: Bench, call: Call) -> object:
    """Return what conditions of trackers with examples ask of a call."""
    trackers = [one.settings for one in by_meaning(bench.settings)]
    return facts_used(bench.library, bench.settings, call, trackers)


def measured_by(bench: Bench) -> object:
    """Return the ranges and phrases of figures."""
    return bench.settings.ranges, built_in_ranges(), pack_text("cues"), pack_text("questions")


def reactions_judged_by(bench: Bench) -> object:
    """Return the packs by which replies are judged, and the trackers that replies are judged to."""
    packs = (pack_text(pack) for pack in ("cues", "reactions", PURPOSES))
    return (*packs, own_trackers(bench))


def said_of_stretches(bench: Bench, call: Call) -> object:
    """Return what people say of hits and of stretches of a call."""
    ratings = bench.library.rows(Rating, call_id=call.id)
    return (
        bench.library.rows(TrackerVerdict, call_id=call.id),
        [one for one in ratings if one.start is not None],
    )


def learned_by(bench: Bench) -> object:
    """Return what says which calls went well, for the score that is learned from them."""
    settings = bench.settings
    return settings.outcomes, settings.scoring.learn_from, pack_text("cues"), cards_used(bench)


def foretold_by(bench: Bench) -> object:
    """Return what a prediction and its reasons are made of; None where no learned score is in use."""
    if not learned_in_use(bench):
        return None
    return (
        epoch_of(bench, OUTCOMES),
        pack_text("cues"),
        pack_text("learned"),
        topic_titles(bench.library),
    )


def clip_lengths(bench: Bench) -> object:
    """Return what says where clips begin and end."""
    playlists = bench.settings.playlists
    return playlists.min_seconds, playlists.max_seconds, playlists.padding_seconds


def heard_and_read(bench: Bench) -> object:
    """Return what says where clips begin and end, and the packs by which replies are read."""
    return clip_lengths(bench), _packs(*_REPLIES)


def watched_by(bench: Bench) -> object:
    """Return what outcomes mean, and the packs by which it is read what agents do."""
    return bench.settings.outcomes, _packs(*_REPLIES)


def curated_by(bench: Bench) -> object:
    """Return what people ask of playlists and did to them, what is disputed, and what calls tell."""
    library = bench.library
    return (
        bench.settings.playlists,
        tuple(pack_text(pack) for pack in ("playlists", "contrasts", "traits")),
        asked_now(bench),
        [library.rows(noun) for noun in (MadePlaylist, KeptClip, ClipChange, TopicEdit)],
        standing_disputes(library),
        calls_as_told(library),
    )


def who_and_how(bench: Bench, call: Call) -> object:
    """Return who took a call, and what people and other systems say of how it went; not what calls show."""
    library = bench.library
    ratings = [one for one in library.rows(Rating, call_id=call.id) if one.start is None]
    outcomes = [one for one in library.rows(Outcome, call_id=call.id) if one.origin != "calls"]
    return library.rows(CallAgent, call_id=call.id), outcomes, ratings


def advised_by(bench: Bench) -> object:
    """Return what playbooks are written by, what people decided of lines, and what may not be played."""
    library = bench.library
    return (
        bench.settings.playbooks,
        _packs("traits", "cues", "reactions", PURPOSES),
        library.rows(LineChoice),
        topic_titles(library),
        standing_disputes(library),
        calls_as_dated(library),
    )


def carded_by(bench: Bench) -> object:
    """Return what battle cards are about, which calls can be heard, and when and of whom all are.

    Also which of the agents' deeds they leave out.
    """
    settings = bench.settings
    to_leave = [(*key, sorted(names)) for key, names in sorted(told_to_leave(bench.library).items())]
    named = [[one.name for one in of_kind] for of_kind in (settings.competitors, settings.features)]
    packs = _packs("questions", PURPOSES, "traits")
    return named, settings.playbooks.min_grade, packs, calls_as_dated(bench.library), to_leave


def _packs(*names: str) -> tuple[str, ...]:
    return tuple(pack_text(one) for one in names)
