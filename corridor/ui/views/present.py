"""The present view: the tour inside the page, full screen from its own button, and as a file to take to the hall."""

import streamlit as st

from corridor.draw.web.markup import style_element
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.selection import Selection
from corridor.ui.components.downloads import HAND_OUTS, downloads
from corridor.ui.tour import tour

HEIGHT_PX = 640
"""Before the style sheet stretches the player to its place."""


def show(corridor: Corridor, selection: Selection) -> None:
    """Draw the view."""
    lang = selection.lang
    st.html(style_element("present"))
    with st.container(key="present"):
        st.iframe(tour(corridor, lang), height=HEIGHT_PX, alt=word("present.player", lang))
        with st.container(key="hand-outs", horizontal=True, vertical_alignment="center"):
            st.caption(word("present.hint", lang), width="stretch")
            downloads(corridor, selection, HAND_OUTS)
