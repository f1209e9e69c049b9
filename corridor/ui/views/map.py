"""The map view: headline figures, map, list, panel and strip, all showing one selection."""

from dataclasses import replace
from functools import partial

import streamlit as st

from corridor.analysis.search import find
from corridor.draw.web.markup import render
from corridor.draw.web.ribbon import ribbon
from corridor.draw.words.wording import position_text
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.selection import Selection
from corridor.model.text import Lang
from corridor.ui.components.figure_list import list_only
from corridor.ui.components.filters import finder
from corridor.ui.components.map import corridor_map
from corridor.ui.components.panel import panel
from corridor.ui.components.picks import hear_picks
from corridor.ui.components.places import places
from corridor.ui.components.strip import strip_diagram
from corridor.ui.context import PageContext
from corridor.ui.url import change

MAP_HEIGHT = 560
"""Pixels before a style sheet stretches the map to its place."""


def show(context: PageContext) -> None:
    """Draw the view."""
    corridor, selection = context.corridor, context.selection
    found = find(corridor, selection)
    matching = tuple(found.nodes)
    seek = partial(_seek, corridor, selection.lang)
    if corridor.ribbon:
        with st.container(key="kpi-ribbon"):
            st.html(ribbon(corridor, selection.lang))
            hear_picks("kpi-ribbon", seek)
    with st.container(key="workspace"):
        with st.container(key="list"):
            finder(corridor, selection)
            places(corridor, selection, found)
        with st.container(key="map"):
            st.html(render("map_waiting.html.j2", selection.lang))
            _unmarked(corridor, selection)
            lit = replace(selection, node_id=_lit(corridor, selection.node_id))
            pack = context.pack if _may_see_firms(context) else None
            corridor_map(corridor, lit, MAP_HEIGHT, matching=matching, on_pick=_pick, pack=pack)
        panel(corridor, selection, matching, seek)
    strip_diagram(corridor, selection, matching, _pick)


def _may_see_firms(context: PageContext) -> bool:
    """Whether the firms of the ledger may be on the map: for an editor, of what is published."""
    has_ledger = context.corridor.breakdown is not None and not context.corridor.is_preview
    return has_ledger and bool(context.viewer.editor) and context.viewer.profile is Release.INTERNAL


def _unmarked(corridor: Corridor, selection: Selection) -> None:
    """Say of a node without a place what is known of it, where the map can mark nothing of its own."""
    node = corridor.node_by_id.get(selection.node_id or "")
    if node and not node.is_placed:
        lang = selection.lang
        place = position_text(corridor, node, lang)
        st.html(render("map_place.html.j2", lang, name=node.name[lang], place=place))


def _lit(corridor: Corridor, node_id: str | None) -> str | None:
    """What the map marks: the node itself, or of one without a place the node that it is known to be in."""
    node = corridor.node_by_id.get(node_id or "")
    if node and not node.is_placed and node.part_of in corridor.node_by_id:
        return node.part_of
    return node_id


def _pick(node_id: str) -> None:
    change(node=node_id)


def _seek(corridor: Corridor, lang: Lang, figure_id: str) -> None:
    """Go to a figure among all figures; what the browser sent may be anything."""
    if figure := corridor.figure_by_id.get(figure_id):
        list_only(corridor, lang, figure.subject_id, figure.indicator_id, figure.id)
