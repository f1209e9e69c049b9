"""Which cells of a ledger may be public together, why the others may not, and whether that holds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corridor.analysis.disclosure.attack import Attacker, AttackModel
from corridor.analysis.disclosure.audit import Opening, audit
from corridor.analysis.disclosure.problem import of_amounts, of_counts, only_of, with_parts
from corridor.analysis.disclosure.rules import dominated, few, reasons
from corridor.analysis.disclosure.suppression import Proofs, Suppression
from corridor.analysis.disclosure.table import (
    DIMENSIONS,
    PERIOD,
    TOTAL,
    CellTable,
    Flags,
    Ints,
    positions,
    table,
)
from corridor.geo import Floats
from corridor.model.ledger import FIRMS, DisclosureRules, Key

ANYWAY = 0.05
"""What it costs to withhold the count of a cell whose amount is withheld anyway, as a part of the cost."""

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Known:
    """Cells of an indicator whose sum is public from elsewhere; it is taken to be the true one."""

    indicator_id: str
    cells: tuple[Key, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposed:
    """A cell that must not be known and would be, if all that is not withheld were public."""

    indicator_id: str
    cell: Key
    by_contributor: bool
    """Whether its largest contributor can work it out; else an outsider or any other firm."""
    value: float
    """In the ledger's whole numbers."""
    low: float
    """How low the cell is shown to be possible for all that the attacker can derive."""
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class ReleaseDecision:
    """What may be public, decided and audited."""

    withheld: pd.Series
    """Why each cell is withheld (``few``, ``dominated``, ``complementary``), by the index of the cells; ``None`` where
    it may be public."""
    exposed: tuple[Exposed, ...]

    @property
    def holds(self) -> bool:
        """Whether the audit found nothing; where it did, nothing may be public."""
        return not self.exposed


def release(
    rows: pd.DataFrame,
    cells: pd.DataFrame,
    rules: DisclosureRules,
    *,
    known: Sequence[Known] = (),
    tell: Tell = lambda _done, _of: None,
) -> ReleaseDecision:
    """Decide which cells may be public, giving up as little as it can, and audit that.

    Args:
        rows: contributions, one row a firm and period: ``firm_id`` and the four keys as categories, and a column of
            whole numbers an indicator, missing where there is no entry.
        cells: everything that is to be public together: the four keys (``None`` for a total, empty for unassigned) and
            ``indicator_id``, which may be the count of firms.
        rules: the thresholds.
        known: what is public from elsewhere.
        tell: told how many steps of how many are done.

    Returns:
        The reasons by the index of `cells`, and what the audit found.
    """
    columns = {name: _column(rows, cells, name, known) for name in cells["indicator_id"].unique()}
    problems = [*_counted(columns, rules), *_valued(columns, rules)]
    step = _Steps(tell, sum(2 + len(one.problem.slices) for one in problems))
    hidden = {name: np.zeros(len(one.at), dtype=np.bool_) for name, one in columns.items()}
    exposed: list[Exposed] = []
    for one in problems:
        withheld, openings = _solved(one, columns, hidden, step)
        exposed += [_exposed(rows, one, opening) for opening in openings]
        for name in one.settles:
            hidden[name] |= withheld[positions(one.table.codes, columns[name].codes)]
    why = pd.Series(None, index=cells.index, dtype=object)
    for name, column in columns.items():
        why.iloc[column.rows] = _reasons(column, hidden[name], rules)
    return ReleaseDecision(why, tuple(exposed))


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Column:
    """An indicator: its cells as they are offered, and all that are reasoned about."""

    indicator_id: str
    rows: Ints
    """Where its cells stand among all that are offered."""
    codes: Ints
    at: Ints
    """Where they stand in the table."""
    table: CellTable
    has_known: bool

    @property
    def offered(self) -> Flags:
        """Cells of the table that are offered."""
        return np.isin(np.arange(self.table.size), self.at)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Task:
    """A problem to solve, and whose cells are withheld by its solution."""

    indicator_id: str
    table: CellTable
    problem: AttackModel
    loose: AttackModel
    """The same for somebody who adds and subtracts, and does not reason about the reasons."""
    weights: Floats
    settles: tuple[str, ...]


class _Steps:
    """Counts the steps that are done."""

    def __init__(self, tell: Tell, of: int) -> None:
        self._tell, self._of, self._done = tell, of, 0

    def __call__(self) -> None:
        self._done += 1
        self._tell(self._done, self._of)


def _column(rows: pd.DataFrame, cells: pd.DataFrame, name: str, known: Sequence[Known]) -> _Column:
    at = np.flatnonzero((cells["indicator_id"] == name).to_numpy())
    codes = _codes(rows, cells.iloc[at])
    sums = [_codes(rows, pd.DataFrame(one.cells, columns=DIMENSIONS)) for one in known if one.indicator_id == name]
    amounts = pd.Series(1, index=rows.index) if name == FIRMS else rows[name]
    made = table(rows, amounts, over_time=bool((codes[:, PERIOD] == TOTAL).any()), known=sums)
    places = positions(made.codes, codes)
    if (places == TOTAL).any():
        raise ValueError(f"cells of {name} that the rows do not have")
    return _Column(indicator_id=name, rows=at, codes=codes, at=places, table=made, has_known=bool(sums))


