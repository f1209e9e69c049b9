"""Published states of a pack: whole copies beside it, and one pointer that says which is current.

A pack's ``.history`` folder holds ``<version>/`` (the files of a state and a record of it), ``pointer.json`` (replaced
in one step) and ``lock``. Readers follow the pointer once and then read an unchanging folder, so they see one state or
the other and never a mix. Whatever is written before the pointer moves is invisible, so a kill at any moment leaves
the former state whole.

A version appears whole, by renaming a draft, and is never changed, renumbered or removed after that: the versions are
the numbered folders that are there, and the next one takes a number above them all. What is large and the same in
several versions is one file of the system under several names, where the disk can do that; each version still is whole,
and whatever becomes of one of its names is told by the digest. A version whose files no longer
have the digest in its record, or whose record is lost, is damaged; it is neither read nor built upon.

The first publishing writes a version of the pack's own files, which names no publisher, and a pointer to it; only then
does it publish like any other. So without a pointer there are two cases. Where no version names a publisher, nothing
was ever published, and the pack's own files are the state. Where one does, the pointer was lost, and the history is
broken until somebody chooses a version, which writes a new pointer.
"""

import errno
import hashlib
import json
import os
import re
import shutil
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from filelock import FileLock

from corridor.pack.disk import NO_FILE, digest_inside, entries_of, files_under, is_there, read_inside
from corridor.pack.readers.nested import parse_json
from corridor.pack.schema import LEDGER_FILES, is_medium

FOLDER = ".history"
_POINTER = "pointer.json"
_ABOUT = ".version.json"
_TEXTS = ("by", "at", "message", "digest", "parent")
"""What a version's record says of it."""
_DRAFT = "draft-"
_SEEN = "seen-"
_NUMBER = re.compile(r"\d{4,9}", re.ASCII)
MOST_BYTES = 64 * 1024 * 1024
"""A larger file of a pack is refused unread..."""
MOST_LEDGER_BYTES = 512 * 1024 * 1024
"""...but the ledger may have a million rows..."""
MOST_MEDIUM_BYTES = 20 * 1024 * 1024
"""...and no camera's picture is larger."""
_SHARED_FROM = 1024 * 1024
"""Bytes from which on a file that a version has in common with another is not written again."""
_PATIENCE_S = 5.0 if os.name == "nt" else 0.0
"""How long to retry what Windows refuses while another process has the pointer open."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """A published state."""

    id: str
    by: str
    """Who published it; empty for the state that was there before the first publishing, ``?`` where it is lost."""
    at: str
    """When, in ISO 8601 with its offset; empty where it is lost."""
    message: str
    digest: str
    """`digest` of its files; empty where it is lost."""
    current: bool
    parent: str = ""
    """The version that it was made from; empty for the first one, and where no record was kept of it."""
    damaged: bool = False
    """Whether it cannot be brought back; told by `verify` only."""

    @property
    def moment(self) -> str:
        """When, for people, as its publisher's clock had it; empty where that is lost."""
        return self.at and datetime.fromisoformat(self.at).strftime("%Y-%m-%d %H:%M")


@dataclass(frozen=True, kw_only=True, slots=True)
class CommitInfo:
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
    """It cannot be told which state is current: somebody or something damaged the part that `part` names.

    `refusal` is what the system refused, where that is the reason.
    """

    def __init__(self, part: str, refusal: OSError | None = None) -> None:
        super().__init__(part)
        self.part = part
        self.refusal = refusal


class DamagedVersionError(BrokenHistoryError):
    """The files of the named version are not those that were published, or nothing tells whether they are."""


class UnreadableFileError(BrokenHistoryError):
    """The named file of a pack that nobody published to cannot be read, so that no whole copy can be made of it."""

    def __init__(self, part: str, refusal: OSError) -> None:
        super().__init__(part, refusal)
        self.refusal: OSError = refusal


@dataclass(frozen=True, slots=True)
class _Pointer:
    current: str
    own: Mapping[str, str] = field(default_factory=dict)
    """Digests of the pack's own files as far as publishing has seen them."""


def digest(files: Mapping[str, bytes]) -> str:
    """A name for a state: equal exactly for equal files."""
    state = hashlib.sha256()
    for name in sorted(files):
        # A name that is not UTF-8 stands in Python's strings as characters that UTF-8 does not have.
        state.update(f"{name}\0{len(files[name])}\0".encode("utf-8", "surrogatepass"))
        state.update(files[name])
    return state.hexdigest()


