"""What a line of a playbook must rest on before it is claimed."""

from pydantic import Field

from coachkit.config.section import Section
from coachkit.models import GradeLetter


class PlaybookSettings(Section):
    """How much evidence a do or a don't needs."""

    min_calls: int = Field(default=3, ge=1)
    """Calls in which agents do it, and as many in which they do not."""
    min_agents: int = Field(default=2, ge=1)
    """Agents who do it: what one person does is a habit of theirs."""
    max_false: float = Field(default=0.05, gt=0, le=0.2)
    """The share of lines, on average, that may hold by chance alone (Benjamini and Hochberg 1995)."""
    min_grade: GradeLetter = "C"
    """Calls whose recording has a worse grade are left out."""