def _codes(rows: pd.DataFrame, cells: pd.DataFrame) -> Ints:
    """Each key as its category's code, totals as `TOTAL`, and one beyond all categories for what the rows lack."""
    found = np.full((len(cells), len(DIMENSIONS)), TOTAL, dtype=np.int64)
    for place, name in enumerate(DIMENSIONS):
        categories = rows[name].cat.categories
        named = cells[name].notna().to_numpy()
        codes = categories.get_indexer(pd.Index(cells[name][named]))
        found[named, place] = np.where(codes < 0, len(categories), codes)
    return found


def _counted(columns: Mapping[str, _Column], rules: DisclosureRules) -> Iterable[_Task]:
    """The counts: first that of all firms, together with an indicator that every firm has an entry of; then others."""
    firms = columns.get(FIRMS)
    same = [name for name, one in columns.items() if firms and name != FIRMS and _counts_alike(one, firms)]
    for name in sorted(columns, key=lambda name: (name not in same[:1], name != FIRMS, name)):
        if name == FIRMS and same:
            continue
        settles = (name, FIRMS) if same and name == same[0] else (name,)
        yield _count_task(columns, name, settles, rules)


def _counts_alike(one: _Column, firms: _Column) -> bool:
    """Whether an indicator has an entry of every firm, so that it tells how many there are."""
    periods = one.table.codes[:, PERIOD] != TOTAL
    return not firms.has_known and (
        np.array_equal(one.table.codes[periods], firms.table.codes)
        and np.array_equal(one.table.of.entries[periods], firms.table.of.entries)
    )


def _count_task(columns: Mapping[str, _Column], name: str, settles: tuple[str, ...], rules: DisclosureRules) -> _Task:
    column = columns[name]
    offered = column.offered
    for other in settles:
        offered[positions(column.table.codes, columns[other].codes)] = True
    of = column.table.of
    anyway = few(of, rules) | dominated(of, rules)
    weights = np.where(anyway & (name != FIRMS), ANYWAY, 1.0) * _weights(column.table)
    # where an amount is public so is its count, so that no count is withheld for the sake of amounts
    strict, loose = (of_counts(column.table, offered, rules, by_reasons=by) for by in (True, False))
    return _Task(indicator_id=name, table=column.table, problem=strict, loose=loose, weights=weights, settles=settles)


def _valued(columns: Mapping[str, _Column], rules: DisclosureRules) -> Iterable[_Task]:
    for name, one in columns.items():
        if name != FIRMS:
            strict, loose = (of_amounts(one.table, one.offered, rules, by_reasons=by) for by in (True, False))
            yield _Task(
                indicator_id=name,
                table=one.table,
                problem=strict,
                loose=loose,
                weights=_weights(one.table),
                settles=(name,),
            )


def _weights(one: CellTable) -> Floats:
    """What is lost with a cell: the more the larger it is, but many small ones count, too."""
    largest = one.of.size.max(initial=0.0)
    return np.sqrt(one.of.size / largest) + 0.01 if largest else np.ones(one.size)


def _solved(
    task: _Task, columns: Mapping[str, _Column], hidden: Mapping[str, Flags], step: Callable[[], None]
) -> tuple[Flags, tuple[Opening, ...]]:
    """What is withheld by a problem: what fails, what is hidden already, and what has to be in addition."""
    withheld = _aided(task.problem).needs.any(axis=(0, 1)) & task.problem.offered
    for name in {*task.settles, FIRMS} & columns.keys():
        at = positions(task.table.codes, columns[name].codes[hidden[name]])
        withheld[at[at != TOTAL]] = True
    withheld &= task.problem.offered
    withheld, openings = _protected(task.problem, task.weights, withheld, step)
    if openings:
        left = only_of(task.loose, np.unique([one.cell for one in openings]))
        return _protected(left, task.weights, withheld, lambda: None)
    return withheld, openings


def _aided(problem: AttackModel) -> AttackModel:
    return problem if problem.is_whole else with_parts(problem)


def _protected(
    problem: AttackModel, weights: Floats, withheld: Flags, step: Callable[[], None]
) -> tuple[Flags, tuple[Opening, ...]]:
    aided = _aided(problem)
    found = Suppression(problem=aided, weights=weights, withheld=withheld, proofs=Proofs(problem=aided))
    found.withhold(step)
    return found.withheld, audit(problem, found.withheld, found.proofs.found, step)


def _exposed(rows: pd.DataFrame, task: _Task, opening: Opening) -> Exposed:
    of, at = task.table.of, opening.cell
    value = float(of.entries[at] if task.problem.is_whole else of.amount[at])
    by_contributor = opening.attacker is Attacker.LARGEST
    return Exposed(
        indicator_id=FIRMS if task.problem.is_whole else task.indicator_id,
        cell=_key(rows, task.table.codes[at]),
        by_contributor=by_contributor,
        value=value,
        low=value - opening.down,
        high=value + opening.up,
    )


def _key(rows: pd.DataFrame, codes: Ints) -> Key:
    node, industry, stretch, period = (
        None if code == TOTAL else str(rows[name].cat.categories[code])
        for name, code in zip(DIMENSIONS, codes.tolist(), strict=True)
    )
    return node, industry, stretch, period


def _reasons(column: _Column, hidden: Flags, rules: DisclosureRules) -> NDArray[np.object_]:
    of = column.table.of
    is_few = few(of, rules)[column.at]
    return reasons(is_few, dominated(of, rules)[column.at] & (column.indicator_id != FIRMS), hidden)
