"""Find the pattern that a folder's file names follow.

Each name is cut at its date, its time and its separators; the cut that most names share gives the
columns, and what stands in a column (always the same, telephone numbers, names that come back)
gives its field. No learning: the reason for every field can be read here.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.filenames import DATE_FORMATS, TIME_EXPRESSION, compile_pattern, parse_date, read_fields

_Parts = list[tuple[str, str]]
"""(kind, text): kind is `date`, `time`, `value` or `gap`."""

_ALWAYS_DATES = ("YYYY-MM-DD", "YYYY_MM_DD", "YYYY.MM.DD", "DD.MM.YYYY", "YYYYMMDD")
_GAPS = (r"\s+-+\s+|_+|\s*[,;|~#@()\[\]]+\s*", r"\s*-+\s*")
_WEAK_GAPS = (r"\.+", r"(?<=\d)\s+|\s+(?=\+?\d)")
"""Signs that stand within names too: tried only where the others do not find the agent."""

_KINDS = frozenset(
    "billing consultation demo discovery inbound in incoming onboarding out outbound outgoing renewal sales"
    " service support".split()
)
_AGENT = re.compile(r"(?:agent|user|operator|op|ext|rep)[ .-]?\d+", re.IGNORECASE)
_TELEPHONE = re.compile(r"\+\d{6,15}|0\d{6,14}|\d{7,15}")
_EPOCH = re.compile(r"1[5-9]\d{8}(?:\.\d+)?")
_SHORT_NUMBER = re.compile(r"\d{2,6}")
_IDENTIFIER = re.compile(r"[0-9a-f]{8,}(?:-[0-9a-f]{4,})*|\d+(?:\.\d+)+", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d]{2,}[^\d]*\d{0,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A pattern and how well it fits: `unmatched` are the names that it does not read."""

    pattern: str
    matched: int
    unmatched: tuple[str, ...]


def propose_pattern(stems: Sequence[str]) -> Proposal | None:
    """Return the pattern that reads most of `stems` (names without suffix), or None.

    None means that fewer than half of the names share a form, or that the form says nothing about
    the call (no date, agent, extension or customer).
    """
    usable = sorted({stem for stem in stems if not re.search(r"[{}]", stem)})
    day_format = _eight_digit_format(usable)
    best: Proposal | None = None
    for gap in _GAPS + _WEAK_GAPS:
        if gap in _WEAK_GAPS and best and _names_agent(best.pattern):
            break
        pattern = _pattern_with_gap(usable, gap, day_format)
        if pattern is None:
            continue
        unmatched = tuple(stem for stem in stems if read_fields(pattern, stem) is None)
        proposal = Proposal(pattern=pattern, matched=len(stems) - len(unmatched), unmatched=unmatched)
        if best is None or _worth(proposal) > _worth(best):
            best = proposal
    return best if best and best.matched * 2 >= len(stems) else None


def _worth(proposal: Proposal) -> tuple[int, bool, int, int]:
    """Rank by names read, then by whether the agent is known, then by how evenly the name is cut."""
    fields = [name for name in compile_pattern(proposal.pattern).fields if name != "_"]
    gaps = set(re.split(r"\{[^}]*\}", proposal.pattern)[1:-1])
    return proposal.matched, _names_agent(proposal.pattern), -len(gaps), len(fields)


def _names_agent(pattern: str) -> bool:
    return not {"agent", "extension"}.isdisjoint(compile_pattern(pattern).fields)


def _pattern_with_gap(stems: Sequence[str], gap: str, day_format: str | None) -> str | None:
    cuts = [_cut(stem, gap, day_format) for stem in stems]
    if not cuts:
        return None
    forms = Counter(_form(parts) for parts in cuts)
    form = min(forms, key=lambda candidate: (-forms[candidate], len(candidate), candidate))
    if "<date>" not in form and not any(_AGENT.fullmatch(text) for parts in cuts for _, text in parts):
        return None  # a title that somebody gave, not what a recorder writes
    rows = [parts for parts in cuts if _form(parts) == form]
    columns = {
        place: [parts[place][1] for parts in rows]
        for place, (kind, _) in enumerate(rows[0])
        if kind == "value"
    }
    fields = _name_columns(columns)
    date_field = f"{{date:{day_format}}}" if day_format else "{date}"
    texts = {"date": date_field, "time": "{time}"}
    pattern = "".join(
        fields.get(place) or texts.get(kind) or text for place, (kind, text) in enumerate(rows[0])
    )
    if "}{" in pattern.replace(f"{date_field}{{time}}", ""):
        return None  # nothing separates two fields, as in "ab2026-11-16": where one ends is a guess
    return pattern if re.search(r"\{(?:date|agent|extension|customer)", pattern) else None


def _form(parts: _Parts) -> tuple[str, ...]:
    return tuple(text if kind == "gap" else f"<{kind}>" for kind, text in parts)


