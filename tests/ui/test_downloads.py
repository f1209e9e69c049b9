"""The files on offer."""

from pathlib import Path

from corridor.model.figure import Release
from corridor.store.load import load
from corridor.ui.components.downloads import HAND_OUTS, PICTURES, TABLES, file_name


def test_no_two_files_bear_one_name(invented: Path) -> None:
    """A picture of the strip does not land on the picture of the map, nor the list of gaps on the table."""
    corridor = load(invented, Release.PUBLIC)
    for menu in (HAND_OUTS + PICTURES, TABLES + PICTURES):
        names = [file_name(corridor, "zh", download) for download in menu]
        assert len(set(names)) == len(names)
