"""The sums of a pack's ledger that everybody may know: as they were decided when it was published, or now."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corridor.analysis.breakdown import Cell
from corridor.analysis.published import PublicSums, Tell, public_sums
from corridor.intake.publish.state import State
from corridor.model.problem import PackError, Place, Problem, Problems, Topic
from corridor.pack.ledger.read import ledger_file
from corridor.pack.load import examine_tables, ledger_of
from corridor.pack.read import Tables
from corridor.pack.sums import keep_sums, kept_sums, may_be_public, sums_digest

Files = Mapping[str, bytes]


def tell_nobody(done: int, of: int) -> None:
    """Say nothing of how far it is."""
    del done, of


@dataclass(frozen=True, slots=True)
class Sums:
    """What was decided about a ledger's sums."""

    digest: str
    """Of all that it depends on."""
    cells: tuple[Cell, ...]


def sums_of(pack: Path, files: Files, tell: Tell = tell_nobody) -> tuple[Cell, ...]:
    """The cells that everybody may know, those that are withheld among them; none where nothing may be public.

    What was decided before is taken from beside the versions; otherwise it is decided now, which may take a minute.

    Raises:
        PackError: the pack or its ledger has errors, or the audit found a firm that could be worked out.
    """
    if not ledger_file(files):
        return ()
    tables, problems = examine_tables(files)
    if not may_be_public(files, tables):
        return ()
    kept = kept_sums(pack, sums_digest(files, tables))
    if kept is not None:
        return kept
    made = _decide(files, tables, problems, tell)
    keep_sums(pack, made.digest, made.cells)
    return made.cells


def _decide(files: Files, tables: Tables, found: tuple[Problem, ...], tell: Tell) -> Sums:
    """Decide about the sums of a ledger whose pack's tables were examined; once for all that it depends on.

    Raises:
        PackError: the pack or its ledger has errors, or the audit found a firm that could be worked out.
    """
    name = sums_digest(files, tables)
    decided = _decided(name)
    if not decided:
        corridor, ledger = ledger_of(files, tables, found)
        made = public_sums(ledger, corridor, tell) if ledger else PublicSums((), ())
        if made.exposed:
            raise PackError(_exposed(files, len(made.exposed)))
        decided.append(made.cells)
    return Sums(name, decided[0])


@lru_cache(maxsize=16)
def _decided(digest: str) -> list[tuple[Cell, ...]]:
    """What was decided by this digest, or a place for it: a pack that nobody published to has none beside it."""
    del digest
    return []


def _exposed(files: Files, count: int) -> tuple[Problem, ...]:
    problems = Problems(Topic.CHECK)
    problems.error("ledger-exposed", Place(ledger_file(files)), n=count)
    return problems.found


def decide_anew(before: State, after: State, tell: Tell = tell_nobody) -> Sums | None:
    """Decide where a change can make other sums public than before; None where it cannot.

    Raises:
        PackError: the pack or its ledger has errors, or the audit found a firm that could be worked out.
    """
    if not may_be_public(after.files, after.tables):
        return None
    was = may_be_public(before.files, before.tables)
    if was and sums_digest(before.files, before.tables) == sums_digest(after.files, after.tables):
        return None
    return _decide(after.files, after.tables, after.problems, tell)
