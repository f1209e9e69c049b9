"""The headline figures of the corridor as a ribbon of tiles."""

from corridor.draw.web.markup import render
from corridor.draw.words.ribbon import tiles
from corridor.model.corridor import Corridor
from corridor.model.text import Lang


def ribbon(corridor: Corridor, lang: Lang) -> str:
    """Groups of tiles; a figure that this profile may not see leaves no tile, an empty group no caption."""
    groups = [(group.caption[lang], tiles(corridor, group, lang)) for group in corridor.ribbon]
    return render("ribbon.html.j2", lang, groups=[(caption, tiles) for caption, tiles in groups if tiles])
