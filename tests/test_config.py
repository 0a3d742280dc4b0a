import pytest

from coachkit.config import find_settings, load_settings, parse_settings
from coachkit.errors import SettingsError


def complaint(text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        parse_settings(text)
    return str(caught.value)


def test_without_a_file_everything_has_a_default():
    settings = load_settings(None)
    assert settings.speech.model == "base"
    assert settings.recordings.agent_channel == 0


def test_competitors_features_and_people_are_read():
    settings = parse_settings(
        '[company]\nname = "Fernway"\n[[competitors]]\nname = "Zenlane"\naliases = ["Zen Lane"]\n'
        '[[agents]]\nname = "Jana K."\naliases = ["agent12"]\nstarted = 2025-03-01\n'
    )
    assert settings.competitors[0].forms() == ("Zenlane", "Zen Lane")
    assert str(settings.people()[0].started) == "2025-03-01"


def test_an_unknown_key_is_named_with_the_likely_one():
    assert "unknown key “competitor”; did you mean “competitors”?" in complaint(
        "[[competitor]]\nname = 'x y'"
    )
    assert "“competitors[1].alias”; did you mean “aliases”?" in complaint(
        "[[competitors]]\nname = 'Zenlane'\nalias = ['z']"
    )


def test_a_wrong_type_names_the_key_and_the_value():
    message = complaint("[[competitors]]\nname = 'Zenlane'\naliases = 'Zen Lane'")
    assert "“competitors[1].aliases” needs a list" in message
    assert "'Zen Lane'" in message


def test_a_name_used_for_two_things_is_refused():
    message = complaint("[[competitors]]\nname='Zenlane'\n[[competitors]]\nname='Other'\naliases=['ZENLANE']")
    assert "“ZENLANE” stands for two of them, “Zenlane” and “Other”; keep it with one" in message


def test_broken_toml_says_where():
    assert "line 2" in complaint("[company]\nname = Fern")


def test_a_missing_file_says_how_to_get_one(tmp_path):
    with pytest.raises(SettingsError, match="coachkit init"):
        load_settings(tmp_path / "nothing.toml")


def test_the_folders_own_settings_come_before_those_of_the_current_folder(tmp_path, monkeypatch):
    folder = tmp_path / "calls"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    assert find_settings(folder) is None
    (tmp_path / "coachkit.toml").touch()
    assert find_settings(folder) is not None
    (folder / "coachkit.toml").touch()
    assert find_settings(folder) == folder / "coachkit.toml"


def test_the_first_source_that_fits_a_path_lays_out_its_channels():
    recordings = parse_settings(
        '[recordings]\n[[recordings.sources]]\nfiles = "north/*"\nagent_channel = 1\n'
        '[[recordings.sources]]\nfiles = "*_conference.wav"\nchannels = { agent = 2, customer = 0 }\n'
        '[[recordings.sources]]\nfiles = "*.wav"\nmix = true\n'
    ).recordings

    def layout(place):
        source = recordings.source_of(place)
        return source and (source.agent(), source.heard())

    assert layout("North/monday/a.mp3") == (1, None)
    assert layout("north/x_conference.wav") == (1, None)
    assert layout("south/x_conference.wav") == (2, (0, 2))
    assert layout("south/x.wav") == (None, ())
    assert layout("south/north/x.mp3") is None


@pytest.mark.parametrize(
    ("layout", "wrong"),
    [
        ("", "needs one of agent_channel, channels and mix"),
        ("agent_channel = 0\nmix = true", "needs one of agent_channel, channels and mix"),
        ("channels = { agent = 1, customer = 1 }", "agent and customer cannot both be on channel 1"),
        ("agent_channel = -1", "“recordings.sources[1].agent_channel” needs"),
        ("agent = 1", "unknown key “recordings.sources[1].agent”; known here: agent_channel, channels"),
    ],
)
def test_a_source_that_says_too_little_or_too_much_is_refused(layout, wrong):
    assert wrong in complaint(f'[[recordings.sources]]\nfiles = "north/*"\n{layout}\n')


def test_a_channel_below_zero_is_refused():
    assert "“recordings.channels[2]”" in complaint("[recordings]\nchannels = [0, -1]")


def test_a_grade_that_does_not_exist_is_refused_with_those_that_do():
    told = complaint('[playlists]\nmin_grade = "E"')
    assert "“playlists.min_grade” needs one of 'A', 'B', 'C' or 'D', got 'E'" in told
