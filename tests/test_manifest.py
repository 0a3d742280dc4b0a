from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.config import ManifestSettings
from coachkit.errors import InputError
from coachkit.manifest import ManifestRow, assign_rows, one_row, read_manifest
from coachkit.models import CallDetails

TARGETS = {
    "one": ["one.wav", "one"],
    "north": ["north/two.wav", "two.wav", "two"],
    "south": ["south/two.wav", "two.wav", "two"],
}


def written(tmp_path, text, *, encoding="utf-8"):
    path = tmp_path / "manifest.csv"
    path.write_bytes(text.encode(encoding))
    return path


def rows(tmp_path, text, **settings):
    return read_manifest(written(tmp_path, text), ManifestSettings(**settings))


def test_everything_that_a_row_may_say_is_read(tmp_path):
    text = (
        "file,agent,customer,started_at,kind,language,agent_channel,CSAT\n"
        "one.wav,agent12,Marta,16.11.2026 09:15,support,tr,1,4\n"
    )
    [row] = rows(tmp_path, text, outcomes={"csat": "csat"})
    assert (row.line, row.file, row.problem) == (2, "one.wav", None)
    assert row.details == CallDetails(
        agent="agent12",
        customer="Marta",
        started_at=datetime(2026, 11, 16, 9, 15),
        kind="support",
        language="tr",
        agent_channel=1,
        outcomes=(("csat", "4", "manifest", None),),
        source="manifest",
    )


def test_a_spreadsheets_own_way_of_writing_is_read(tmp_path):
    path = written(tmp_path, "\ufeffDatei;Agent\r\none.wav;Jörg\r\n", encoding="utf-16-le")
    settings = ManifestSettings(columns={"file": "Datei"})
    [row] = read_manifest(path, settings)
    assert (row.file, row.details.agent) == ("one.wav", "Jörg")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,agent\nx,y\n", r"manifest\.csv: line 1 has no column “file”; it has name, agent"),
        ("", r"manifest\.csv: the table is empty"),
    ],
)
def test_a_manifest_that_names_no_files_is_refused(tmp_path, text, message):
    with pytest.raises(InputError, match=message):
        rows(tmp_path, text)


def test_a_column_that_the_settings_name_must_be_there(tmp_path):
    with pytest.raises(InputError, match="has no column “Rating”"):
        rows(tmp_path, "file,agent\none.wav,x\n", outcomes={"csat": "Rating"})


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ("one.wav,31.02.2026,", "line 3: “31.02.2026” is no date that can be read"),
        ("one.wav,,left", "line 3: “left” is no channel; write 0 for left or 1 for right"),
        ("one.wav,,-1", "line 3: “-1” is no channel"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_with_its_line(tmp_path, cells, message):
    _, row = rows(tmp_path, f"file,started_at,agent_channel\ntwo.wav,,\n{cells}\n")
    assert message in row.problem
    with pytest.raises(InputError, match=r"manifest\.csv, line 3"):
        one_row("manifest.csv", [row])


def test_days_may_be_written_with_the_month_first(tmp_path):
    text = "file,started_at\none.wav,03/04/2026\n"
    assert rows(tmp_path, text)[0].details.started_at == datetime(2026, 4, 3)
    assert rows(tmp_path, text, day_first=False)[0].details.started_at == datetime(2026, 3, 4)


@pytest.mark.parametrize(
    ("named", "target"),
    [
        ("one.wav", "one"),
        ("one", "one"),
        ("ONE.WAV", "one"),
        ("./one.wav", "one"),
        ("north/two.wav", "north"),
        ("south\\two.wav", "south"),
    ],
)
def test_a_row_names_its_file_by_path_name_or_name_without_suffix(tmp_path, named, target):
    found = rows(tmp_path, f"file,agent\n{named},Jana\n")
    assigned = assign_rows("manifest.csv", found, TARGETS)
    assert (list(assigned.rows), assigned.strays) == ([target], ())


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("three.wav", "manifest.csv, line 2: there is no file “three.wav” here"),
        ("two.wav", "manifest.csv, line 2: “two.wav” could be 2 files; write its path within the folder"),
        ("", "manifest.csv, line 2: no file is named"),
    ],
)
def test_a_row_about_no_file_or_several_is_told_with_its_line(tmp_path, named, message):
    found = rows(tmp_path, f"file,agent\n{named},Jana\n")
    [stray] = assign_rows("manifest.csv", found, TARGETS).strays
    assert stray.problem == message


def test_two_rows_about_a_file_may_say_the_same_but_nothing_else(tmp_path):
    found = rows(tmp_path, "file,agent\none.wav,Jana\none,Jana\none.wav,Tom\n")
    assert one_row("manifest.csv", found[:2]) == found[0]
    with pytest.raises(InputError, match=r"manifest\.csv, lines 2 and 4: both are about “one\.wav”"):
        one_row("manifest.csv", found)


names = st.lists(st.text("abAB. é", min_size=1, max_size=4), min_size=1, max_size=4)


@given(st.dictionaries(st.integers(0, 5), names, max_size=5), st.text("abAB. é", max_size=4))
def test_a_row_is_about_one_file_or_a_stray(targets, named):
    row = ManifestRow(line=2, file=named, details=CallDetails())
    assigned = assign_rows("m.csv", [row], targets)
    assert sum(map(len, assigned.rows.values())) + len(assigned.strays) == 1
