"""Going through the rounds of a session: the line, time to answer, the replies, what parts them.

What asks and what plays is handed in, so that the same loop runs on a terminal, in a pipe and in tests.
"""

import select
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from coachkit.cli.play import PlayerError, play_sound
from coachkit.cli.practice_page import (
    print_asked,
    print_learned,
    print_part,
    print_reply,
    print_start,
    print_taken,
)
from coachkit.cli.screen import print_line
from coachkit.errors import CoachkitError
from coachkit.export.contents import ClipContents
from coachkit.practising.rounds import Reply, Round, Session

ANSWER = "Answer aloud, then press Enter (q ends): "
ANSWER_IN = "Answer aloud: {seconds} seconds, or Enter (q ends): "
NEXT = "Enter for the next customer (q ends): "
NO_SOUND = "{player} cannot play sound here, so it goes on without: read what is said instead."
_ENDS = {"q", "quit", "exit"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a session needs of whoever practises."""

    ask: Callable[[str, float | None], bool]
    """Asks, waits for at most so many seconds (None: for ever), and says whether to go on."""
    play: Callable[[ClipContents], None]
    """Plays a stretch, or does nothing."""
    seconds: int | None = None
    """So long there is to answer; None: until it is said to go on."""


def run_session(session: Session, desk: Desk) -> int:
    """Go through the rounds, and return how many were answered; Ctrl-C ends as q does."""
    done = 0
    print_start(session)
    try:
        for one in session.rounds:
            if done and not desk.ask(NEXT, None):
                break
            if not _ask(session, one, desk):
                break
            done += 1
            _show(one, desk)
    except KeyboardInterrupt:
        print_line()
    return done


def _ask(session: Session, one: Round, desk: Desk) -> bool:
    """Show and play the customer's line, and wait for an answer; say whether to go on."""
    print_asked(session, one)
    desk.play(one.prompt.of)
    question = ANSWER if desk.seconds is None else ANSWER_IN.format(seconds=desk.seconds)
    return desk.ask(question, desk.seconds)


def _show(one: Round, desk: Desk) -> None:
    """Show and play the replies, the one that missed first, and say what parts them."""
    for reply in (one.bad, one.good):
        if reply is not None:
            _show_reply(reply, desk)
    print_learned(one)


def _show_reply(reply: Reply, desk: Desk) -> None:
    print_reply(reply)
    for part in reply.parts:
        print_part(part)
        desk.play(part.of)
    print_taken(reply)


def ask_nothing(_question: str, _seconds: float | None) -> bool:
    """Go on at once: nobody is there to answer."""
    return True


def play_nothing(_of: ClipContents) -> None:
    """Play nothing: what is said is read."""


def ask_on_terminal(question: str, seconds: float | None) -> bool:
    """Ask, wait for Enter or for so many seconds, and say whether to go on; the end of input is a no."""
    click.echo(f"\n{question}", nl=False)
    if seconds is not None and not _is_answered(seconds):
        click.echo()
        return True
    said = sys.stdin.readline()
    if not said:
        click.echo()
    return bool(said) and said.strip().casefold() not in _ENDS


def _is_answered(seconds: float) -> bool:
    """Wait so long for a line; where the system cannot tell (Windows), wait for Enter."""
    try:
        return bool(select.select([sys.stdin], [], [], seconds)[0])
    except (OSError, ValueError):
        return True


def player_of(player: str) -> Callable[[ClipContents], None]:
    """Return what plays a stretch with this program; what cannot be played is only read.

    Where the program fails, no more is played: it would fail again.
    """
    has_failed: list[str] = []

    def play(of: ClipContents) -> None:
        if not of.can_play or has_failed:
            return
        from coachkit.backends.clip_audio import cut_clips

        try:
            [sound] = cut_clips(of.files, [of.stretch])
            play_sound(player, sound)
        except PlayerError:
            has_failed.append(player)
            print_line(NO_SOUND.format(player=Path(player).name), indent=2, style="red")
        except CoachkitError as error:
            why = "its recording is damaged" if of.is_nameless else str(error)  # a file's name tells whose
            print_line(f"It could not be played: {why}", indent=2, style="red")

    return play
