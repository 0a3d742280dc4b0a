"""Every file with a part number is part of the call, a call of its own, or told why not: never lost."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from coachkit.models import Recording
from coachkit.pipeline.intake.joining import join_parts
from coachkit.pipeline.intake.known import Known
from coachkit.pipeline.intake.opening import Opened
from coachkit.pipeline.intake.source_files import FileGroup

CALL = Path("/calls/call")


def opened(path: Path, channels: int) -> Opened:
    recording = Recording(
        path=str(path), size=1, modified_ns=1, audio_hash=path.name, call_id="", duration=9.0
    )
    return Opened(recording=recording, codec="opus", channels=channels, sample_rate=8000)


files = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from([".mp3", ".wav"]), st.sampled_from([0, 1, 2])),
    min_size=1,
    max_size=8,
    unique_by=lambda file: file[:2],
)


@given(files)
def test_no_file_is_lost_and_none_is_taken_twice(found):
    """Files without channels are those that cannot be read."""
    members = sorted((number, CALL.with_name(f"call_P{number:03}{end}"), n) for number, end, n in found)
    group = FileGroup(
        medium="recording", base=CALL, members=tuple((path, number) for number, path, _ in members)
    )
    readable = {path: opened(path, channels) for _, path, channels in members if channels}

    joined = join_parts(group, readable, Known())

    told = [path for path, _ in joined.refused]
    placed = [one.path for one in (*joined.parts, *joined.apart)]
    assert sorted([*told, *placed]) == sorted(readable)
    numbers = [number for part in joined.parts for number, path, _ in members if path == part.path]
    assert numbers == list(range(members[0][0], members[0][0] + len(numbers)))
    assert len({part.channels for part in joined.parts}) <= 1
    assert not numbers or numbers[0] in (0, 1)
