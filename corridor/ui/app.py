"""The frame that every view stands in, and the order in which a page comes about."""

from pathlib import Path

import streamlit as st

from corridor.draw.web.markup import render, style_element
from corridor.draw.words.wording import dated_text
from corridor.model.corridor import Corridor
from corridor.model.selection import Selection
from corridor.model.text import Lang
from corridor.pack.packs import data_folder
from corridor.ui.access import Viewer, viewer
from corridor.ui.components.header import header, language_switch
from corridor.ui.components.notice import notice
from corridor.ui.components.page import page
from corridor.ui.context import PageContext
from corridor.ui.library import Library, library
from corridor.ui.preview import banner, previewed, with_preview
from corridor.ui.program.head import title
from corridor.ui.update_notice import update_notice
from corridor.ui.url import page_language, read
from corridor.ui.views import PARTS, VIEWS, WITH_MAP


def main() -> None:
    """Draw the page."""
    folder = data_folder()
    who = viewer()
    found = library(folder, who.profile)
    lang = page_language()
    st.set_page_config(page_title=title(found, lang), layout="wide")
    st.html(style_element("base", "app", "panel"))
    with st.container(key="page"):
        if found.corridors:
            _page(found, who)
        else:
            _empty_page(found, folder, who, lang)


def _page(found: Library, who: Viewer) -> None:
    preview = previewed(who.profile)
    corridors = with_preview(found.corridors, preview)
    reading = read(corridors, VIEWS, PARTS)
    selection = reading.selection
    corridor = corridors[selection.corridor_id]
    context = PageContext(
        viewer=who,
        pack=found.packs[corridor.id],
        published=found.corridors[corridor.id],
        corridor=corridor,
        selection=selection,
    )
    page(selection.lang, corridor, selection, has_map=selection.view in WITH_MAP)
    header(corridors, selection, VIEWS, who)
    if preview is not None and preview.corridor is corridor:
        banner(preview, selection.lang)
    notice(reading.unknown, found.failed, who.profile, selection.lang, update=update_notice(context))
    VIEWS[selection.view](context)
    if selection.view not in WITH_MAP:
        _footer(corridor, selection)


def _footer(corridor: Corridor, selection: Selection) -> None:
    lang = selection.lang
    st.html(render("footer.html.j2", lang, corridor=corridor, date=dated_text(corridor, lang)))


def _empty_page(found: Library, folder: Path, who: Viewer, lang: Lang) -> None:
    page(lang)
    with st.container(key="header", horizontal=True):
        st.html(render("empty.html.j2", lang, folder=folder.name))
        language_switch(lang)
    notice((), found.failed, who.profile, lang)
