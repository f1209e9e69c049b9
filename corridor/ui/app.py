"""The frame that every view stands in, and the order in which a page comes about."""

from pathlib import Path

import streamlit as st

from corridor.draw.markup import render, style_element
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.selection import Selection
from corridor.model.text import Lang
from corridor.store.packs import data_folder
from corridor.ui.access import profile
from corridor.ui.components.dates import data_date
from corridor.ui.components.header import header, language_switch
from corridor.ui.components.notice import notice
from corridor.ui.library import Library, library
from corridor.ui.state import page_language, read
from corridor.ui.views import VIEWS


def main(default_data: Path) -> None:
    """Draw the page.

    Args:
        default_data: folder of the packs when ``CORRIDOR_DATA`` names none.
    """
    folder = data_folder(default_data)
    found = library(folder, profile())
    lang = page_language()
    st.set_page_config(page_title=_title(found, lang), layout="wide")
    st.html(style_element("app", "panel"))
    with st.container(key="page"):
        if found.corridors:
            _page(found)
        else:
            _empty_page(found, folder, lang)


def _title(found: Library, lang: Lang) -> str:
    first = next(iter(found.corridors.values()), None)
    return first.name[lang] if first and len(found.corridors) == 1 else word("app.title", lang)


def _page(found: Library) -> None:
    reading = read(found.corridors, VIEWS)
    selection = reading.selection
    corridor = found.corridors[selection.corridor_id]
    header(found.corridors, selection, VIEWS)
    notice(reading.unknown, found.broken, profile(), selection.lang)
    VIEWS[selection.view](corridor, selection)
    _footer(corridor, selection)


def _footer(corridor: Corridor, selection: Selection) -> None:
    lang = selection.lang
    st.html(render("footer.html.j2", lang, corridor=corridor, date=data_date(corridor, lang)))


def _empty_page(found: Library, folder: Path, lang: Lang) -> None:
    with st.container(key="header", horizontal=True):
        st.html(render("empty.html.j2", lang, folder=folder.name))
        language_switch(lang)
    notice((), found.broken, profile(), lang)
