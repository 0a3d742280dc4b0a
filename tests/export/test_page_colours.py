"""Text reaches 4.5 to 1 and controls 3 to 1 (WCAG 2.2 AA, criteria 1.4.3 and 1.4.11), light and dark."""

import re
from importlib.resources import files

import pytest

TEXT = (
    *((ink, ground) for ink in ("ink", "soft", "accent") for ground in ("paper", "card", "wash")),
    ("on-accent", "accent"),
    ("good", "good-wash"),
    ("bad", "bad-wash"),
    ("mixed", "mixed-wash"),
)
CONTROLS = (("track", "card"), ("track", "wash"), ("accent", "paper"))


def schemes() -> dict[str, dict[str, str]]:
    style = (files("coachkit.export") / "templates" / "page.css").read_text(encoding="utf-8")
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#\w+);", text))
        for text in re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    )
    return {"light": light, "dark": dark}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(scheme: str, ink: str, ground: str) -> None:
    colours = schemes()[scheme]

    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("control", "ground"), CONTROLS)
def test_controls_can_be_seen(scheme: str, control: str, ground: str) -> None:
    colours = schemes()[scheme]

    assert contrast(colours[control], colours[ground]) >= 3


def test_black_on_white_is_the_greatest_contrast() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
