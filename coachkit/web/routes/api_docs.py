"""`/api/docs`: the list of all data, to be tried out."""

from fastapi import APIRouter

router = APIRouter(tags=["api docs"])
