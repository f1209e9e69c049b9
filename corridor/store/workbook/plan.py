"""What the clerk sees: which tables are sheets, which columns they have, and by which words each is known."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from corridor.i18n import table as words
from corridor.i18n import word
from corridor.i18n.columns import header
from corridor.model.text import LANGS, Lang
from corridor.store.schema import BY_NAME, Cell, Column, Table
from corridor.store.workbook.rows import LON_LAT

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
LONGEST_HEADER = 200
"""Characters; a longer cell is no header, but a note."""
_NO_HEADER = (" ", " ", None)
"""What stands for it: no word in plain has a space."""
_IN_BRACKETS = re.compile(r"[(（\[［【](.*?)[)）\]］】]")
_PARTS = "%‰‱"


@dataclass(frozen=True, slots=True)
class Plan:
    """One sheet: a table of the pack as a clerk edits it."""

    table: Table
    columns: tuple[Column, ...]
    """In the order of the sheet, with those that only the sheet has."""

    def column(self, name: str) -> Column:
        """The column of a name.

        Raises:
            KeyError: no such column.
        """
        return {column.name: column for column in self.columns}[name]


@cache
def plan(table: str) -> Plan:
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
    return Plan(own, tuple(columns))


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


def recognised(table: str, text: str) -> tuple[str, str] | None:
    """The column that a header means, and what it says behind it, such as a unit; None for a stranger.

    A header is known in either language and by the pack's own name, however it is spaced, cased or widened.
    """
    known = _known_headers(table)
    whole, bare, hint = _said(text)
    if found := known.get(whole):
        return found, ""
    found = None if hint is None else known.get(bare)
    return (found, hint) if hint is not None and found else None


def begins_as(table: str, column: str, text: str) -> bool:
    """Whether a header begins with a word for a column, whatever it says behind it."""
    return any(said.startswith(_words_for(table, column)) for said in _said(text)[:2])


def is_own(table: str, text: str) -> bool:
    """Whether a header is one that the template gives, and not only another word for it."""
    known = {plain(said) for column in plan(table).columns for said in _own_headers(column.name)}
    return not known.isdisjoint(_said(text)[:2])


def titled(text: str) -> str | None:
    """The table whose sheet or file has this name; None when none has."""
    return _known_titles().get(plain(text))


def is_said(text: str) -> bool:
    """Whether this is the name of a sheet that we wrote for reading: the rules, or an earlier list of problems."""
    said = (word(key, lang) for key in ("template.sheet-rules", "intake.sheet-problems") for lang in LANGS)
    return plain(text) in set(map(plain, said))


def plain(text: str) -> str:
    """A name without what people vary: width, case, spaces and punctuation."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def folded(text: str) -> str:
    """A text without what nobody sees, width, case and spaces; every sign that says something is kept."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def is_sign_of_unit(sign: str) -> bool:
    """Whether a sign is no letter and still a unit: of a currency, or of parts in a hundred or a thousand."""
    return sign in _PARTS or is_currency(sign)


def is_currency(sign: str) -> bool:
    """Whether a character is the sign of a currency, whichever."""
    return bool(sign) and unicodedata.category(sign) == "Sc"


def _said(text: str) -> tuple[str, str, str | None]:
    """A header in plain, the same without what it says in brackets, and that; None without brackets."""
    return _taken_apart(text) if len(text) <= LONGEST_HEADER else _NO_HEADER


@lru_cache(maxsize=4096)
def _taken_apart(text: str) -> tuple[str, str, str | None]:
    bracketed = [said.strip() for said in _IN_BRACKETS.findall(text)]
    return _header_key(text), _header_key(_IN_BRACKETS.sub("", text)), " ".join(bracketed) if bracketed else None


def _header_key(text: str) -> str:
    """A header as `plain` leaves it, but with the unit that a sign says: 数值‰ is not 数值."""
    return plain(text) + "".join(filter(is_sign_of_unit, unicodedata.normalize("NFKC", text)))


def _own_headers(column: str) -> tuple[str, ...]:
    return (column, *(header(column, lang) for lang in LANGS))


@cache
def _known_headers(table: str) -> dict[str, str]:
    known: dict[str, str] = {}
    columns = [column.name for column in plan(table).columns]
    for name in columns:
        for said in _own_headers(name):
            known.setdefault(plain(said), name)
    for name in columns:
        stem, _, language = name.rpartition("_")
        if language == "zh" and stem:
            known.setdefault(plain(word(f"template.column-{stem}", "zh")), name)
        for lang in LANGS:
            if f"template.also-{name}" in words(lang):
                for also in word(f"template.also-{name}", lang).split("|"):
                    known.setdefault(plain(also), name)
    return known


@cache
def _words_for(table: str, column: str) -> tuple[str, ...]:
    return tuple(said for said, name in _known_headers(table).items() if name == column and said)


@cache
def _known_titles() -> dict[str, str]:
    known: dict[str, str] = {}
    for name in SHEETS:
        for title in (name, BY_NAME[name].file.partition(".")[0], *(sheet_title(name, lang) for lang in LANGS)):
            known.setdefault(plain(title), name)
    return known
