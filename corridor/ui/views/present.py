"""The present view: the tour inside the page, full screen from its own button, and as a file to take to the hall."""

import streamlit as st

from corridor.draw.web.markup import style_element
from corridor.export.address import public_address
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.selection import Selection
from corridor.ui import session
from corridor.ui.components.downloads import HAND_OUTS, downloads
from corridor.ui.context import PageContext
from corridor.ui.tour import tour
from corridor.ui.url import change, write_param

HEIGHT_PX = 640
"""Before the style sheet stretches the player to its place."""


def show(context: PageContext) -> None:
    """Draw the view."""
    corridor, selection, lang = context.corridor, context.selection, context.lang
    talk = selection.talk(corridor)
    st.html(style_element("present"))
    with st.container(key="present"):
        st.iframe(tour(talk, lang, public_address(corridor)), height=HEIGHT_PX, alt=word("present.player", lang))
        with st.container(key="hand-outs", horizontal=True, vertical_alignment="center"):
            st.caption(word("present.hint", lang), width="stretch")
            _chapters(corridor, talk, selection)
            downloads(talk, selection, HAND_OUTS)


def _chapters(corridor: Corridor, talk: Corridor, selection: Selection) -> None:
    """For whom the talk is, or just which chapters in which order; it is in the address and in what is taken along."""
    lang = selection.lang
    label = word("present.talk", lang, n=len(talk.chapters), all=len(corridor.chapters))
    with st.popover(label, key="talk", icon=":material/list:"), st.container(key="talk-chapters"):
        if corridor.audiences:
            names = {audience.id: audience.name[lang] for audience in corridor.audiences}
            key = f"audience-{corridor.id}-{lang}"
            st.selectbox(
                word("present.audience", lang),
                tuple(names),
                index=session.index_of(selection.audience_id, names),
                format_func=names.__getitem__,
                key=session.bind(key, selection.audience_id),
                on_change=write_param,
                args=("audience", key, "chapters"),
                placeholder=word("present.audience-all", lang),
            )
        key = f"chapters-{corridor.id}-{lang}"
        told = [chapter.id for chapter in talk.chapters]
        st.multiselect(
            word("present.chapters", lang),
            tuple(corridor.chapter_by_id),
            default=told,
            format_func=lambda chapter_id: corridor.chapter_by_id[chapter_id].title[lang],
            key=session.bind(key, told),
            on_change=write_param,
            args=("chapters", key),
            placeholder=word("present.chapters-hint", lang),
            select_all=False,
        )
        st.caption(word("present.chapters-order", lang))
        if selection.audience_id or selection.chapter_ids:
            st.button(word("present.talk-whole", lang), key="talk-whole", on_click=_tell_all)


def _tell_all() -> None:
    change(audience=None, chapters=None)
