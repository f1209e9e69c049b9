"""The figures as one table in a text file that Excel opens as it is."""

import csv
import io
from collections.abc import Sequence

from corridor.export.records import ExportCell, ExportRow, figure_records
from corridor.i18n import word
from corridor.intake.template.formula_escaping import escape_formula
from corridor.model.corridor import Corridor
from corridor.model.text import Lang


def export(corridor: Corridor, lang: Lang) -> bytes:
    """All figures of the corridor's profile as CSV."""
    return text_table(figure_records(corridor, lang), lang)


def text_table(records: Sequence[ExportRow], lang: Lang) -> bytes:
    """Rows as CSV, in UTF-8 with the mark that Excel needs to see it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    if records:
        writer.writerow([word(f"export.{key}", lang) for key in records[0]])
    writer.writerows([_text(cell) for cell in record.values()] for record in records)
    return out.getvalue().encode("utf-8-sig")


def _text(cell: ExportCell) -> str:
    if cell is None:
        return ""
    return escape_formula(cell) if isinstance(cell, str) else f"{cell:f}"
