"""The map library, taken from its installed package: third-party code is never copied into this project."""

import base64
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from corridor.draw.web.assets import Assets

_PACKAGE = "js_lib_leaflet"
_PICTURE = re.compile(r"url\((?:['\"])?(images/[\w.-]+)(?:['\"])?\)")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_END_OF_SCRIPT = re.compile(r"</(?=script)", re.IGNORECASE)


def leaflet_folder() -> Path:
    """The folder of the installed Leaflet build.

    Raises:
        ModuleNotFoundError: the package django-js-lib-leaflet is not installed.
    """
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("Leaflet is missing: install the package django-js-lib-leaflet", name=_PACKAGE)
    return Path(spec.submodule_search_locations[0]) / "static" / _PACKAGE


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
