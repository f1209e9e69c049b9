"""A state of a pack as uploads are compared with it: read and checked once, however many uploads ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock

from corridor.intake.plausibility.doubt import Doubted
from corridor.intake.publish.relocate import Finding, findings_of
from corridor.model.figure import Release
from corridor.model.problem import Problem
from corridor.pack import history
from corridor.pack.load import examine_ledger, examine_tables
from corridor.pack.read import Tables
from corridor.pack.release_filter import filter_release
from corridor.pack.rows import Rows, rows_of
from corridor.pack.sound import build_sound

Files = Mapping[str, bytes]

_KEPT = 4
"""States of a pack that are remembered: the current one, that which an upload was made from, and what it would make."""
_BYTES = 128 * 2**20
"""And their files together at the most, what several states share counted once: a ledger may have many megabytes."""
_PACKS = 16
"""Packs whose states are remembered; those of one never push out another's."""


@dataclass(frozen=True, kw_only=True)
class State:
    """The files of a pack at one time, and what they mean."""

    content: "_Content"
    profile: Release

    @property
    def digest(self) -> str:
        """Equal exactly for equal files."""
        return self.content.digest

    @property
    def files(self) -> Files:
        """Their bytes by name."""
        return self.content.files

    def known_to(self, profile: Release) -> "State":
        """The same state, as another profile may know it."""
        return self.content.states[profile]

    @property
    def tables(self) -> Tables:
        """All that is in it, whoever may see it."""
        return self.content.examined[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the checker says of it."""
        return self.content.examined[1]

    @property
    def ledger_problems(self) -> tuple[Problem, ...]:
        """What the checker says of its ledger, which is read when this is asked for."""
        return self.content.ledger_problems

    @property
    def all_rows(self) -> Rows:
        """Every row, whoever may see it."""
        return self.content.all_rows

    @cached_property
    def rows(self) -> Rows:
        """The rows that the profile may see."""
        return rows_of(filter_release(self.tables, self.profile))

    @cached_property
    def doubted(self) -> Doubted:
        """What the profile may see, built as far as it is understood."""
        return Doubted(build_sound(self.tables, self.profile, self.files), self.rows)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The keys of all rows, whoever may see them."""
        return frozenset(key for rows in self.all_rows.values() for key in rows)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the checker says of it, with the rows that it is about."""
        return findings_of(self.problems, self.all_rows)


@dataclass(frozen=True, eq=False)
class _Content:
    """The files of a state, read and checked once for every profile."""

    digest: str
    files: Files

    @cached_property
    def examined(self) -> tuple[Tables, tuple[Problem, ...]]:
        return examine_tables(self.files)

    @cached_property
    def all_rows(self) -> Rows:
        return rows_of(self.examined[0])

    @cached_property
    def ledger_problems(self) -> tuple[Problem, ...]:
        return examine_ledger(self.files, self.examined[0])

    @cached_property
    def states(self) -> dict[Release, State]:
        return {profile: State(content=self, profile=profile) for profile in Release}


def state(pack: Path, files: Files, profile: Release) -> State:
    """The state of some files of a pack, as one profile may know it."""
    return _memory(pack).content(history.digest(files), files).states[profile]


@lru_cache(maxsize=_PACKS)
def _memory(pack: Path) -> "_Memory":
    del pack
    return _Memory()


class _Memory:
    """What states of one pack hold, the latest asked for last; that one is kept however large it is."""

    def __init__(self) -> None:
        self._kept: dict[str, _Content] = {}
        self._lock = Lock()

    def content(self, digest: str, files: Files) -> _Content:
        """The content of a state: the same that was examined before, where it is still remembered."""
        with self._lock:
            found = self._kept.pop(digest, None) or _Content(digest, files)
            self._kept[digest] = found
            while len(self._kept) > _KEPT or (len(self._kept) > 1 and self._bytes() > _BYTES):
                del self._kept[next(iter(self._kept))]
            return found

    def _bytes(self) -> int:
        return sum({id(data): len(data) for one in self._kept.values() for data in one.files.values()}.values())
