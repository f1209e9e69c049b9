"""The headline figures in captioned groups, each tile with all that a figure must say."""

from corridor.draw.markup import render
from corridor.draw.statement import Statement, statement
from corridor.model.corridor import Corridor, RibbonGroup
from corridor.model.text import Lang


def ribbon(corridor: Corridor, lang: Lang) -> str:
    """Groups of tiles; a figure that this profile may not see leaves no tile, an empty group no caption."""
    groups = [(group.caption[lang], tiles(corridor, group, lang)) for group in corridor.ribbon]
    return render("ribbon.html.j2", lang, groups=[(caption, tiles) for caption, tiles in groups if tiles])


def tiles(corridor: Corridor, group: RibbonGroup, lang: Lang) -> list[Statement]:
    """The figures of a group that this profile may see."""
    known = corridor.figure_by_id
    return [statement(corridor, known[figure_id], lang) for figure_id in group.figure_ids if figure_id in known]
