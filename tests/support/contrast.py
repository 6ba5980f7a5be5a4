"""WCAG 1.4.3: the colours that a stylesheet names in its two themes, and how far two of them stand apart."""

import re

LEAST_TEXT, LEAST_EDGE = 4.5, 3.0


def themes(css):
    """Name to colour for `light` and `dark`; what dark does not name it has from light."""
    light, dark = (
        dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})", block))
        for block in re.findall(r":root\s*\{([^}]*)\}", css)[:2]
    )
    return {"light": light, "dark": {**light, **dark}}


def contrast(one, other):
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
