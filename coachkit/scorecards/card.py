"""A score card that is ready to be applied: its queries are read, and its names are those of the settings.

A score must not depend on what depends on the score, nor on the day that it is made: queries of a card ask
neither for labels, outcomes, scores and topics nor for dates.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from coachkit.cues import built_in_cues
from coachkit.languages import named_languages
from coachkit.metric_definitions import metric_definitions
from coachkit.query.fields import HAS, MOMENTS
from coachkit.query.of_calls import conditions_on_calls, of_calls
from coachkit.query.parse import parse
from coachkit.query.pointing import Misread, pointed
from coachkit.query.resolve import KnownNames, resolve
from coachkit.query.tree import All, Node
from coachkit.scorecards.explaining import at_key, named, refuse
from coachkit.scorecards.written import QUERIES, WrittenCard, WrittenLine

ASKED = ("kind", "team", "language", "medium", "duration", "tracker", "competitor", "feature", "metric")
"""Fields on calls that a card may ask for."""
HAS_ASKED = ("competitor", "feature", "tracker")
"""And what it may ask `has:` for."""
_NO_DAY = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a card, with its queries by key."""

    written: WrittenLine
    nodes: Mapping[str, Node] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The line's id."""
        return self.written.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreCard:
    """What is looked at in a call, and with which weight."""

    id: str
    title: str
    place: str
    """Where it is written, for messages: a file's path, or the name of a built-in card."""
    lines: tuple[Line, ...]
    calls: Node | None = None
    """Which calls it is for; None: all."""
    calls_text: str = ""

    @property
    def asks_turns(self) -> bool:
        """Whether it looks at turns with all that is found in them, which takes time to read."""
        by_turn = ("query", "order", "tracker")
        return self.calls is not None or any(
            line.nodes or line.written.rule in by_turn for line in self.lines
        )


def ready_card(written: WrittenCard, known: KnownNames, *, place: str) -> ScoreCard:
    """Return a card with its names and queries looked up.

    `known` has names by `tracker`, `competitor`, `feature` and `team`.

    Raises:
        SettingsError: A name fits nothing, a query cannot be understood or asks for what a card may not, or
            lines need each other in a circle.
    """
    _check_needs(written, place)
    figures = [(name, name) for name in metric_definitions()]
    known = replace(known, forms={**known.forms, "metric": figures, "language": named_languages()})
    calls = _query(written.calls, known, (place, "", "calls")) if written.calls else None
    return ScoreCard(
        id=written.id,
        title=written.title,
        place=place,
        calls=of_calls(calls) if calls is not None else None,
        calls_text=written.calls,
        lines=tuple(_ready(line, known, place) for line in written.criteria),
    )


def _ready(line: WrittenLine, known: KnownNames, place: str) -> Line:
    texts = {key: getattr(line, key) for key in QUERIES if getattr(line, key)}
    nodes = {key: _query(text, known, (place, line.id, key)) for key, text in texts.items()}
    if "applies" in nodes:
        nodes["applies"] = of_calls(nodes["applies"])
    return Line(written=line.model_copy(update=_names(line, known, place)), nodes=nodes)


def _names(line: WrittenLine, known: KnownNames, place: str) -> dict[str, object]:
    """Return the keys that hold names, with the names that are meant."""
    found: dict[str, object] = {}
    cues = [(one, one) for one in built_in_cues()]
    for key, value in (("for", line.in_favour), ("against", line.against)):
        if value:
            named(place, line.id, key, value, cues, "list of phrases")
    if line.tracker:
        forms = known.of("tracker")
        found["tracker"] = named(place, line.id, "tracker", line.tracker, forms, "tracker")
    if line.metric:
        found["metric"] = named(place, line.id, "metric", line.metric, known.of("metric"), "figure")
    if line.moment:
        kinds = [(one, one) for one in MOMENTS if one != "feature"]
        found["moment"] = tuple(
            named(place, line.id, "moment", one, kinds, "kind of moment") for one in line.kinds
        )
    if line.name:
        forms = [(kind, kind) for kind in MOMENTS] if line.mention == "moment" else known.of(line.mention)
        what = "kind of moment" if line.mention == "moment" else line.mention
        found["name"] = named(place, line.id, "name", line.name, forms, what)
    return found


def _query(text: str, known: KnownNames, at: tuple[str, str, str]) -> Node:
    """Return a query of a card as a tree with the names that are meant; `at`: place, line and key."""
    query = at_key(*at, lambda: parse(text))
    if query.node is None:
        raise refuse(at[0], "there is no word in it", line=at[1], key=at[2])
    return at_key(*at, lambda: _resolved(query.node, known, query.text))


def _resolved(node: Node | None, known: KnownNames, text: str) -> Node:
    kinds: list[tuple[str, str]] = []
    for one in conditions_on_calls(node) if node is not None else ():
        is_asked = one.field in ASKED or (
            one.field == "has" and all(value.text in HAS_ASKED for value in one.values)
        )
        if not is_asked:
            listed = ", ".join(f"{name}:" for name in (*ASKED, "has"))
            what = "has:" if one.field == "has" else f"{one.field}:"
            more = f" ({', '.join(HAS_ASKED)})" if one.field in HAS else ""
            message = f"a score card cannot ask for “{what}”, which may change after it; it may for {listed}"
            raise pointed(Misread(f"{message}{more}", one.at), text)
        if one.field == "kind":
            # calls are of whatever kind people write, so any is right; case does not count
            kinds += [(value.text, value.text.casefold()) for value in one.values if value.text]
    names = replace(known, forms={**known.forms, "kind": [*dict(kinds).items()]})
    return resolve(node, names, today=_NO_DAY, text=text) if node is not None else All(nodes=())


def _check_needs(card: WrittenCard, place: str) -> None:
    """Refuse lines that need an unknown line, or each other in a circle."""
    needs = {line.id: line.needs for line in card.criteria}
    for line in card.criteria:
        if line.needs and line.needs not in needs:
            known = [(one, one) for one in needs if one != line.id]
            named(place, line.id, "needs", line.needs, known, "line")
            raise refuse(place, f"write the id as it is: “{line.needs}” is none", line=line.id, key="needs")
        way = [line.id]
        while needs[way[-1]] in needs:
            way.append(needs[way[-1]])
            if way[-1] == line.id:
                circle = " needs ".join(f"“{one}”" for one in way)
                raise refuse(place, f"it goes round in a circle: {circle}", line=line.id, key="needs")
            if way[-1] in way[:-1]:
                break
