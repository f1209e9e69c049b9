"""What a corridor can be handed over as: one module a format, one name here."""

from collections.abc import Callable
from importlib import import_module

from corridor.model.corridor import Corridor
from corridor.model.text import Lang

Export = Callable[[Corridor, Lang], bytes]


def _made_by(module: str) -> Export:
    """What a format's module exports; it is imported when the first file is made, with all that it draws with."""

    def export(corridor: Corridor, lang: Lang) -> bytes:
        made: bytes = import_module(f"{__name__}.{module}").export(corridor, lang)
        return made

    return export


FORMATS: dict[str, Export] = {name: _made_by(name) for name in ("html", "pptx", "xlsx", "geojson")}
"""Formats by name, which is also that of their modules and the suffix of their files."""
