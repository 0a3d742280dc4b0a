"""What a session of practice prints: the customer's line, the replies to such a line, what parts them."""

from itertools import groupby

from coachkit.cli.screen import print_heading, print_line, print_marked
from coachkit.counts import format_count
from coachkit.models import Segment
from coachkit.practising.learning import what_was_learned
from coachkit.practising.rounds import Reply, Round, Session, Shown

_WENT = {"good": ("It went well", "green"), "bad": ("It went badly", "red")}
_SPEAKERS = {"agent": "Agent", "customer": "Customer"}


def print_start(session: Session) -> None:
    """Print what is practised, and how."""
    rounds = format_count(len(session.rounds), "round")
    of = f" of {session.there}" if session.there and session.there > len(session.rounds) else ""
    print_line(f"{session.title}: {rounds}{of}", style="bold")
    for other in session.also:
        print_line(f"There is also a {other.partition('-')[0]} of that name: coachkit practice {other}")


def print_asked(session: Session, one: Round) -> None:
    """Print the customer's line, and nothing that gives the reply away."""
    about = "" if one.about == session.title else f" · {one.about}"
    print_heading(f"Round {one.n} of {len(session.rounds)}{about}")
    print_marked(f"“{one.asked}”", (), lead="Customer  ", indent=2)


def print_reply(reply: Reply) -> None:
    """Print whose reply it is and what it was given to; its parts follow."""
    went, style = _WENT[reply.verdict]
    by = f" · {reply.agent}" if reply.agent else ""
    to = "the reply that this customer got" if reply.is_asked else "a reply to another customer"
    print_line()
    print_line(f"{went} · {to}{by}", style=f"bold {style}")
    if not reply.is_asked:
        print_marked(f"“{reply.prompt}”", (), lead="Customer  ", indent=2, style="dim")


def print_part(part: Shown) -> None:
    """Print what is said in a stretch, the lines of one side as one."""
    if part.is_cut_before:
        later = "later" if part.seconds_before is None else f"{part.seconds_before:.0f} seconds later"
        print_line(f"… {later} …", indent=2, style="dim")
    for speaker, lines in groupby(part.of.lines, key=_speaker):
        print_marked(" ".join(line.text for line in lines), (), lead=f"{speaker:<8}  ", indent=2)


def _speaker(line: Segment) -> str:
    return _SPEAKERS.get(line.role, "Somebody")


def print_taken(reply: Reply) -> None:
    """Print how the customer took it."""
    print_line(f"→ {reply.took}.", indent=2)


def print_learned(one: Round) -> None:
    """Print what parts the two replies, or that there is only one, and what the playbook says of it."""
    print_line()
    if learned := what_was_learned(one):
        print_line(learned)
    if one.hint:
        print_line(f"Your playbook: {one.hint.text} (coachkit playbooks show {one.hint.playbook_id})")


def print_end(session: Session, done: int | None, *, other_seed: str) -> None:
    """Print how many rounds somebody practised (None: nobody was there), and where to go on."""
    print_line()
    if done is not None:
        print_line(f"{format_count(done, 'round')} practised.", style="bold")
    if session.playlist:
        print_line(f"Hear more of it: coachkit playlists play {session.playlist}")
    if session.playbook:
        print_line(f"What works: coachkit playbooks show {session.playbook}")
    if session.varies:
        print_line(f"Other rounds: coachkit practice {session.id} --shuffle {other_seed}")
    elif session.there and session.there > len(session.rounds):
        print_line(f"All rounds: coachkit practice {session.id} --rounds {session.there}")
