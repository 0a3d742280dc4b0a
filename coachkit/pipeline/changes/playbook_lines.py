"""What a person decides of a line of a playbook: it is kept whatever is found later, and holds at once."""

import time
from dataclasses import dataclass

from coachkit.config import Settings
from coachkit.errors import EditError
from coachkit.models import LineAction, LineChoice, PlaybookLine, PlaybookVersion
from coachkit.pipeline.build import run_stages
from coachkit.pipeline.changes.people import known_author
from coachkit.pipeline.intake.ingest import now
from coachkit.pipeline.progress import Progress, Silent
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.steps.deciding import decide_anew
from coachkit.pipeline.table import STAGES
from coachkit.pipeline.toolbox import Toolbox, Tools
from coachkit.pipeline.work import Work
from coachkit.playbooks.lines import key_of
from coachkit.store.library import Library
from coachkit.store.opinions import add_opinion
from coachkit.store.reading.playbooks import find_line, find_playbook
from coachkit.text_files import clean_text

_ADVISE = next(stage for stage in STAGES if stage.name == "advise")
LONGEST = 300
"""Letters of a sentence that a person writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineReport:
    """What became of a line."""

    before: PlaybookLine
    after: PlaybookLine | None
    """None where it is not kept any more: it was decided on, and nothing is found of it."""
    version: PlaybookVersion | None
    """The version that it made; None where nothing that is told has changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineEditor:
    """A person who decides on lines of playbooks."""

    library: Library
    settings: Settings
    name: str
    tools: Tools | None = None
    progress: Progress | None = None

    def decide(self, playbook: str, line: str, action: LineAction, *, text: str | None = None) -> LineReport:
        """Keep a decision on a line, named by its number as it is shown or by its key.

        `text` is the sentence of an edit, else why.

        Raises:
            NotFoundError: There is no such playbook or line; says what comes near.
            EditError: It is so already, the sentence is empty, or a line that does not stand is approved.
            LibraryError: The database cannot be written.
        """
        book = find_playbook(self.library, playbook)
        before = find_line(self.library, book.id, line)
        written = clean_text(text or "") or None
        _check(before, action, written)
        made = LineChoice(
            n=0,
            playbook_id=book.id,
            behaviour=before.behaviour,
            kind=before.kind,
            line=before.text,
            action=action,
            text=written,
            author=known_author(self.library, self.name),
            made_at=now(),
        )
        versions = self._versions(book.id)
        self._keep(made)
        later = [one for one in self._versions(book.id) if one.n > len(versions)]
        lines = {key_of(one): one for one in self.library.rows(PlaybookLine) if one.playbook_id == book.id}
        return LineReport(
            before=before, after=lines.get(key_of(before)), version=later[-1] if later else None
        )

    def _versions(self, playbook_id: str) -> list[PlaybookVersion]:
        return [one for one in self.library.rows(PlaybookVersion) if one.playbook_id == playbook_id]

    def _keep(self, choice: LineChoice) -> None:
        """Store a decision and apply it; where playbooks are out of date, they are written anew."""
        work = self._work()
        is_current = work.due(_ADVISE, None, _wanted(work)) is None
        add_opinion(self.library, choice)
        if not is_current:
            run_stages(self._work(), only={_ADVISE.name})
            return
        began = time.perf_counter()
        rows = decide_anew(self.library)
        work.keep(work.attempt(_ADVISE, None, _wanted(work)), rows, began)

    def _work(self) -> Work:
        bench = Bench(library=self.library, settings=self.settings, tools=self.tools or Toolbox())
        return Work(bench=bench, progress=self.progress or Silent())


def _wanted(work: Work) -> str:
    return work.common(_ADVISE).then(work.runs.outputs(_ADVISE.reads))


def _check(line: PlaybookLine, action: LineAction, text: str | None) -> None:
    """Raise EditError where a decision makes no sense."""
    if action == "restore":
        if not (line.struck_by or line.approved_by or line.edited_by):
            raise EditError(
                f"nobody has decided anything of “{line.text}”, so there is nothing to take back; numbers "
                "change when a line is struck: coachkit playbooks show --withheld has those of now"
            )
        return
    if line.struck_by:
        raise EditError(f"“{line.text}” was struck by {line.struck_by}; restore it first")
    if action == "approve":
        _check_approval(line)
    if action == "edit":
        _check_sentence(line, text)


def _check_approval(line: PlaybookLine) -> None:
    if line.withheld is not None:
        raise EditError(f"“{line.text}” is not claimed, so it cannot be approved: {line.withheld}")
    if line.approved_by:
        raise EditError(f"“{line.text}” is approved already, by {line.approved_by}")


def _check_sentence(line: PlaybookLine, text: str | None) -> None:
    if not text:
        raise EditError("write the sentence that the line shall read, such as “Ask which plan they are on.”")
    if len(text) > LONGEST:
        raise EditError(f"the sentence has {len(text)} letters; write at most {LONGEST}")
    if text == line.text:
        raise EditError("the line reads so already")
