"""How long it takes to decide what of a ledger may be public: ``python tests/bench/disclosure.py [FIRMS ...]``.

Prints a table for invented ledgers of ten years, judges nothing. Nothing here is part of the test run.
"""

import sys
import time

import numpy as np
import pandas as pd

from corridor.analysis.breakdown import cells
from corridor.analysis.disclosure.release import release
from corridor.model.ledger import KEYS, DisclosureRules, Ledger

PERIODS = 10
NODES = {3_000: 15, 30_000: 30, 100_000: 40}
INDUSTRIES = 20
STAYS = 0.92
"""Part of the firms that have a row in a period."""


def main() -> None:
    """Measure each size."""
    for firms in [int(size) for size in sys.argv[1:]] or NODES:
        books = ledger(firms, NODES.get(firms, 40))
        found = cells(books)
        wall, processor = time.perf_counter(), time.process_time()
        decided = release(books.rows, found, books.rules)
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        taxes = (found["indicator_id"] == "tax").to_numpy()
        public = decided.withheld[taxes].isna().to_numpy()
        amounts = found["amount"][taxes].to_numpy(dtype=float)
        print(  # noqa: T201 - a table on the terminal is the point
            f"{firms:>8,} firms {int(taxes.sum()):>7,} cells {wall:6.1f} s wall {processor:6.1f} s CPU "
            f"public: {public.mean():.0%} of cells, {amounts[public].sum() / amounts.sum():.0%} of tax "
            f"holds: {decided.holds}",
            flush=True,
        )


def ledger(firms: int, nodes: int) -> Ledger:
    """Invented books: lognormal taxes, half of a node's firms in one industry, three stretches a node."""
    dice = np.random.default_rng(1)
    node = dice.choice(nodes, firms, p=dice.dirichlet(np.ones(nodes)))
    crowd = dice.choice(INDUSTRIES, firms, p=dice.dirichlet(np.ones(INDUSTRIES)))
    industry = np.where(dice.random(firms) < 1 / 2, node % INDUSTRIES, crowd)
    stretch = (node + dice.integers(0, 3, firms)) % nodes
    size = dice.lognormal(4, 1.6, firms)
    years = [_year(year, (node, industry, stretch), size, dice) for year in range(PERIODS)]
    rows = pd.concat(years, ignore_index=True)
    for key in ("firm_id", *KEYS):
        rows[key] = rows[key].astype(str).astype("category")
    return Ledger(rows=rows, scales={"tax": 2}, flows=frozenset({"tax"}), rules=DisclosureRules(), are_even=True)


def _year(
    year: int, places: tuple[np.ndarray, np.ndarray, np.ndarray], size: np.ndarray, dice: np.random.Generator
) -> pd.DataFrame:
    here = np.flatnonzero(dice.random(len(size)) < STAYS)
    columns = dict(zip(KEYS, (*(place[here] for place in places), 2015 + year), strict=True))
    tax = np.round(size[here] * dice.lognormal(0, 0.3, len(here)) * 100).astype(np.int64)
    return pd.DataFrame({"firm_id": here, **columns, "tax": pd.array(tax, dtype="Int64")})


if __name__ == "__main__":
    main()
