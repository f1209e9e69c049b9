"""From the bytes of a pack to its tables: encodings, formats, cells and datums."""

import codecs
import unicodedata
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
from geopandas import GeoSeries

from corridor.geo import DATUMS, WGS84, are_degrees, to_wgs84
from corridor.model.problem import Place, Problems
from corridor.pack.readers.delimited import read_csv
from corridor.pack.readers.features import MOST_POINTS, count_points, read_geojson
from corridor.pack.readers.raw import Raw
from corridor.pack.readers.settings import read_toml
from corridor.pack.schema import BY_NAME, LEDGER_FILES, TABLES, Form, tables_of
from corridor.pack.table import Table, parse_table

Tables = Mapping[str, Table]
"""Tables of a pack by name; one whose file is absent or unreadable is not among them."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BROKEN_SHARE = 10
_LOOKED_AT = 100_000
"""Characters by which an encoding is told."""
_GB_COMMON, _BIG5_COMMON = range(0xB0, 0xD8), range(0xA4, 0xC7)
"""First bytes of the common characters in GB18030 and in Big5; both have the rare ones elsewhere."""


def read_tables(files: Mapping[str, bytes], problems: Problems) -> Tables:
    """Read every table that the pack holds, and report all that cannot be understood."""
    raws: dict[str, dict[str, Raw]] = {}
    datums: dict[str, str] = {}
    points = 0
    for file in _in_order(files):
        text = decode(file, files[file], problems)
        if text is None:
            continue
        found = count_points(text) if file.endswith(".geojson") else 0
        if points + found > MOST_POINTS:
            problems.error("points-too-many", Place(file), most=MOST_POINTS)
            continue
        points += found
        read, declared = _read(file, text, problems)
        datums |= declared
        for name, raw in read.items():
            raws.setdefault(name, {})[file] = raw
    said = [parse_table(schema, raws[schema.name], problems) for schema in TABLES if schema.name in raws]
    tables = {table.schema.name: _drawn(table) for table in said}
    _check_datum_names(datums, problems)
    return {name: _in_wgs84(table, _datums(tables, table, datums)) for name, table in tables.items()}


def decode(file: str, data: bytes, problems: Problems) -> str | None:
    """Text of a file written as UTF-8, UTF-8 with byte order mark, or GB18030; None when it is neither.

    Many byte sequences pass as GB18030, so a file that is UTF-8 but for a few bytes is named as damaged UTF-8
    rather than read as wrong Chinese.
    """
    if data.startswith(_UTF16):
        problems.error("encoding-utf16", Place(file))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    loose = data.decode("utf-8-sig", errors="replace")
    foreign = sum(not c.isascii() for c in loose)
    if loose.count("�") * _BROKEN_SHARE > foreign:
        if _common(data, "big5", _BIG5_COMMON) > _common(data, "gb18030", _GB_COMMON):
            problems.error("encoding-big5", Place(file))
            return None
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            pass
    problems.error("encoding-broken", Place(file), line=line)
    return None


def _common(data: bytes, encoding: str, common: range) -> float:
    """How many of the Chinese characters that bytes are in an encoding are of its common ones; 0 where they are none.

    Nearly all bytes pass as GB18030, but what is Big5 then has as many rare characters as common ones.
    """
    try:
        text = data.decode(encoding)[:_LOOKED_AT]
    except UnicodeDecodeError:
        return 0.0
    leads = [sign.encode(encoding)[0] for sign in text if unicodedata.category(sign) in ("Lo", "Co")]
    return sum(lead in common for lead in leads) / max(1, len(leads))


def _in_order(files: Mapping[str, bytes]) -> list[str]:
    order = {table.file: n for n, table in enumerate(TABLES)}
    known = [file for file in files if any(tables_of(file))]
    return sorted(known, key=lambda file: (order[next(tables_of(file)).file], file))


def _read(file: str, text: str, problems: Problems) -> tuple[dict[str, Raw], dict[str, str]]:
    table = next(tables_of(file))
    if table.form is Form.TOML:
        return read_toml(file, text, problems) or ({}, {})
    if not text.strip():
        problems.error("file-empty", Place(file))
        return {}, {}
    raw = (read_csv if table.form is Form.CSV else read_geojson)(table, file, text, problems)
    return ({} if raw is None else {table.name: raw}), {}


def _check_datum_names(datums: Mapping[str, str], problems: Problems) -> None:
    for file, datum in datums.items():
        if datum not in DATUMS:
            choices = ", ".join(DATUMS)
            problems.error(
                "cell-choice", Place("corridor.toml", column=f"file_datum.{file}"), found=datum, choices=choices
            )
        elif file not in LEDGER_FILES and not any(table.form is not Form.TOML for table in tables_of(file)):
            problems.warning("datum-file", Place("corridor.toml", column=f"file_datum.{file}"), found=file)


def _datums(tables: Tables, own: Table, declared: Mapping[str, str]) -> dict[str, str]:
    corridor = tables.get("corridor")
    general = corridor.cells["datum"][0] if corridor else None
    # The ledger is no such table: the corridor's own row keeps its datum.
    files = (*own.files, own.schema.file, *(LEDGER_FILES if own is corridor else ()))
    known = {file: declared.get(file, general) for file in files}
    return {file: datum for file, datum in known.items() if datum in DATUMS and isinstance(datum, str)}


def _drawn(table: Table) -> Table:
    """Give a table that has its coordinates in columns its points."""
    if "lon" not in table.cells:
        return table
    places = pd.DataFrame({name: table.column(name, float) for name in ("lon", "lat")}, dtype=float)
    points = GeoSeries.from_xy(places["lon"], places["lat"])
    return replace(table, geometry_native=points.where(places.notna().all(axis="columns")))


def _in_wgs84(table: Table, datums: Mapping[str, str]) -> Table:
    native = table.geometry_native
    if native.empty:
        return replace(table, datums=datums)
    said = np.array([datums.get(file, DATUMS[0]) for file in table.files])
    parts = [in_wgs84(native[said == datum], datum) for datum in dict.fromkeys(said.tolist())]
    placed = parts[0] if len(parts) == 1 else pd.concat(parts).sort_index()
    return replace(table, geometry_wgs84=placed, datums=datums)


def datum_of_nodes(tables: Tables) -> str:
    """The datum that the coordinates of nodes are read in."""
    known = tables["nodes"].datums if "nodes" in tables else {}
    return known.get(BY_NAME["nodes"].file, DATUMS[0])


def datum_of_ledger(file: str, tables: Tables) -> str:
    """The datum that the coordinates of a ledger are read in."""
    return tables["corridor"].datums.get(file, DATUMS[0]) if "corridor" in tables else DATUMS[0]


def in_wgs84(native: GeoSeries, datum: str) -> GeoSeries:
    """Geometry from a datum in WGS-84; None where there is none or its coordinates cannot be degrees."""
    return to_wgs84(native.where(are_degrees(native)), datum).set_crs(WGS84)
