"""Forms that change something: what each sends along, and what is answered.

Every form holds `form` (a token that only pages of this server know: a page of another site cannot send it),
`back` (the page to go on with) and, where two people might change the same, `version`.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from typing import Annotated
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from fastapi import Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from coachkit.web.acting.acts import Acts, Notice
from coachkit.web.acting.desk import Action
from coachkit.web.own_address import own_address
from coachkit.web.person import NotAllowedError, Person, Who, lead_of

NOTICE = "done"
"""In an address: the notice that the page shows."""


def form_token(request: Request) -> str:
    """Return what the forms of this person's pages hold."""
    secret: bytes = request.app.state.form_secret
    person: Person | None = getattr(request.state, "person", None)
    session = f"{person.name}\n{person.session}" if person else ""
    return hmac.new(secret, session.encode(), sha256).hexdigest()


def notice_of(request: Request) -> Notice | None:
    """Return what the page tells about what its person did last; None: nothing."""
    person: Person | None = getattr(request.state, "person", None)
    wanted = request.query_params.get(NOTICE)
    if person is None or not wanted:
        return None
    acts: Acts = request.app.state.acts
    return acts.notice(person, wanted)


class StaleFormError(NotAllowedError):
    """A form that was not made for this visit: it was opened before its person logged in, or is forged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """A form that was sent by a page of this server."""

    request: Request
    person: Person
    version: str
    """As the form's page saw it; empty: it does not matter."""
    back: str

    async def do(self, action: Action) -> Response:
        """Run an action and go on to the page that the form names, which tells what was done."""
        acts: Acts = self.request.app.state.acts
        return self.go_on(await acts.do(self.person, action))

    def go_on(self, notice: str | None) -> Response:
        """Go on to the page that the action or else the form names, with this notice."""
        acts: Acts = self.request.app.state.acts
        told = acts.notice(self.person, notice) if notice else None
        there = (told.there if told else None) or self.back
        return RedirectResponse(_with_notice(there, notice), HTTPStatus.SEE_OTHER)


def acting(
    request: Request,
    person: Who,
    form: Annotated[str, Form(max_length=200)] = "",
    back: Annotated[str, Form(max_length=8_192)] = "/",
    version: Annotated[str, Form(max_length=64)] = "",
) -> Acting:
    """Return the form that was sent.

    Raises:
        StaleFormError: It was not made by this server for this person's visit.
    """
    if not hmac.compare_digest(form.encode(), form_token(request).encode()):
        raise StaleFormError("this form was opened before you came in; if it is yours, send it now")
    return Acting(request=request, person=person, version=version, back=own_address(back))


def acting_as_lead(request: Request, sent: Annotated[Acting, Depends(acting)]) -> Acting:
    """Return the form that was sent by a lead; raises NotAllowedError as `acting`, and for an agent."""
    lead_of(request)
    return sent


AnyActing = Annotated[Acting, Depends(acting)]
"""What a function asks for that leads and agents may use; it sees itself to whose things they are."""
LeadActing = Annotated[Acting, Depends(acting_as_lead)]
"""What a function asks for that only leads may use."""


def _with_notice(address: str, notice: str | None) -> str:
    parts = urlsplit(address)
    asked = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != NOTICE
    ]
    if notice:
        asked.append((NOTICE, notice))
    return urlunsplit(parts._replace(query=urlencode(asked)))
