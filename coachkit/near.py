"""Finding what a person meant: a name in any case, a unique beginning of it, or a hint at the nearest.

Hyphens and underscores are as good as spaces, so that a name can be written without any.
"""

import difflib
from collections.abc import Callable, Iterable

from coachkit.errors import NotFoundError
from coachkit.spelling import spelling_key

MAX_HINTS = 5


def pick(wanted: str, forms: Iterable[tuple[str, str]], *, what: str) -> str:
    """Return what `wanted` stands for among `forms`, which are (spelling, name) each.

    Case, hyphens and underscores do not count; the beginning of a spelling is enough when it fits one name
    only. A name that is written as it is stands for itself, whatever else is called so. `what` names the kind
    of thing in the error.

    Raises:
        NotFoundError: Nothing fits, or several names do; says which come near.
    """
    known = list(forms)
    if (wanted.strip(), wanted.strip()) in known:
        return wanted.strip()
    for fold, fits in _WAYS:
        folded = fold(wanted.strip())
        found = sorted({name for form, name in known if folded and fits(fold(form), folded)})
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFoundError(f"“{wanted}” fits several: {_listed(found)}; write more of it")
    raise NotFoundError(f"there is no {what} “{wanted}”; {_hint(wanted, known)}")


def similar_names(wanted: str, names: Iterable[str]) -> list[str]:
    """Return the names that look most like `wanted`, best first, at most five."""
    by_fold = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(wanted.casefold(), by_fold, n=MAX_HINTS, cutoff=0.5)
    return [by_fold[fold] for fold in near]


def _key(text: str) -> str:
    return spelling_key(text.replace("_", " "))


_WAYS: tuple[tuple[Callable[[str], str], Callable[[str, str], bool]], ...] = (
    (str.casefold, str.__eq__),
    (_key, str.__eq__),
    (_key, str.startswith),
)


def _hint(wanted: str, known: list[tuple[str, str]]) -> str:
    near = similar_names(wanted, (form for form, _ in known))
    if near:
        return f"did you mean {_listed(near, last=' or ')}?"
    names = sorted({name for _, name in known})
    return f"there are: {_listed(names)}" if names else "there are none yet"


def _listed(names: list[str], *, last: str = ", ") -> str:
    shown = [f"“{name}”" for name in names[:MAX_HINTS]]
    if len(names) > MAX_HINTS:
        return ", ".join(shown) + f" and {len(names) - MAX_HINTS} more"
    return last.join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