def state_folder(pack: Path) -> Path:
    """The folder that holds the pack's current files.

    Raises:
        BrokenHistoryError: it cannot be told which it is, or its files are damaged.
    """
    pointer = _read_pointer(pack)
    if pointer is None:
        return pack
    _whole_files(pack / FOLDER, pointer.current)
    return pack / FOLDER / pointer.current


def current_files(pack: Path) -> dict[str, bytes]:
    """The files of the current state, also those that the product does not know.

    Raises:
        BrokenHistoryError: it cannot be told which they are, they are damaged, or one of them cannot be read.
    """
    pointer = _read_pointer(pack)
    if pointer is not None:
        return _whole_files(pack / FOLDER, pointer.current)
    files, refused = _read_state(pack, pack)
    if refused:
        raise UnreadableFileError(_name_in(pack, refused[0]), refused[0])
    return files


def versions(pack: Path) -> tuple[Version, ...]:
    """All versions, oldest first; none when nothing was ever published.

    Raises:
        BrokenHistoryError: it cannot be told which one is current.
    """
    pointer = _read_pointer(pack)
    if pointer is None:
        return ()
    return tuple(_about(pack / FOLDER, version, pointer.current) for version in _ids(pack / FOLDER))


def verify(pack: Path) -> tuple[Version, ...]:
    """All versions, each with its files looked at, and those that should be there and are not; oldest first.

    Raises:
        BrokenHistoryError: it cannot be told which one is current.
    """
    home = pack / FOLDER
    known = {version.id: version for version in versions(pack)}
    numbers = range(1, max(map(int, known), default=0) + 1)
    there = (known.get(f"{number:04d}") or _about(home, f"{number:04d}") for number in numbers)
    return tuple(replace(version, damaged=_is_damaged(home, version.id)) for version in there)


def whole_versions(pack: Path) -> Iterator[Version]:
    """The versions that can be brought back, newest first, also while it cannot be told which one is current."""
    home = pack / FOLDER
    try:
        ids = _ids(home)
    except BrokenHistoryError:
        ids = ()
    for version in reversed(ids):
        if not _is_damaged(home, version):
            yield _about(home, version)


def files_of(pack: Path, version: str) -> dict[str, bytes]:
    """The files of a version.

    Raises:
        NoSuchVersionError: there is no such version.
    """
    home = pack / FOLDER
    if version not in _ids(home):
        raise NoSuchVersionError(version)
    return _files_of(home, version)


def commit(pack: Path, files: Mapping[str, bytes], entry: CommitInfo, *, base: str) -> Version:
    """Make ``files`` the pack's current state.

    The first publishing also keeps the pack's own files as the state before it.

    Raises:
        OutdatedError: the current state is not the one with the digest ``base``.
        BrokenHistoryError: there is no sound state to build on; nothing was written.
        OSError: the disk refused; the former state is untouched.
    """
    home = pack / FOLDER
    home.mkdir(exist_ok=True)
    with FileLock(home / "lock"):
        current = current_files(pack)
        if digest(current) != base:
            raise OutdatedError(digest(current))
        _clear_drafts(home)
        pointer = _read_pointer(pack) or _begin(home, current, entry)
        version = Version(
            id=_next(home),
            by=entry.by,
            at=entry.at.isoformat(),
            message=entry.message,
            digest=digest(files),
            current=True,
            parent=pointer.current,
        )
        _keep(home, files, version)
        _remember(home, entry.seen)
        _write_pointer(home, _Pointer(version.id, {**pointer.own, **_digests(entry.seen)}))
        return version


def restore(pack: Path, version: str | None = None) -> Version:
    """Make a version current again; without one, the version that the current one was made from.

    A named version can also be brought back while the pointer is lost or damaged; it gets a new one.

    Raises:
        NoSuchVersionError: there is no such version.
        BrokenHistoryError: the version is damaged, or none is named and it cannot be told which one is current.
    """
    home = pack / FOLDER
    _pointer_or_new(pack, version)  # where there is nothing to bring back, nothing is locked
    with FileLock(home / "lock"):
        pointer = _pointer_or_new(pack, version)
        target = version or _parent(home, pointer.current)
        if target not in _ids(home):
            raise NoSuchVersionError(target)
        _whole_files(home, target)
        _write_pointer(home, replace(pointer, current=target))
        return _about(home, target, target)


