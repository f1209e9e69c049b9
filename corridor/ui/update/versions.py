"""The published states, and going back or forward to any of them."""

import streamlit as st

from corridor.draw.web.markup import render
from corridor.i18n import word
from corridor.i18n.problems import sentence
from corridor.pack.files import broken_history
from corridor.pack.history import BrokenHistoryError, Version, verify
from corridor.ui import session
from corridor.ui.context import PageContext
from corridor.ui.interruption import uninterrupted
from corridor.ui.update.publishing import restore, say_outcome

SHOWN = 20
"""Versions listed at first, and more at each asking."""

_ASKED, _MORE = "restore-asked", "versions-shown"


def version_list(context: PageContext) -> None:
    """Draw the versions, newest first."""
    lang = context.lang
    say_outcome(context)
    try:
        published = tuple(reversed(verify(context.pack)))
    except BrokenHistoryError as error:
        st.html(render("update_warning.html.j2", lang, text=sentence(broken_history(context.pack, error))[lang]))
        return
    if not published:
        st.html(render("update_note.html.j2", lang, text=word("update.no-versions", lang)))
        return
    shown = session.get(_MORE, int) or SHOWN
    with st.container(key="versions"):
        for version in published[:shown]:
            _line(context, version)
        if len(published) > shown:
            st.button(
                word("update.more-versions", lang),
                key="more-versions",
                on_click=session.set,
                args=(_MORE, shown + SHOWN),
            )


def _line(context: PageContext, version: Version) -> None:
    lang = context.lang
    with st.container(key=f"version-{version.id}", horizontal=True, vertical_alignment="center"):
        st.html(render("version.html.j2", lang, version=version, at=version.moment))
        if version.current or version.damaged:
            return
        asked = f"{context.published.id}/{version.id}"
        if session.get(_ASKED, str) != asked:
            st.button(
                word("update.restore", lang), key=f"restore-{version.id}", on_click=session.set, args=(_ASKED, asked)
            )
            return
        st.button(
            word("update.restore-sure", lang, version=version.id),
            key=f"restore-sure-{version.id}",
            type="primary",
            on_click=_restore,
            args=(context, version.id),
        )
        st.button(
            word("update.cancel", lang),
            key=f"restore-not-{version.id}",
            type="tertiary",
            on_click=session.pop,
            args=(_ASKED,),
        )


@uninterrupted
def _restore(context: PageContext, version: str) -> None:
    session.pop(_ASKED)
    restore(context, version)
