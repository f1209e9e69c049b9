"""What the ledger's sheet is called, which columns it has, and by which headers it is known."""

from collections.abc import Iterable, Mapping

from corridor.i18n import word
from corridor.i18n.columns import header
from corridor.i18n.numbers import unit_text
from corridor.i18n.spelling import plain
from corridor.model.text import LANGS, Lang
from corridor.model.unit import UNITS
from corridor.pack.rows import Rows
from corridor.pack.schema import TableSchema

KNOWN_BY = ("firm_id", "period")
"""What every ledger has and no other table."""


def title(lang: Lang) -> str:
    """What the sheet is called."""
    return word("template.sheet-ledger", lang)


def column_header(column: str, rows: Rows, lang: Lang) -> str:
    """What the sheet calls a column; an indicator by its name, with its unit."""
    indicator = rows.get("indicators", {}).get(column)
    if indicator is None:
        return header(column, lang)
    unit = indicator.text("unit")
    said = indicator.text(f"unit_name_{lang}") if unit == "count" else unit_text(UNITS[unit], lang)
    return word("template.ledger-indicator", lang, name=indicator.text(f"name_{lang}"), unit=said)


def columns_in(texts: Iterable[str], known: Mapping[str, str]) -> dict[int, str]:
    """The columns that headers mean, by their place, where these headers are known."""
    placed = ((place, known.get(plain(text))) for place, text in enumerate(texts))
    return {place: name for place, name in placed if name}


def known_headers(table: TableSchema, rows: Rows) -> Mapping[str, str]:
    """The columns of the table by every header that means one, in whichever language, as `plain` leaves it."""
    names = [column.name for column in table.columns]
    said = {plain(column_header(name, rows, lang)): name for lang in LANGS for name in names}
    return said | {plain(name): name for name in names}
