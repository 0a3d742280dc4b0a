"""A call as ingest stores it, put together from its files and what is known of them."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from coachkit.call_details import Described
from coachkit.config import RecordingSource, Settings
from coachkit.errors import RecordingError
from coachkit.models import Call, CallAgent, CallDetails, Outcome, Recording
from coachkit.pipeline.intake.known import Entry, Known
from coachkit.pipeline.intake.opening import Opened
from coachkit.pipeline.people.settling import Roster

ID_LENGTH = 16
"""Characters of the hash of its first file that make a call's id."""


def place_parts(parts: Sequence[Opened], known: Known) -> tuple[Recording, ...]:
    """Return the files of a call with its id and their places in it: each begins where the last one ends.

    The id is that of the call which has the first file's sound or text already. A transcript that was
    changed where it lies is the same call; other sound under the same name is not.
    """
    first = parts[0].recording
    earlier = known.recordings.get(first.path)
    call_id = first.call_id
    if not call_id and earlier and first.reader and earlier.part == 0:
        call_id = earlier.call_id
    call_id = call_id or known.call_with(first.audio_hash) or first.audio_hash[:ID_LENGTH]
    placed: list[Recording] = []
    start = 0.0
    for number, part in enumerate(parts):
        placed.append(replace(part.recording, call_id=call_id, part=number, start=round(start, 3)))
        start += part.recording.duration
    return tuple(placed)


def make_entry(
    first: Opened, recordings: Sequence[Recording], described: Described, *, settings: Settings, place: str
) -> Entry:
    """Return the call that `recordings` hold; `place` is the path of its first file within the folder.

    Raises:
        RecordingError: The agent is on a channel that the recording lacks, or it is too long in all.
    """
    details = described.details
    source = settings.recordings.source_of(place)
    is_heard = recordings[0].reader is None
    duration = round(sum(one.duration for one in recordings), 3)
    if is_heard and len(recordings) > 1:
        _refuse_too_long(place, len(recordings), duration, settings.recordings.max_hours)
    language = details.language or (source.language if source else None) or settings.recordings.language
    call = Call(
        id=recordings[0].call_id,
        path=recordings[0].path,
        audio_hash=_joint_hash([one.audio_hash for one in recordings]),
        duration=duration,
        channels=first.channels,
        sample_rate=first.sample_rate,
        codec=first.codec,
        started_at=details.started_at.isoformat() if details.started_at else None,
        kind=details.kind,
        language=language,
        customer=Roster.from_settings(settings).customer(details.customer) if details.customer else None,
        agent_channel=_agent_channel(first, described, source) if is_heard else None,
        details_from=details.source,
        heard_channels=source.heard() if source and is_heard else None,
        medium="recording" if is_heard else "transcript",
        customer_named=details.customer,
    )
    return Entry(
        call=call,
        call_agents=_on_call(call, details, settings),
        outcomes=tuple(
            Outcome(call_id=call.id, n=n, kind=kind, value=value, source=by, recorded_at=at)
            for n, (kind, value, by, at) in enumerate(details.outcomes)
        ),
    )


def _refuse_too_long(place: str, parts: int, seconds: float, max_hours: float) -> None:
    if seconds > 3600 * max_hours:
        raise RecordingError(
            f"{place}: its {parts} parts are {seconds / 3600:.3g} hours long together; the most is "
            f"{max_hours:g} hours (recordings.max_hours in the settings)"
        )


def _joint_hash(hashes: Sequence[str]) -> str:
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def _agent_channel(first: Opened, described: Described, source: RecordingSource | None) -> int | None:
    channel = described.details.agent_channel
    where = described.origins.get("agent_channel", "recordings.sources in the settings")
    if channel is None and source:
        channel = source.agent()
    if channel is not None and channel >= max(first.channels, 2):
        raise RecordingError(
            f"{first.path.name} has {first.channels} channels, counted from 0; it has no agent_channel "
            f"{channel}: mend it where it comes from ({where})"
        )
    return channel


def _on_call(call: Call, details: CallDetails, settings: Settings) -> tuple[CallAgent, ...]:
    if not details.agent:
        return ()
    agent = Roster.from_settings(settings).agent(details.agent)
    return (CallAgent(call_id=call.id, n=0, agent=agent, start=0.0, end=call.duration, named=details.agent),)
