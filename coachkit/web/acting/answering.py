"""Answering what a score card asks people."""

from __future__ import annotations

from coachkit.models import Answer, AnswerValue
from coachkit.pipeline.changes.cards import an_answer, answer_question
from coachkit.store.reading import find_call
from coachkit.web.acting.consequences import rejudged
from coachkit.web.acting.desk import Action, Desk, Done, refuse_changed, version_of

TAKEN_BACK = "The answer was taken back."
_SAID: dict[AnswerValue, str] = {"yes": "yes", "no": "no", "not applicable": "that it does not apply"}


def answer_version(last: Answer | None) -> str:
    """Return the version of what was answered last."""
    return version_of((last.n, last.value) if last else None)


def answer(
    call: str, card: str, line: str, value: AnswerValue, why: str = "", *, version: str = ""
) -> Action:
    """Return the action that answers a question of a card on a call."""

    def act(desk: Desk) -> Done:
        call_id = find_call(desk.library, call)
        last = _last(desk, call_id, card, line)
        refuse_changed(
            "The answer",
            version=version,
            now=answer_version(last),
            theirs=f"{last.author} says {_SAID[last.value]}" if last else "nobody has answered",
            yours=_SAID[value],
        )
        given = an_answer(call_id, line, value, card=card, why=why, author=desk.author)
        found = answer_question(desk.library, desk.settings, given, tools=desk.tools)
        given_version = answer_version(_last(desk, call_id, card, line))
        # nothing is erased: what was not answered before counts as little as what does not apply
        undo = (
            answer(call_id, card, line, last.value, last.why or "", version=given_version)
            if last
            else answer(call_id, card, line, "not applicable", TAKEN_BACK, version=given_version)
        )
        return Done(
            said="The answer was taken back; the line does not count until somebody answers."
            if why == TAKEN_BACK
            else f"You answered {_SAID[value]}.",
            changed=rejudged(found.change),
            undo=undo,
        )

    return act


def _last(desk: Desk, call_id: str, card: str, line: str) -> Answer | None:
    answers = desk.library.rows(Answer, call_id=call_id)
    return next((one for one in reversed(answers) if (one.card, one.criterion) == (card, line)), None)
