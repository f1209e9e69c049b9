"""What can be taken away: files made only when somebody asks for one, in the profile of who asks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from corridor.draw.web.map.static_map import map_svg
from corridor.draw.web.picture import svg_png
from corridor.draw.web.strip import strip
from corridor.export import FORMATS, csv_table, sheet, xlsx
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.selection import Selection
from corridor.model.text import Lang

Make = Callable[[Corridor, Lang], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file on offer; its label is the word ``export.format-<name>``."""

    name: str
    suffix: str
    make: Make
    part: str = ""
    """What the file shows, where it is not the whole; it stands in the file's name."""


def _map_picture(corridor: Corridor, lang: Lang) -> bytes:
    return svg_png(map_svg(corridor, lang))


def _strip_picture(corridor: Corridor, lang: Lang) -> bytes:
    return svg_png(strip(corridor, lang))


def _strip_drawing(corridor: Corridor, lang: Lang) -> bytes:
    return strip(corridor, lang).encode()


HAND_OUTS = tuple(Download(name=name, suffix=name, make=make) for name, make in FORMATS.items())
TALKS = tuple(one for one in HAND_OUTS if one.name in ("html", "pptx"))
TABLES = (
    Download(name="xlsx", suffix="xlsx", make=FORMATS["xlsx"]),
    Download(name="csv", suffix="csv", make=csv_table.export),
    Download(name="gaps", suffix="xlsx", make=xlsx.export_gaps, part="gaps"),
    Download(name="geojson", suffix="geojson", make=FORMATS["geojson"]),
)
PICTURES = (
    Download(name="map-png", suffix="png", make=_map_picture, part="map"),
    Download(name="strip-png", suffix="png", make=_strip_picture, part="strip"),
    Download(name="strip-svg", suffix="svg", make=_strip_drawing, part="strip"),
)
OFFERED: dict[str, tuple[Download, ...]] = {"talk": TALKS, "data": TABLES, "picture": PICTURES}
"""Files by what they are for, named by the words ``export.for-<use>``."""


def downloads(corridor: Corridor, selection: Selection, offered: tuple[Download, ...]) -> None:
    """A button for each file and for the sheet of the chosen node; a file is made when its button is pressed."""
    for download in (*_of_node(selection), *offered):
        _button(corridor, selection.lang, download)


def downloads_menu(corridor: Corridor, selection: Selection) -> None:
    """All files behind one button, by what they are for; each is made when its button is pressed."""
    lang = selection.lang
    with (
        st.popover(word("export.menu", lang), key="downloads-menu", icon=":material/download:"),
        st.container(key="downloads"),
    ):
        for use, files in OFFERED.items():
            st.caption(word(f"export.for-{use}", lang))
            downloads(corridor, selection if use == "talk" else Selection(lang=lang), files)


def _of_node(selection: Selection) -> tuple[Download, ...]:
    """The sheet of the chosen node, if one is."""
    if selection.node_id is None:
        return ()
    return (
        Download(name="sheet", suffix="html", make=partial(_sheet, node_id=selection.node_id), part=selection.node_id),
    )


def _sheet(corridor: Corridor, lang: Lang, *, node_id: str) -> bytes:
    return sheet.export(corridor, corridor.node_by_id[node_id], lang)


def file_name(corridor: Corridor, lang: Lang, download: Download) -> str:
    """What the reader's folder will call the file: corridor, part, date of the data, language, and whom it is for."""
    internal = corridor.profile if corridor.profile is Release.INTERNAL else ""
    preview = "preview" if corridor.is_preview else ""
    parts = (corridor.id, download.part, corridor.data_date.isoformat(), lang, internal, preview)
    return f"{'-'.join(part for part in parts if part)}.{download.suffix}"


def _button(corridor: Corridor, lang: Lang, download: Download) -> None:
    st.download_button(
        word(f"export.format-{download.name}", lang),
        data=partial(download.make, corridor, lang),
        file_name=file_name(corridor, lang, download),
        key=f"download-{download.name}",
        on_click="ignore",
        width="stretch",
    )
