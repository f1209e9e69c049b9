"""The packs that the page can show, while somebody copies, takes away and mends their folders."""

import os
import shutil
from pathlib import Path
from threading import Thread

import harm
import pytest

from corridor.model.figure import Release
from corridor.ui.library import library

ROUNDS = 15


def test_a_pack_that_comes_and_goes_while_it_is_read_harms_no_other(tmp_path: Path) -> None:
    """It is shown, broken or absent, whatever of it was there; the one beside it is always shown."""
    packs = tmp_path / "packs"
    harm.small_pack(packs / "a-sound")
    settings = packs / "a-sound" / "corridor.toml"
    settings.write_bytes(settings.read_bytes().replace(b'"sample"', b'"sound"', 1))
    table = packs / "a-sound" / "figures.csv"
    table.write_bytes(table.read_bytes().replace(b",sample,", b",sound,"))
    milestones = packs / "a-sound" / "milestones.csv"
    milestones.write_bytes(milestones.read_bytes().replace(b",sample,", b",sound,"))
    spare = harm.small_pack(tmp_path / "spare", published=True)

    def come_and_go() -> None:
        for _ in range(ROUNDS):
            shutil.copytree(spare, packs / "b-other")
            shutil.rmtree(packs / "b-other")

    other = Thread(target=come_and_go)
    other.start()
    while other.is_alive():
        assert "sound" in library(packs, Release.PUBLIC).corridors
    other.join()
    assert list(library(packs, Release.PUBLIC).corridors) == ["sound"]


def test_a_file_that_may_be_read_again_is_read(tmp_path: Path) -> None:
    """Permissions change neither its size nor its time."""
    pack = harm.small_pack(tmp_path / "pack")
    path = pack / "nodes.geojson"
    path.chmod(0)
    if os.access(path, os.R_OK):
        path.chmod(0o600)
        pytest.skip("who runs the tests may read everything")
    (broken,) = library(pack, Release.PUBLIC).broken
    assert [problem.code for problem in broken.problems] == ["file-unreadable"]
    path.chmod(0o600)
    assert list(library(pack, Release.PUBLIC).corridors) == ["sample"]
