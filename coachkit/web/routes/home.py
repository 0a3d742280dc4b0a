"""`/`: what is new, what to hear first."""

from fastapi import APIRouter

router = APIRouter(tags=["home"])
