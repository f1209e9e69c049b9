"""The update view: template, upload, report, difference, publishing and going back; one figure, or a node's place."""

from collections.abc import Callable

import streamlit as st

from corridor.draw.web.markup import render, style_element
from corridor.i18n import word
from corridor.model.selection import Part
from corridor.model.text import Lang
from corridor.ui.access import Viewer
from corridor.ui.components.parts import part_switch
from corridor.ui.context import PageContext
from corridor.ui.update.filling import filling_in
from corridor.ui.update.placing import placing
from corridor.ui.update.sending import sending
from corridor.ui.update.versions import version_list

PARTS: dict[Part, Callable[[PageContext], None]] = {
    Part.SHEET: sending,
    Part.FILL: filling_in,
    Part.PLACE: placing,
    Part.VERSIONS: version_list,
}
"""Parts of the view in their order, of which one is drawn; named by the words ``update.part-<name>``."""


def show(context: PageContext) -> None:
    """Draw the view: what is published is compared, not what a preview shows."""
    who = context.viewer
    st.html(style_element("figures", "update"))
    with st.container(key="update"):
        _who(who, context.lang)
        if who.editor:
            PARTS[part_switch(context.selection, PARTS)](context)
        else:
            sending(context)


def _who(who: Viewer, lang: Lang) -> None:
    how = f"update.how-{_how(who)}"
    with st.container(key="who", horizontal=True, vertical_alignment="center"):
        st.html(render("who.html.j2", lang, editor=who.editor, how=how))
        if who.can_sign_in:
            st.button(word("update.sign-in", lang), key="sign-in", type="primary", on_click=st.login)
        if who.signed_in:
            st.button(word("update.sign-out", lang), key="sign-out", on_click=st.logout)


def _how(who: Viewer) -> str:
    if who.holds_back:
        return "public-view"
    if who.can_sign_in:
        return "sign-in"
    return "not-listed" if who.signed_in else "set-up"
