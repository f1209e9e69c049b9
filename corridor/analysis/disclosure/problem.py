"""The two problems of a table: that nobody works out amounts, and that nobody works out how many firms there are."""

from dataclasses import replace

import numpy as np
from scipy import sparse

from corridor.analysis.disclosure.attack import Attacker, AttackModel, Bounds, Way
from corridor.analysis.disclosure.rules import dominated, few, part, sole
from corridor.analysis.disclosure.table import CellTable, Contributors, Flags, Ints
from corridor.geo import Floats
from corridor.model.ledger import DisclosureRules


def of_amounts(table: CellTable, offered: Flags, rules: DisclosureRules, *, by_reasons: bool = True) -> AttackModel:
    """How closely the amounts of the cells that failed may be known.

    A cell of contributions x1 >= x2 >= ..., together X (without signs), is protected if

    - the rest cannot bound it more closely than ``X (1 - p)`` from below and ``X (1 + p)`` from above, and
    - its largest contributor cannot bound what the others contribute, ``X - x1``, more closely than by p percent of it,

    but by one unit at least, and never below what the attacker contributes. The Handbook (chapter 4, protection levels
    of the p%-rule) asks only that the second largest cannot bound ``x1`` from above by ``x1 (1 + p)``, for which
    ``X + p x1 - (X - x1 - x2)`` is enough; the bounds here are wider on both sides.
    """
    of = table.of
    failed = offered & (few(of, rules) | dominated(of, rules))
    passed = offered & ~failed & by_reasons
    first, second = _bounds(of, passed, rules, of.largest), _bounds(of, passed, rules, of.second)
    alone = offered & sole(of)
    first = Bounds(np.where(alone, 0.0, first.down), np.where(alone, 0.0, first.up))
    return AttackModel(
        sums=sparse.vstack([table.sums, table.sums_over_time], format="csr"),
        over_time=table.over_time,
        slices=table.slices,
        firm=of.largest_firm,
        first=first,
        second=second,
        needs=_needs(of, (first, second), rules) * failed,
        offered=offered,
        is_whole=False,
        order=sparse.csr_array((0, table.size)),
        slack=np.zeros(0),
    )


def _bounds(of: Contributors, passed: Flags, rules: DisclosureRules, largest: Floats) -> Bounds:
    """What is left open to somebody who contributes at most `largest` to each cell.

    A cell is at least one's own contribution; and, as the reason is told, a cell that did not fail by itself is at
    least so large that one's own contribution is no more than `max_share` of it. Above, nothing is known. Where there
    are refunds, all of them are taken to be known, which is more than anybody knows.
    """
    floor = largest + of.refunds
    wide = largest / float(rules.max_share) if rules.max_share else largest
    floor = np.where(passed & (of.refunds == 0), np.maximum(floor, wide), floor)
    return Bounds(np.maximum(of.amount - floor, 0.0), np.full(len(floor), np.inf))


def _needs(of: Contributors, bounds: tuple[Bounds, Bounds], rules: DisclosureRules) -> Floats:
    first, second = bounds
    needs = np.zeros((len(Attacker), len(Way), len(of.amount)))
    rest = np.maximum(part(rules) * of.size, 1.0)
    largest = np.where(of.payers > 1, np.maximum(part(rules) * (of.size - of.largest), 1.0), 0.0)
    needs[Attacker.REST, Way.UP], needs[Attacker.REST, Way.DOWN] = rest, np.minimum(rest, second.down)
    needs[Attacker.LARGEST, Way.UP], needs[Attacker.LARGEST, Way.DOWN] = largest, np.minimum(largest, first.down)
    return needs


def of_counts(table: CellTable, offered: Flags, rules: DisclosureRules, *, by_reasons: bool = True) -> AttackModel:
    """How closely the counts of the cells with few firms may be known: not exactly.

    `by_reasons` is whether the attacker also reasons about which cells exist and why others are withheld. Then a cell
    that is told to be few where the minimum is three, and to have firms in two industries, has two firms whatever else
    is withheld; so what cannot be kept from reasoning is kept at least from everybody who adds and subtracts.

    Everybody knows that a cell that is told to be few has from one firm to one below the minimum, that any other has
    the minimum at least, and that over all periods there are no fewer firms than in any, and no more than in all
    together. What firms know of themselves tells them no more than that.
    """
    count = table.of.entries.astype(np.float64)
    failed = offered & (table.of.entries < rules.min_firms)
    least = np.where(failed | ~offered, 1.0, float(rules.min_firms)) * by_reasons
    most = np.where(failed & by_reasons, float(rules.min_firms - 1), np.inf)
    bounds = Bounds(np.maximum(count - least, 0.0), np.maximum(most - count, 0.0))
    order, slack = _order(table, count)
    needs = np.zeros((len(Attacker), len(Way), table.size))
    needs[Attacker.REST, Way.UP] = np.minimum(bounds.up, 1.0) * failed
    needs[Attacker.REST, Way.DOWN] = np.minimum(bounds.down, 1.0) * failed
    return AttackModel(
        sums=table.sums,
        over_time=table.over_time,
        slices=table.slices,
        firm=np.arange(table.size),
        first=bounds,
        second=bounds,
        needs=needs,
        offered=offered,
        is_whole=True,
        order=order,
        slack=slack,
    )


def only_of(problem: AttackModel, cells: Ints) -> AttackModel:
    """The same, where only some cells have to be protected."""
    needs = np.zeros_like(problem.needs)
    needs[:, :, cells] = problem.needs[:, :, cells]
    return replace(problem, needs=needs)


def _order(table: CellTable, count: Floats) -> tuple[sparse.csr_array, Floats]:
    """No fewer over all periods than in any, no more than in all together."""
    parts = np.flatnonzero(table.over_time >= 0)
    rows = np.arange(len(parts))
    entries = (np.repeat([1.0, -1.0], len(parts)), (np.tile(rows, 2), np.append(parts, table.over_time[parts])))
    any_ = sparse.csr_array(entries, shape=(len(parts), table.size))
    order = sparse.vstack([any_, -table.sums_over_time], format="csr")
    return order, np.maximum(-(order @ count), 0.0)


def with_parts(problem: AttackModel) -> AttackModel:
    """The same, with each period of a cell that failed over all periods to be protected as if it had failed."""
    parts = np.flatnonzero(problem.over_time >= 0)
    totals = problem.over_time[parts]
    share = _shares(problem, parts, totals)
    needs = problem.needs.copy()
    wanted = problem.needs[:, :, totals] * share
    wanted[:, Way.UP] = np.minimum(wanted[:, Way.UP], problem.second.up[parts])
    wanted[Attacker.REST, Way.DOWN] = np.minimum(wanted[Attacker.REST, Way.DOWN], problem.second.down[parts])
    wanted[Attacker.LARGEST, Way.DOWN] = np.minimum(wanted[Attacker.LARGEST, Way.DOWN], problem.first.down[parts])
    needs[:, :, parts] = np.maximum(needs[:, :, parts], wanted)
    return replace(problem, needs=needs)


def _shares(problem: AttackModel, parts: Ints, totals: Ints) -> Floats:
    """Which part of what a total needs each of its periods bears: as much as it has room for."""
    room = problem.second.down[parts]
    whole = np.bincount(totals, weights=room, minlength=len(problem.over_time))[totals]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(whole > 0, room / whole, 0.0)
