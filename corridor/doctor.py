"""The check before the event: everything a presentation needs, tried on this machine without a network."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import new as new_hash
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from corridor.export import FORMATS
from corridor.export.address import public_address
from corridor.i18n import both
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.problem import PackError, Severity, how_many
from corridor.model.text import LANGS, Text
from corridor.pack.history import verify
from corridor.pack.load import examine, load
from corridor.pack.packs import data_folder, home

PORT = 8501
"""Where Streamlit listens unless told otherwise."""

_MAP_PACKAGE = "django-js-lib-leaflet"
_MAP_FILES = ("leaflet.js", "leaflet.css")
_REMOTE = re.compile(
    rb"""(?:\b(?:src|srcset|action|data|poster)\s*=\s*|<link\b[^>]*\bhref\s*=\s*|url\(\s*|@import\s+)["']?\s*(?:https?:)?//[^"')\s>]+""",
    re.IGNORECASE,
)
_PROGRAM = Path(__file__).parent
_FONT_FOLDERS = (
    Path("C:/Windows/Fonts"),
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".fonts",
    Path.home() / ".local/share/fonts",
)
_CHINESE_FONTS = re.compile(
    r"msyh|simhei|simsun|deng|pingfang|hiragino sans gb|stheiti|songti|noto(sans|serif)?.*(cjk|sc)|sourcehan|wqy",
    re.IGNORECASE,
)

_SERIF_FONTS = re.compile(r"serif|simsun|songti|kaiti|fangsong", re.IGNORECASE)
_MONO_FONTS = re.compile(r"mono", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedItem:
    """One line of the check."""

    good: bool
    message: Text
    """What was looked at and found."""
    remedy: Text
    """What to do; empty when all is well."""


def check_up(packs: Sequence[Path], port: int = PORT) -> Iterator[CheckedItem]:
    """Look at everything in turn; each finding is given as soon as it is known."""
    yield _check_program()
    if not packs:
        yield _bad("no-pack", data=data_folder())
    for pack in packs:
        yield from _check_pack(pack)
    yield _check_map_files()
    yield _check_settings(home() / ".streamlit" / "config.toml")
    yield _check_font()
    yield _check_port(port)


def _check_program() -> CheckedItem:
    """Which program runs, over which data; an installed copy may be another than that of the dashboard's folder."""
    other = home() / _PROGRAM.name
    said = {"program": _PROGRAM, "data": data_folder(), "why": both(f"doctor.data-{_why()}"), "home": home()}
    is_same = not other.is_dir() or other.samefile(_PROGRAM) or _contents(other) == _contents(_PROGRAM)
    return _good("program", **said) if is_same else _bad("program", **said)


def _why() -> str:
    """What decided where the data is looked for."""
    if os.environ.get("CORRIDOR_DATA"):
        return "named"
    return "beside" if (home() / "dashboard.py").is_file() else "here"


def _contents(program: Path) -> dict[Path, bytes]:
    """A program's files, without what Python or a file manager leaves among them."""
    found = (path for path in program.rglob("*") if path.is_file() and path.parent.name != "__pycache__")
    return {path.relative_to(program): path.read_bytes() for path in found if not path.name.startswith(".")}


def _check_pack(pack: Path) -> Iterator[CheckedItem]:
    _, problems = examine(pack)
    errors = how_many(problem for problem in problems if problem.severity is Severity.ERROR)
    if errors:
        yield _bad("pack", name=pack.name, path=pack, errors=errors)
        return
    yield _good("pack", name=pack.name, warnings=how_many(problems))
    yield from _check_versions(pack)
    try:
        corridor = load(pack, Release.PUBLIC)
    except PackError:
        yield _bad("pack", name=pack.name, path=pack, errors=1)
        return
    yield from _check_player(corridor)
    yield _check_address(corridor)


def _check_versions(pack: Path) -> Iterator[CheckedItem]:
    """Whether every published state can still be brought back; nothing where none was published."""
    found = verify(pack)
    damaged = ", ".join(version.id for version in found if version.damaged)
    if damaged:
        yield _bad("versions", name=pack.name, versions=damaged)
    elif found:
        yield _good("versions", name=pack.name, count=len(found))


def _check_address(corridor: Corridor) -> CheckedItem:
    """What a guest's phone will be led to; no address is a decision, a wrong one is a mistake."""
    address = public_address(corridor)
    if address:
        return _good("address", name=corridor.name, address=address)
    asked = os.environ.get("CORRIDOR_PUBLIC_URL", "").strip() or corridor.public_url.strip()
    return _bad("address", name=corridor.name, address=asked) if asked else _good("no-address", name=corridor.name)


def _check_player(corridor: Corridor) -> Iterator[CheckedItem]:
    for lang in LANGS:
        player = FORMATS["html"](corridor, lang)
        remote = sorted({match.decode("utf-8", "replace") for match in _REMOTE.findall(player)})
        if remote:
            yield _bad("player", name=corridor.name, links=", ".join(remote[:3]))
        else:
            yield _good("player", name=corridor.name, language=both(f"doctor.lang-{lang}"), size=len(player) // 1024)


def _check_map_files() -> CheckedItem:
    try:
        recorded = files(_MAP_PACKAGE) or []
    except PackageNotFoundError:
        return _bad("assets", files=", ".join(_MAP_FILES))
    needed = [path for path in recorded if path.name in _MAP_FILES]
    broken = {*_MAP_FILES} - {path.name for path in needed}
    for path in needed:
        located = Path(str(path.locate()))
        if not located.is_file() or (path.hash and _hash(located, path.hash.mode) != path.hash.value):
            broken.add(path.name)
    return _bad("assets", files=", ".join(sorted(broken))) if broken else _good("assets")


def _check_settings(settings: Path) -> CheckedItem:
    """The dashboard's own settings, without which Streamlit reports its use to its makers."""
    try:
        said = tomllib.loads(settings.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return _bad("settings", file=settings)
    is_quiet = said.get("browser", {}).get("gatherUsageStats") is False
    return _good("settings") if is_quiet else _bad("settings", file=settings)


def _hash(path: Path, mode: str) -> str:
    """A file's hash as the installer recorded it."""
    return urlsafe_b64encode(new_hash(mode, path.read_bytes()).digest()).decode("ascii").rstrip("=")


def _check_font() -> CheckedItem:
    names = list(_chinese_fonts())
    return _good("font", name=min(names, key=_font_rank)) if names else _bad("font")


def _font_rank(name: str) -> tuple[bool, bool, bool]:
    """Everything is set in a sans face of simplified Chinese, so that is the one to name where there are several."""
    return bool(_SERIF_FONTS.search(name)), bool(_MONO_FONTS.search(name)), not name.endswith(" SC")


def _chinese_fonts() -> Iterator[str]:
    listing = shutil.which("fc-list")
    if listing and sys.platform.startswith("linux"):
        found = subprocess.run([listing, ":lang=zh", "family"], capture_output=True, check=False, encoding="utf-8")  # noqa: S603 - a fixed command
        yield from (line for line in found.stdout.splitlines() if line)
    for folder in _FONT_FOLDERS:
        if folder.is_dir():
            yield from (path.name for path in folder.rglob("*.[to]t[fc]") if _CHINESE_FONTS.search(path.stem))


def _check_port(port: int) -> CheckedItem:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name == "posix":  # a dashboard that was stopped a minute ago leaves connections that hinder nobody
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return _bad("port", port=port, other=port + 1)
    return _good("port", port=port)


def _good(key: str, **values: object) -> CheckedItem:
    return CheckedItem(good=True, message=both(f"doctor.{key}-good", **values), remedy=Text())


def _bad(key: str, **values: object) -> CheckedItem:
    return CheckedItem(
        good=False, message=both(f"doctor.{key}-bad", **values), remedy=both(f"doctor.{key}-remedy", **values)
    )
