"""What playlists are filled from, of all calls at once: no more of each row than that takes."""

from dataclasses import dataclass

from coachkit.models import GradeLetter, ScorePoint, ShownExchange
from coachkit.store import coding
from coachkit.store.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardCall:
    """How long a call is, and how well it can be heard."""

    id: str
    duration: float
    """In seconds."""
    grade: GradeLetter | None


def shown_exchanges(library: Library) -> list[ShownExchange]:
    """Return the exchanges of all calls, call by call, in order."""
    return library.find(
        ShownExchange,
        """
        select call_id, kind, name, start, "end", verdict, reason, strength, quote, quote_start, quote_end,
            prompt_end, reply_start
        from exchanges order by call_id, n
        """,
    )


def telling_points(library: Library) -> list[ScorePoint]:
    """Return the lines of score cards that show why a call is good or bad, with their evidence.

    Only of cards that label calls.
    """
    names = ", ".join(f'p."{column.name}"' for column in coding.columns_of(ScorePoint))
    sql = f"""
        select {names}
        from score_points p join labels l on l.call_id = p.call_id
        join scores s on s.call_id = p.call_id and s.card = p.card and s.is_main
        where p.verdict = case l.label when 'good' then 'met' when 'bad' then 'missed' end
        and p.quote is not null and p.start is not null
        order by p.call_id, p.card, p.criterion
    """  # noqa: S608 - a noun's columns
    return library.find(ScorePoint, sql)


def heard_calls(library: Library) -> list[HeardCall]:
    """Return all calls by id."""
    sql = "select c.id, c.duration, g.grade from calls c left join grades g on g.call_id = c.id order by c.id"
    return library.find(HeardCall, sql)
