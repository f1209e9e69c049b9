"""The sums of a pack's ledger that everybody may know: as they were decided when it was published, or now."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corridor.analysis.breakdown import Cell
from corridor.analysis.published import Tell, public_sums
from corridor.intake.publish.state import State
from corridor.model.problem import PackError, Place, Problem, Problems, Topic
from corridor.pack.ledger.read import ledger_file
from corridor.pack.load import examine_tables, load_ledger
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
    tables, _ = examine_tables(files)
    if not may_be_public(files, tables):
        return ()
    kept = kept_sums(pack, sums_digest(files, tables))
    if kept is not None:
        return kept
    made = decide(files, tables, tell)
    keep_sums(pack, made.digest, made.cells)
    return made.cells


def decide(files: Files, tables: Tables, tell: Tell = tell_nobody) -> Sums:
    """Decide about the sums of a ledger.

    Raises:
        PackError: the pack or its ledger has errors, or the audit found a firm that could be worked out.
    """
    corridor, ledger = load_ledger(files)
    found = public_sums(ledger, corridor, tell) if ledger else None
    if found and found.exposed:
        raise PackError(_exposed(files, len(found.exposed)))
    return Sums(sums_digest(files, tables), found.cells if found else ())


def _exposed(files: Files, count: int) -> tuple[Problem, ...]:
    problems = Problems(Topic.CHECK)
    problems.error("ledger-exposed", Place(ledger_file(files)), n=count)
    return problems.found


def decide_anew(before: State, after: State, tell: Tell = tell_nobody) -> Sums | None:
    """Decide where a change can make other sums public than before; None where it cannot.

    Raises:
        PackError: as `decide`.
    """
    if not may_be_public(after.files, after.tables):
        return None
    was = may_be_public(before.files, before.tables)
    if was and sums_digest(before.files, before.tables) == sums_digest(after.files, after.tables):
        return None
    return decide(after.files, after.tables, tell)
