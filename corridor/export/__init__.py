"""What a corridor can be handed over as: one module a format, one name here."""

from importlib import import_module
from typing import Protocol

from corridor.model.corridor import Corridor
from corridor.model.text import Lang


class Export(Protocol):
    """What makes a file of a corridor."""

    def __call__(self, corridor: Corridor, lang: Lang, **chosen: str) -> bytes:
        """Make it; ``chosen`` is what a format may be told besides."""


def _made_by(module: str) -> Export:
    """What a format's module exports; it is imported when the first file is made, with all that it draws with."""

    def export(corridor: Corridor, lang: Lang, **chosen: str) -> bytes:
        made: bytes = import_module(f"{__name__}.{module}").export(corridor, lang, **chosen)
        return made

    return export


FORMATS: dict[str, Export] = {name: _made_by(name) for name in ("html", "pptx", "xlsx", "geojson")}
"""Formats by name, which is also that of their modules and the suffix of their files."""
