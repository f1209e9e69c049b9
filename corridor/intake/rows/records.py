"""An upload read against a state of a corridor: its rows as the data folder writes them, and what is wrong with it."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import PurePath

from shapely import Point

from corridor.geo import are_exchanged, lacking_half
from corridor.i18n.columns import header
from corridor.i18n.spelling import plain
from corridor.intake.cells.amounts import counted, read_measure, read_number, read_unit
from corridor.intake.cells.meaning import Reader, calculated, is_unstated
from corridor.intake.cells.values import (
    NOTES,
    PREPARED,
    Stated,
    is_gap_of_years,
    lacking,
    lacks_source,
    read_value,
    stale_notes,
)
from corridor.intake.open.grid import Found, Sort
from corridor.intake.open.upload import Upload
from corridor.intake.rows.drafts import Draft, Part, parts_of
from corridor.intake.rows.features import read_features
from corridor.intake.rows.naming import Claims, Either, figure_id, row_id
from corridor.intake.template.meta import PREFILLED_RELEASE
from corridor.intake.terms.names import Names
from corridor.intake.terms.sheets import UNIT, sheet_title, titled
from corridor.intake.terms.units import is_like_unit, unit_key, unit_words
from corridor.model.figure import Release, Status
from corridor.model.problem import CellError, ColumnName, Place, Problem, Problems, Severity, Topic, Unclear
from corridor.model.text import LANGS
from corridor.pack.cells import parse
from corridor.pack.firm_amounts import measured_by
from corridor.pack.readers.dates import excel_month
from corridor.pack.rows import GEOMETRY, LON_LAT, Row, Rows, key_of
from corridor.pack.schema import BY_NAME, Cell, Column, Form, Table

_MATCHED = ("subject_id", "indicator_id", "period")
"""Cells by which a figure without an id is known."""
_COPIED = 2
"""A sheet of which one row in so many stands in another sheet of its table is a copy."""
_LABELLED = re.compile("[:：](?!//)")
"""What stands in 填表人：王敏, and in no cell of a row of data."""
_OF_UNITS = ("unit", "unit-unknown")
"""Why a value was not understood, where it was for its unit."""
_NAMED = ("name_", "title_", "aliases", "unit")
"""Beginnings of columns whose new words references may already use."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row of an upload, understood."""

    table: str
    key: str
    cells: Mapping[str, str]
    """As a file of the pack would hold them; only columns that the upload has and that could be understood."""
    broken: frozenset[str]
    """Columns whose cell has been reported."""
    draft: Draft

    def place(self, column: str) -> Place:
        """Where the cell of a column stands in the upload."""
        return self.draft.place(column)


@dataclass(frozen=True, slots=True)
class Intake:
    """What an upload says."""

    name: str
    records: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)
    """By table, then by key, in the order of the upload."""
    whole: Mapping[str, str] = field(default_factory=dict)
    """Tables that the upload holds completely, with the pack's file: what it lacks of them was removed."""
    file: str = ""
    """The pack's file that new rows belong to, where the table alone does not say."""
    problems: tuple[Problem, ...] = ()
    sheets: Mapping[str, str] = field(default_factory=dict)
    """What the upload calls the sheet, or file, of each table that it holds."""


def read_upload(upload: Upload, base: Rows, taken: Container[str] = ()) -> Intake:
    """Understand an opened upload with the names, ids and units of the state it was made from.

    ``taken`` are ids that new rows must not get although the base does not show them.
    """
    if any(problem.severity is Severity.ERROR for problem in upload.problems):
        return Intake(upload.name, problems=upload.problems)
    return _Reading(upload, base, taken).intake()