def keep_beside(pack: Path, name: str, data: bytes) -> None:
    """Keep a file beside the versions that can be made again from one of them, appearing whole or not at all."""
    draft = pack / FOLDER / f"{_DRAFT}{uuid.uuid4().hex}"
    try:
        draft.parent.mkdir(exist_ok=True)
        _write(draft, data)
        _patiently(lambda: draft.replace(pack / FOLDER / name))
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def acknowledge(pack: Path, seen: Mapping[str, bytes]) -> None:
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
    return _find(pack / FOLDER, name, wanted)


def edited_by_hand(pack: Path) -> tuple[str, ...]:
    """Names of the pack's own files that differ from what publishing has seen of them; they are not in use.

    Files that were deleted count, too. Without a history there are none: the own files are the state.
    """
    pointer = _read_pointer(pack)
    if pointer is None:
        return ()
    now = _digests_of(pack, pack)
    return tuple(sorted(name for name in now.keys() | pointer.own.keys() if now.get(name) != pointer.own.get(name)))


def _begin(home: Path, own: Mapping[str, bytes], entry: CommitInfo) -> _Pointer:
    """Keep the pack's own files as the version before all publishing, and point to it."""
    # An interrupted first publishing may have left it.
    known = next((version for version in _ids(home) if _files_of(home, version) == own), None)
    first = Version(
        id=known or _next(home), by="", at=entry.at.isoformat(), message="", digest=digest(own), current=True
    )
    if known is None:
        _keep(home, own, first)
    pointer = _Pointer(first.id, _digests(own))
    _write_pointer(home, pointer)
    return pointer


def _parent(home: Path, current: str) -> str:
    """The version that the current one was made from; in histories that do not say, the one published before it."""
    ids = _ids(home)
    before = ids.index(current) - 1
    parent = _about(home, current).parent or (ids[before] if before >= 0 else "")
    if not parent:
        raise NoSuchVersionError("")
    return parent


def _ids(home: Path) -> tuple[str, ...]:
    """All versions that are there, oldest first."""
    try:
        names = [path.name for path in entries_of(home.parent, home)]
    except OSError as error:
        raise BrokenHistoryError(FOLDER, error) from error
    return tuple(sorted((name for name in names if _NUMBER.fullmatch(name)), key=int))


def _next(home: Path) -> str:
    return f"{max(map(int, _ids(home)), default=0) + 1:04d}"


def _about(home: Path, version: str, current: str = "") -> Version:
    is_current = version == current
    try:
        said = parse_json(read_inside(home, home / version / _ABOUT).decode("utf-8-sig"))
        datetime.fromisoformat(said["at"])
        about = Version(**said, current=is_current)
        # What is no text, or half a character, cannot be shown to anybody.
        "".join(getattr(about, name) for name in _TEXTS).encode()
    except (OSError, ValueError, LookupError, TypeError):
        about = None
    if about is None or about.id != version:
        return Version(id=version, by="?", at="", message="", digest="", current=is_current)
    return about


def _whole_files(home: Path, version: str) -> dict[str, bytes]:
    """The files of a version, exactly as they were published."""
    files = _files_of(home, version)
    if not files or _about(home, version).digest != digest(files):
        raise DamagedVersionError(version)
    return files


def _is_damaged(home: Path, version: str) -> bool:
    try:
        _whole_files(home, version)
    except DamagedVersionError:
        return True
    return False


def _find(home: Path, name: str, wanted: str) -> bytes | None:
    """What publishing keeps of a file with a digest; None when it never saw it."""
    for path in (home / f"{_SEEN}{wanted}", *(home / version / name for version in reversed(_ids(home)))):
        with suppress(OSError):
            data = read_inside(home, path)
            if _digests({name: data})[name] == wanted:
                return data
    return None


def _digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def _digests_of(home: Path, folder: Path) -> dict[str, str]:
    """Digests of the files of a state that can be read, however large they are."""
    found: dict[str, str] = {}
    for path in files_under(folder, lambda _: None):
        with suppress(OSError):
            found[path.relative_to(folder).as_posix()] = digest_inside(home, path)
    return found


def _files_of(home: Path, version: str) -> dict[str, bytes]:
    """The files of a version that can be read."""
    return _read_state(home, home / version)[0]


def _read_state(home: Path, folder: Path) -> tuple[dict[str, bytes], list[OSError]]:
    """All files of a state, also those that the product does not know, since a state is a whole copy; and refusals.

    Pipes, links that lead nowhere and links out of ``home`` are no files of it.
    """
    files: dict[str, bytes] = {}
    refused: list[OSError] = []
    for path in files_under(folder, refused.append):
        try:
            name = path.relative_to(folder).as_posix()
            files[name] = read_inside(home, path, most_bytes(name))
        except OSError as error:
            if error.errno not in (errno.EXDEV, *NO_FILE):
                refused.append(error)
    return files, refused


