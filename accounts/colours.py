"""How well white and a colour can be told apart, by the rule of WCAG 2; pure."""

from __future__ import annotations

READABLE = 4.5  # at least, for text of ordinary size (AA)


def contrast_with_white(colour: str) -> float:
    """From 1 (none at all) to 21 (black), of a colour written ``#rrggbb``."""
    return 1.05 / (luminance(colour) + 0.05)


def readable_shade(colour: str) -> str:
    """The same colour, darkened just so far that white can be read on it."""
    parts = channels(colour)
    for percent in range(100, -1, -1):
        shade = "#" + "".join(f"{part * percent // 100:02x}" for part in parts)
        if contrast_with_white(shade) >= READABLE:
            return shade
    return "#000000"


def luminance(colour: str) -> float:
    red, green, blue = (linear(part / 255) for part in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
