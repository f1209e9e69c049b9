"""The headline figures in captioned groups, each tile with all that a figure must say."""

from dataclasses import replace

from corridor.draw.markup import render
from corridor.draw.statement import Statement, statement
from corridor.model.corridor import Corridor, RibbonGroup
from corridor.model.figure import Figure
from corridor.model.text import Lang


def ribbon(corridor: Corridor, lang: Lang) -> str:
    """Groups of tiles; a figure that this profile may not see leaves no tile, an empty group no caption."""
    groups = [(group.caption[lang], tiles(corridor, group, lang)) for group in corridor.ribbon]
    return render("ribbon.html.j2", lang, groups=[(caption, tiles) for caption, tiles in groups if tiles])


def tiles(corridor: Corridor, group: RibbonGroup, lang: Lang) -> list[Statement]:
    """The figures of a group that this profile may see; what is a single node's says whose it is."""
    known = corridor.figure_by_id
    return [_tile(corridor, known[figure_id], lang) for figure_id in group.figure_ids if figure_id in known]


def _tile(corridor: Corridor, figure: Figure, lang: Lang) -> Statement:
    shown = statement(corridor, figure, lang)
    if figure.subject_id not in corridor.node_by_id:
        return shown
    return replace(shown, label=f"{shown.label} · {corridor.name_of(figure.subject_id)[lang]}")
