"""What can befall a pack's folder: things in the place of files that are none, and files that say nothing sensible."""

import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from samples import sample

from corridor.pack.history import CommitInfo, commit, current_files, digest

DEEP = 900
"""Levels that a parser can just follow, and what reads on with less room left cannot."""

Harm = Callable[[Path], None]
"""Something done to what lies at a path, or is missing there."""


def small_pack(folder: Path, *, published: bool = False) -> Path:
    """The sample pack as a folder, nobody having published to it or somebody twice."""
    for name, content in sample().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    for message in ("first", "second") if published else ():
        files = current_files(folder)
        entry = CommitInfo(by="王敏", at=datetime(2026, 1, 2, tzinfo=UTC), message=message)
        commit(folder, {**files, "note.txt": message.encode()}, entry, base=digest(files))
    return folder


def gone(path: Path) -> None:
    """Nothing is there any more."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def a_folder(path: Path) -> None:
    """A folder stands in the place of a file, with a file of the same name in it."""
    content = path.read_bytes() if path.is_file() else b""
    gone(path)
    path.mkdir()
    (path / path.name).write_bytes(content)


def a_file(path: Path) -> None:
    """A file stands in the place of a folder."""
    gone(path)
    path.write_bytes(b"x")


def a_pipe(path: Path) -> None:
    """Whoever opens it waits for ever."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes here")
    gone(path)
    os.mkfifo(path)


def a_link(path: Path, target: Path) -> None:
    """A symbolic link, where the system lets us."""
    gone(path)
    try:
        path.symlink_to(target)
    except OSError:
        pytest.skip("no symbolic links here")


def a_link_to_nowhere(path: Path) -> None:
    """What it names is gone."""
    a_link(path, Path("somebody@a-machine.4711"))


def a_link_to_itself(path: Path) -> None:
    """There is no end to following it."""
    a_link(path, Path(path.name))


def a_link_out(path: Path) -> None:
    """It leads to a copy of what was there, beside the pack's folder and its neighbours."""
    home = next(parent for parent in path.parents if parent.name == "packs").parent
    (home / "secret-place").mkdir(exist_ok=True)
    kept = home / "secret-place" / path.name
    path.rename(kept)
    a_link(path, kept)


def nested(path: Path) -> None:
    """Lists within lists, whatever the file is."""
    path.write_bytes(b'{"a": ' + b"[" * DEEP + b"]" * DEEP + b"}")


def nested_out_of_reach(path: Path) -> None:
    """Deeper than any parser follows."""
    path.write_bytes(b"[" * 200_000)


def nested_property(path: Path) -> None:
    """A GeoJSON file that is sound but for one property."""
    content = json.loads(path.read_bytes())
    content["features"][0]["properties"]["note_zh"] = "deep"
    text = json.dumps(content).replace('"deep"', "[" * DEEP + "]" * DEEP)
    path.write_text(text, encoding="utf-8")


def nested_setting(path: Path) -> None:
    """A TOML file that is sound but for one value."""
    path.write_bytes(b"subtitle_zh = " + b"[" * 300 + b"]" * 300 + b"\n" + path.read_bytes())


def dotted_setting(path: Path) -> None:
    """A TOML file with a key of very many parts."""
    path.write_bytes(b".".join([b"a"] * 20_000) + b" = 1\n" + path.read_bytes())


def garbage(path: Path) -> None:
    """Bytes that mean nothing."""
    path.write_bytes(b"\xff\x00\xfe[{\"'\x80")
