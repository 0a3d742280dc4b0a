"""`/search`: find what was said."""

from fastapi import APIRouter

router = APIRouter(tags=["search"])
