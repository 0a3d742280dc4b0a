"""`/topics`: what calls are about."""

from fastapi import APIRouter

router = APIRouter(tags=["topics"])
