"""Why the operating system refused something, in the reader's language: its own words are mostly English."""

import errno

from corridor.i18n import both
from corridor.model.text import Text

_KEYS = {
    errno.ENOENT: "missing",
    errno.EISDIR: "folder",
    errno.ENOTDIR: "no-folder",
    errno.EACCES: "permission",
    errno.EPERM: "permission",
    errno.EROFS: "read-only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.ENAMETOOLONG: "long",
    errno.ENXIO: "no-file",
    errno.ELOOP: "loop",
    errno.EXDEV: "outside",
}


def reason_of(error: BaseException) -> Text:
    """The common reasons by what they mean; any other as the system words it."""
    key = _KEYS.get(error.errno or 0) if isinstance(error, OSError) else None
    if key:
        return both(f"cli.reason-{key}")
    said = str((error.strerror if isinstance(error, OSError) else None) or error)
    return Text(said, said)
