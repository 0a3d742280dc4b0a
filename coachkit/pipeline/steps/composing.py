"""The step that makes the transcript everybody reads, of what was heard or of what was given."""

from collections.abc import Sequence
from dataclasses import replace

from coachkit.cues import built_in_cues
from coachkit.models import (
    Call,
    CallAgent,
    Edit,
    RawSegment,
    SoundSpan,
    StageRows,
    VoiceSpan,
    Word,
)
from coachkit.pipeline.steps.bench import (
    GREETINGS,
    PARTS,
    ROLES,
    Bench,
    agent_channel_of,
    company_names,
    people_known,
    people_named,
    speakers_of,
)
from coachkit.pipeline.steps.who_speaks import as_people_said
from coachkit.pipeline.steps.writing import as_written
from coachkit.stages.compose import compose_segments, voice_label
from coachkit.stages.compose_given import compose_given, tell_by_name, with_own_roles
from coachkit.stages.parts import mark_parts
from coachkit.stages.speakers import Told, tell_speakers, voices_of, with_doubt
from coachkit.stages.spoken_languages import find_omissions, with_languages
from coachkit.stages.wrong_way import doubt_about_roles


def compose(bench: Bench, call: Call) -> StageRows:
    """Make segments of words and edits, and say who speaks them."""
    library = bench.library
    edits, speakers = library.rows(Edit, call_id=call.id), speakers_of(bench, call)
    if call.medium == "transcript":
        return _compose_given(bench, call, edits)
    spans, words = library.rows(VoiceSpan, call_id=call.id), library.rows(Word, call_id=call.id)
    segments = compose_segments(
        call,
        words,
        agent_channel=agent_channel_of(bench, call),
        speakers=speakers,
        voices=spans,
    )
    segments = with_languages(segments, words, library.rows(RawSegment, call_id=call.id))
    segments = as_written(segments, words, edits, bench.settings.correct)
    voices = voices_of(segments, spans, {voice_label(span.voice): span.voice for span in spans})
    segments = mark_parts(segments, library.rows(SoundSpan, call_id=call.id), cues=built_in_cues(PARTS))
    packs = (built_in_cues(ROLES), built_in_cues(GREETINGS))
    told = tell_speakers(call, segments, voices, people_known(bench, call), packs=packs)
    return _with_doubt(bench, call, as_people_said(call, told, edits, speakers))


def _compose_given(bench: Bench, call: Call, edits: Sequence[Edit]) -> StageRows:
    """Make segments of the lines of a given transcript, and say who speaks them."""
    raw = bench.library.rows(RawSegment, call_id=call.id)
    words = bench.library.rows(Word, call_id=call.id)
    segments = compose_given(call, raw, words)
    segments = as_written(segments, words, edits, bench.settings.correct)
    segments = mark_parts(segments, (), cues=built_in_cues(PARTS))
    given = tell_by_name(segments, raw, people_named(bench, call))
    voices = given.voices_of(segments)
    told = tell_speakers(
        call,
        segments,
        voices,
        people_known(bench, call),
        packs=(built_in_cues(ROLES), built_in_cues(GREETINGS)),
        given=given,
    )
    told = replace(
        told,
        segments=with_own_roles(told.segments, raw),
        speakers=[replace(one, voice=None) for one in told.speakers],
    )
    named = {n for n, voice in voices.items() if voice in given.names}
    told = as_people_said(call, told, edits, speakers_of(bench, call), own_names=named)
    return _with_doubt(bench, call, told)


def _with_doubt(bench: Bench, call: Call, told: Told) -> StageRows:
    doubt = doubt_about_roles(
        told.segments,
        company=company_names(bench),
        agents=[on_call.agent for on_call in bench.library.rows(CallAgent, call_id=call.id)],
        cues=built_in_cues(GREETINGS),
    )
    rows = with_doubt(told.speakers, doubt)
    return {
        "segments": [*told.segments],
        "speakers": [*rows],
        "legs": [*told.legs],
        "omissions": [*find_omissions(told.segments)],
    }
