"""Which packs there are, and where to look for them."""

import os
from pathlib import Path

from corridor.pack.disk import is_folder, is_there
from corridor.pack.schema import required_files

_BESIDE_THE_PACKAGE = Path(__file__).parents[2]


def home() -> Path:
    """The dashboard's folder, which holds ``dashboard.py``: the current one, else the one that the program lies in.

    So an installed copy finds the same data and settings as the program of the folder that it is run in. Where
    neither has a dashboard it is the current folder.
    """
    here = Path.cwd()
    return next((folder for folder in (here, _BESIDE_THE_PACKAGE) if is_there(folder / "dashboard.py")), here)


def data_folder() -> Path:
    """Where the packs lie: the environment's ``CORRIDOR_DATA``, or the folder ``data`` of the dashboard's folder."""
    return Path(os.environ.get("CORRIDOR_DATA") or home() / "data")


def discover(data_dir: Path) -> tuple[Path, ...]:
    """Folders under a data folder that are packs, also broken ones, by name; the folder itself when it is one.

    A folder counts as soon as it holds one of the required files, so that a pack which lost another is named
    rather than passed over.
    """
    if _is_pack(data_dir):
        return (data_dir,)
    try:
        folders = sorted(path for path in data_dir.iterdir() if not path.name.startswith("."))
    except OSError:
        return ()
    return tuple(path for path in folders if _is_pack(path))


def _is_pack(folder: Path) -> bool:
    return is_folder(folder) and any(is_there(folder / file) for file in required_files())
