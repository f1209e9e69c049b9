"""What every test may ask for: each corridor in the repository, the real ones and the invented one."""

import gc
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.pack.load import load

settings.register_profile("corridor", deadline=None)  # no test depends on how fast the machine is
settings.load_profile("corridor")

ROOT = Path(__file__).parent.parent
PACKS = tuple(
    sorted(
        path.parent for home in (ROOT / "data", ROOT / "tests" / "corridors") for path in home.glob("*/corridor.toml")
    )
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the browser tests renew the documentation's pictures when asked."""
    parser.addoption("--pictures", action="store_true", help="renew the pictures that the documentation shows")


def pytest_collection_finish() -> None:
    """Leave what was imported out of every search for garbage: it stays to the end, and is most of what is there."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def packs() -> tuple[Path, ...]:
    """The folders of all corridors."""
    return PACKS


@pytest.fixture(scope="module", params=PACKS, ids=lambda path: path.name)
def pack(request: pytest.FixtureRequest) -> Path:
    """The folder of each corridor in turn."""
    folder: Path = request.param
    return folder


@pytest.fixture(scope="session")
def invented(root: Path) -> Path:
    """The folder of the invented corridor, for cases that need certain data."""
    return root / "tests" / "corridors" / "lantern-canal"


@pytest.fixture(scope="module")
def corridor(pack: Path) -> Corridor:
    """Each corridor in turn, as the public may see it."""
    return as_public(pack)


@cache
def as_public(pack: Path) -> Corridor:
    """A corridor as the public may see it, loaded once for the tests of all modules."""
    return load(pack, Release.PUBLIC)