class _Reading:
    def __init__(self, upload: Upload, base: Rows, taken: Container[str]) -> None:
        self._upload = upload
        self._base = base
        self._problems = Problems(Topic.INTAKE)
        self._checked = Problems(Topic.CHECK)
        self._file = ""
        self._told: set[tuple[str, str]] = set()
        self._records: dict[str, dict[str, Record]] = {}
        self._taken = Either({key for rows in base.values() for key in rows}, taken)
        self._about: dict[tuple[str, str], list[str]] = {}
        for key, row in base.get("figures", {}).items():
            self._about.setdefault((row.cells["subject_id"].strip(), row.cells["indicator_id"].strip()), []).append(key)

    def intake(self) -> Intake:
        found = list(self._parts())
        self._check_sheets(found)
        parts = [part for part in self._without_copies(found) if self._can_be_told_apart(part)]
        # Figures come last: their units are those of indicators that the same upload may bring.
        parts.sort(key=lambda part: part.plan.table.name == "figures")
        for part in parts:
            self._claim(part)
        for part in parts:
            self._name(part)
        names = Names(self._with_new_rows(parts), former=Names(self._base))
        for part in parts:
            self._check_units(part)
            reader = Reader(part.plan.table.name, names)
            mine = self._records.setdefault(part.plan.table.name, {})
            claims = Claims((draft.key for draft in part.drafts if draft.key), self._taken)
            for draft in part.drafts:
                record = self._record(draft, reader, claims)
                if record is not None:
                    self._keep(record, mine)
        problems = (*self._upload.problems, *self._checked.found, *self._problems.found)
        sheets = {part.plan.table.name: part.name for part in reversed(parts)}
        return Intake(self._upload.name, self._records, self._whole(parts), self._file, problems, sheets)

    def _parts(self) -> Iterator[Part]:
        upload = self._upload
        if upload.geojson:
            read = read_features(upload.name, upload.geojson, self._base, self._problems, self._checked)
            if read is not None:
                part, self._file = read
                yield part
        else:
            measured = measured_by(self._base.get("indicators", {}))
            is_ours = upload.meta is not None
            yield from parts_of(list(upload.grids), measured=measured, is_ours=is_ours, problems=self._problems)

    def _check_sheets(self, parts: Sequence[Part]) -> None:
        """A workbook of ours holds the figures, which it is made for, and the corridor, if at all, as its one row."""
        if not self._upload.meta:
            return
        called = {titled(grid.name) for grid in self._upload.grids} | {part.plan.table.name for part in parts}
        if "figures" not in called and self._base.get("figures"):
            self._problems.warning("sheet-missing", Place(sheet_title("figures", "zh")))
        for part in parts:
            if part.plan.table.name == "corridor" and not part.drafts:
                place = Place(part.name, str(int(part.header_row) + 1))
                self._problems.error("corridor-missing", place, found=", ".join(self._base.get("corridor", {})))

    def _without_copies(self, parts: Sequence[Part]) -> Iterator[Part]:
        """The tables but for those that repeat another one, such as a sheet copied to be safe; each is told once."""
        firsts: dict[str, tuple[Part, set[tuple[str, ...]]]] = {}
        # The sheet that bears the table's own name is the one that is meant.
        for part in sorted(parts, key=lambda one: titled(one.name) != one.plan.table.name):
            own = {draft_key(draft) for draft in part.drafts} - {()}
            first, known = firsts.setdefault(part.plan.table.name, (part, own))
            if first is not part and len(own & known) * _COPIED >= len(own) and len(own) > 1:
                self._problems.error("sheet-repeated", Place(part.name), sheet=part.name, other=first.name)
            else:
                yield part

    def _can_be_told_apart(self, part: Part) -> bool:
        """Whether the columns are there by which rows are known, and of a whole table those that it cannot miss."""
        table = part.plan.table
        known = part.columns.issuperset(table.key) or part.columns.issuperset(_known_by(table))
        wanted: Sequence[str] = () if known else table.key
        if known and self._upload.meta:
            wanted = [column.name for column in part.plan.columns if column.required or column.name == "value"]
        for name in wanted:
            if name not in part.columns:
                place = Place(part.name, part.header_row, name, header=header(name, "zh"))
                self._problems.error("column-missing", place, column=ColumnName(name))
        return known

    def _claim(self, part: Part) -> None:
        """Take the ids that rows bring; a row with an impossible or repeated one is reported and left out."""
        table = part.plan.table
        if table.key != ("id",):
            return
        kept: list[Draft] = []
        seen: dict[str, Draft] = {}
        for draft in part.drafts:
            draft.key = draft.text("id")
            if _is_remark(draft):
                (name, *_) = filled = _filled(draft)
                found = " ".join(draft.text(one) for one in filled)
                self._problems.warning("row-remark", draft.place(name), found=found)
                continue
            if not draft.key and _is_waiting(draft):
                continue
            try:
                parse(table.column("id"), draft.key)
            except CellError as error:
                self._problems.cell(error, draft.place("id"))
                part.has_lost_rows = True
                continue
            if draft.key in seen:
                self._report_twice(draft.place("id"), draft.key, seen[draft.key].place("id"))
            else:
                kept.append(draft)
                if draft.key:
                    seen[draft.key] = draft
        part.drafts = kept

    def _name(self, part: Part) -> None:
        """Give rows without an id that of the row they must be, or a new one."""
        table = part.plan.table
        if table.key != ("id",) or table.name == "figures":
            return
        known = self._base.get(table.name, {})
        claims = Claims((draft.key for draft in part.drafts), self._taken)
        called = {plain(row.cells.get(f"{_stem(table.name)}_zh", "")): key for key, row in known.items()}
        for draft in part.drafts:
            if draft.key:
                continue
            names = {lang: draft.text(f"{_stem(table.name)}_{lang}") for lang in LANGS}
            same = called.get(plain(names["zh"])) if names["zh"] else None
            free = same is not None and same not in claims.own
            draft.key = same if same is not None and free else row_id(names, known, claims)
            claims.own.add(draft.key)

    def _with_new_rows(self, parts: Sequence[Part]) -> Rows:
        """The rows of the base, with those that the upload adds or renames: references may name them."""
        rows = {name: dict(table) for name, table in self._base.items()}
        for part in parts:
            table = part.plan.table
            for draft in part.drafts:
                if table.key == ("id",) and draft.key:
                    known = rows.setdefault(table.name, {}).get(draft.key)
                    said = {name: draft.text(name) for name in draft.found if draft.text(name)}
                    names = {name: text for name, text in said.items() if known is None or name.startswith(_NAMED)}
                    cells = {**(known.cells if known else {}), **names}
                    rows[table.name][draft.key] = Row(cells, known.file if known else "", "")
        return rows

    def _record(self, draft: Draft, reader: Reader, claims: Claims) -> Record | None:
        table = draft.plan.table
        broken = self._hidden(draft) | self._struck(draft)
        broken |= self._exchanged(draft)
        cells = self._cells(draft, reader, broken)
        if table.name == "nodes":
            self._check_point(draft, cells, broken)
        if broken.intersection(LON_LAT):
            # Half of a new place and half of the old one would be a place that nobody meant.
            broken.update((*LON_LAT, GEOMETRY))
            cells = {name: text for name, text in cells.items() if name not in broken}
        if table.name == "figures":
            self._settle(draft, cells, broken, claims)
        key = draft.key or key_of(table, cells)
        if not key:
            self._report_empty_key(draft, broken)
            return None
        if table.key == ("id",):
            cells["id"] = key
        if table.name == "corridor" and key not in self._base.get("corridor", {}):
            self._problems.error("corridor-id", draft.place("id"), found=key)
            return None
        if table.name == "figures":
            self._read_figure(draft, key, cells, broken)
        return Record(table.name, key, cells, frozenset(broken), draft)

    def _hidden(self, draft: Draft) -> set[str]:
        """Columns whose cell is hidden by a merged range: whether it says the same, or nothing, cannot be told."""
        hidden = {name: found.within for name, found in draft.found.items() if found.within}
        for name, merged in hidden.items():
            self._problems.error("merged", draft.place(name), merged=merged)
        return set(hidden)

    def _struck(self, draft: Draft) -> set[str]:
        """Columns whose cell is struck through, wholly or in part: whether it still counts, nobody can tell."""
        struck = {name: found for name, found in draft.found.items() if found.struck}
        told = list(struck)[:1] if struck.keys() == set(_filled(draft)) else list(struck)
        for name in told:
            self._problems.error("struck", draft.place(name), found=struck[name].text, mark=struck[name].struck)
        return set(struck)

    def _exchanged(self, draft: Draft) -> set[str]:
        """Longitude and latitude where each can only be the other."""
        try:
            lon, lat = (float(read_measure(draft.text(name))) for name in LON_LAT)
        except Unclear:
            return set()
        if not are_exchanged(Point(lon, lat)):
            return set()
        self._problems.cell(CellError("lonlat-swapped", found=f"{lon:.6f}, {lat:.6f}"), draft.place("lat"))
        return set(LON_LAT)

    def _cells(self, draft: Draft, reader: Reader, broken: set[str]) -> dict[str, str]:
        """The cells that can be understood by themselves; a value needs its unit and comes later."""
        cells: dict[str, str] = {} if draft.geometry is None else {GEOMETRY: draft.geometry}
        later = {*broken, UNIT.name, "value"} if reader.table == "figures" else broken.copy()
        for column in draft.plan.columns:
            if column.name not in draft.found or column.name in later:
                continue
            try:
                cells[column.name] = reader.read(column, draft.found[column.name])
            except CellError as error:
                self._problems.cell(error, draft.place(column.name))
                broken.add(column.name)
            else:
                self._tell_of_month(column, draft)
        return cells

    def _tell_of_month(self, column: Column, draft: Draft) -> None:
        """Say once of a column that a spreadsheet turned its months into dates of its own."""
        found = draft.text(column.name)
        month = excel_month(found) if column.cell in (Cell.PERIOD, Cell.DATE) else ""
        if month and (at := (draft.place(column.name).file, column.name)) not in self._told:
            self._told.add(at)
            self._problems.warning("period-excel", draft.place(column.name), found=found, read=month)

    def _report_empty_key(self, draft: Draft, broken: set[str]) -> None:
        for name in draft.plan.table.key:
            if name not in broken and not draft.text(name):
                self._problems.cell(CellError("cell-empty"), draft.place(name))

    def _check_point(self, draft: Draft, cells: Mapping[str, str], broken: set[str]) -> None:
        """A node's point is given by both its coordinates; a firm's are checked with its file."""
        lacking_one = lacking_half(*(cells.get(name) for name in LON_LAT))
        if lacking_one and lacking_one not in broken:
            self._problems.cell(CellError("lonlat-half"), draft.place(lacking_one))
            broken.update(LON_LAT)

    def _settle(self, draft: Draft, cells: Mapping[str, str], broken: set[str], claims: Claims) -> None:
        """Give a figure without an id that of the figure it must be, or a new one."""
        if draft.key or broken.intersection(_MATCHED):
            # Whatever the figure is, it has been reported; it needs a name of its own to go on.
            draft.key = draft.key or f"unclear-{len(claims.own)}"
            claims.own.add(draft.key)
            return
        said = [cells.get(name, "") for name in _MATCHED]
        rows = self._base.get("figures", {})
        alike = self._about.get((said[0], said[1]), ())
        same = [key for key in alike if key not in claims.own and _is_same(rows[key], cells)]
        if len(same) > 1:
            self._problems.error("row-ambiguous", draft.place("subject_id"), found=", ".join(same))
        draft.key = same[0] if same else figure_id(said[0], said[1], said[2], claims)
        claims.own.add(draft.key)

    def _read_figure(self, draft: Draft, key: str, cells: dict[str, str], broken: set[str]) -> None:
        """The value in its unit, and what becomes of an absence that gets one."""
        base = self._base.get("figures", {}).get(key)
        known = base.cells if base else {}
        if "value" in draft.found and not broken.intersection(("value", UNIT.name)):
            self._read_value(draft, known, cells, broken)
        if known.get("value", "").strip():
            return
        if not draft.text("value"):
            if base and not self._is_pack_file and "release" in cells:
                # The template leaves it empty for the number to come; an absence keeps what it is.
                cells["release"] = cells["release"] or known.get("release", "").strip()
            return
        if not self._is_pack_file:
            self._ask_for_more(draft, cells, known, broken)
        if base:
            self._check_inherited(draft, cells, known, broken)

    def _read_value(self, draft: Draft, known: Mapping[str, str], cells: dict[str, str], broken: set[str]) -> None:
        indicator = self._indicator(cells.get("indicator_id") or known.get("indicator_id", ""))
        stated = Stated(draft.text(UNIT.name), draft.hints.get("value", ""), draft.units)
        column = draft.plan.column("value")
        try:
            if _is_as_known(draft.found["value"], known.get("value", "")):
                # A whole column may have been given a format, and most of its rows were left as they are.
                cells["value"] = known["value"].strip()
                return
            value = calculated(column, draft.found["value"])
            if not value.text:
                cells["value"] = ""
            elif indicator is None:
                broken.add("value")
                read_number(value.text)
                self._check_unit(draft, indicator)
            else:
                cells["value"] = read_value(value, stated, indicator, known.get("value", ""))
        except CellError as error:
            is_unit = error.code in _OF_UNITS and str(error.values["found"]) in draft.text(UNIT.name)
            self._problems.cell(error, draft.place(UNIT.name if is_unit else "value"))
            if not is_unit:
                self._check_unit(draft, indicator)
            broken.add("value")

    def _check_unit(self, draft: Draft, indicator: Mapping[str, str] | None) -> None:
        """Tell also of a bad unit beside a bad value or indicator."""
        text, place = draft.text(UNIT.name), draft.place(UNIT.name)
        if text and indicator is None and not self._is_known_unit(text):
            self._problems.error("unit-unknown", place, found=text)
        elif indicator is not None:
            try:
                read_unit(text, indicator)
            except Unclear as error:
                self._problems.cell(error, place)

    def _check_inherited(self, draft: Draft, cells: dict[str, str], known: Mapping[str, str], broken: set[str]) -> None:
        """What was said of an absence does not hold of its number without being asked for: who may see it, and why."""
        was_public = known.get("release", "").strip() == Release.PUBLIC
        if "release" not in broken and not cells.get("release") and not self._is_pack_file:
            cells["release"] = Release.INTERNAL.value
            if was_public:
                self._problems.warning("value-internal", draft.place("release"), found=draft.text("value"))
        elif was_public and cells.get("release", Release.PUBLIC) == Release.PUBLIC and self._is_prefilled:
            self._problems.warning("value-public", draft.place("release"), found=draft.text("value"))
        stale = stale_notes(cells, known)
        if stale and len(stale) == sum(bool(known.get(name, "").strip()) for name in NOTES) and not self._is_pack_file:
            cells.update(dict.fromkeys(stale, ""))  # as the difference shows
        elif stale and not broken.intersection(stale):
            self._problems.warning("note-stale", draft.place(stale[0]), note=known[stale[0]].strip())

    def _ask_for_more(self, draft: Draft, cells: Mapping[str, str], known: Mapping[str, str], broken: set[str]) -> None:
        unstated = {name for name, found in draft.found.items() if is_unstated(draft.plan.column(name), found.text)}
        found = draft.text("value")
        if {**known, **cells}.get("status") == Status.NOT_PUBLISHED and "status" not in broken:
            self._problems.error("value-unpublished", draft.place("status"), found=found)
            broken.add("status")
        for name in lacking(cells, known, frozenset(unstated)):
            if name not in broken:
                self._problems.error("value-needs", draft.place(name), column=ColumnName(name), found=found)
                broken.add(name)
        # The checks of a whole figure do not see one whose value or status could not be read.
        if broken & {"value", "status"} and "source_id" not in broken and lacks_source({**known, **cells}):
            self._problems.error("value-source", draft.place("source_id"), found=found)
            broken.add("source_id")
        period = known.get("period", "").strip()
        if "period" not in broken | unstated and cells.get("period", period) == period and is_gap_of_years(period):
            self._problems.error("period-of-gap", draft.place("period"), found=period, value=found)
            broken.add("period")

    def _indicator(self, indicator_id: str) -> Mapping[str, str] | None:
        row = self._base.get("indicators", {}).get(indicator_id)
        record = self._records.get("indicators", {}).get(indicator_id)
        cells = {**(row.cells if row else {}), **(record.cells if record else {})}
        return cells if cells.get("unit") else None

    @property
    def _is_pack_file(self) -> bool:
        """Whether the upload is one of the pack's own files, whose empty cells mean what they mean there."""
        return any(PurePath(self._upload.name).name == table.file for table in BY_NAME.values())

    @property
    def _is_prefilled(self) -> bool:
        """Whether the release of a row that waits may be there without anybody having stated it."""
        meta = self._upload.meta
        return self._is_pack_file or (meta is not None and meta.template == PREFILLED_RELEASE)

    def _check_units(self, part: Part) -> None:
        """Tell of what is said of the unit of a whole column and is none, instead of in each of its rows."""
        if part.plan.table.name != "figures" or part.header is None:
            return
        # A table may state its unit in a hundred places: each unit counts once, and all rows share the list.
        above = list({unit_key(unit): unit for unit, place in part.units if self._is_unit(unit, place)}.values())
        for name in ("value", UNIT.name):
            hints = {draft.hints.get(name, "") for draft in part.drafts} - {""}
            units = [hint for hint in hints if self._is_unit(hint, part.header(name))]
            if name == "value" and not units:
                for draft in part.drafts:
                    draft.hints = {key: hint for key, hint in draft.hints.items() if key != name}
            elif name != "value":
                # 单位（万元） says of all values what a line above the table would.
                above += units
        for draft in part.drafts:
            draft.units = above

    def _is_unit(self, text: str, place: Place) -> bool:
        """Whether what is said of a whole column is a unit; if it is none, that is told."""
        if self._is_known_unit(text):
            return True
        self._problems.error("unit-unknown" if is_like_unit(text) else "unit-none", place, found=text)
        return False

    def _is_known_unit(self, text: str) -> bool:
        """Whether some indicator can be measured in a word."""
        return unit_key(text) in {*unit_words(), *self._counted}

    @cached_property
    def _counted(self) -> set[str]:
        """What the indicators count; of the upload's own only once they are read, which is before all figures."""
        keys = {*self._base.get("indicators", {}), *self._records.get("indicators", {})}
        indicators = (self._indicator(key) for key in keys)
        return {name for indicator in indicators if indicator for name in counted(indicator)}

    def _keep(self, record: Record, mine: dict[str, Record]) -> None:
        if record.key in mine:
            first = mine[record.key].place(record.draft.plan.table.key[0])
            self._report_twice(record.place(record.draft.plan.table.key[0]), record.key, first)
        else:
            mine[record.key] = record

    def _report_twice(self, place: Place, key: str, first: Place) -> None:
        at = first.cell or first.row
        at = at if first.file == place.file else f"{first.file} {at}"
        self._problems.error("row-twice", place, found=key, first=at)

    def _whole(self, parts: Sequence[Part]) -> dict[str, str]:
        name = PurePath(self._upload.name).name
        whole = {}
        for part in parts:
            table = part.plan.table
            is_file = (
                self._file if table.form is Form.GEOJSON and PurePath(self._file).name == name else table.file == name
            )
            is_complete = part.columns.issuperset(table.key) and not part.has_lost_rows
            # The corridor itself is never removed; a row that is missing or renamed has been reported.
            if is_complete and table.name != "corridor" and (self._upload.meta or is_file):
                whole[table.name] = self._file or table.file
        return whole


