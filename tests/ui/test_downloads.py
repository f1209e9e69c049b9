"""The files on offer."""

from pathlib import Path

from corridor.export.html import player
from corridor.export.records import about
from corridor.i18n import word
from corridor.model.figure import Release
from corridor.model.text import LANGS
from corridor.pack.load import load
from corridor.ui.components.downloads import HAND_OUTS, OFFERED, PICTURES, TABLES, file_name
from corridor.ui.preview import as_preview


def test_a_file_of_a_preview_says_so_in_its_name_and_inside(invented: Path) -> None:
    """What was taken away for a rehearsal must not be handed over as what is published."""
    published = load(invented, Release.PUBLIC)
    corridor = as_preview(published)
    for download in HAND_OUTS + PICTURES + TABLES:
        assert "-preview." in file_name(corridor, "zh", download)
        assert "preview" not in file_name(published, "zh", download)
    for lang in LANGS:
        mark = word("app.preview", lang)
        assert mark in dict(about(corridor, lang)).values()
        assert mark in player(corridor, lang, "")
        assert mark not in player(published, lang, "")
    assert corridor.version != published.version


def test_no_two_files_bear_one_name(invented: Path) -> None:
    """A picture of the strip does not land on the picture of the map, nor the list of gaps on the table."""
    corridor = load(invented, Release.PUBLIC)
    for menu in (HAND_OUTS, tuple(one for files in OFFERED.values() for one in files)):
        names = [file_name(corridor, "zh", download) for download in menu]
        assert len(set(names)) == len(names)
