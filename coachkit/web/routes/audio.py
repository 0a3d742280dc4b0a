"""`/audio/CALL`: the sound of a call, as much of it as a browser asks for, and the shape of its waves."""

from fastapi import APIRouter

router = APIRouter(tags=["audio"])
