"""`/playlists`: clips to hear, list by list."""

from fastapi import APIRouter

router = APIRouter(tags=["playlists"])
