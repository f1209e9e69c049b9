"""The published states, and going back or forward to any of them."""

import streamlit as st

from corridor.draw.web.markup import render
from corridor.i18n import word
from corridor.i18n.problems import sentence
from corridor.model.text import Lang
from corridor.pack.files import broken_history
from corridor.pack.history import BrokenHistoryError, Version, inspected
from corridor.ui.act import act
from corridor.ui.state import keep, kept, let_go
from corridor.ui.update.publishing import restore, say_outcome
from corridor.ui.visit import Visit, visit

SHOWN = 20
"""Versions listed at first, and more at each asking."""

_ASKED, _MORE = "restore-asked", "versions-shown"


def version_list(lang: Lang) -> None:
    """Draw the versions, newest first."""
    here = visit()
    say_outcome(here, lang)
    try:
        published = tuple(reversed(inspected(here.pack)))
    except BrokenHistoryError as error:
        st.html(render("update_warning.html.j2", lang, text=sentence(broken_history(here.pack, error))[lang]))
        return
    if not published:
        st.html(render("update_note.html.j2", lang, text=word("update.no-versions", lang)))
        return
    shown = kept(_MORE, int) or SHOWN
    with st.container(key="versions"):
        for version in published[:shown]:
            _line(here, version, lang)
        if len(published) > shown:
            st.button(
                word("update.more-versions", lang), key="more-versions", on_click=keep, args=(_MORE, shown + SHOWN)
            )


def _line(here: Visit, version: Version, lang: Lang) -> None:
    with st.container(key=f"version-{version.id}", horizontal=True, vertical_alignment="center"):
        st.html(render("version.html.j2", lang, version=version, at=version.moment))
        if version.current or version.damaged:
            return
        asked = f"{here.live.id}/{version.id}"
        if kept(_ASKED, str) != asked:
            st.button(word("update.restore", lang), key=f"restore-{version.id}", on_click=keep, args=(_ASKED, asked))
            return
        st.button(
            word("update.restore-sure", lang, version=version.id),
            key=f"restore-sure-{version.id}",
            type="primary",
            on_click=_restore,
            args=(version.id,),
        )
        st.button(
            word("update.cancel", lang),
            key=f"restore-not-{version.id}",
            type="tertiary",
            on_click=let_go,
            args=(_ASKED,),
        )


@act
def _restore(version: str) -> None:
    let_go(_ASKED)
    restore(version)
