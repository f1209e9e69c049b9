"""The present view: the tour inside the page, full screen from its own button, and as a file to take to the hall."""

import streamlit as st

from corridor.draw.markup import style_element
from corridor.export.address import public_address
from corridor.export.html import player
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.selection import Selection
from corridor.model.text import Lang
from corridor.ui.components.downloads import HAND_OUTS, downloads

HEIGHT_PX = 640
"""Before the style sheet stretches the player to its place."""


def show(corridor: Corridor, selection: Selection) -> None:
    """Draw the view."""
    lang = selection.lang
    st.html(style_element("present"))
    with st.container(key="present"):
        page = _player(corridor, corridor.version, corridor.profile, lang, public_address(corridor))
        st.iframe(page, height=HEIGHT_PX, alt=word("present.player", lang))
        with st.container(key="hand-outs", horizontal=True, vertical_alignment="center"):
            st.caption(word("present.hint", lang), width="stretch")
            downloads(corridor, selection, HAND_OUTS)


@st.cache_data(max_entries=16, show_spinner=False)
def _player(_corridor: Corridor, version: str, profile: Release, lang: Lang, address: str) -> str:
    """The player of a state of the data, made once for all visitors who may see the same."""
    del version, profile
    return player(_corridor, lang, address)
