"""Published states of a pack: whole copies beside it, and one pointer that says which is current.

A pack's ``.history`` folder holds ``<version>/`` (the files of a state, never changed once there), ``pointer.json``
(replaced in one step) and ``lock``. Readers follow the pointer once and then read an unchanging folder, so they see
one state or the other and never a mix; without a pointer the pack's own files are the state. Whatever is written
before the pointer moves is invisible, so a kill at any moment leaves the former state whole.
"""

import hashlib
import json
import os
import re
import shutil
import time
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from filelock import FileLock

FOLDER = ".history"
_POINTER = "pointer.json"
_ABOUT = ".version.json"
_DRAFT = "draft-"
_SEEN = "seen-"
_NUMBER = re.compile(r"\d{4,9}", re.ASCII)
_PATIENCE_S = 5.0 if os.name == "nt" else 0.0
"""How long to retry what Windows refuses while another process has the pointer open."""


@dataclass(frozen=True, slots=True)
class Version:
    """A published state."""

    id: str
    by: str
    """Who published it; empty for the state that was there before the first publishing, ``?`` where it is lost."""
    at: str
    """When, in ISO 8601 with its offset; empty where it is lost."""
    message: str
    digest: str
    """`digest` of its files."""
    current: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """What a publishing says of itself."""

    by: str
    at: datetime
    """When, with its time zone."""
    message: str = ""
    seen: Mapping[str, bytes] = field(default_factory=dict)
    """Files of the pack that the author edited by hand and publishes now."""


class OutdatedError(Exception):
    """The state that a change was made against is no longer the current one; `current` is the digest that is."""

    def __init__(self, current: str) -> None:
        super().__init__("the published state has changed")
        self.current = current


class NoSuchVersionError(LookupError):
    """There is no such published state, or none before the current one."""


class BrokenHistoryError(ValueError):
    """It cannot be told which state is current: somebody or something damaged the named part."""


@dataclass(frozen=True, slots=True)
class _Pointer:
    current: str
    published: tuple[str, ...]
    own: Mapping[str, str] = field(default_factory=dict)
    """Digests of the pack's own files as far as publishing has seen them."""


def digest(files: Mapping[str, bytes]) -> str:
    """A name for a state: equal exactly for equal files."""
    state = hashlib.sha256()
    for name in sorted(files):
        state.update(f"{name}\0{len(files[name])}\0".encode())
        state.update(files[name])
    return state.hexdigest()


def state_folder(pack: Path) -> Path:
    """The folder that holds the pack's current files."""
    pointer = _read_pointer(pack)
    return pack / FOLDER / pointer.current if pointer else pack


def current_files(pack: Path) -> dict[str, bytes]:
    """The files of the current state, also those that the product does not know."""
    return _files_in(state_folder(pack))


def versions(pack: Path) -> tuple[Version, ...]:
    """All published states, oldest first; none when nothing was ever published."""
    pointer = _read_pointer(pack)
    if pointer is None:
        return ()
    return tuple(_about(pack, version, pointer) for version in pointer.published)


def files_of(pack: Path, version: str) -> dict[str, bytes]:
    """The files of a published state.

    Raises:
        NoSuchVersionError: there is no such state.
    """
    pointer = _read_pointer(pack)
    if pointer is None or version not in pointer.published:
        raise NoSuchVersionError(version)
    return _files_in(pack / FOLDER / version)


def record(pack: Path, files: Mapping[str, bytes], entry: Entry, *, base: str) -> Version:
    """Make ``files`` the pack's current state.

    The first publishing also keeps the pack's own files as the state before it.

    Raises:
        OutdatedError: the current state is not the one with the digest ``base``.
        OSError: the disk refused; the former state is untouched.
    """
    home = pack / FOLDER
    home.mkdir(exist_ok=True)
    with FileLock(home / "lock"):
        own = _files_in(pack)
        pointer = _read_pointer(pack)
        current = own if pointer is None else _files_in(home / pointer.current)
        if digest(current) != base:
            raise OutdatedError(digest(current))
        _clear_drafts(home, pointer)
        if pointer is None:
            first = _keep(home, own, Version("0001", "", entry.at.isoformat(), "", digest(own), current=False))
            pointer = _Pointer(first.id, (first.id,), _digests(own))
        number = f"{int(pointer.published[-1]) + 1:04d}"
        version = Version(number, entry.by, entry.at.isoformat(), entry.message, digest(files), current=False)
        kept = _keep(home, files, version)
        _remember(home, entry.seen)
        own_seen = {**pointer.own, **_digests(entry.seen)}
        _write_pointer(home, _Pointer(kept.id, (*pointer.published, kept.id), own_seen))
        return replace(kept, current=True)


def restore(pack: Path, version: str | None = None) -> Version:
    """Make a published state current again; without a version the one published before the current.

    Raises:
        NoSuchVersionError: there is no such state.
    """
    home = pack / FOLDER
    if _read_pointer(pack) is None:
        raise NoSuchVersionError(version or "")
    with FileLock(home / "lock"):
        pointer = _read_pointer(pack)
        if pointer is None:
            raise NoSuchVersionError(version or "")
        target = version or _before(pointer)
        if target not in pointer.published or not (home / target).is_dir():
            raise NoSuchVersionError(target)
        moved = replace(pointer, current=target)
        _write_pointer(home, moved)
        return _about(pack, target, moved)


