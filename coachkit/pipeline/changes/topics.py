"""What people change about topics: names, pins, what belongs together, and what is no topic.

Each change is a row that stays. One that moves passages also makes a new epoch of the same topics, by which
all calls are filed again; nothing is found anew for it. A refit finds topics anew and keeps to all changes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coachkit.config import Settings
from coachkit.errors import EditError, NotFoundError
from coachkit.models import StageName, StageRows, StageRun, TopicEdit, TopicEditKind, TopicMove
from coachkit.near import pick
from coachkit.pipeline.build import FROM_TRANSCRIPTS, run_stages
from coachkit.pipeline.fingerprint import rows_fingerprint
from coachkit.pipeline.intake.ingest import now
from coachkit.pipeline.progress import Progress, Silent
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.steps.topic_naming import naming_of
from coachkit.pipeline.steps.topics import (
    epoch_now,
    epoch_rows,
    ids_given,
    matters_learned_from,
    next_epoch,
)
from coachkit.pipeline.table import STAGES
from coachkit.pipeline.toolbox import Toolbox, Tools
from coachkit.pipeline.work import Work
from coachkit.store.library import Library
from coachkit.store.reading.topics import TopicSummary, list_away, list_topics, topic_named
from coachkit.store.topic_edits import save_topic_edit
from coachkit.topics.filing import Epoch
from coachkit.topics.learning import Draft, finish_epoch
from coachkit.topics.matters import Matters
from coachkit.topics.people import given_names, held_topics
from coachkit.topics.reshaping import cut_in_two, hidden, joined

FIT = next(stage for stage in STAGES if stage.name == "fit")
_FILING: frozenset[StageName] = frozenset({"fit", "assign", "highlight", "curate"})
"""What depends on topics; whatever else is due waits for the next build."""
_NONE_YET = "there are no topics yet; a build finds them in calls with words in them"
_ID = re.compile(r"t\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicChange:
    """What a change or a refit did: topics before and after, and what moved."""

    before: tuple[TopicSummary, ...]
    after: tuple[TopicSummary, ...]
    moves: tuple[TopicMove, ...] = ()
    topic_id: str | None = None
    """The topic that a person changed; of two that were joined, the one that stays."""
    new_id: str | None = None
    """The topic that was cut off."""
    edit: int | None = None
    """The number under which the change can be taken back; None: a refit."""


def refit_topics(
    library: Library, settings: Settings, *, tools: Tools | None = None, progress: Progress | None = None
) -> TopicChange:
    """Find topics anew in all calls; ids, names and what people changed stay.

    Raises:
        LibraryError: The database cannot be written (full disk, no permission).
    """
    before, epoch = list_topics(library), next_epoch(library)
    bench = Bench(library=library, settings=settings, tools=tools or Toolbox())
    _file_again(Work(bench=bench, progress=progress or Silent(), anew=frozenset({FIT.name})))
    moves = [move for move in library.rows(TopicMove) if move.epoch == epoch]
    return TopicChange(before=tuple(before), after=tuple(list_topics(library)), moves=tuple(moves))


def _file_again(work: Work) -> None:
    """Learn topics where that is due, file all calls by them, and fill the playlists.

    In a library that has not been built since passages have purposes, everything that is due comes first.
    """
    is_ready = work.runs.calls("purpose") == work.runs.calls("embed")
    run_stages(work, only=_FILING if is_ready else FROM_TRANSCRIPTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicEditor:
    """Changes topics of a library in a person's name."""

    library: Library
    settings: Settings
    author: str
    tools: Tools | None = None
    progress: Progress | None = None

    def rename(self, wanted: str, title: str) -> TopicChange:
        """Give a topic a name, which holds from now on.

        Raises:
            NotFoundError: There is no such topic.
            EditError: The name is empty or that of an id, or another topic has it.
        """
        topic_id = topic_named(self.library, wanted)
        return self._noted("rename", topic_id, self._name(title, but=topic_id))

    def unname(self, wanted: str) -> TopicChange:
        """Give a topic the name back that it was found with.

        Raises:
            NotFoundError: There is no such topic.
            EditError: It has that name, or another topic has it by now.
        """
        topic_id = topic_named(self.library, wanted)
        epoch = epoch_now(self.library)
        found = next(topic.title for topic in (epoch.topics if epoch else ()) if topic.id == topic_id)
        if topic_id not in given_names(self.library.rows(TopicEdit)):
            raise EditError(f"“{found}” has the name that it was found with")
        self._name(found, but=topic_id)
        return self._noted("rename", topic_id, None)

    def pin(self, wanted: str, *, is_pinned: bool = True) -> TopicChange:
        """Make a topic stay as it is in every refit, or let it go its way again.

        Raises:
            NotFoundError: There is no such topic.
            EditError: It is so already.
        """
        topic_id = topic_named(self.library, wanted)
        if topic_id in _pinned(self.library) if is_pinned else topic_id not in _pinned(self.library):
            raise EditError(f"“{wanted}” is {'pinned already' if is_pinned else 'not pinned'}")
        return self._noted("pin" if is_pinned else "unpin", topic_id, None)

    def merge(self, wanted: str, into: str) -> TopicChange:
        """Make one topic of two; the second keeps its id and name.

        Raises:
            NotFoundError: There is no such topic.
            EditError: Both are the same.
        """
        one, other = topic_named(self.library, wanted), topic_named(self.library, into)
        if one == other:
            raise EditError(f"“{wanted}” and “{into}” are the same topic")
        return self._reshaped("merge", one, other, topic_id=other)

    def split(self, wanted: str, *, title: str | None = None) -> TopicChange:
        """Cut a topic in two; the bigger part keeps id and name, the other may be given the name `title`.

        Raises:
            NotFoundError: There is no such topic.
            InputError: It has too few passages, or nothing tells them apart.
            EditError: The name is empty or that of an id, or another topic has it.
        """
        title = None if title is None else self._name(title)
        new_id = f"t{ids_given(self.library) + 1}"
        change = self._reshaped("split", topic_named(self.library, wanted), new_id, new_id=new_id)
        if title is None:
            return change
        cut = next(edit for edit in self.library.rows(TopicEdit) if edit.n == change.edit)
        return replace(change, after=self._noted("rename", new_id, title, at=cut.made_at).after)

    def never(self, wanted: str) -> TopicChange:
        """Say that what a topic holds is none: its passages count for no topic.

        Raises:
            NotFoundError: There is no such topic.
        """
        return self._reshaped("never", topic_named(self.library, wanted), None)

    def bring_back(self, wanted: str) -> TopicChange:
        """Make what was said to be no topic one again.

        Raises:
            NotFoundError: There is no such topic among those that were taken away.
        """
        away = list_away(self.library)
        if not away:
            raise NotFoundError("no topic was taken away")
        forms = [(form, topic.id) for topic in away for form in (topic.title, topic.id)]
        return self._reshaped("back", pick(wanted, forms, what="topic taken away"), None)

    def restore(self, edit: TopicEdit, drafts: Sequence[Draft]) -> TopicChange:
        """Make topics what they were before `edit`, as `drafts`: by a new epoch, and a change that says so.

        Raises:
            NotFoundError: There are no topics.
        """
        epoch = epoch_now(self.library)
        if epoch is None:
            raise NotFoundError(_NONE_YET)
        undo = self._edit("undo", edit.topic_id, str(edit.n))
        return self._moved(undo, epoch, drafts, topic_id=edit.topic_id)

    def _name(self, title: str, *, but: str | None = None) -> str:
        """Return a name as it is kept, if a topic (not `but` itself) may have it."""
        title = " ".join(title.split())
        if not title:
            raise EditError("a topic needs a name, such as “Card declined”")
        if _ID.fullmatch(title):
            raise EditError(f"“{title}” looks like the id of a topic; give a name in words")
        folded = title.casefold()
        for one in list_topics(self.library):
            if one.id != but and one.title.casefold() == folded:
                raise EditError(
                    f"another topic is called “{one.title}”; give another name, or join the two topics"
                )
        for away in list_away(self.library):
            if away.title.casefold() == folded:
                raise EditError(
                    f"“{away.title}” is the name of a topic that was taken away; give another one"
                )
        return title

    def _edit(
        self, kind: TopicEditKind, topic_id: str, value: str | None, at: str | None = None
    ) -> TopicEdit:
        n = max((edit.n for edit in self.library.rows(TopicEdit)), default=0) + 1
        made_at = at or now()
        return TopicEdit(n=n, kind=kind, topic_id=topic_id, value=value, author=self.author, made_at=made_at)

    def _noted(
        self, kind: TopicEditKind, topic_id: str, value: str | None, at: str | None = None
    ) -> TopicChange:
        before, edit = list_topics(self.library), self._edit(kind, topic_id, value, at)
        save_topic_edit(self.library, edit)
        return self._after(edit, before, (), topic_id, None)

    def _reshaped(
        self,
        kind: TopicEditKind,
        subject: str,
        value: str | None,
        *,
        topic_id: str | None = None,
        new_id: str | None = None,
    ) -> TopicChange:
        epoch = epoch_now(self.library)
        if epoch is None:
            raise NotFoundError(_NONE_YET)
        edit, matters = self._edit(kind, subject, value), matters_learned_from(self.library)
        drafts = _drafts(edit, epoch, matters)
        return self._moved(edit, epoch, drafts, topic_id=topic_id or subject, new_id=new_id, matters=matters)

    def _moved(
        self,
        edit: TopicEdit,
        epoch: Epoch,
        drafts: Sequence[Draft],
        *,
        topic_id: str,
        new_id: str | None = None,
        matters: Matters | None = None,
    ) -> TopicChange:
        """Make a new epoch of these topics, and file all calls by it."""
        before = list_topics(self.library)
        matters = matters or matters_learned_from(self.library)
        bench = Bench(library=self.library, settings=self.settings, tools=self.tools or Toolbox())
        found = finish_epoch(
            drafts,
            matters,
            number=next_epoch(self.library),
            last=epoch,
            naming=naming_of(bench, matters),
            taken=frozenset(given_names([*self.library.rows(TopicEdit), edit]).values()),
        )
        last = next(run for run in self.library.rows(StageRun, call_id="") if run.stage == FIT.name)
        model = self.library.current_epoch("topics")
        rows = epoch_rows(found, fingerprint=last.fingerprint, calls=model.calls if model else 0)
        self._keep(last, {**rows, "topic_edits": [edit]})
        return self._after(edit, before, found.moves, topic_id, new_id)

    def _keep(self, last: StageRun, rows: StageRows) -> None:
        run = StageRun(
            call_id="",
            stage=FIT.name,
            fingerprint=last.fingerprint,
            output=rows_fingerprint(rows),
            finished_at=now(),
            seconds=0.0,
        )
        self.library.replace_stage(run, [*FIT.writes, "topic_edits"], rows)

    def _after(
        self,
        edit: TopicEdit,
        before: Sequence[TopicSummary],
        moves: tuple[TopicMove, ...],
        topic_id: str,
        new_id: str | None,
    ) -> TopicChange:
        bench = Bench(library=self.library, settings=self.settings, tools=self.tools or Toolbox())
        _file_again(Work(bench=bench, progress=self.progress or Silent()))
        return TopicChange(
            before=tuple(before),
            after=tuple(list_topics(self.library)),
            moves=moves,
            topic_id=topic_id,
            new_id=new_id,
            edit=edit.n,
        )


def _drafts(edit: TopicEdit, epoch: Epoch, matters: Matters) -> list[Draft]:
    if edit.kind == "merge":
        return joined(epoch, edit.topic_id, edit.value or "")
    if edit.kind == "split":
        return cut_in_two(epoch, edit.topic_id, matters, new_id=edit.value or "")
    return hidden(epoch, edit.topic_id, is_hidden=edit.kind == "never")


def _pinned(library: Library) -> set[str]:
    return held_topics([edit for edit in library.rows(TopicEdit) if edit.kind in ("pin", "unpin")])
