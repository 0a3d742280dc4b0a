"""Who speaks, where a format only writes it in front of the words: `Jana Kovac: Good morning`.

Not everything before a colon is a name. A prefix counts where it is written like one and comes again, has
several words with capitals, or stands in a file in which most lines begin so.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from coachkit.models import Role

Named = tuple[str | None, str]
"""A speaker, None where none is named, and what is said."""

MOST_WORDS = 6

_BRACKETED = re.compile(r"\s*[\[(\u3010]([^\[\]()\u3010\u3011\n]{1,60})[\])\u3011]\s*[:\uff1a]?\s+(?=\S)")
_PREFIX = re.compile(r"\s*(?:[-–—>]+\s*)?([^:\uff1a\n]{1,60})(?::(?=\s|$)|\uff1a)\s*")
_SENTENCE = re.compile(r"[?!;\"“”„<>]|//|\w{4,}\.\s")
"""What names do not hold; `Dr. Berg` and `Jana K.` may."""
_LABEL = re.compile(r"(?:speaker|sprecher|participant|voice|channel)[ _-]?\w{1,3}", re.IGNORECASE)
_SOUNDS = re.compile(
    r"(?:background |hold )?(?:applause|laughter|laughs|music|noise|silence|inaudible|crosstalk|cough\w*|"
    r"sighs?|ringing|beep|blank_audio|pause|unintelligible|redacted|pii)",
    re.IGNORECASE,
)
_PARTICLES = frozenset("al bin da de del della den der di dos du el ibn la le ten van vom von y zu".split())
_NO_NAMES = frozenset(
    "note notes warning example remember important reminder summary update subject edit question answer "
    "ps p.s. nb n.b. date time duration http https ftp mailto so listen look first second finally result "
    "hinweis achtung beispiel frage antwort".split()
)
_ROLES: dict[str, Role] = {
    "agent": "agent",
    "representative": "agent",
    "rep": "agent",
    "operator": "agent",
    "advisor": "agent",
    "adviser": "agent",
    "sales rep": "agent",
    "customer": "customer",
    "client": "customer",
    "caller": "customer",
    "other": "other",
    "system": "other",
    "ivr": "other",
    "unknown": "unknown",
}


@lru_cache(maxsize=256)
def role_of(label: str | None) -> Role | None:
    """Return the role that a label such as `AGENT` or `Customer 1` names, None where it names none."""
    words = re.sub(r"[\s_-]*\d+$", "", (label or "").strip()).casefold()
    return _ROLES.get(words)


def split_speakers(texts: Sequence[str]) -> list[list[Named]]:
    """Return what each of the captions of one file says, by the speakers that are written before it.

    A caption of several lines may hold several speakers; what no name stands before belongs to the one
    that was named last in the same caption.
    """
    captions = [[line for line in text.split("\n") if line.strip()] for text in texts]
    names = _names_in([line for lines in captions for line in lines], captions=len(captions))
    return [list(_spoken(lines, names)) for lines in captions]


def _spoken(lines: Iterable[str], names: frozenset[str]) -> Iterable[Named]:
    speaker: str | None = None
    said: list[str] = []
    for line in lines:
        name, rest = _cut(line)
        if name is None or name not in names:
            said.append(line)
            continue
        if said:
            yield speaker, " ".join(said)
        speaker, said = name, [rest]
    if said:
        yield speaker, " ".join(said)


def _names_in(lines: Sequence[str], *, captions: int) -> frozenset[str]:
    counts = Counter(name for name in (_cut(line)[0] for line in lines) if name and _may_be_name(name))
    is_usual = 2 * sum(counts.values()) > captions > 1
    return frozenset(name for name, count in counts.items() if count > 1 or is_usual or _is_surely_name(name))


def _cut(line: str) -> tuple[str | None, str]:
    """Return what stands before a line's words and could be a speaker, and the words."""
    found = _BRACKETED.match(line)
    if found and _SOUNDS.fullmatch(found[1].strip()):
        return None, line
    found = found or _PREFIX.match(line)
    if found is None:
        return None, line
    return " ".join(found[1].split()), line[found.end() :]


def _may_be_name(text: str) -> bool:
    """Say whether `text` is written as a name, a log-in or a label may be."""
    words = text.split()
    if not 1 <= len(words) <= MOST_WORDS or words[0].casefold() in _NO_NAMES:
        return False
    if not any(char.isalpha() for char in text) or _SENTENCE.search(text):
        return False
    return len(words) == 1 or all(_is_capital(word) for word in words)


def _is_capital(word: str) -> bool:
    first = next((char for char in word if char.isalnum()), "")
    return not first.islower() or word.casefold() in _PARTICLES


def _is_surely_name(text: str) -> bool:
    words = text.split()
    if role_of(text) or _LABEL.fullmatch(text):
        return True
    return len(words) > 1 and all(_is_capital(word) and not word.isdigit() for word in words)
