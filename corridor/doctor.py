"""The check before the event: everything a presentation needs, tried on this machine without a network."""

import re
import shutil
import socket
import subprocess
import sys
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import new as new_hash
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from corridor.export import FORMATS
from corridor.i18n import both
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.problem import PackError, Severity
from corridor.model.text import LANGS, Text
from corridor.store.load import examine, load

PORT = 8501
"""Where Streamlit listens unless told otherwise."""

_MAP_PACKAGE = "django-js-lib-leaflet"
_MAP_FILES = ("leaflet.js", "leaflet.css")
_REMOTE = re.compile(
    rb"""(?:\b(?:src|srcset|action|data|poster)\s*=\s*|<link\b[^>]*\bhref\s*=\s*|url\(\s*|@import\s+)["']?\s*(?:https?:)?//[^"')\s>]+""",
    re.IGNORECASE,
)
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


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the check."""

    good: bool
    message: Text
    """What was looked at and found."""
    remedy: Text
    """What to do; empty when all is well."""


def check_up(packs: Sequence[Path], port: int = PORT) -> Iterator[Finding]:
    """Look at everything in turn; each finding is given as soon as it is known."""
    if not packs:
        yield _bad("no-pack")
    for pack in packs:
        yield from _check_pack(pack)
    yield _check_map_files()
    yield _check_font()
    yield _check_port(port)


def _check_pack(pack: Path) -> Iterator[Finding]:
    _, problems = examine(pack)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if errors:
        yield _bad("pack", name=pack.name, errors=errors)
        return
    yield _good("pack", name=pack.name, warnings=len(problems))
    try:
        yield from _check_player(load(pack, Release.PUBLIC))
    except PackError:
        yield _bad("pack", name=pack.name, errors=1)


def _check_player(corridor: Corridor) -> Iterator[Finding]:
    for lang in LANGS:
        player = FORMATS["html"](corridor, lang)
        remote = sorted({match.decode("utf-8", "replace") for match in _REMOTE.findall(player)})
        if remote:
            yield _bad("player", name=corridor.name, links=", ".join(remote[:3]))
        else:
            yield _good("player", name=corridor.name, language=both(f"doctor.lang-{lang}"), size=len(player) // 1024)


def _check_map_files() -> Finding:
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


def _hash(path: Path, mode: str) -> str:
    """A file's hash as the installer recorded it."""
    return urlsafe_b64encode(new_hash(mode, path.read_bytes()).digest()).decode("ascii").rstrip("=")


def _check_font() -> Finding:
    name = next(_chinese_fonts(), "")
    return _good("font", name=name) if name else _bad("font")


def _chinese_fonts() -> Iterator[str]:
    listing = shutil.which("fc-list")
    if listing and sys.platform.startswith("linux"):
        found = subprocess.run([listing, ":lang=zh", "family"], capture_output=True, check=False, encoding="utf-8")  # noqa: S603 - a fixed command
        yield from (line for line in found.stdout.splitlines() if line)
    for folder in _FONT_FOLDERS:
        if folder.is_dir():
            yield from (path.name for path in folder.rglob("*.[to]t[fc]") if _CHINESE_FONTS.search(path.stem))


def _check_port(port: int) -> Finding:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return _bad("port", port=port, other=port + 1)
    return _good("port", port=port)


def _good(key: str, **values: object) -> Finding:
    return Finding(good=True, message=both(f"doctor.{key}-good", **values), remedy=Text())


def _bad(key: str, **values: object) -> Finding:
    return Finding(
        good=False, message=both(f"doctor.{key}-bad", **values), remedy=both(f"doctor.{key}-remedy", **values)
    )
