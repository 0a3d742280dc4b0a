"""Packages whose names are imported when they are first used.

Making a hundred frozen dataclasses takes a tenth of a second, and a command that reads needs a few of them.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module


def importing(package: str, homes: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """Return a `__getattr__` for `package` that knows which module each name is in.

    Raises:
        AttributeError: (the function) No module has the name.
    """
    home_of = {name: module for module, names in homes.items() for name in names}

    def attribute(name: str) -> object:
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(home_of[name]), name)

    return attribute