def most_bytes(name: str) -> int:
    """What a file of a pack may hold."""
    if name in LEDGER_FILES:
        return MOST_LEDGER_BYTES
    return MOST_MEDIUM_BYTES if is_medium(name) else MOST_BYTES


def _name_in(pack: Path, refusal: OSError) -> str:
    return Path(refusal.filename or pack).relative_to(pack).as_posix()


def _keep(home: Path, files: Mapping[str, bytes], version: Version) -> None:
    draft = home / f"{_DRAFT}{uuid.uuid4().hex}"
    about = {key: value for key, value in asdict(version).items() if key != "current"}
    for name, data in {**files, _ABOUT: json.dumps(about, ensure_ascii=False).encode()}.items():
        path = draft / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _store(home, name, data, path)
    draft.rename(home / version.id)


def _remember(home: Path, seen: Mapping[str, bytes]) -> None:
    for name, data in seen.items():
        _store(home, name, data, home / f"{_SEEN}{_digests({name: data})[name]}")


def _store(home: Path, name: str, data: bytes, path: Path) -> None:
    """Write a file, or let a large one be the same on the disk as that of the newest version that has it so."""
    if len(data) >= _SHARED_FROM and not is_there(path):
        for version in reversed(_ids(home)):
            with suppress(OSError):
                if _holds(home, home / version / name, data):
                    os.link(home / version / name, path)
                    return
    _write(path, data)


def _holds(home: Path, path: Path, data: bytes) -> bool:
    return path.stat().st_size == len(data) and read_inside(home, path) == data


def _clear_drafts(home: Path) -> None:
    """Remove what an interrupted publishing left unfinished; only called under the lock."""
    for path in list(home.glob(f"{_DRAFT}*")):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _write_pointer(home: Path, pointer: _Pointer) -> None:
    content = {"current": pointer.current, "own": dict(pointer.own)}
    draft = home / f"{_DRAFT}{uuid.uuid4().hex}.json"
    try:
        _write(draft, json.dumps(content, indent=1).encode())
        _patiently(lambda: draft.replace(home / _POINTER))
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _pointer_or_new(pack: Path, version: str | None) -> _Pointer:
    """The pointer; where it is lost or damaged and a version is named, a new one to that version."""
    home = pack / FOLDER
    try:
        pointer = _read_pointer(pack)
    except BrokenHistoryError:
        if version is None or version not in _ids(home):
            raise
        return _Pointer(version, _own_seen(pack))
    if pointer is None:
        raise NoSuchVersionError(version or "")
    return pointer


def _own_seen(pack: Path) -> dict[str, str]:
    """Digests of the pack's own files as publishing has seen them, told from the copies that it keeps.

    A file of which there is no copy was edited by hand and not published; that it began as in the first version is
    the safe thing to say, for then it is named.
    """
    home = pack / FOLDER
    first, now = _digests_of(home, home / _ids(home)[0]), _digests_of(pack, pack)
    return {**first, **{name: found for name, found in now.items() if _find(home, name, found) is not None}}


def _read_pointer(pack: Path) -> _Pointer | None:
    path = pack / FOLDER / _POINTER
    content: list[bytes] = []
    try:
        _patiently(lambda: content.append(read_inside(pack, path)))
    except FileNotFoundError as error:
        home = pack / FOLDER
        if any(_about(home, version).by for version in _ids(home)):
            raise BrokenHistoryError(_POINTER, error) from error
        return None
    except OSError as error:
        raise BrokenHistoryError(_POINTER, error) from error
    try:
        read = parse_json(content[0].decode("utf-8-sig"))
        pointer = _Pointer(read["current"], dict(read["own"]))
    except (ValueError, LookupError, TypeError) as error:
        raise BrokenHistoryError(_POINTER) from error
    if not _is_sound(pointer):
        raise BrokenHistoryError(_POINTER)
    if pointer.current not in _ids(pack / FOLDER):
        raise BrokenHistoryError(pointer.current)
    return pointer


def _is_sound(pointer: _Pointer) -> bool:
    """Whether a pointer can be one of ours: what it names is read."""
    texts = (pointer.current, *pointer.own, *pointer.own.values())
    return all(isinstance(one, str) for one in texts) and bool(_NUMBER.fullmatch(pointer.current))


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