def draft_key(draft: Draft) -> tuple[str, ...]:
    """What a row is known by, as far as its own cells say; nothing where one of them is empty."""
    parts = tuple(draft.text(name) for name in draft.plan.table.key)
    return parts if all(parts) else ()


def _stem(table: str) -> str:
    """Stem of the columns that name a row."""
    return "title" if table == "sources" else "name"


def _known_by(table: Table) -> tuple[str, ...]:
    """Columns by which rows without an id are known."""
    return _MATCHED[:2] if table.name == "figures" else (f"{_stem(table.name)}_zh",)


def _is_waiting(draft: Draft) -> bool:
    """Whether a row is only prepared, for a value that nobody has typed."""
    return draft.plan.table.name == "figures" and set(_filled(draft)) <= set(PREPARED)


def _is_remark(draft: Draft) -> bool:
    """Whether a row is a line of words below the table, such as who filled it in."""
    filled = _filled(draft)
    if all(_LABELLED.search(draft.text(name)) for name in filled):
        return True
    return len(filled) == 1 and (_is_waiting(draft) or (bool(draft.key) and not _is_id(draft)))


def _is_id(draft: Draft) -> bool:
    try:
        parse(draft.plan.table.column("id"), draft.key)
    except CellError:
        return False
    return True


def _filled(draft: Draft) -> list[str]:
    return [name for name in draft.found if draft.text(name)]


def _is_as_known(found: Found, known: str) -> bool:
    """Whether a number that its format shows as another one is the one that stood there before."""
    try:
        return found.sort is Sort.OTHER and Decimal(found.text) == Decimal(known.strip())
    except InvalidOperation:
        return False


def _is_same(row: Row, cells: Mapping[str, str]) -> bool:
    """Whether a figure without an id is this one, as far as it says."""
    scope = cells.get("scope_id")
    said = all(row.cells[name].strip() == cells[name] for name in _MATCHED if name in cells)
    return said and (not scope or row.cells["scope_id"].strip() == scope)
