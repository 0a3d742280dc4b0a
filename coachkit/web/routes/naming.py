"""`/names`: listing names, taking up spellings, and saying what is none."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form
from fastapi.responses import Response

from coachkit.web.acting.forms import LeadActing
from coachkit.web.acting.names import (
    NameKind,
    accept_spelling,
    change_spellings,
    drop_name,
    list_name,
    no_name,
    spellings_in,
)
from coachkit.web.acting.verdicts import judge_place

router = APIRouter(tags=["naming"], include_in_schema=False)
Name = Annotated[str, Form(max_length=200)]
Spellings = Annotated[str, Form(max_length=4_000)]


@router.post("/names/add")
async def add_a_name(
    sent: LeadActing, name: Name, kind: Annotated[NameKind, Form()], spellings: Spellings = ""
) -> Response:
    """List a competitor or a feature."""
    return await sent.do(list_name(kind, name, spellings_in(spellings)))


@router.post("/names/unknown/decide")
async def decide_on_a_name(
    sent: LeadActing, name: Name, take: Annotated[Literal["competitor", "feature", "none"], Form()]
) -> Response:
    """Take up an unknown name as a competitor or a feature, or say that it is none."""
    return await sent.do(no_name(name) if take == "none" else list_name(take, name, ()))


@router.post("/names/spellings/decide")
async def decide_on_a_spelling(
    sent: LeadActing,
    spelling: Name,
    meant: Name,
    kind: Annotated[NameKind, Form()],
    take: Annotated[Literal["yes", "no"], Form()],
) -> Response:
    """Say whether a spelling stands for a name."""
    return await sent.do(
        accept_spelling(kind, meant, spelling) if take == "yes" else no_name(spelling, meant)
    )


@router.post("/names/spellings/of")
async def set_spellings(
    sent: LeadActing, kind: Annotated[NameKind, Form()], name: Name, spellings: Spellings = ""
) -> Response:
    """Set the other spellings of a name."""
    return await sent.do(change_spellings(kind, name, spellings_in(spellings), version=sent.version))


@router.post("/names/drop")
async def drop_a_name(sent: LeadActing, kind: Annotated[NameKind, Form()], name: Name) -> Response:
    """Take a name out of the list."""
    return await sent.do(drop_name(kind, name, version=sent.version))


@router.post("/names/judge")
async def judge_a_place(
    sent: LeadActing,
    phrase: Name,
    call: Name,
    at: Annotated[float, Form(ge=0, le=1e6)],
    is_right: Annotated[Literal["yes", "no"], Form()],
) -> Response:
    """Say whether a phrase was found rightly at a place."""
    return await sent.do(judge_place(phrase, call, at, is_right=is_right == "yes", version=sent.version))
