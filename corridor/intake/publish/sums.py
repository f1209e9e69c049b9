"""The sums of a pack's ledger that a profile may know: as they were decided when it was published, or now."""

from dataclasses import dataclass, replace
from pathlib import Path

from corridor.analysis.breakdown import breakdown, cells, named, told, with_largest
from corridor.analysis.published import PublicSums, public_sums
from corridor.intake.publish.state import Files, State
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.ledger import FIRMS, CellRecord, Ledger
from corridor.model.problem import PackError, Place, Problem, Problems, Topic
from corridor.pack.files import read_files
from corridor.pack.ledger.build import rules_of
from corridor.pack.ledger.read import ledger_file
from corridor.pack.load import examine_tables, ledger_of, load_examined, load_tables
from corridor.pack.read import Tables
from corridor.pack.sums import keep_sums, kept_sums, may_be_public, sums_digest


@dataclass(frozen=True, kw_only=True, slots=True)
class Sums:
    """What was decided about a ledger's sums."""

    digest: str
    """Of all that it depends on."""
    cells: tuple[CellRecord, ...]
    """Those that everybody may know."""
    internal: tuple[CellRecord, ...]
    """Every one, for an editor."""

    def keep(self, pack: Path) -> None:
        """Keep them for the pages, which are not made to wait for a large ledger."""
        for cells_known, profile in ((self.cells, Release.PUBLIC), (self.internal, Release.INTERNAL)):
            if cells_known:
                keep_sums(pack, self.digest, cells_known, profile)


def load_summed(pack: Path, profile: Release, files: Files | None = None, *, decides: bool = False) -> Corridor:
    """Build the corridor that one release profile may know, with its ledger summed up as far as that goes.

    Args:
        pack: its folder, beside whose versions is kept what was decided.
        profile: who looks.
        files: those of the pack, where they are not its current ones.
        decides: whether it is decided now which sums may be public where nobody has decided that yet, which may take
            a minute; a page does not, and has none then.

    Raises:
        NotADirectoryError: the path is no folder.
        PackError: the pack has errors; or it is decided now, and the ledger has errors, or a firm could be worked out.
    """
    files = read_files(pack) if files is None else files
    tables, corridor = load_tables(files, profile)
    if not ledger_file(files):
        return corridor
    if decides and profile is Release.PUBLIC:
        sums_of(pack, files)
    digest, rules = sums_digest(files, tables), rules_of(tables)
    decided = (kept_sums(pack, digest) or ()) if may_be_public(files, tables) else ()
    if profile is Release.PUBLIC:
        found, public = decided, None
    else:
        found = kept_sums(pack, digest, profile) or _readable(files, tables)
        public = {named(cell) for cell in decided if not cell["withheld"]}
    known = corridor.indicator_by_id.keys() | {FIRMS}
    shown = [cell for cell in found if cell["indicator_id"] in known]
    if not shown:
        return corridor
    # What is shown changes with the ledger and with what of it was decided, which the tables do not say.
    version = f"{corridor.version}-{digest[:8]}{len(decided) or ''}"
    return replace(corridor, breakdown=breakdown(shown, rules, public), version=version)


def _readable(files: Files, tables: Tables) -> tuple[CellRecord, ...]:
    """Every cell, for an editor; none of a ledger that has errors, of which the Update page speaks."""
    try:
        ledger = ledger_of(files, tables)
    except PackError:
        return ()
    return _every(ledger) if ledger else ()


def _every(ledger: Ledger) -> tuple[CellRecord, ...]:
    return tuple(told(with_largest(cells(ledger), ledger), ledger))


def sums_of(pack: Path, files: Files) -> tuple[CellRecord, ...]:
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
    made = _decide(files, tables, problems)
    made.keep(pack)
    return made.cells


def _decide(files: Files, tables: Tables, found: tuple[Problem, ...]) -> Sums:
    """Decide about the sums of a ledger whose pack's tables were examined.

    Raises:
        PackError: the pack or its ledger has errors, or the audit found a firm that could be worked out.
    """
    corridor, ledger = load_examined(files, tables, found)
    made = public_sums(ledger, corridor) if ledger else PublicSums((), ())
    if made.exposed:
        raise PackError(_exposed(files, len(made.exposed)))
    return Sums(
        digest=sums_digest(files, tables),
        cells=made.cells,
        internal=_every(ledger) if ledger else (),
    )


def _exposed(files: Files, count: int) -> tuple[Problem, ...]:
    problems = Problems(Topic.CHECK)
    problems.error("ledger-exposed", Place(ledger_file(files)), n=count)
    return problems.found


def decide_anew(before: State, after: State) -> Sums | None:
    """Decide where a change can make other sums than before, or others public; None where it cannot.

    Raises:
        PackError: the pack or its ledger has errors, or the audit found a firm that could be worked out.
    """
    if not ledger_file(after.files):
        return None
    if sums_digest(before.files, before.tables) == sums_digest(after.files, after.tables):
        return None
    if not may_be_public(after.files, after.tables):
        # What is wrong with a ledger that nobody else sees keeps no other change from being published.
        internal = _readable(after.files, after.tables)
        return Sums(digest=sums_digest(after.files, after.tables), cells=(), internal=internal)
    return _decide(after.files, after.tables, after.problems)
