"""The corridors that this page can show, and the packs that it cannot, each read once for all visitors."""

import os
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from corridor.intake.publish.sums import load_summed
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.problem import PackError, Problem, Severity, quoted
from corridor.pack.disk import entries_of
from corridor.pack.history import FOLDER as HISTORY
from corridor.pack.packs import discover
from corridor.pack.schema import FOLDERS


@dataclass(frozen=True, slots=True)
class FailedPack:
    """A pack that cannot be shown, and why."""

    name: str
    """Of its folder."""
    problems: tuple[Problem, ...]
    """Its errors; empty when its id is taken by a pack before it."""


@dataclass(slots=True, kw_only=True)
class Library:
    """What there is to show."""

    corridors: dict[str, Corridor] = field(default_factory=dict)
    packs: dict[str, Path] = field(default_factory=dict)
    """Folder of each corridor."""
    failed: list[FailedPack] = field(default_factory=list)


def library(data_dir: Path, profile: Release) -> Library:
    """Open every pack under a folder as one profile may see it."""
    found = Library()
    for pack in discover(data_dir):
        try:
            opened = _open(os.fsencode(pack), _fingerprint(pack), profile)
        except _ChangedError as changed:
            opened = changed.opened
        except NotADirectoryError:  # it was taken away since it was found
            continue
        if isinstance(opened, FailedPack):
            found.failed.append(opened)
        elif opened.id in found.corridors:
            found.failed.append(FailedPack(quoted(pack.name), ()))
        else:
            found.corridors[opened.id] = opened
            found.packs[opened.id] = pack
    return found


class _ChangedError(Exception):
    """A pack was changed while it was read: what was read is not to be remembered for what it was before."""

    def __init__(self, opened: Corridor | FailedPack) -> None:
        super().__init__()
        self.opened = opened


_Mark = tuple[bytes, int, int, int]
"""Name of a file, its kind and permissions, its size, and its time."""


@st.cache_resource(max_entries=32, show_spinner=False)
def _open(path: bytes, fingerprint: tuple[_Mark, ...], profile: Release) -> Corridor | FailedPack:
    """Read a pack; the fingerprint makes a changed pack a new one. A corridor is frozen, so all visitors share it.

    Names are bytes here, because one that is not UTF-8 is no text that can be remembered.

    Raises:
        NotADirectoryError: there is no such folder any more.
        _ChangedError: the pack is not as the fingerprint has it any more.
    """
    pack = Path(os.fsdecode(path))
    opened = _load(pack, profile)
    if _fingerprint(pack) != fingerprint:
        raise _ChangedError(opened)
    return opened


def _load(pack: Path, profile: Release) -> Corridor | FailedPack:
    try:
        return load_summed(pack, profile).told_before(None)  # nobody asks a page for a hidden chapter
    except PackError as error:
        errors = tuple(problem for problem in error.problems if problem.severity is Severity.ERROR)
        return FailedPack(quoted(pack.name), errors)


def _fingerprint(pack: Path) -> tuple[_Mark, ...]:
    """A mark of everything that a reader of the pack could open."""
    return tuple(
        _mark(path)
        for folder in (pack, *(pack / name for name in FOLDERS), pack / HISTORY)
        for path in _entries(pack, folder)
    )


def _entries(pack: Path, folder: Path) -> list[Path]:
    try:
        return entries_of(pack, folder)
    except OSError:  # told by whoever reads it
        return []


def _mark(path: Path) -> _Mark:
    """What tells a file from what it was; of a link that leads nowhere, or of what is gone by now, only the name."""
    try:
        status = path.stat()
    except OSError:
        return os.fsencode(path.name), 0, 0, 0
    return os.fsencode(path.name), status.st_mode, status.st_size, status.st_mtime_ns
