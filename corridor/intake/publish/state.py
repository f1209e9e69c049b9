"""A state of a pack as uploads are compared with it: read and checked once, however many uploads ask."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from corridor.intake.plausibility.doubt import Doubted
from corridor.intake.publish.located import Finding, findings_of
from corridor.model.figure import Release
from corridor.model.problem import Problem
from corridor.pack import history
from corridor.pack.load import examine_ledger, examine_tables
from corridor.pack.read import Tables
from corridor.pack.rows import Rows, rows_of
from corridor.pack.schema import tables_of
from corridor.pack.sound import build_sound
from corridor.pack.visible import visible

Files = Mapping[str, bytes]

_KEPT = 4
"""States that are remembered: the current one, the one that an upload was made from, and what it would make."""


@dataclass(frozen=True, kw_only=True)
class State:
    """The files of a pack at one time, and what they mean."""

    digest: str
    """Equal exactly for equal files."""
    profile: Release
    files: Files = field(compare=False, repr=False)

    @property
    def tables(self) -> Tables:
        """All that is in it, whoever may see it."""
        return _examined(_Content(self.digest, self.files))[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the checker says of it."""
        return _examined(_Content(self.digest, self.files))[1]

    @cached_property
    def ledger_problems(self) -> tuple[Problem, ...]:
        """What the checker says of its ledger, which is read when this is asked for."""
        return examine_ledger(self.files, self.tables)

    @cached_property
    def all_rows(self) -> Rows:
        """Every row, whoever may see it."""
        return rows_of(self.tables)

    @cached_property
    def rows(self) -> Rows:
        """The rows that the profile may see."""
        return rows_of(visible(self.tables, self.profile))

    @cached_property
    def doubted(self) -> Doubted:
        """What the profile may see, built as far as it is understood."""
        return Doubted(build_sound(self.tables, self.profile), self.rows)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The keys of all rows, whoever may see them."""
        return frozenset(key for rows in self.all_rows.values() for key in rows)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the checker says of it, with the rows that it is about."""
        return findings_of(self.problems, self.all_rows)


@dataclass(frozen=True, slots=True)
class _Content:
    digest: str
    files: Files = field(compare=False, repr=False)


def state(files: Files, profile: Release) -> State:
    """The state of some files, as one profile may know it."""
    return _kept(State(digest=history.digest(files), profile=profile, files=files))


@lru_cache(maxsize=_KEPT)
def _kept(new: State) -> State:
    return new


@lru_cache(maxsize=_KEPT)
def _examined(content: _Content) -> tuple[Tables, tuple[Problem, ...]]:
    return examine_tables({name: data for name, data in content.files.items() if any(tables_of(name))})
