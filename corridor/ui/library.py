"""The corridors that this page can show, and the packs that it cannot, each read once for all visitors."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.problem import PackError, Problem, Severity
from corridor.store.load import load
from corridor.store.packs import discover


@dataclass(frozen=True, slots=True)
class Broken:
    """A pack that cannot be shown, and why."""

    name: str
    """Of its folder."""
    problems: tuple[Problem, ...]
    """Its errors; empty when its id is taken by a pack before it."""


@dataclass(slots=True)
class Library:
    """What there is to show."""

    corridors: dict[str, Corridor] = field(default_factory=dict)
    packs: dict[str, Path] = field(default_factory=dict)
    """Folder of each corridor."""
    broken: list[Broken] = field(default_factory=list)


def library(data_dir: Path, profile: Release) -> Library:
    """Open every pack under a folder as one profile may see it."""
    found = Library()
    for pack in discover(data_dir):
        opened = _open(str(pack), _fingerprint(pack), profile)
        if isinstance(opened, Broken):
            found.broken.append(opened)
        elif opened.id in found.corridors:
            found.broken.append(Broken(pack.name, ()))
        else:
            found.corridors[opened.id] = opened
            found.packs[opened.id] = pack
    return found


@st.cache_resource(max_entries=32, show_spinner=False)
def _open(pack: str, fingerprint: tuple[tuple[str, int, int], ...], profile: Release) -> Corridor | Broken:
    """Read a pack; the fingerprint makes a changed pack a new one. A corridor is frozen, so all visitors share it."""
    del fingerprint
    try:
        return load(Path(pack), profile)
    except PackError as error:
        errors = tuple(problem for problem in error.problems if problem.severity is Severity.ERROR)
        return Broken(Path(pack).name, errors)


def _fingerprint(pack: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of every file that a reader of the pack could open."""
    return tuple(
        (entry.name, status.st_size, status.st_mtime_ns)
        for folder in (pack, pack / "context", pack / ".history")
        for entry in _entries(folder)
        for status in (entry.stat(),)
    )


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    if folder.is_dir():
        with os.scandir(folder) as entries:
            yield from sorted(entries, key=lambda entry: entry.name)
