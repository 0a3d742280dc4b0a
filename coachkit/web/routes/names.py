"""`/names`: competitors, features and what else is looked for."""

from fastapi import APIRouter

router = APIRouter(tags=["names"])
