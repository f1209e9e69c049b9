"""A state of a pack as uploads are compared with it: read and checked once, however many uploads ask."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

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


@dataclass(frozen=True)
class _Content:
    """The files of a state, read and checked once for every profile."""

    digest: str
    files: Files = field(compare=False, repr=False)

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
    return _memory(pack)(_Content(history.digest(files), files)).states[profile]


@lru_cache(maxsize=_PACKS)
def _memory(pack: Path) -> Callable[[_Content], _Content]:
    """What gives for the content of a state of this pack the same content that was examined before."""
    del pack

    @lru_cache(maxsize=_KEPT)
    def remembered(content: _Content) -> _Content:
        return content

    return remembered
