"""`/calls/CALL`: one call, to be heard and read."""

from fastapi import APIRouter

router = APIRouter(tags=["call"])
