"""What one release profile may see of a pack, decided on its tables before anything is built from them."""

from collections.abc import Iterable

import numpy as np

from corridor.model.figure import Release
from corridor.pack.read import Tables
from corridor.pack.schema import TARGETS, Cell
from corridor.pack.table import Mask, Table, equal_to

_CARRIED = ("sources", "scopes", "indicators")
"""Tables whose rows stay only for the sake of those who refer to them."""


def filter_release(tables: Tables, profile: Release) -> Tables:
    """The tables as one profile may know them.

    Left out are figures the profile may not see, rows about things that are not there because an optional file is
    absent, and sources, scopes and indicators that only left-out figures refer to.
    """
    seen = dict(tables)
    for name in ("figures", "node_industries", "ledger_rules", "media"):
        if name in seen:
            seen[name] = seen[name].only(_kept(seen[name], seen, profile))
    for name in _CARRIED:
        if name in seen:
            stays = seen[name].ids() - (_mentioned(tables.values(), name) - _mentioned(seen.values(), name))
            stays |= _expected(seen[name])
            seen[name] = seen[name].only(seen[name].cells["id"].where(stays.__contains__))
    return seen


def ids(tables: Tables, target: str) -> set[str]:
    """Every id that a reference to a target may name."""
    return {name for table in TARGETS[target] if table in tables for name in tables[table].ids()}


def _kept(sheet: Table, tables: Tables, profile: Release) -> Mask:
    kept = np.ones(len(sheet), dtype=bool)
    for column in sheet.schema.columns:
        if column.cell is Cell.REFERENCE and column.required:
            kept &= sheet.cells[column.name].where(ids(tables, column.target).__contains__)
    if profile is Release.PUBLIC and "release" in sheet.cells:
        kept &= sheet.cells["release"].where(equal_to(Release.PUBLIC))
    return kept


def _mentioned(sheets: Iterable[Table], name: str) -> set[str]:
    return {
        mentioned
        for sheet in sheets
        for column in sheet.schema.columns
        if column.cell is Cell.REFERENCE and name in TARGETS[column.target]
        for meaning in sheet.cells[column.name].meanings
        for mentioned in mentions(meaning)
    }


def mentions(meaning: object) -> tuple[str, ...]:
    """The ids that a reference names, one or many."""
    if isinstance(meaning, str):
        return (meaning,)
    return meaning if isinstance(meaning, tuple) else ()


def _expected(sheet: Table) -> set[str]:
    if "expected" not in sheet.cells:
        return set()
    return sheet.only(sheet.cells["expected"].where(bool)).ids()
