"""What the clerk sees: which tables are sheets, which columns they have, and by which words each is known."""

from dataclasses import dataclass
from functools import cache

from corridor.i18n import table as words
from corridor.i18n import word
from corridor.i18n.spelling import plain
from corridor.model.text import LANGS, Lang
from corridor.pack.rows import LON_LAT
from corridor.pack.schema import BY_NAME, Cell, Column, TableSchema

SHEETS = (
    "figures",
    "nodes",
    "sources",
    "scopes",
    "indicators",
    "subjects",
    "industries",
    "node_industries",
    "enterprises",
    "programmes",
    "milestones",
    "corridor",
)
"""Tables that are sheets, in their order in the workbook."""

UNIT = Column("unit", Cell.TEXT)
"""The unit a value is typed in; converted on reading, never stored."""

_SETTLED = {"corridor": ("datum",)}
"""Columns of the data folder that a clerk should not change."""


@dataclass(frozen=True, slots=True)
class SheetSchema:
    """One sheet: a table of the pack as a clerk edits it."""

    table: TableSchema
    columns: tuple[Column, ...]
    """In the order of the sheet, with those that only the sheet has."""

    def column(self, name: str) -> Column:
        """The column of a name.

        Raises:
            KeyError: no such column.
        """
        return {column.name: column for column in self.columns}[name]


@cache
def sheet_schema(table: str) -> SheetSchema:
    """The sheet of a table.

    Raises:
        KeyError: no such table.
    """
    own = BY_NAME[table]
    columns = [column for column in own.columns if column.name not in _SETTLED.get(table, ())]
    if table == "figures":
        columns.insert([column.name for column in columns].index("value") + 1, UNIT)
    if table == "nodes":
        after = [column.name for column in columns].index("position") + 1
        columns[after:after] = [BY_NAME["enterprises"].column(name) for name in LON_LAT]
    return SheetSchema(own, tuple(columns))


def sheet_title(table: str, lang: Lang) -> str:
    """What the sheet of a table is called; a table without one is called as its file."""
    return word(f"template.sheet-{table}", lang) if table in SHEETS else BY_NAME[table].file


def note(table: str, column: str, lang: Lang, *, datum: str) -> str:
    """What explains a column to who fills it, with a good and a bad example; coordinates name their datum."""
    stem, _, language = column.rpartition("_")
    name = stem if language in LANGS else column
    if f"template.note-{table}-{name}" in words(lang):
        return word(f"template.note-{table}-{name}", lang)
    return word(f"template.note-{name}", lang, datum=datum)


def titled(text: str) -> str | None:
    """The table whose sheet or file has this name; None when none has."""
    return _known_titles().get(plain(text))


def is_said(text: str) -> bool:
    """Whether this is the name of a sheet that we wrote for reading: the rules, or an earlier list of problems."""
    said = (word(key, lang) for key in ("template.sheet-rules", "intake.sheet-problems") for lang in LANGS)
    return plain(text) in set(map(plain, said))


@cache
def _known_titles() -> dict[str, str]:
    known: dict[str, str] = {}
    for name in SHEETS:
        for title in (name, BY_NAME[name].file.partition(".")[0], *(sheet_title(name, lang) for lang in LANGS)):
            known.setdefault(plain(title), name)
    return known
