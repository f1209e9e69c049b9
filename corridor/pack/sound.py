"""A pack that has errors, as far as it is understood: nothing in place of what is not."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from shapely import LineString, Point

from corridor.model.corridor import Corridor
from corridor.model.figure import Release, Status
from corridor.pack.build import build
from corridor.pack.checks.places import spine
from corridor.pack.read import Tables
from corridor.pack.release_filter import ids
from corridor.pack.schema import Cell, Column
from corridor.pack.table import Mask, Table, equal_to, is_empty


def build_sound(tables: Tables, profile: Release, files: Mapping[str, bytes]) -> Corridor | None:
    """Build what can be built of a pack, whatever it holds; None without the corridor's own row or a measurable axis.

    Left out are rows that the model has no value for, of rows with one id all but the first, and what refers to them
    and is nothing without them. A row stays that only lacks what the model can lack, such as a source.
    """
    sound: dict[str, Table] = {}
    for name, sheet in tables.items():
        # The words that a pack adds stand before the rows that use them.
        sound[name] = _sound(sheet, sound)
    if not sound.get("corridor") or spine(sound) is None:
        return None
    return build(sound, profile, files)


def _sound(sheet: Table, tables: Tables) -> Table:
    kept = _firsts(sheet)
    for column in sheet.schema.columns:
        kept &= _said(sheet, column, tables)
    if sheet.schema.name in ("axis", "context"):
        kept &= _drawn(sheet)
    if sheet.schema.name == "figures":
        kept &= _published(sheet)
    return sheet if kept.all() else sheet.only(kept)


def _firsts(sheet: Table) -> Mask:
    if "id" not in sheet.cells:
        return np.ones(len(sheet), dtype=bool)
    return ~pd.Series(sheet.column("id", str), dtype=object).duplicated().to_numpy(dtype=bool)


def _said(sheet: Table, column: Column, tables: Tables) -> Mask:
    """Rows whose cell the model has a value for; of words it has one also where there are none."""
    if column.pair:
        return np.ones(len(sheet), dtype=bool)
    if column.own_words:
        return sheet.cells[column.name].where({*column.choices, *ids(tables, column.own_words)}.__contains__)
    if column.required:
        return sheet.cells[column.name].where(lambda meaning: not is_empty(meaning))
    if column.default or column.cell is Cell.PERIOD:
        return sheet.cells[column.name].where(lambda _: True)
    return np.ones(len(sheet), dtype=bool)


def _drawn(sheet: Table) -> Mask:
    shapes = (LineString, Point) if sheet.schema.name == "axis" else object
    return np.array([shape is not None and isinstance(shape, shapes) for shape in sheet.geometry_wgs84], dtype=bool)


def _published(figures: Table) -> Mask:
    """Figures that have a value exactly when they are published."""
    unpublished = figures.cells["status"].where(equal_to(Status.NOT_PUBLISHED))
    has_value = figures.cells["value"].where(lambda value: value is not None)
    return has_value ^ unpublished
