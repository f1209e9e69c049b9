"""The bytes of a pack: its files by name, whatever they hold."""

import errno
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from corridor.i18n.os_errors import reason_of
from corridor.model.problem import Place, Problem, Problems, Severity, Topic, quoted
from corridor.model.text import Text
from corridor.pack.disk import NO_FILE, entries_of, is_folder, is_hidden, is_there, read_inside
from corridor.pack.history import (
    FOLDER,
    BrokenHistoryError,
    DamagedVersionError,
    UnreadableFileError,
    edited_by_hand,
    most_bytes,
    state_folder,
    whole_versions,
)
from corridor.pack.schema import FOLDERS, MEDIA_FOLDER, belongs, required_files

_MOST_OFFERED = 5
"""Whole versions named as a way out of a broken history."""
_SUFFIXES = (".toml", ".csv", ".geojson", ".json", ".xlsx")
_FILE_CODES = {errno.EXDEV: "file-outside", errno.EFBIG: "file-too-large", **dict.fromkeys(NO_FILE, "file-not-a-file")}
_FOLDER_CODES = {errno.EXDEV: "file-outside", **dict.fromkeys(NO_FILE, "file-not-a-folder")}
"""Codes of what a file or folder is refused for; anything else is told as the system's reason."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PackFiles(Mapping[str, bytes]):
    """Files of a pack by their name inside it (``/`` as separator), and what kept others from being read."""

    content: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] = field(default_factory=frozenset)
    """Names that are there but could not be read."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the files from being the whole pack."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

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
    if not is_folder(pack):
        raise NotADirectoryError(str(pack))
    problems = Problems(Topic.CHECK)
    try:
        state = _state(pack, problems)
    except BrokenHistoryError as error:
        # The pack's own files may be older than what was published: better none than those.
        return PackFiles(content={}, problems=(broken_history(pack, error),), unread=frozenset(required_files()))
    content: dict[str, bytes] = {}
    unread = set()
    for path in _candidates(state, problems):
        name = path.relative_to(state).as_posix()
        data = _read(path, name, state, problems)
        if data is None:
            unread.add(name)
        else:
            content[name] = data
    return PackFiles(content=content, problems=problems.found, unread=frozenset(unread))


def broken_history(pack: Path, error: BrokenHistoryError) -> Problem:
    """Why the current state cannot be used, and the versions that can be brought back.

    It may be shown to anybody, so it does not tell where on this machine the pack lies.
    """
    problems = Problems(Topic.CHECK)
    known = ", ".join(version.id for version in islice(whole_versions(pack), _MOST_OFFERED)) or "-"
    values = {"pack": pack.absolute().name, "known": known}
    match error:
        case UnreadableFileError():
            _report_refusal(error.refusal, error.part, problems)
        case DamagedVersionError():
            problems.error("version-damaged", Place(f"{FOLDER}/{error.part}"), version=error.part, **values)
        case _:
            problems.error("history-broken", Place(FOLDER), reason=_reason(error), **values)
    return problems.found[0]


def _reason(error: BrokenHistoryError) -> Text:
    name = quoted(error.part)
    if error.refusal is None:
        return Text(name, name)
    reason = reason_of(error.refusal)
    return Text(f"{name}：{reason.zh}", f"{name}: {reason.en}")


def _state(pack: Path, problems: Problems) -> Path:
    state = state_folder(pack)
    for name in edited_by_hand(pack):
        if belongs(name):
            code = "edited-by-hand" if is_there(pack / name) else "deleted-by-hand"
            problems.warning(code, Place(name), pack=pack, path=pack / name, state=state)
    return state


def _candidates(pack: Path, problems: Problems) -> Iterator[Path]:
    for folder in (pack, *(pack / name for name in FOLDERS)):
        try:
            entries = entries_of(pack, folder)
        except OSError as error:
            code = _FOLDER_CODES.get(error.errno or 0, "file-unreadable")
            problems.error(code, Place(folder.name), reason=reason_of(error))
            continue
        yield from (path for path in entries if _concerns_us(path, path.relative_to(pack).as_posix(), problems))


def _concerns_us(path: Path, name: str, problems: Problems) -> bool:
    if is_hidden(path.name):
        return False
    if belongs(name):
        return True
    is_ours = path.suffix.lower() in _SUFFIXES or name.startswith(f"{MEDIA_FOLDER}/")
    if is_ours and _is_file(path):
        problems.warning("file-unknown", Place(name))
    return False


def _read(path: Path, name: str, pack: Path, problems: Problems) -> bytes | None:
    try:
        return read_inside(pack, path, most_bytes(name))
    except OSError as error:
        _report_refusal(error, name, problems)
    return None


def _report_refusal(refusal: OSError, name: str, problems: Problems) -> None:
    code = _FILE_CODES.get(refusal.errno or 0, "file-unreadable")
    problems.error(code, Place(name), reason=reason_of(refusal), most=most_bytes(name) // 1024 // 1024)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
