"""The trackers that are looked for: those of the settings, and the built-in ones that are on."""

from dataclasses import dataclass
from functools import cache, lru_cache

from coachkit.config import Settings
from coachkit.config.trackers import PackSettings, TrackerSettings, pack_names, pack_values, tracker_key


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedTracker:
    """A tracker and the built-in pack it is from."""

    settings: TrackerSettings
    pack: str = ""
    """Empty for a tracker of the settings."""

    @property
    def name(self) -> str:
        """The tracker's name."""
        return self.settings.name


@cache
def built_in(pack: str) -> tuple[PackedTracker, ...]:
    """Return the trackers of a built-in pack; its language holds for each that names none."""
    values = pack_values(pack)
    return tuple(
        PackedTracker(
            settings=TrackerSettings.model_validate(
                {
                    "language": values["language"],
                    **{key: tuple(v) if isinstance(v, list) else v for key, v in one.items()},
                }
            ),
            pack=pack,
        )
        for one in values["trackers"]
    )


def all_built_in() -> list[PackedTracker]:
    """Return the trackers of all built-in packs."""
    return [one for pack in pack_names() for one in built_in(pack)]


def trackers_on(settings: Settings) -> tuple[PackedTracker, ...]:
    """Return what is looked for, by name; a tracker of the settings takes the place of one in a pack."""
    return _on(settings.trackers, settings.packs)


@lru_cache(maxsize=8)
def _on(trackers: tuple[TrackerSettings, ...], chosen: PackSettings) -> tuple[PackedTracker, ...]:
    own = [PackedTracker(settings=one) for one in trackers]
    packs = chosen.trackers if chosen.trackers is not None else tuple(pack_names())
    off = {tracker_key(name) for name in chosen.off} | {tracker_key(one.name) for one in own}
    packed = [one for pack in packs for one in built_in(pack) if tracker_key(one.name) not in off]
    return tuple(sorted([*own, *packed], key=lambda one: one.name))
