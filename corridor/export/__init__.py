"""What a corridor can be handed over as: one module a format, one line here."""

from collections.abc import Callable

from corridor.export import geojson, html, pptx, xlsx
from corridor.model.corridor import Corridor
from corridor.model.text import Lang

Export = Callable[[Corridor, Lang], bytes]

FORMATS: dict[str, Export] = {
    "html": html.export,
    "pptx": pptx.export,
    "xlsx": xlsx.export,
    "geojson": geojson.export,
}
"""Formats by name, which is also the suffix of their files."""
