"""The bytes of a pack: its files by name, whatever they hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from corridor.i18n.reasons import reason_of
from corridor.model.problem import Place, Problem, Problems, Topic, quoted
from corridor.model.text import Text
from corridor.store.history import (
    FOLDER,
    BrokenHistoryError,
    DamagedVersionError,
    edited_by_hand,
    state_folder,
    whole_versions,
)
from corridor.store.schema import required_files, tables_of

MOST_BYTES = 256 * 1024 * 1024
"""A larger file is refused unread."""

_MOST_OFFERED = 5
"""Whole versions named as a way out of a broken history."""
_SUFFIXES = (".toml", ".csv", ".geojson", ".json", ".xlsx")


@dataclass(frozen=True, slots=True)
class PackFiles(Mapping[str, bytes]):
    """Files of a pack by their name inside it (``/`` as separator), and what kept others from being read."""

    content: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] = field(default_factory=frozenset)
    """Names that are there but could not be read."""

    def __getitem__(self, name: str) -> bytes:
        return self.content[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.content)

    def __len__(self) -> int:
        return len(self.content)


def read_files(pack: Path) -> PackFiles:
    """Read a pack's current files; what cannot be read becomes a problem, not an exception.

    Once something was published, the current files are those of the published state; files that were edited by hand
    beside it are named, and not in use until they are published.

    Raises:
        NotADirectoryError: the path is no folder.
    """
    if not pack.is_dir():
        raise NotADirectoryError(str(pack))
    problems = Problems(Topic.CHECK)
    try:
        state = _state(pack, problems)
    except (OSError, BrokenHistoryError) as error:
        # The pack's own files may be older than what was published: better none than those.
        return PackFiles({}, (broken_history(pack, error),), frozenset(required_files()))
    content: dict[str, bytes] = {}
    unread = set()
    for path in _candidates(state, problems):
        name = path.relative_to(state).as_posix()
        data = _read(path, name, state, problems)
        if data is None:
            unread.add(name)
        else:
            content[name] = data
    return PackFiles(content, problems.found, frozenset(unread))


def broken_history(pack: Path, error: OSError | BrokenHistoryError) -> Problem:
    """Why the published state cannot be used, and the versions that can be brought back."""
    problems = Problems(Topic.CHECK)
    known = ", ".join(version.id for version in islice(whole_versions(pack), _MOST_OFFERED)) or "-"
    if isinstance(error, DamagedVersionError):
        version = str(error)
        problems.error("version-damaged", Place(f"{FOLDER}/{version}"), version=version, pack=pack, known=known)
    else:
        reason = reason_of(error)
        if isinstance(error, OSError) and error.filename:
            name = quoted(Path(error.filename).name)
            reason = Text(f"{name}：{reason.zh}", f"{name}: {reason.en}")
        problems.error("history-broken", Place(FOLDER), reason=reason, pack=pack, known=known)
    return problems.found[0]


def _state(pack: Path, problems: Problems) -> Path:
    state = state_folder(pack)
    for name in edited_by_hand(pack):
        if any(tables_of(name)):
            code = "edited-by-hand" if (pack / name).exists() else "deleted-by-hand"
            problems.warning(code, Place(name), pack=pack, path=pack / name, state=state)
    return state


def _candidates(pack: Path, problems: Problems) -> Iterator[Path]:
    for folder in (pack, pack / "context"):
        try:
            entries = sorted(folder.iterdir()) if folder.is_dir() else []
        except OSError as error:
            problems.error("file-unreadable", Place(folder.name), reason=reason_of(error))
            continue
        yield from (path for path in entries if _concerns_us(path, path.relative_to(pack).as_posix(), problems))


def _concerns_us(path: Path, name: str, problems: Problems) -> bool:
    if any(tables_of(name)):
        return True
    if path.suffix.lower() in _SUFFIXES and not path.name.startswith((".", "~$")) and path.is_file():
        problems.warning("file-unknown", Place(name))
    return False


def _read(path: Path, name: str, pack: Path, problems: Problems) -> bytes | None:
    try:
        if not path.resolve().is_relative_to(pack.resolve()):
            problems.error("file-outside", Place(name))
        elif not path.is_file():
            problems.error("file-not-a-file", Place(name))
        elif path.stat().st_size > MOST_BYTES:
            problems.error("file-too-large", Place(name), most=MOST_BYTES // 1024 // 1024)
        else:
            return path.read_bytes()
    except (OSError, RuntimeError) as error:
        problems.error("file-unreadable", Place(name), reason=reason_of(error))
    return None
