"""The page's first answer: Streamlit's own, told in its head which page it is before any script has run.

Search engines, link previews and screen readers read this head. Whoever asks, it is made from what the public may see.
"""

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse
from streamlit.file_util import get_static_dir

from corridor.draw.web.markup import render
from corridor.draw.web.scripts import script
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.text import Lang
from corridor.pack.packs import data_folder
from corridor.ui.library import Library, library
from corridor.ui.url import language

_LANGUAGE = re.compile(r'(?<=<html lang=")[^"]*')
_TITLE = re.compile(r"<title>[^<]*</title>")


def first_answer(request: Request) -> HTMLResponse:
    """The page for an address, in the language that the address asks for."""
    lang = language(request.query_params)
    head = _head(library(data_folder(), Release.PUBLIC), lang)
    page = _TITLE.sub(lambda _: head, _LANGUAGE.sub(lang, streamlit_page(), count=1), count=1)
    return HTMLResponse(page, headers={"Cache-Control": "no-cache"})


@cache
def streamlit_page() -> str:
    """The page as Streamlit ships it."""
    return (Path(get_static_dir()) / "index.html").read_text(encoding="utf-8")


def title(found: Library, lang: Lang) -> str:
    """What a page over these corridors is called."""
    only = _only(found)
    return only.name[lang] if only else word("app.title", lang)


def _head(found: Library, lang: Lang) -> str:
    only = _only(found)
    description = only.subtitle[lang] if only else ""
    return render(
        "page_head.html.j2",
        lang,
        title=title(found, lang),
        description=description or word("app.description", lang),
        script=Markup(first_script()),  # noqa: S704 - our own file, no data
    )


def first_script() -> str:
    """The script that stands in the head: it keeps what is pressed before anything can answer."""
    return script("page/early")


def _only(found: Library) -> Corridor | None:
    return next(iter(found.corridors.values())) if len(found.corridors) == 1 else None
