"""The packs that the page can show, while somebody takes away and mends their folders."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import harm
import pytest

from corridor.model.figure import Release
from corridor.ui.library import library

OPENINGS = ("open", "os.listdir", "os.scandir")
"""What Python tells of before it looks into a file or a folder."""


class Meddler:
    """Somebody who does something just before a file or folder is opened for the so-many-th time."""

    def __init__(self) -> None:
        self.act: Callable[[], object] | None = None
        self.home = ""
        self.left = 0
        sys.addaudithook(self)

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        """Hear what Python is about to do."""
        if self.act is None or event not in OPENINGS or not str(arguments[0]).startswith(self.home):
            return
        self.left -= 1
        if not self.left:
            act, self.act = self.act, None
            act()


@pytest.fixture(scope="module")
def meddler() -> Iterator[Meddler]:
    """One for all, since Python never forgets it."""
    meddler = Meddler()
    yield meddler
    meddler.act = None


@pytest.mark.parametrize(("published", "stride"), [(False, 1), (True, 5)])
def test_a_pack_that_is_taken_away_while_it_is_read_harms_no_other(
    tmp_path: Path, meddler: Meddler, *, published: bool, stride: int
) -> None:
    """At every step of the reading; put back, it is shown, though nothing tells it from what it was before."""
    packs = tmp_path / "packs"
    sound, other = harm.small_pack(packs / "sound"), packs / "another"
    for name in ("corridor.toml", "figures.csv", "milestones.csv"):
        text = (sound / name).read_bytes()
        (sound / name).write_bytes(text.replace(b'"sample"', b'"sound"').replace(b",sample,", b",sound,"))
    spare = harm.small_pack(tmp_path / "spare", published=published)
    for step in range(1, 1000, stride):
        shutil.copytree(spare, other)
        meddler.home, meddler.left = str(other), step
        meddler.act = lambda: shutil.rmtree(other)
        found = library(packs, Release.PUBLIC)
        assert "sound" in found.corridors
        if meddler.act is not None:
            break
        assert not other.exists()
    assert set(found.corridors) == {"sample", "sound"}
    assert step > len(list(spare.glob("*.csv")))


def test_a_file_that_may_be_read_again_is_read(tmp_path: Path) -> None:
    """Permissions change neither its size nor its time."""
    pack = harm.small_pack(tmp_path / "pack")
    path = pack / "nodes.geojson"
    path.chmod(0)
    if os.access(path, os.R_OK):
        path.chmod(0o600)
        pytest.skip("who runs the tests may read everything")
    (failed,) = library(pack, Release.PUBLIC).failed
    assert [problem.code for problem in failed.problems] == ["file-unreadable"]
    path.chmod(0o600)
    assert list(library(pack, Release.PUBLIC).corridors) == ["sample"]
