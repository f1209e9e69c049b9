"""The strip diagram on the page: fetched once in the size that fits, told what is selected, heard when picked."""

from collections.abc import Callable, Collection
from typing import NamedTuple

import streamlit as st

from corridor.draw.layout.strip.diagram import Orientation, StripForm
from corridor.draw.web.markup import bare_stylesheet
from corridor.draw.web.scripts import module
from corridor.draw.web.strip import strip
from corridor.draw.words.strip_profile import profiles
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.selection import Selection
from corridor.model.text import Lang
from corridor.ui import session
from corridor.ui.assets import serve_text
from corridor.ui.caching import BY_KEY
from corridor.ui.interruption import uninterrupted


class _Size(NamedTuple):
    """A drawing, and the width of the page in pixels from which on it is the one to show."""

    from_px: int
    width_px: int
    form: StripForm = "full"
    orientation: Orientation = "horizontal"


_SIZES = (
    _Size(0, 390, orientation="vertical"),
    _Size(700, 880),
    _Size(1080, 1280),
    _Size(1680, 1800),
    *(
        _Size(0, 340, "slim"),
        _Size(700, 740, "slim"),
        _Size(960, 1000, "slim"),
        _Size(1200, 1250, "slim"),
        _Size(1560, 1640, "slim"),
    ),
    _Size(1680, 2300, "wide"),
)

_strip = st.components.v2.component("corridor_strip", css=bare_stylesheet("strip_frame"), js=module("page/strip"))


def strip_diagram(
    corridor: Corridor,
    selection: Selection,
    visible: Collection[str] | None = None,
    on_pick: Callable[[str], None] | None = None,
) -> str | None:
    """Show the strip diagram in the container ``strip``; returns the id of the node picked by click or key, if any.

    Args:
        corridor: what is drawn.
        selection: what is marked, and in which language.
        visible: ids of the nodes that the reader's filters keep, others are dimmed; ``None`` for all.
        on_pick: called with the picked node's id before the run that the pick causes.
    """
    lang = selection.lang
    key = f"strip-{corridor.id}-{lang}"

    @uninterrupted
    def picked() -> None:
        node_id = session.event_id(key, "node")
        if on_pick is not None and node_id in corridor.node_by_id:
            on_pick(node_id)

    with st.container(key="strip"):
        result = _strip(
            key=key,
            data={
                "pictures": _pictures(corridor, lang),
                "profiles": [{"id": one.id, "name": one.name} for one in profiles(corridor, lang)],
                "selected": selection.node_id,
                "visible": None if visible is None else sorted(visible),
                "words": {key: word(f"strip.{key}", lang) for key in ("unavailable", "fold", "unfold", "profile")},
            },
            on_node_change=picked,
        )
    node_id: str | None = result.node
    return node_id if node_id in corridor.node_by_id else None


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=BY_KEY)
def _pictures(corridor: Corridor, lang: Lang) -> list[dict[str, str | int]]:
    """Every drawing, and when it is the one to show."""
    return [
        {
            "from": size.from_px,
            "form": size.form,
            "orientation": size.orientation,
            "address": serve_text("strip.svg", _drawing(corridor, lang, size)),
        }
        for size in _SIZES
    ]


def _drawing(corridor: Corridor, lang: Lang, size: _Size) -> str:
    return strip(corridor, lang, width=size.width_px, orientation=size.orientation, form=size.form, notes=False)
