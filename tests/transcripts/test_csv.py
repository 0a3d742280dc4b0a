import pytest

from coachkit.config import TranscriptSettings
from coachkit.errors import InputError
from tests.transcripts.conftest import Read


def test_a_table_is_read_under_its_own_headings(read: Read) -> None:
    settings = TranscriptSettings(columns={"start": "Von", "end": "Bis", "speaker": "Wer", "text": "Was"})
    table = "Nr;Von;Bis;Wer;Was\n1;0,5;2,25;Jana;Guten Tag.\n2;0:03;0:04,5;Tom;Hallo.\n"

    lines = read("call.csv", table, settings).lines

    assert [(line.start, line.end, line.speaker, line.text) for line in lines] == [
        (0.5, 2.25, "Jana", "Guten Tag."),
        (3.0, 4.5, "Tom", "Hallo."),
    ]


def test_times_that_lack_are_worked_out_and_marked(read: Read) -> None:
    table = "start,end,text\n0:01,,Five words are in it.\n,0:10,Two words.\n0:12,0:13,Done.\n"

    lines = read("call.csv", table).lines

    assert [(line.start, line.end) for line in lines] == [(1.0, 3.0), (9.2, 10.0), (12.0, 13.0)]
    assert [line.is_estimated for line in lines] == [True, True, False]


def test_a_table_without_times_follows_the_pace_of_talk(read: Read) -> None:
    lines = read("call.csv", "speaker,text\nJana,Five words are in it.\nTom,Two words.\n").lines
    assert [(line.start, line.end) for line in lines] == [(0.0, 2.0), (2.0, 2.8)]


def test_a_role_stands_for_a_speaker_that_is_not_named(read: Read) -> None:
    lines = read("call.csv", "start,role,text\n1,AGENT,Hello.\n2,customer,Hi.\n3,,Hm.\n").lines
    assert [(line.speaker, line.role) for line in lines] == [
        ("Agent", "agent"),
        ("Customer", "customer"),
        (None, None),
    ]


def test_a_language_is_read_as_its_code(read: Read) -> None:
    lines = read("call.csv", "start,language,text\n1,tr-TR,Merhaba.\n2,English,Hello.\n").lines
    assert [line.language for line in lines] == ["tr", "en"]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            "when,what\n1,Hello.\n",
            "call.csv: line 1 has no column “text”; it has when, what; name the column",
        ),
        ("start,text\nsoon,Hello.\n", "call.csv, line 2: “soon” in the column “start” is no time"),
        ("start,end,text\n1,2,Hi.\n9,8,Ho.\n", "call.csv, line 3: ends at 8 s, before it begins at 9 s"),
        ("start,text\n", "call.csv: nobody says anything in it"),
        ("", "call.csv: the table is empty"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(read: Read, table: str, message: str) -> None:
    with pytest.raises(InputError) as raised:
        read("call.csv", table)
    assert str(raised.value).startswith(message)
