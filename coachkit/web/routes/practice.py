"""`/practice`: answer customers from real calls."""

from fastapi import APIRouter

router = APIRouter(tags=["practice"])
