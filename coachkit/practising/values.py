"""Rounds as JSON takes them; nothing in it says whose a reply is that went badly, as in lists for peers."""

from coachkit.practising.rounds import Reply, Round, Session, Shown


def session_values(session: Session) -> dict[str, object]:
    """Return a session with its rounds; times are seconds of the call."""
    return {
        "id": session.id,
        "title": session.title,
        "seed": session.seed,
        "rounds": [_round_values(one) for one in session.rounds],
    }


def _round_values(one: Round) -> dict[str, object]:
    return {
        "n": one.n,
        "about": one.about,
        "prompt": {"text": one.asked, **_place(one.prompt)},
        "good": _reply_values(one.good) if one.good else None,
        "bad": _reply_values(one.bad) if one.bad else None,
        "difference": one.difference,
        "playbook": {"id": one.hint.playbook_id, "line": one.hint.text} if one.hint else None,
    }


def _reply_values(reply: Reply) -> dict[str, object]:
    return {
        "verdict": reply.verdict,
        "prompt": reply.prompt,
        "is_asked": reply.is_asked,
        "agent": reply.agent,
        "took": reply.took,
        "parts": [
            {
                **_place(part),
                "seconds_before": part.seconds_before,
                "lines": [
                    {"role": line.role, "start": line.start, "text": line.text} for line in part.of.lines
                ],
            }
            for part in reply.parts
        ],
    }


def _place(shown: Shown) -> dict[str, object]:
    clip = shown.of.clip
    return {"call_id": clip.call_id, "start": clip.start, "end": clip.end}
