"""The present view: the tour inside the page, full screen from its own button, and as a file to take to the hall."""

import streamlit as st

from corridor.draw.web.markup import style_element
from corridor.export.address import public_address
from corridor.i18n import word
from corridor.ui.components.downloads import HAND_OUTS, downloads
from corridor.ui.context import PageContext
from corridor.ui.tour import tour

HEIGHT_PX = 640
"""Before the style sheet stretches the player to its place."""


def show(context: PageContext) -> None:
    """Draw the view."""
    corridor, lang = context.corridor, context.lang
    st.html(style_element("present"))
    with st.container(key="present"):
        st.iframe(tour(corridor, lang, public_address(corridor)), height=HEIGHT_PX, alt=word("present.player", lang))
        with st.container(key="hand-outs", horizontal=True, vertical_alignment="center"):
            st.caption(word("present.hint", lang), width="stretch")
            downloads(corridor, context.selection, HAND_OUTS)
