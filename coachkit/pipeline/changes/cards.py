"""Changes of score cards: another one is used, or a person answers what a card asks."""

from dataclasses import dataclass, replace
from pathlib import Path

from coachkit.config import Settings, load_settings
from coachkit.errors import EditError, NotFoundError, SettingsError
from coachkit.models import Answer, AnswerValue, Label, StageName, Verdict
from coachkit.near import pick
from coachkit.pipeline.build import FROM_TRANSCRIPTS, run_stages
from coachkit.pipeline.changes.judgement import AFTER_DISPUTE, Rejudged, judged, renew_judgement
from coachkit.pipeline.changes.people import known_author
from coachkit.pipeline.intake.ingest import now
from coachkit.pipeline.progress import Progress, Silent
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.table import STAGES
from coachkit.pipeline.toolbox import Toolbox, Tools
from coachkit.pipeline.work import Work
from coachkit.scorecards import ScoreCard, load_card
from coachkit.scorecards.in_use import card_folder, card_names, cards_of
from coachkit.scorecards.written import WrittenLine
from coachkit.settings_file import change_settings, put_scoring
from coachkit.store.library import Library
from coachkit.store.opinions import add_opinion
from coachkit.text_files import clean_text

_SCORED: frozenset[StageName] = frozenset(
    {"score", "weigh", "predict", "label", "brief", "highlight", "curate"}
)
"""What depends on scores; whatever else is due waits for the next build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardChange:
    """Another card is used: what that did to the calls."""

    card: ScoreCard
    labels_before: dict[str, Verdict | None]
    """By call."""
    labels_after: dict[str, Verdict | None]

    @property
    def relabelled(self) -> int:
        """How many calls have another label now."""
        return sum(self.labels_before.get(call) != label for call, label in self.labels_after.items())


def use_card(
    library: Library,
    path: Path,
    wanted: str,
    *,
    beside: bool = False,
    tools: Tools | None = None,
    progress: Progress | None = None,
) -> CardChange:
    """Write into the settings in `path` that a card is the main one, or shown `beside` it, and score anew.

    `wanted` is the card's name, or its file in the folder of a team's cards.

    Raises:
        SettingsError: There is no such card, or it or the settings are wrong; nothing has changed then.
        EditError: It is so already.
        LibraryError: The database cannot be written.
    """
    settings = load_settings(path)
    name = _name_of(wanted, settings)
    card = load_card(name, folder=card_folder(settings), known=card_names(settings))
    main, more = settings.scoring.card, settings.scoring.more_cards
    if name == main and not beside:
        raise EditError(f"“{name}” is the main score card already")
    if beside and name in (main, *more):
        raise EditError(f"“{name}” is in use already")
    others = (*more, name) if beside else tuple(one for one in more if one != name)
    changed = {"more_cards": others} if beside else {"card": name, "more_cards": others}
    before = _labels(library)
    after = change_settings(path, lambda document: put_scoring(document, changed), section="scoring")
    renew_scores(library, after, tools=tools, progress=progress)
    return CardChange(card=card, labels_before=before, labels_after=_labels(library))


def _name_of(wanted: str, settings: Settings) -> str:
    """Return the name of a card that may be given as its file."""
    if not wanted.endswith(".toml"):
        return wanted
    file, folder = Path(wanted), card_folder(settings)
    if folder is None or file.resolve().parent != folder.resolve():
        raise SettingsError(f"{wanted}: cards are used from the folder {folder}; put the file there first")
    return file.stem


def renew_scores(
    library: Library, settings: Settings, *, tools: Tools | None = None, progress: Progress | None = None
) -> None:
    """Score all calls anew where that is due, and bring up to date what depends on it.

    In a library that was last built by an earlier version, everything that is due comes first.

    Raises:
        ModelError: So it is, and a model that is needed is missing.
        LibraryError: The database cannot be written (full disk, no permission).
    """
    bench = Bench(library=library, settings=settings, tools=tools or Toolbox())
    work = Work(bench=bench, progress=progress or Silent())
    read = {name for stage in STAGES if stage.name == "score" for name in stage.reads}
    is_ready = all(work.runs.calls(name) for name in read) or not work.runs.calls("compose")
    run_stages(work, only=_SCORED if is_ready else FROM_TRANSCRIPTS)


def _labels(library: Library) -> dict[str, Verdict | None]:
    return {label.call_id: label.label for label in library.rows(Label)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer that is kept, and what it did to the call."""

    answer: Answer
    question: str
    change: Rejudged


def answer_question(
    library: Library,
    settings: Settings,
    given: Answer,
    *,
    tools: Tools | None = None,
    progress: Progress | None = None,
) -> Answered:
    """Keep what a person answers to a question of a card in use, and score the call anew.

    The line that `given` names may be the beginning of its id or title; an empty card means any in use.

    Raises:
        NotFoundError: No card in use asks that; says which questions there are.
        EditError: The author has no name.
        LibraryError: The database cannot be written.
    """
    card, line = _line_meant(settings, given)
    kept = replace(
        given,
        card=card,
        criterion=line.id,
        why=clean_text(given.why or "") or None,
        author=known_author(library, given.author),
        made_at=now(),
    )
    before = judged(library, given.call_id)
    kept = add_opinion(library, kept)
    renew_judgement(library, settings, given.call_id, AFTER_DISPUTE, tools=tools, progress=progress)
    change = Rejudged(before=before, after=judged(library, given.call_id))
    return Answered(answer=kept, question=line.question, change=change)


def _line_meant(settings: Settings, given: Answer) -> tuple[str, WrittenLine]:
    """Return the card that asks what is answered, and its line."""
    asked = {
        (card.id, line.id): line.written
        for card in cards_of(settings)
        for line in card.lines
        if line.written.rule == "question" and given.card in ("", card.id)
    }
    if not asked:
        where = f"the score card “{given.card}”" if given.card else "no score card in use"
        raise NotFoundError(
            f"{where} {'has no question' if given.card else 'asks people anything'}; "
            'a line with rule = "question" does'
        )
    many = len({line for _, line in asked}) < len(asked)
    names = {f"{card}/{line}" if many else line: (card, line) for card, line in asked}
    forms = [(name, name) for name in names]
    forms += [(asked[place].title, name) for name, place in names.items()]
    place = names[pick(given.criterion, forms, what="question")]
    return place[0], asked[place]


def an_answer(
    call_id: str, question: str, value: AnswerValue, *, card: str = "", why: str | None = None, author: str
) -> Answer:
    """Return an answer as it is given, before it is kept."""
    return Answer(
        n=0,
        call_id=call_id,
        card=card,
        criterion=question,
        value=value,
        why=why,
        author=author,
        made_at="",
    )
