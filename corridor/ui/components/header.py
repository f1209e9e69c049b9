"""The top of every page: where we are, how old the data are, and the switches."""

from collections.abc import Collection, Mapping

import streamlit as st

from corridor.draw.web.markup import render
from corridor.draw.words.wording import dated_text
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.selection import Selection
from corridor.model.text import LANGS, Lang
from corridor.ui import session
from corridor.ui.access import Viewer, look_as_public
from corridor.ui.url import write_param

_OF_ONE_CORRIDOR = ("node", "compare", "industry", "layers", "q")
"""Parameters that mean nothing in another corridor."""


def header(corridors: Mapping[str, Corridor], selection: Selection, views: Collection[str], who: Viewer) -> None:
    """Draw name, date and switches, and while what is internal is on the screen, that it is."""
    corridor = corridors[selection.corridor_id]
    with st.container(key="header", horizontal=True, vertical_alignment="center"):
        st.html(render("brand.html.j2", selection.lang, corridor=corridor, date=dated_text(corridor, selection.lang)))
        if who.profile is Release.INTERNAL or who.holds_back:
            _release(who, selection.lang)
        if len(views) > 1:
            _view_switch(selection, views)
        if len(corridors) > 1:
            _corridor_switch(corridors, selection)
        language_switch(selection.lang)


def _release(who: Viewer, lang: Lang) -> None:
    """Which data are on the screen, and the way to the others."""
    with st.container(key="release", width="content", horizontal=True, vertical_alignment="center"):
        st.html(render("release.html.j2", lang, who=who))
        label = word("app.back-to-internal" if who.holds_back else "app.look-as-public", lang)
        st.button(label, key="as-public", on_click=look_as_public, args=(not who.holds_back,))


def language_switch(lang: Lang) -> None:
    """Draw the switch of language, for pages without a corridor too."""
    with st.container(key="language", width="content"):
        st.segmented_control(
            word("app.language", lang),
            LANGS,
            format_func=lambda code: word(f"app.lang-{code}", lang),
            default=lang,
            key=session.bind("language-choice", lang),
            on_change=write_param,
            args=("lang", "language-choice"),
            required=True,
            label_visibility="collapsed",
        )


def _view_switch(selection: Selection, views: Collection[str]) -> None:
    with st.container(key="views", width="content"):
        st.segmented_control(
            word("app.view", selection.lang),
            tuple(views),
            format_func=lambda view: word(f"app.view-{view}", selection.lang),
            default=selection.view,
            key=session.bind(f"view-choice-{selection.lang}", selection.view),
            on_change=write_param,
            args=("view", f"view-choice-{selection.lang}"),
            required=True,
            label_visibility="collapsed",
        )


def _corridor_switch(corridors: Mapping[str, Corridor], selection: Selection) -> None:
    """The way to the others; this one is named beside it."""
    label, key = word("app.corridor", selection.lang), f"corridor-choice-{selection.lang}"
    with st.container(key="corridors", width="content"):
        st.selectbox(
            label,
            tuple(corridor_id for corridor_id in corridors if corridor_id != selection.corridor_id),
            index=None,
            format_func=lambda key: corridors[key].name[selection.lang],
            key=session.bind(key, None),
            on_change=write_param,
            args=("corridor", key, *_OF_ONE_CORRIDOR),
            placeholder=label,
            label_visibility="collapsed",
            filter_mode=None,
        )
