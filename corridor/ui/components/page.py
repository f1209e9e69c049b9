"""What the page owes those who hear it or steer it by keys, and a script of ours can do in Streamlit's place."""

import streamlit as st

from corridor.draw.web.scripts import module
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.selection import Selection
from corridor.model.text import LANGS, Lang

_SAID_BY_STREAMLIT = (
    "skip",
    "open",
    "clear",
    "choose",
    "upload",
    "more",
    "less",
)
"""Its words that nothing but their place in the page tells it in another language; the English ones are its own."""

_page = st.components.v2.component("corridor_page", js=module("page/accessibility"), isolate_styles=False)


def page(
    lang: Lang, corridor: Corridor | None = None, selection: Selection | None = None, *, has_map: bool = False
) -> None:
    """Tell the browser the language of the page, what is open in it, and the ways past what repeats.

    Args:
        lang: of the page.
        corridor: what the page shows, if anything.
        selection: what is open.
        has_map: whether list, map and panel are on the page.
    """
    node_id = selection.node_id if selection else None
    opened = corridor.name_of(node_id)[lang] if corridor and node_id else ""
    with st.container(key="page-keys"):
        _page(
            key="page-words",
            data={
                "lang": lang,
                "main": _main(lang, corridor, selection),
                "node": node_id,
                "opened": word("page.opened", lang, name=opened) if opened else word("page.closed", lang),
                "ways": {to: word(f"page.to-{to}", lang) for to in ("list", "map", "panel")} if has_map else {},
                "words": _words(lang),
            },
        )


def _main(lang: Lang, corridor: Corridor | None, selection: Selection | None) -> str:
    """What the page is called among the frames in it, each of which has a main part too."""
    if corridor is None or selection is None:
        return word("app.title", lang)
    return f"{corridor.name[lang]} · {word(f'app.view-{selection.view}', lang)}"


def _words(lang: Lang) -> dict[str, str]:
    """What Streamlit says, or this page said in another language before, and what is to be said instead."""
    return {
        word(f"page.streamlit-{name}", other): word(f"page.streamlit-{name}", lang)
        for other in LANGS
        for name in _SAID_BY_STREAMLIT
        if other != lang
    }