def _eight_digit_format(stems: Sequence[str]) -> str | None:
    """Say whether eight digits are DDMMYYYY or MMDDYYYY: only when a day past the 12th shows it."""
    runs = [run for stem in stems for run in re.findall(r"(?<!\d)\d{8}(?!\d)", stem)]
    fits = {
        form: {run for run in runs if parse_date(run, (form,))}
        for form in ("YYYYMMDD", "DDMMYYYY", "MMDDYYYY")
    }
    if fits["YYYYMMDD"] or fits["DDMMYYYY"] == fits["MMDDYYYY"]:
        return None
    return max(("DDMMYYYY", "MMDDYYYY"), key=lambda form: len(fits[form]))


def _cut(stem: str, gap: str, day_format: str | None) -> _Parts:
    parts: _Parts = []
    rest = stem
    found = _find_date(stem, day_format)
    if found:
        before, day, rest = stem[: found.start()], found[0], stem[found.end() :]
        clock = re.search(rf"(?<!\d)(?P<clock>{TIME_EXPRESSION})(?P<gap>[-_. T]+)$", before)
        if clock and not re.match(rf"[-_. T]*{TIME_EXPRESSION}(?!\d)", rest):
            parts += _cut_text(before[: clock.start()], gap)
            parts += [("time", clock["clock"]), ("gap", clock["gap"])]
        else:
            parts += _cut_text(before, gap)
        parts.append(("date", day))
        after = re.match(rf"(?P<gap>[-_. T]*)(?P<clock>{TIME_EXPRESSION})(?!\d)", rest)
        if after and not any(kind == "time" for kind, _ in parts):
            parts += [("gap", after["gap"])] if after["gap"] else []
            parts.append(("time", after["clock"]))
            rest = rest[after.end() :]
    return parts + _cut_text(rest, gap)


def _find_date(stem: str, day_format: str | None) -> re.Match[str] | None:
    for form in (day_format,) if day_format else _ALWAYS_DATES:
        # Fourteen digits in a row are a date and a time, as many recorders write them.
        end = rf"(?!\d)|(?={TIME_EXPRESSION}(?!\d))" if form == "YYYYMMDD" else r"(?!\d)"
        for found in re.finditer(rf"(?<!\d){DATE_FORMATS[form][0]}(?:{end})", stem):
            if parse_date(found[0], (form,)):
                return found
    return None


def _cut_text(text: str, gap: str) -> _Parts:
    """Cut what is not a date or time; spaces and signs at its ends belong to the gaps."""
    parts: _Parts = []
    edges = r"^[\s_.\-]+|[\s_.\-]+$"
    end = 0
    for found in re.finditer(rf"{edges}|{gap}", text):
        if found.start() > end:
            parts.append(("value", text[end : found.start()]))
        if parts and parts[-1][0] == "gap":
            parts[-1] = ("gap", parts[-1][1] + found[0])
        elif found[0]:
            parts.append(("gap", found[0]))
        end = found.end()
    return parts + ([("value", text[end:])] if end < len(text) else [])


def _name_columns(columns: dict[int, list[str]]) -> dict[int, str]:
    """Return the pattern text of each column of values: a field, or the text that all names share."""
    guesses = {place: _guess(values) for place, values in columns.items()}
    names = [place for place, guess in guesses.items() if guess == "name"]
    # Agents come back from call to call and customers rarely do.
    names.sort(key=lambda place: (len({value.casefold() for value in columns[place]}), place))
    if "agent" not in guesses.values() and names:
        guesses[names.pop(0)] = "agent"
    if "customer" not in guesses.values() and names:
        guesses[names.pop(0)] = "customer"
    fields: dict[int, str] = {}
    for place, guess in guesses.items():
        if guess == "shared":
            fields[place] = columns[place][0]
        else:
            field = f"{{{'_' if guess == 'name' else guess}}}"
            fields[place] = "{_}" if field in fields.values() else field
    return fields


def _guess(values: Sequence[str]) -> str:
    def all_match(expression: re.Pattern[str]) -> bool:
        return all(expression.fullmatch(value) for value in values)

    is_shared = len({value.casefold() for value in values}) == 1 and len(values) > 1
    rules = (
        ("kind", all(value.casefold() in _KINDS for value in values)),
        ("agent", all_match(_AGENT)),
        ("extension", all_match(_SHORT_NUMBER)),
        ("shared", is_shared),
        ("id", all_match(_EPOCH)),
        ("customer", all_match(_TELEPHONE)),
        ("id", all_match(_IDENTIFIER)),
        ("shared", len(values) == 1 and re.fullmatch(r"(?i)call|rec|recording|audio|voice", values[0])),
        ("name", all_match(_NAME)),
    )
    return next((guess for guess, holds in rules if holds), "_")
