"""The step that writes battle cards."""

from coachkit.models import StageRows
from coachkit.pipeline.steps.bench import Bench


def card(bench: Bench, fingerprint: str) -> StageRows:  # noqa: ARG001 - every library step takes one
    """Write a battle card for each competitor and feature of the settings that comes up."""
    return {"battle_cards": [], "card_lines": [], "card_quotes": []}
