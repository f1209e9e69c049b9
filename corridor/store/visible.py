"""What one release profile may see of a pack, decided on its tables before anything is built from them."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from corridor.model.figure import Release
from corridor.store.read import Tables
from corridor.store.schema import TARGETS, Cell
from corridor.store.sheet import Sheet

_CARRIED = ("sources", "scopes", "indicators")
"""Tables whose rows stay only for the sake of those who refer to them."""


def visible(tables: Tables, profile: Release) -> Tables:
    """The tables as one profile may know them.

    Left out are figures the profile may not see, rows about things that are not there because an optional file is
    absent, and sources, scopes and indicators that only left-out figures refer to.
    """
    seen = dict(tables)
    for name in ("figures", "node_industries"):
        if name in seen:
            seen[name] = seen[name].only(_kept(seen[name], seen, profile))
    for name in _CARRIED:
        if name in seen:
            gone = _mentioned(tables.values(), name) - _mentioned(seen.values(), name) - _expected(seen[name])
            seen[name] = seen[name].only(seen[name].cells["id"].where(lambda value, gone=gone: value not in gone))
    return seen


def ids(tables: Tables, target: str) -> set[str]:
    """Every id that a reference to a target may name."""
    return {name for table in TARGETS[target] if table in tables for name in tables[table].ids()}


def _kept(sheet: Sheet, tables: Tables, profile: Release) -> NDArray[np.bool_]:
    kept = np.ones(len(sheet), dtype=bool)
    for column in sheet.table.columns:
        if column.cell is Cell.REFERENCE and column.required:
            known = ids(tables, column.target)
            kept &= sheet.cells[column.name].where(lambda value, known=known: value in known)
    if profile is Release.PUBLIC and "release" in sheet.cells:
        kept &= sheet.cells["release"].where(lambda value: value == Release.PUBLIC)
    return kept


def _mentioned(sheets: Iterable[Sheet], name: str) -> set[str]:
    found: set[str] = set()
    for sheet in sheets:
        for column in sheet.table.columns:
            if column.cell is Cell.REFERENCE and name in TARGETS[column.target]:
                for value in sheet.cells[column.name].values:
                    found.update((value,) if isinstance(value, str) else value if isinstance(value, tuple) else ())
    return found


def _expected(sheet: Sheet) -> set[str]:
    if "expected" not in sheet.cells:
        return set()
    return sheet.only(sheet.cells["expected"].where(bool)).ids()
