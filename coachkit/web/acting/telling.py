"""What is told of an action to whom: an agent hears nothing of lists and calls that are not theirs."""

from dataclasses import replace

from coachkit.web.acting.desk import Action, Desk, Done
from coachkit.web.person import Person


def told_to(person: Person, action: Action) -> Action:
    """Return the action as a person is told of it: what followed elsewhere is for leads, also by undo."""
    return action if person.is_lead else _alone(action)


def _alone(action: Action) -> Action:
    def act(desk: Desk) -> Done:
        done = action(desk)
        return replace(done, changed=(), undo=_alone(done.undo) if done.undo else None)

    return act
