"""What is mined in a library, with the cases that each finding rests on, which no table keeps."""

from collections import Counter
from pathlib import Path

from coachkit.config import Settings, find_settings, load_settings
from coachkit.mining.finding import Subject
from coachkit.mining.mine import mine
from coachkit.models import Call, Case, PlaybookLine
from coachkit.pipeline.steps.advising import compared
from coachkit.pipeline.steps.deciding import known_lines
from coachkit.store.library import Library
from playbooks_truth import Judged, how_read, judge, read_truth


def subjects_of_library(library: Library, settings: Settings) -> list[Subject]:
    """Return what the stage `advise` compares."""
    return compared(library, settings.playbooks, known_lines(library))


def judge_library(path: Path, source: Path, seed: int) -> Judged:
    """Return what the lines that stand in a library are about; `source` holds its calls and the truth."""
    truth, settings = read_truth(source / "truth.json"), load_settings(find_settings(source))
    with Library.open(path) as library:
        files = {one.id: Path(one.path).name for one in library.rows(Call)}
        found = mine(subjects_of_library(library, settings), settings.playbooks)
        claimed = [one for one in found if one.withheld is None]
        standing = Counter(one.behaviour for one in library.rows(PlaybookLine) if one.withheld is None)
        if standing != Counter(one.observed.behaviour.key for one in claimed):
            raise SystemExit(f"{path}: what is stored is not what is mined; build it again")
        return Judged(
            lines=[judge(one, truth, files, seed) for one in claimed],
            planted=[one["name"] for one in truth.habits if one["role"] == "planted"],
            read=how_read(library.rows(Case), truth, files),
        )
