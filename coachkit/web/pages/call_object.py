"""A line of a call's score, to be objected to."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from coachkit.errors import NotFoundError
from coachkit.store.reading import find_call
from coachkit.web.library_pool import Opened
from coachkit.web.pages.call import CallNamed
from coachkit.web.pages.call_judged import CardLine, read_cards

CardNamed = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineToDispute:
    """A line as the card judges it."""

    call_id: str
    line: CardLine


def read_line_to_dispute(opened: Opened, call: CallNamed, card: CardNamed, line: CardNamed) -> LineToDispute:
    """Return a line of a call's score, to be objected to.

    Raises:
        NotFoundError: There is no such call, or no such line on its score.
    """
    call_id = find_call(opened.library, call)
    lines = [one for result in read_cards(opened.library, call_id) for one in result.lines]
    found = next((one for one in lines if (one.card, one.criterion) == (card, line)), None)
    if found is None:
        raise NotFoundError("there is no such line on the score of this call; it was perhaps scored anew")
    return LineToDispute(call_id=call_id, line=found)
