"""Files that the frames of this page fetch from this server, so that nothing is fetched from anywhere else.

What is made here is written under its own digest into a folder that lives as long as the program: a changed file has a
changed address, so no browser keeps an old one.
"""

import hashlib
import secrets
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

from streamlit.components.v1 import declare_component

_KEY = secrets.token_bytes(16)
"""Keeps the address of a file made for editors from being worked out by anybody else."""
_made = TemporaryDirectory(prefix="corridor-", ignore_cleanup_errors=True)


def serve_text(name: str, content: str) -> str:
    """Serve a text file and give its address, relative to the frame of any component.

    Args:
        name: stem and suffix, such as ``map.js``; the digest of the content goes between them.
        content: the text.
    """
    stem, dot, suffix = name.rpartition(".")
    digest = hashlib.blake2s(content.encode(), key=_KEY, digest_size=16).hexdigest()
    target = Path(_made.name) / f"{stem}-{digest}{dot}{suffix}"
    if not target.exists():
        _write(target, content)
    return f"../{__name__}.made/{target.name}"


def _write(target: Path, content: str) -> None:
    """Write so that no reader ever gets half a file, even when two sessions write the same one."""
    with NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=target.parent, delete=False) as draft:
        draft.write(content)
    try:
        Path(draft.name).replace(target)
    except PermissionError:
        # Windows does not replace a file that is being read; it holds the same content then.
        Path(draft.name).unlink()
        if not target.exists():
            raise


declare_component("made", path=_made.name)
