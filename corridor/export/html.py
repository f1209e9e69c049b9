"""The tour as one HTML file that needs no server and no network: everything it uses is inside it."""

import base64
import re
from functools import cache
from pathlib import Path

from corridor.draw.player import Assets, document
from corridor.export.address import public_address
from corridor.export.leaflet import leaflet_folder
from corridor.model.corridor import Corridor
from corridor.model.text import Lang

_PICTURE = re.compile(r"url\((?:['\"])?(images/[\w.-]+)(?:['\"])?\)")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_END_OF_SCRIPT = re.compile(r"</(?=script)", re.IGNORECASE)


def export(corridor: Corridor, lang: Lang) -> bytes:
    """The player of a corridor as UTF-8 HTML, opening in ``lang`` and holding every language.

    The same data gives the same bytes.

    Raises:
        ModuleNotFoundError: the map library is not installed.
    """
    return player(corridor, lang, public_address(corridor)).encode()


def player(corridor: Corridor, lang: Lang, address: str) -> str:
    """The player as text, for a page that embeds it; ``address`` is where its QR code leads, empty for none."""
    return document(corridor, lang, assets=leaflet(), address=address)


@cache
def leaflet() -> Assets:
    """The map library as text that can stand inside a page.

    Raises:
        ModuleNotFoundError: the package that carries it is not installed.
    """
    folder = leaflet_folder()
    script = _SOURCE_MAP.sub("", (folder / "leaflet.js").read_text(encoding="utf-8"))
    style = (folder / "leaflet.css").read_text(encoding="utf-8")
    return Assets(
        script=_END_OF_SCRIPT.sub(r"<\\/", script),
        style=_PICTURE.sub(lambda match: f"url({_data_uri(folder / match[1])})", style),
    )


def _data_uri(picture: Path) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture.read_bytes()).decode('ascii')}"
