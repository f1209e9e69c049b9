"""The panel beside the map: a node, or the corridor while none is selected."""

from collections.abc import Callable, Collection

import streamlit as st

from corridor.analysis.compare import FEWEST, MOST
from corridor.analysis.ledger_figures import ledger_series
from corridor.analysis.listing import neighbours
from corridor.analysis.series import drawable
from corridor.draw.layout.chart.chart import joined_chart, series_chart
from corridor.draw.web.chart import chart_svg
from corridor.draw.web.panel.panel import (
    Picture,
    address_of,
    corridor_head,
    corridor_sheet,
    node_head,
    node_sheet,
)
from corridor.draw.web.player.sheets import sheet_page
from corridor.draw.web.scripts import module
from corridor.export.address import public_address
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.place import Node
from corridor.model.selection import Selection
from corridor.model.text import Lang
from corridor.ui import session
from corridor.ui.assets import serve_text
from corridor.ui.caching import BY_KEY
from corridor.ui.components.sheet_handle import sheet_handle
from corridor.ui.interruption import uninterrupted
from corridor.ui.url import change

CHART_PX = 380
"""Width of a chart on the panel; it grows with the panel, letters and all."""

_behaviour = st.components.v2.component("corridor_panel", js=module("page/panel"), isolate_styles=False)


def panel(
    corridor: Corridor, selection: Selection, matching: Collection[str], on_figure: Callable[[str], None]
) -> None:
    """Draw what is selected.

    Args:
        corridor: whose panel it is.
        selection: what is selected, and in which language.
        matching: ids of the nodes that are listed, through which the reader goes on.
        on_figure: called with the id of a figure that the reader wants to see among all figures.
    """
    lang = selection.lang
    with st.container(key="node-panel"):
        sheet_handle(selection)
        with st.container(key="panel-head"):
            if selection.node_id:
                _acts(corridor, selection, neighbours(corridor, matching, selection.node_id))
            st.html(_head(corridor, lang, selection.node_id))
        st.html(_sheet(corridor, lang, selection.node_id))
        _listen(corridor, selection, on_figure)


def _acts(corridor: Corridor, selection: Selection, beside: tuple[str, str]) -> None:
    """What is done with a node: the neighbours in the list, comparing, and the way back to the corridor."""
    lang = selection.lang
    with st.container(key="panel-acts", horizontal=True):
        for name, node_id in zip(("previous", "next"), beside, strict=True):
            st.button(
                word(f"panel.{name}", lang),
                key=f"panel-{name}",
                type="tertiary",
                on_click=change,
                kwargs={"node": node_id},
            )
        _compare(corridor, selection)
        st.button(
            word("panel.close", lang), key="back-to-corridor", type="tertiary", on_click=change, kwargs={"node": None}
        )


def _compare(corridor: Corridor, selection: Selection) -> None:
    node_id, lang, compared = selection.node_id, selection.lang, selection.compared
    if node_id not in corridor.compared_by_id:
        return
    is_in = node_id in compared
    others = tuple(other for other in compared if other != node_id)
    is_full = not is_in and len(compared) >= MOST
    st.button(
        word("panel.compare-leave" if is_in else "panel.compare", lang),
        key="panel-compare",
        type="tertiary",
        on_click=change,
        kwargs={"compare": others if is_in else (*compared, node_id)},
        disabled=is_full,
        help=word("panel.compare-full", lang, most=MOST) if is_full else None,
    )
    if len(compared) >= FEWEST:
        st.button(
            word("panel.compare-see", lang, n=len(compared)),
            key="panel-compared",
            type="tertiary",
            on_click=change,
            kwargs={"view": "figures", "part": None},
        )


def _listen(corridor: Corridor, selection: Selection, on_figure: Callable[[str], None]) -> None:
    """Hear what was asked for inside the panel: another node, an industry's nodes, a figure among all."""
    key, lang = "panel-behaviour", selection.lang

    @uninterrupted
    def opened() -> None:
        if (node_id := session.event_id(key, "node")) in corridor.node_by_id:
            change(node=node_id)

    @uninterrupted
    def filtered() -> None:
        if (industry_id := session.event_id(key, "industry")) in corridor.industry_by_id:
            change(industry=industry_id, role=None, q=None)

    @uninterrupted
    def sought() -> None:
        figure_id = session.event_id(key, "figure")
        if figure_id in corridor.figure_by_id:
            on_figure(figure_id)

    with st.container(key="panel-behaviour-place"):
        _behaviour(
            key=key,
            data={
                "copied": word("panel.copied", lang),
                "refused": word("panel.not-copied", lang),
                "paper": _paper(corridor, lang),
            },
            on_node_change=opened,
            on_industry_change=filtered,
            on_figure_change=sought,
        )


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=BY_KEY)
def _paper(corridor: Corridor, lang: Lang) -> str:
    """Where the corridor's sheet is: fetched once, and the frame of every node's sheet."""
    return _address("sheet.html", sheet_page(corridor, None, lang, public_address(corridor)))


@st.cache_data(max_entries=1024, show_spinner=False, hash_funcs=BY_KEY)
def _head(corridor: Corridor, lang: Lang, node_id: str | None) -> str:
    if node_id is None:
        return corridor_head(corridor, lang, linked=True)
    node = corridor.node_by_id[node_id]
    return node_head(corridor, node, lang, linked=True, address=address_of(corridor, node_id, public_address(corridor)))


@st.cache_data(max_entries=1024, show_spinner=False, hash_funcs=BY_KEY)
def _sheet(corridor: Corridor, lang: Lang, node_id: str | None) -> str:
    """All below the head as one piece, so that a new node begins at its top however far the last one was scrolled."""
    sums = _pictures_of_sums(corridor, node_id, lang)
    if node_id is None:
        return corridor_sheet(corridor, lang, sums)
    node = corridor.node_by_id[node_id]
    return node_sheet(corridor, node, lang, _pictures(corridor, node, lang), sums)


def _pictures_of_sums(corridor: Corridor, node_id: str | None, lang: Lang) -> tuple[Picture, ...]:
    """Charts of the ledger's sums through time, of a node or of all."""
    drawn = (joined_chart(corridor, joined, lang, CHART_PX) for joined in ledger_series(corridor, node_id))
    return tuple(Picture(_address("chart.svg", chart_svg(chart, lang)), chart.title) for chart in drawn)


def _pictures(corridor: Corridor, node: Node, lang: Lang) -> tuple[Picture, ...]:
    """The charts that a node's own figures bear, as files fetched once; of a node without economy none."""
    pairs = (pair for pair in drawable(corridor) if pair[0] == node.id and node.has_economy)
    drawn = (series_chart(corridor, *pair, lang, CHART_PX) for pair in pairs)
    return tuple(
        Picture(_address("chart.svg", chart_svg(chart, lang)), chart.title) for chart in drawn if chart is not None
    )


def _address(name: str, content: str) -> str:
    """Where the page finds a file: `serve_text` tells it from inside a frame, one folder deeper."""
    return f"component/{serve_text(name, content)}".replace("/../", "/")
