"""A breakdown of the ledger to take away, as far as the profile goes."""

from functools import partial

from corridor.export.csv_table import text_table
from corridor.export.records import ledger_records
from corridor.export.xlsx import workbook
from corridor.model.corridor import Corridor
from corridor.model.text import Lang


def export_xlsx(corridor: Corridor, lang: Lang, *, by: str) -> bytes:
    """A breakdown as a workbook."""
    return workbook(corridor, lang, {"ledger": partial(ledger_records, by=by)})


def export_csv(corridor: Corridor, lang: Lang, *, by: str) -> bytes:
    """The same as one table in a text file."""
    return text_table(ledger_records(corridor, lang, by=by), lang)
