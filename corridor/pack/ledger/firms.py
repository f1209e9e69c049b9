"""The single firms of a ledger in its newest period: for the map of an editor, and for nobody else."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from corridor.model.period import Period
from corridor.pack.ledger.build import industries_of, nodes_of
from corridor.pack.ledger.places import points
from corridor.pack.ledger.read import Books
from corridor.pack.read import Tables
from corridor.pack.table import Mask


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class LedgerFirms:
    """Those that have a row in the newest period; internal whatever the ledger's sums are."""

    rows: pd.DataFrame
    """A row a firm: ``firm_id``, ``name_zh`` and ``name_en`` (empty where there is none), the categories ``node_id``
    and ``industry_id`` (`corridor.model.ledger.UNASSIGNED` for none), ``lon`` and ``lat`` in degrees of WGS-84 (NaN
    where it has no position), and whole numbers for each indicator, as in `corridor.model.ledger.Ledger`."""
    scales: Mapping[str, int]
    """Decimals of each indicator."""
    period: Period


def firms_of(books: Books, tables: Tables) -> LedgerFirms | None:
    """The firms of a ledger without errors; None where it has no rows."""
    periods = books.sheet.cells["period"]
    stated = [one for one in periods.meanings if isinstance(one, Period)]
    if not stated or not len(books.sheet):
        return None
    newest = max(stated, key=lambda period: period.sort_key)
    there = periods.where(lambda one: one == newest)
    found = points(books, tables)
    lon, lat = np.vstack([found.wgs84, [np.nan, np.nan]])[found.codes[there]].T
    rows = {
        "firm_id": books.firms[there].astype(str),
        **{name: _texts(books, name, there) for name in ("name_zh", "name_en")},
        "node_id": nodes_of(books, tables)[there],
        "industry_id": industries_of(books, tables)[there],
        "lon": lon,
        "lat": lat,
        **{name: amounts.wholes[there].array for name, amounts in books.amounts.items()},
    }
    return LedgerFirms(
        rows=pd.DataFrame(rows), scales={name: one.scale for name, one in books.amounts.items()}, period=newest
    )


def _texts(books: Books, column: str, there: Mask) -> np.ndarray:
    cells = books.sheet.cells[column]
    return np.array(cells.texts, dtype=object)[cells.codes[there]]
