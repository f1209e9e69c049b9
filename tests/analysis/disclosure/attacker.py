"""An attacker of their own: knows nothing of how cells are withheld, only what is published and one firm's books."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

import numpy as np
import pandas as pd
from scipy.optimize import linprog

KEYS = ["node_id", "industry_id", "stretch", "period"]
Atom = tuple[str, ...]


class Cell(Protocol):
    """A row of what is published."""

    Index: int
    node_id: str | None
    industry_id: str | None
    stretch: str | None
    period: str | None
    amount: int
    withheld: str | None


@dataclass(frozen=True)
class Attacker:
    """Reasons about the smallest parts that firms can lie in: a node, industry, stretch and period each."""

    atoms: Sequence[Atom]
    cells: pd.DataFrame
    """One indicator's: keys, ``amount`` and ``withheld``."""

    def row(self, cell: Cell) -> list[int]:
        """Which atoms a cell is the sum of."""
        named = [getattr(cell, key) for key in KEYS]
        return [int(all(want in (None, have) for want, have in zip(named, atom, strict=True))) for atom in self.atoms]

    def interval(self, cell: Cell, own: Mapping[Atom, int], known: Iterable[Cell] = ()) -> tuple[float, float]:
        """The least and the most that a cell can be, for somebody who has `own` amounts and knows some cells."""
        public = [one for one in self.cells.itertuples() if one.withheld is None]
        facts = [*public, *known]
        sums = np.array([self.row(one) for one in facts]).reshape(len(facts), len(self.atoms))
        values = np.array([one.amount for one in facts], dtype=float)
        aim, bounds = np.array(self.row(cell)), [(own.get(atom, 0), None) for atom in self.atoms]
        low, high = (linprog(sign * aim, A_eq=sums, b_eq=values, bounds=bounds) for sign in (1, -1))
        assert low.status == 0
        assert high.status in (0, 3), high.message
        return low.fun, -high.fun if high.status == 0 else float("inf")

    def derived(self, cell: Cell) -> Fraction | None:
        """The exact value of a cell, where it is a combination of public ones: by elimination, in fractions."""
        rows = [
            [Fraction(value) for value in (*self.row(one), one.amount)]
            for one in self.cells.itertuples()
            if one.withheld is None
        ]
        wanted = [Fraction(value) for value in (*self.row(cell), 0)]
        for place in range(len(self.atoms)):
            pivot = next((row for row in rows if row[place]), None)
            if pivot is None:
                continue
            rows = [_without(row, pivot, place) for row in rows if row is not pivot]
            wanted = _without(wanted, pivot, place)
        return None if any(wanted[:-1]) else -wanted[-1]


def _without(row: list[Fraction], pivot: list[Fraction], place: int) -> list[Fraction]:
    times = row[place] / pivot[place]
    return [have - times * less for have, less in zip(row, pivot, strict=True)] if times else row
