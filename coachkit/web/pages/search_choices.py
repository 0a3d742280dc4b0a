"""What the fields of the search form offer."""

from dataclasses import dataclass

from coachkit.store.library import Library
from coachkit.store.reading.search_names import names_to_choose


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Names of this library, in the order in which they are offered."""

    agents: tuple[str, ...]
    customers: tuple[str, ...]
    """Those with most calls."""
    kinds: tuple[str, ...]
    topics: tuple[str, ...]


def read_choices(library: Library) -> Choices:
    """Return what there is to choose from."""
    names = {what: names_to_choose(library, what) for what in ("agent", "customer", "kind", "topic")}
    return Choices(
        agents=tuple(sorted(names["agent"], key=str.casefold)),
        customers=names["customer"],
        kinds=tuple(sorted(names["kind"])),
        topics=names["topic"],
    )
