"""The map as an SVG document of its own, for paper and messages."""

from corridor.draw.layout.map.page import map_page
from corridor.draw.layout.palette import SYMBOLS
from corridor.draw.web.markup import render, trusted_tokens
from corridor.model.corridor import Corridor
from corridor.model.text import Lang


def map_svg(corridor: Corridor, lang: Lang, *, width: int = 1200, height: int = 900) -> str:
    """The map with legend, notice, attribution and date, as a standalone SVG document of so many pixels."""
    page = map_page(corridor, lang, width, height)
    return render(
        "static_map.svg.j2",
        lang,
        corridor=corridor,
        picture=page.picture,
        width=width,
        height=height,
        entries=page.entries,
        colours=dict.fromkeys(
            shape.fill
            for shown in (page.picture, *(entry.sample for _, _, entry in page.entries))
            for shape in shown.shapes
            if shape.hatched
        ),
        lines=page.lines,
        first_line=page.first_line,
        symbols=SYMBOLS,
        tokens=trusted_tokens(),
    )
