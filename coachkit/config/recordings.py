"""How recordings are named and laid out, and what hears them."""

from fnmatch import fnmatchcase
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from coachkit.config.section import Section


class ChannelMap(Section):
    """Who speaks on which channel of a recording, counted from 0."""

    agent: int = Field(ge=0)
    customer: int = Field(ge=0)

    @model_validator(mode="after")
    def _two_channels(self) -> Self:
        if self.agent == self.customer:
            raise ValueError(f"channels: agent and customer cannot both be on channel {self.agent}")
        return self


class RecordingSource(Section):
    """Recordings of one kind, and how their channels are laid out."""

    files: str = Field(min_length=1)
    """Path within the folder, where `*` stands for anything: `north/*`, `*_trunk2_*.wav`."""
    agent_channel: int | None = Field(default=None, ge=0)
    channels: ChannelMap | None = None
    """Hear these two channels only."""
    mix: bool = False
    """Mix all channels into one and tell the speakers apart by their voices."""
    language: str | None = None
    """Language spoken on them, such as `tr`."""

    @model_validator(mode="after")
    def _one_layout(self) -> Self:
        given = [self.agent_channel is not None, self.channels is not None, self.mix]
        if sum(given) > 1 or not (any(given) or self.language):
            raise ValueError(
                f"source “{self.files}”: needs one of agent_channel, channels and mix, or language"
            )
        return self

    def agent(self) -> int | None:
        """Return the agent's channel, None where the channels are mixed."""
        return self.channels.agent if self.channels else self.agent_channel

    def heard(self) -> tuple[int, ...] | None:
        """Return the channels to hear: empty means mixed into one, None all of them."""
        if self.mix:
            return ()
        return tuple(sorted((self.channels.agent, self.channels.customer))) if self.channels else None


class RecordingSettings(Section):
    """How recordings are named and laid out."""

    pattern: str | None = None
    """File-name pattern in plain form, such as `{date}_{time}_{extension}_{agent}`."""
    agent_channel: int | None = Field(default=0, ge=0)
    """Channel on which the agent speaks: 0 is left, 1 is right."""
    channels: tuple[Annotated[int, Field(ge=0)], ...] | None = Field(default=None, min_length=1)
    """Which channels are heard of recordings that have more than two."""
    sources: tuple[RecordingSource, ...] = ()
    """Recordings that are laid out in another way; the first that fits a file counts."""
    language: str | None = None
    """Language spoken, such as `en`; left out, it is found out for each call."""
    max_hours: float = Field(default=4.0, gt=0, le=24)
    """Longer recordings are refused; each hour of a channel takes 0.23 GB while it is heard."""

    def source_of(self, place: str) -> RecordingSource | None:
        """Return the first source that fits a recording's path within its folder."""
        folded = place.casefold()
        return next((one for one in self.sources if fnmatchcase(folded, one.files.casefold())), None)


class SpeechSettings(Section):
    """Which engine and model hear the calls."""

    engine: Literal["faster-whisper", "openai-whisper"] = "faster-whisper"
    model: str = "base"
