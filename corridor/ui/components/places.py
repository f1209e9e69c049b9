"""The list of nodes beside the map: whatever the map can do, it can do by keyboard and without a map."""

from collections.abc import Collection, Sequence

import streamlit as st

from corridor.draw.markup import render
from corridor.draw.wording import role_text
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.place import Node, PositionKind, Role
from corridor.model.selection import Selection
from corridor.ui.components.filters import reset_filters
from corridor.ui.state import change
from corridor.ui.words import plain


def places(corridor: Corridor, selection: Selection, matching: Collection[str]) -> None:
    """Draw the nodes that match, by role; those without a place come last, as to be placed."""
    nodes = [corridor.node_by_id[node_id] for node_id in matching]
    placed = [node for node in nodes if node.position.kind is not PositionKind.UNKNOWN]
    with st.container(key="places"):
        if not nodes:
            _nothing_found(selection)
        for role in Role:
            _group(corridor, selection, [node for node in placed if node.role is role], role)
        _group(corridor, selection, [node for node in nodes if node not in placed], None)


def _group(corridor: Corridor, selection: Selection, nodes: Sequence[Node], role: Role | None) -> None:
    if not nodes:
        return
    lang = selection.lang
    caption = role_text(role, lang) if role else word("app.to-be-placed", lang)
    with st.container(key=f"places-{role or 'unplaced'}"):
        st.html(render("list_caption.html.j2", lang, role=role, caption=caption, count=len(nodes)))
        for node in nodes:
            st.button(
                _label(corridor, node, selection),
                key=f"pick-{node.id}",
                type="primary" if node.id == selection.node_id else "tertiary",
                on_click=change,
                kwargs={"node": node.id},
                width="stretch",
            )


def _label(corridor: Corridor, node: Node, selection: Selection) -> str:
    name = plain(node.name[selection.lang])
    if node.position.kind is not PositionKind.UNKNOWN or node.part_of not in corridor.node_by_id:
        return name
    parent = plain(corridor.name_of(node.part_of)[selection.lang])
    return f"{name} :small[{word('app.inside', selection.lang, parent=parent)}]"


def _nothing_found(selection: Selection) -> None:
    st.html(render("nothing_found.html.j2", selection.lang, query=selection.query))
    st.button(word("app.show-all", selection.lang), key="show-all", on_click=reset_filters, width="stretch")
