"""`/customers`: who calls, how that goes, and what their calls say of the relationship."""

from fastapi import APIRouter

router = APIRouter(tags=["customers"])
