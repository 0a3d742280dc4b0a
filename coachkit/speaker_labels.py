"""What transcripts call their speakers: names with trimmings, or words such as `Agent` and `SPEAKER_01`."""

import re
from collections.abc import Iterable, Mapping

from coachkit.languages import loose
from coachkit.models import Role

_WORDS: Mapping[Role, str] = {
    "agent": """
        agent, adviser, advisor, associate, call agent, clerk, consultant, csr, employee, operator, rep,
        representative, sales, sales rep, service agent, staff, support, support agent, agente, berater,
        beraterin, conseiller, conseillère, mitarbeiter, mitarbeiterin, müşteri temsilcisi, temsilci, الموظف,
        موظف
    """,
    "customer": """
        customer, buyer, caller, client, consumer, contact, end user, guest, lead, patient, prospect, user,
        anrufer, anruferin, appelant, cliente, kunde, kundin, müşteri, العميل, عميل
    """,
    "other": """
        announcement, automated voice, automatic voice, bot, ivr, machine, menu, music, recorded voice,
        recording, robot, system, virtual agent, virtual assistant, voice menu, voicemail
    """,
}
_NUMBERED = re.compile(r"[\s#-]*\d+$")
_NOBODY = re.compile(
    r"|\w|\d+|unknown|unidentified|(?:(?:unknown|unidentified) )?"
    r"(?:speaker|spk|sprecher|konuşmacı|participant|person|voice|channel|ch|track)(?:[\s#-]*\d+|[\s#-]+\w)?"
)
_BRACKETS = re.compile(r"\s*[(\[{<]([^()\[\]{}<>]*)[)\]}>]\s*")
_ASIDE = re.compile(r"\s+[-–—|/@·•]\s+|\s*\|\s*")


def fold_label(text: str) -> str:
    """Return a name or label as it is compared: neither case, spaces nor a dot at its end count."""
    return " ".join(loose(text).replace("_", " ").split()).strip(" .,;:")


_ROLES: Mapping[str, Role] = {
    fold_label(word): role for role, words in _WORDS.items() for word in words.split(",")
}


def role_labelled(label: str) -> Role | None:
    """Return the role that a label such as `AGENT` or `Customer 2` stands for, None where it does not."""
    return _ROLES.get(_NUMBERED.sub("", fold_label(label)))


def is_name(label: str) -> bool:
    """Say whether a label is somebody's name, not `Agent`, `SPEAKER_01` or `Unknown`."""
    return not _NOBODY.fullmatch(fold_label(label)) and role_labelled(label) is None


def name_forms(label: str) -> list[str]:
    """Return the spellings under which a person may be known, folded, without what stands around a name.

    `Kovac, Jana (Fernway)` is also `kovac, jana` and `jana kovac`.
    """
    plain = _BRACKETS.sub(" ", label)
    parts = [label, plain, *_ASIDE.split(plain)]
    for part in parts[1:]:
        last, comma, first = part.partition(",")
        if comma:
            parts.append(f"{first} {last}")
    return [form for form in dict.fromkeys(map(fold_label, parts)) if form]


def names_one_of(label: str, names: Iterable[str]) -> bool:
    """Say whether what stands beside a name is one of `names`: `Tom B. (Fernway)`, `Fernway | Tom`."""
    beside = [*_BRACKETS.findall(label), *_ASIDE.split(_BRACKETS.sub(" ", label))]
    return bool({fold_label(part) for part in beside} & {fold_label(name) for name in names} - {""})
