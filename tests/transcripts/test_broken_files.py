import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachkit.config import TranscriptSettings
from coachkit.errors import InputError
from coachkit.transcripts.reading import read_transcript
from tests.transcripts.test_json_transcripts import WHISPERX
from tests.transcripts.test_srt import SPOKEN
from tests.transcripts.test_teams_docx import TODAY
from tests.transcripts.test_vtt import TEAMS

WHOLE = {
    "docx": TODAY,
    "json": json.dumps(WHISPERX).encode(),
    "srt": SPOKEN.encode(),
    "vtt": TEAMS.encode(),
    "csv": b"start,end,speaker,text\n0:01,0:02,Jana,Hello.\n0:03,,Tom,Hi.\n",
}
PIECES = st.binary(max_size=4) | st.sampled_from(
    [b"-->", b"\n\n", b"<v", b"\xff\xfe", b"99:99", b"{", b"Jana: "]
)


@pytest.mark.parametrize("suffix", WHOLE)
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_a_broken_file_is_read_or_refused_in_words(suffix: str, data: st.DataObject) -> None:
    whole = WHOLE[suffix]
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(whole)))
        gone = data.draw(st.sampled_from([0, 1, 2, 30, len(whole)]))
        whole = whole[:place] + data.draw(PIECES) + whole[place + gone :]
    with TemporaryDirectory() as folder:
        path = Path(folder, f"call.{suffix}")
        path.write_bytes(whole)
        assert outcome(path).startswith((f"call.{suffix}", "lines: "))


def outcome(path: Path) -> str:
    """Return how many lines a file has, or why it is refused; any other error is a failure."""
    try:
        return f"lines: {len(read_transcript(path, TranscriptSettings()).lines)}"
    except InputError as error:
        return str(error)
