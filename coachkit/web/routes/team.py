"""`/team`: the agents and their figures."""

from fastapi import APIRouter

router = APIRouter(tags=["team"])
