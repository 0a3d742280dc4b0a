"""`/playbooks` and `/cards`: what works and what does not."""

from fastapi import APIRouter

router = APIRouter(tags=["playbooks"])
