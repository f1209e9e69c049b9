"""What every test may ask for: each corridor in the repository, the real ones and the invented one."""

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


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def packs() -> tuple[Path, ...]:
    """The folders of all corridors."""
    return PACKS


@pytest.fixture(scope="session", params=PACKS, ids=lambda path: path.name)
def pack(request: pytest.FixtureRequest) -> Path:
    """The folder of each corridor in turn."""
    folder: Path = request.param
    return folder


@pytest.fixture(scope="session")
def invented(root: Path) -> Path:
    """The folder of the invented corridor, for cases that need certain data."""
    return root / "tests" / "corridors" / "lantern-canal"


@pytest.fixture(scope="session")
def corridor(pack: Path) -> Corridor:
    """Each corridor in turn, as the public may see it."""
    return load(pack, Release.PUBLIC)