def settle(pack: Path, seen: Mapping[str, bytes]) -> None:
    """Take note of files edited by hand that say nothing new; nothing is published."""
    home = pack / FOLDER
    if not home.is_dir():
        return
    with FileLock(home / "lock"):
        pointer = _read_pointer(pack)
        if pointer is not None:
            _remember(home, seen)
            _write_pointer(home, replace(pointer, own={**pointer.own, **_digests(seen)}))


def last_seen(pack: Path, name: str) -> bytes | None:
    """One of the pack's own files as publishing last saw it: what an edit by hand began with; None when not known."""
    pointer = _read_pointer(pack)
    wanted = pointer.own.get(name) if pointer else None
    if pointer is None or wanted is None:
        return None
    home = pack / FOLDER
    for path in (home / f"{_SEEN}{wanted}", *(home / version / name for version in reversed(pointer.published))):
        if path.is_file() and hashlib.sha256(data := path.read_bytes()).hexdigest() == wanted:
            return data
    return None


def edited_by_hand(pack: Path) -> tuple[str, ...]:
    """Names of the pack's own files that differ from what publishing has seen of them; they are not in use.

    Files that were deleted count, too. Without a history there are none: the own files are the state.
    """
    pointer = _read_pointer(pack)
    if pointer is None:
        return ()
    now = _digests(_files_in(pack))
    return tuple(sorted(name for name in now.keys() | pointer.own.keys() if now.get(name) != pointer.own.get(name)))


def _before(pointer: _Pointer) -> str:
    place = pointer.published.index(pointer.current)
    if place == 0:
        raise NoSuchVersionError("")
    return pointer.published[place - 1]


def _about(pack: Path, version: str, pointer: _Pointer) -> Version:
    is_current = version == pointer.current
    try:
        about = json.loads((pack / FOLDER / version / _ABOUT).read_bytes())
        datetime.fromisoformat(about["at"])
        return Version(**about, current=is_current)
    except (OSError, ValueError, LookupError, TypeError):
        # Its files are all that it takes to bring a state back; only who published it is not known any more.
        return Version(version, "?", "", "", "", current=is_current)


def _digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def _files_in(folder: Path) -> dict[str, bytes]:
    """All files of a state, also those that the product does not know: a state is a whole copy."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    names = ((path, PurePosixPath(path.relative_to(folder).as_posix())) for path in paths)
    return {str(name): path.read_bytes() for path, name in names if not _is_ours(name)}


def _is_ours(name: PurePosixPath) -> bool:
    return any(part.startswith((".", "~$")) for part in name.parts)


def _keep(home: Path, files: Mapping[str, bytes], version: Version) -> Version:
    draft = home / f"{_DRAFT}{uuid.uuid4().hex}"
    about = {"id": version.id, "by": version.by, "at": version.at, "message": version.message, "digest": version.digest}
    for name, data in {**files, _ABOUT: json.dumps(about, ensure_ascii=False).encode()}.items():
        path = draft / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, data)
    draft.rename(home / version.id)
    return version


def _remember(home: Path, seen: Mapping[str, bytes]) -> None:
    for name, data in seen.items():
        _write(home / f"{_SEEN}{_digests({name: data})[name]}", data)


def _clear_drafts(home: Path, pointer: _Pointer | None) -> None:
    """Remove what an interrupted publishing left behind; only called under the lock."""
    last = int(pointer.published[-1]) if pointer else 0
    for path in list(home.iterdir()):
        if path.is_dir() and (path.name.startswith(_DRAFT) or (_NUMBER.fullmatch(path.name) and int(path.name) > last)):
            shutil.rmtree(path)
        elif path.is_file() and path.name.startswith(_DRAFT):
            path.unlink()


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _write_pointer(home: Path, pointer: _Pointer) -> None:
    content = {"current": pointer.current, "published": list(pointer.published), "own": dict(pointer.own)}
    draft = home / f"{_DRAFT}{uuid.uuid4().hex}.json"
    try:
        _write(draft, json.dumps(content, indent=1).encode())
        _patiently(lambda: draft.replace(home / _POINTER))
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _read_pointer(pack: Path) -> _Pointer | None:
    path = pack / FOLDER / _POINTER
    content: list[bytes] = []
    try:
        _patiently(lambda: content.append(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (IsADirectoryError, NotADirectoryError) as error:
        raise BrokenHistoryError(_POINTER) from error
    try:
        read = json.loads(content[0])
        pointer = _Pointer(read["current"], tuple(read["published"]), dict(read["own"]))
    except (ValueError, LookupError, TypeError) as error:
        raise BrokenHistoryError(_POINTER) from error
    if not _is_sound(pointer):
        raise BrokenHistoryError(_POINTER)
    if not (pack / FOLDER / pointer.current).is_dir():
        raise BrokenHistoryError(pointer.current)
    return pointer


def _is_sound(pointer: _Pointer) -> bool:
    """Whether a pointer can be one of ours; what it names is read, and what it does not name may be cleared away."""
    numbers = [isinstance(one, str) and _NUMBER.fullmatch(one) for one in pointer.published]
    texts = (*pointer.own, *pointer.own.values())
    return all(numbers) and pointer.current in pointer.published and all(isinstance(one, str) for one in texts)


def _patiently(act: Callable[[], object]) -> None:
    """Retry what Windows refuses for the moment in which another process holds the file."""
    until = time.monotonic() + _PATIENCE_S
    while True:
        try:
            act()
        except PermissionError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return
