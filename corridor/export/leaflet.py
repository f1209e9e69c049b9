"""Where the installed map library is: third-party code is never copied into this project."""

from importlib.util import find_spec
from pathlib import Path

_PACKAGE = "js_lib_leaflet"


def leaflet_folder() -> Path:
    """The folder of the installed Leaflet build.

    Raises:
        ModuleNotFoundError: the package django-js-lib-leaflet is not installed.
    """
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("Leaflet is missing: install the package django-js-lib-leaflet", name=_PACKAGE)
    return Path(spec.submodule_search_locations[0]) / "static" / _PACKAGE
