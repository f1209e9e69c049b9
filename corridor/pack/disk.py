"""What lies in a pack's folder, and the one place that opens it: anybody may have put anything there."""

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

NO_FILE = (errno.EISDIR, errno.ENXIO, errno.ENOENT, errno.ELOOP, errno.ENOTDIR)
"""What `read_inside` refuses with where there is a folder, a pipe, a link that leads nowhere, or nothing at all."""


def read_inside(folder: Path, path: Path, most: int | None = None) -> bytes:
    """The bytes of a regular file in a folder or below it; anything else is refused and never opened.

    A pipe would be waited on for ever, and a link out of the folder would show what else lies on the machine.

    Raises:
        OSError: ``EXDEV`` for what leads out of the folder, one of `NO_FILE` where there is no regular file, ``EFBIG``
            for more than ``most`` bytes, or whatever else the system refuses with.
    """
    status = _regular(folder, path)
    if most is not None and status.st_size > most:
        raise _refusal(errno.EFBIG, path)
    return path.read_bytes()


def digest_inside(folder: Path, path: Path) -> str:
    """The SHA-256 of a file that `read_inside` would read, in hexadecimal; it is never held as a whole.

    Raises:
        OSError: as `read_inside`.
    """
    _regular(folder, path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def entries_of(home: Path, folder: Path) -> list[Path]:
    """What lies in a folder that is in another one or is it, by name; nothing where there is no such folder.

    Raises:
        OSError: ``EXDEV`` for a link out of the other folder; it is no folder, or cannot be looked into.
    """
    if not is_there(folder):
        return []
    _stay_inside(home, folder)
    return sorted(folder.iterdir())


def files_under(folder: Path, refused: Callable[[OSError], None]) -> Iterator[Path]:
    """What is no folder, in a folder and below it, hidden things left out; linked folders are not gone into.

    Folders that cannot be looked into are told to ``refused``.
    """
    for home, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        yield from (Path(home) / name for name in sorted(names) if not is_hidden(name))


def is_hidden(name: str) -> bool:
    """Whether a name is of something that a system or an office program puts beside the data."""
    return name.startswith((".", "~$"))


def is_there(path: Path) -> bool:
    """Whether there is anything of that name, also a link that leads nowhere."""
    return os.path.lexists(path)


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; one that may not be looked up does not."""
    try:
        return path.is_dir()
    except OSError:
        return False


def real(path: Path) -> Path:
    """A path with its links followed as far as they lead; `Path.resolve` fails for those that lead to themselves."""
    return Path(os.path.realpath(path))


def _regular(folder: Path, path: Path) -> os.stat_result:
    """What the system says of a file, if it is a regular one inside a folder."""
    status = _status(path)
    _stay_inside(folder, path)
    if stat.S_ISDIR(status.st_mode):
        raise _refusal(errno.EISDIR, path)
    if not stat.S_ISREG(status.st_mode):
        raise _refusal(errno.ENXIO, path)
    return status


def _status(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except ValueError as error:  # a name that no file can have
        raise _refusal(errno.ENOENT, path) from error


def _stay_inside(folder: Path, path: Path) -> None:
    if not real(path).is_relative_to(real(folder)):
        raise _refusal(errno.EXDEV, path)


def _refusal(code: int, path: Path) -> OSError:
    return OSError(code, os.strerror(code), str(path))
