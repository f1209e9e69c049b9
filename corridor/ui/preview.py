"""The dashboard with uploaded data, in this session only: nothing is written, and nobody else sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from corridor.draw.web.markup import render
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.text import LANGS, Lang, Text
from corridor.ui import session

_NAME = "preview"


@dataclass(frozen=True, slots=True)
class Preview:
    """A corridor that only this session sees."""

    corridor: Corridor
    file: str
    """Name of the upload it comes from."""


def as_preview(corridor: Corridor) -> Corridor:
    """A corridor that nobody has published, marked wherever it is drawn or handed out.

    Its version is another one than that of the same data once they are published, so that nothing kept for the one
    is shown of the other.
    """
    marked = Text(*(" · ".join(filter(None, (word("app.preview", lang), corridor.notice[lang]))) for lang in LANGS))
    return replace(corridor, is_preview=True, notice=marked, version=f"{corridor.version}-preview")


def begin_preview(corridor: Corridor, file: str) -> None:
    """Show this corridor instead of the published one from the next run on."""
    session.set(_NAME, Preview(corridor, file))


def leave_preview() -> None:
    """Show what is published again, also as a callback."""
    session.pop(_NAME)


def previewed(profile: Release) -> Preview | None:
    """The preview of this session; one that was built for who may see more is dropped."""
    found = session.get(_NAME, Preview)
    if found is not None and found.corridor.profile is not profile:
        leave_preview()
        return None
    return found


def with_preview(corridors: Mapping[str, Corridor], preview: Preview | None) -> dict[str, Corridor]:
    """The corridors of this page, the previewed one in the place of the published."""
    shown = dict(corridors)
    if preview is not None and preview.corridor.id in shown:
        shown[preview.corridor.id] = preview.corridor
    return shown


def banner(preview: Preview, lang: Lang) -> None:
    """Say on every screen that this is not what is published, and offer the way back."""
    with st.container(key="preview", horizontal=True, vertical_alignment="center"):
        st.html(render("preview.html.j2", lang, file=preview.file))
        st.button(word("update.leave-preview", lang), key="leave-preview", on_click=leave_preview)
