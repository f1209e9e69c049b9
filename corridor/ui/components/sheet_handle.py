"""The handle of the panel on a phone, where the panel is a sheet over the map; it also keeps the list at its node."""

import streamlit as st

from corridor.draw.web.markup import bare_stylesheet
from corridor.draw.web.scripts import module
from corridor.i18n import word
from corridor.model.selection import Selection

_handle = st.components.v2.component(
    "corridor_sheet", css=bare_stylesheet("sheet_handle"), js=module("page/sheet_handle")
)


def sheet_handle(selection: Selection) -> None:
    """Draw the handle in the container of the panel; how high the sheet stands is the browser's own matter."""
    words = {key: word(f"app.sheet-{key}", selection.lang) for key in ("peek", "half", "full")}
    with st.container(key="sheet"):
        _handle(
            key="sheet-handle",
            data={"node": selection.node_id, "words": {**words, "sheet": word("app.sheet", selection.lang)}},
        )
