"""What was written to a list or a clip, each with its answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coachkit.following.lines import CommentLine
from coachkit.following.standing import Comment


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What somebody wrote."""

    n: int
    author: str
    made_at: str
    text: str
    second: float | None
    """Which second of the clip is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A remark and what was answered, the oldest first."""

    first: Remark
    answers: tuple[Remark, ...]


def threads_of(comments: Iterable[Comment | CommentLine]) -> tuple[Thread, ...]:
    """Return comments with their answers; an answer to what is gone stands by itself."""
    there = {one.n: one for one in comments}
    answers: dict[int, list[Remark]] = {}
    for one in there.values():
        answers.setdefault(_root(one, there), []).append(_remark(one))
    return tuple(
        Thread(first=first, answers=tuple(rest))
        for first, *rest in (sorted(found, key=lambda one: one.n) for found in answers.values())
    )


def _root(one: Comment | CommentLine, there: Mapping[int, Comment | CommentLine]) -> int:
    """Return the number of the remark that a thread begins with; answers come after what they answer."""
    while one.reply_to is not None and one.reply_to in there and one.reply_to < one.n:
        one = there[one.reply_to]
    return one.n


def _remark(one: Comment | CommentLine) -> Remark:
    return Remark(n=one.n, author=one.author, made_at=one.made_at, text=one.text, second=one.second)
