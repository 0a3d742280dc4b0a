"""`/customers`: who calls."""

from fastapi import APIRouter

router = APIRouter(tags=["customers"])
