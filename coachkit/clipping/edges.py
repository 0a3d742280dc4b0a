"""The edges of clips: a place in a pause, a little before the first word or after the last.

Recognised times are not exact: words end later than they say, and an "oh" before the first word is often
left out. So the place depends on how long the pause is, and a longer one near by is
better than a very short one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coachkit.clipping.talk import Joint, Pause, TimedTalk

LATE_ENDS = 0.3
"""Seconds that a word may go on after the end that Whisper gives it. On lines whose times are known, ends are
0.13 early in the middle and 0.32 in one of twenty (`benchmarks/clips.py`)."""
EARLY_STARTS = 1.0
"""Seconds that a turn may begin before its first word, where an "oh" or "okay" was left out; else starts are
right within 0.04. So much silence is heard only where the pause is that long."""
SPLIT = 0.6
"""A short pause is cut here, as a share of it: both sides are then as safe as can be."""
CLEAR = 0.7
"""A pause of so many seconds is safe to cut in …"""
CLEAR_BETWEEN_TURNS = 0.2
"""… or of so many between two turns: the pauses of one side are sometimes heard where there are none."""
TIGHT_COST = 6.0
"""What it costs where words touch, in seconds of way; shorter pauses than those cost a share of it."""
JOINT_COST: Mapping[Joint, float] = {"turn": 0.0, "sentence": 0.8, "words": 3.0}
"""What it costs to cut between the turns, sentences or words of one side, in seconds of way."""
NEAR_A_WORD = 0.1
"""No clip begins nearer to a word than so many seconds, where the pause has room."""
A_LITTLE_MORE = 2.0
"""What is longer than wanted by up to this factor is played whole."""
CARE = 3.0
"""Where a turn has to be cut inside, there is more room to choose: both costs count so many times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edges:
    """Where clips of a call may begin and end; all times are in seconds."""

    talk: TimedTalk
    padding: float
    """Kept before the first word and after the last, where the pause has it twice."""

    def begin_by(self, time: float) -> float:
        """Return the best place to begin at so that `time` is in the clip: there or a little earlier."""
        pauses = self.talk.pauses
        found, least = max(min(time, self._begin(0)), 0.0), float("inf")
        for n in range(bisect_right(pauses, time, key=_start) - 1, -1, -1):
            way = max(time - pauses[n].end, 0.0)
            if way >= least:
                break
            cost = way + self._cost(n, pauses[n].begins)
            if cost < least:
                found, least = min(self._begin(n), time), cost
        return found

    def end_by(self, time: float) -> float:
        """Return the best place to end at so that what is said until `time` is in the clip."""
        pauses = self.talk.pauses
        found, least = min(max(time, self._end(len(pauses) - 1)), self.talk.duration), float("inf")
        for n in range(bisect_left(pauses, time, key=_end), len(pauses)):
            way = max(pauses[n].start - time, 0.0)
            if way >= least:
                break
            cost = way + self._cost(n, pauses[n].ends)
            if cost < least:
                found, least = max(self._end(n), time), cost
        return found

    def begin_within(self, low: float, high: float) -> float | None:
        """Return a good place to begin at from `low` to `high`, rather early; None where nobody pauses."""
        found, least = None, float("inf")
        for n, pause in self._around(low, high):
            best = self._begin(n)
            at = max(best, low)
            if at <= high and at <= max(best, pause.end - NEAR_A_WORD):
                cost = at - low + CARE * self._cost(n, pause.begins)
                if cost < least:
                    found, least = at, cost
        return found

    def end_within(self, low: float, high: float) -> float | None:
        """Return a good place to end at from `low` to `high`, rather late; None where nobody pauses."""
        found, least = None, float("inf")
        for n, pause in self._around(low, high):
            best = self._end(n)
            at = min(best, high)
            if at >= low and at >= min(best, pause.start + LATE_ENDS):
                cost = high - at + CARE * self._cost(n, pause.ends)
                if cost <= least:
                    found, least = at, cost
        return found

    def last_sentences(self, start: float, end: float, most: float) -> float | None:
        """Return from when to play what is said from `start` to `end`, to hear about `most` seconds of it.

        None where it is longer, and no sentence in it begins after a clear pause.
        """
        if end - start <= A_LITTLE_MORE * most:
            return start
        near = self._around(end - most, end)
        places = (self._begin(n) for n, pause in near if pause.begins != "words" and self._is_clear(pause))
        return min((at for at in places if end - most <= at < end), default=None)

    def first_sentences(self, start: float, end: float, most: float) -> float | None:
        """Return until when to play what is said from `start` to `end`, to hear about `most` seconds of it.

        None where it is longer, and no sentence in it ends with a clear pause.
        """
        if end - start <= A_LITTLE_MORE * most:
            return end
        near = self._around(start, start + most)
        places = (self._end(n) for n, pause in near if pause.ends != "words" and self._is_clear(pause))
        return max((at for at in places if start < at <= start + most), default=None)

    def _around(self, low: float, high: float) -> Iterator[tuple[int, Pause]]:
        pauses = self.talk.pauses
        for n in range(bisect_left(pauses, low, key=_end), bisect_right(pauses, high, key=_start)):
            yield n, pauses[n]

    def _begin(self, n: int) -> float:
        pause = self.talk.pauses[n]
        if not pause.is_heard:
            return pause.end - min(self.padding, pause.length / (1 if n == 0 else 2))
        wanted = pause.end - min(EARLY_STARTS, (1 - SPLIT) * pause.length) - self.padding
        return max(wanted, 0.0 if n == 0 else self._split(pause))

    def _end(self, n: int) -> float:
        pause = self.talk.pauses[n]
        is_last = n == len(self.talk.pauses) - 1
        if not pause.is_heard:
            return pause.start + min(self.padding, pause.length / (1 if is_last else 2))
        wanted = LATE_ENDS + self.padding
        if is_last:
            return min(pause.start + wanted, pause.end)
        return max(self._split(pause), pause.start + min(wanted, (1 - SPLIT) * pause.length))

    def _split(self, pause: Pause) -> float:
        return pause.start + min(SPLIT * pause.length, LATE_ENDS / 2 + self.padding)

    def _cost(self, n: int, joint: Joint) -> float:
        pause = self.talk.pauses[n]
        if n in (0, len(self.talk.pauses) - 1):
            return 0.0
        if not pause.is_heard:
            return JOINT_COST[joint]
        return JOINT_COST[joint] + TIGHT_COST * max(0.0, 1 - pause.length / _clear(pause))

    @staticmethod
    def _is_clear(pause: Pause) -> bool:
        return not pause.is_heard or pause.length >= _clear(pause) / 2


def _clear(pause: Pause) -> float:
    return CLEAR_BETWEEN_TURNS if pause.begins == pause.ends == "turn" else CLEAR


def _start(pause: Pause) -> float:
    return pause.start


def _end(pause: Pause) -> float:
    return pause.end
