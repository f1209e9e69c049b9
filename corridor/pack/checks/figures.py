"""Figures: a value exactly when published, with what it takes to be believed and allowed to be shown."""

from datetime import date

import numpy as np
import pandas as pd

from corridor.i18n import both
from corridor.model.figure import Release, Status, is_ahead, needs_source
from corridor.model.period import Period
from corridor.model.place import Economy
from corridor.model.problem import Problems
from corridor.model.unit import UNITS
from corridor.pack.checks.identity import names_of
from corridor.pack.read import Tables
from corridor.pack.table import Mask, Table, equal_to, row_indices

_SAME = ("subject_id", "indicator_id", "period", "value", "qualifier", "status", "scope_id", "release")


def check_figures(tables: Tables, problems: Problems) -> None:
    """Run every rule about figures."""
    if "figures" not in tables:
        return
    figures = tables["figures"]
    _check_values(figures, problems)
    _check_economy(figures, tables, problems)
    _check_sources(figures, tables, problems)
    _check_statements(figures, tables, problems)
    _check_repeats(figures, problems)


def _check_values(figures: Table, problems: Problems) -> None:
    unpublished = figures.cells["status"].where(equal_to(Status.NOT_PUBLISHED))
    published = _published(figures)
    value = figures.cells["value"]
    for row in row_indices(unpublished & value.filled):
        figures.error(problems, "value-not-published", row, "value", found=value.text(row))
    for row in row_indices(published & ~value.filled):
        status = both(f"figure.status-{figures.cells['status'][row]}")
        figures.error(problems, "value-missing", row, "value", status=status)


def _published(figures: Table) -> Mask:
    return figures.cells["status"].where(lambda status: status and status != Status.NOT_PUBLISHED)


def _check_economy(figures: Table, tables: Tables, problems: Problems) -> None:
    if "nodes" not in tables:
        return
    nodes = tables["nodes"]
    silent = nodes.only(nodes.cells["economy"].where(equal_to(Economy.NONE))).ids()
    subjects = figures.cells["subject_id"]
    rows = subjects.where(silent.__contains__)
    names = names_of(tables, "subject") if rows.any() else {}
    for row in row_indices(rows):
        figures.error(problems, "economy-none", row, "subject_id", found=names[subjects.text(row).strip()])


def _check_sources(figures: Table, tables: Tables, problems: Problems) -> None:
    said = zip(figures.column("status", str), figures.column("release", str), strict=True)
    needing = np.array([needs_source(status or "", release or "") for status, release in said], dtype=bool)
    published = _published(figures) & figures.cells["value"].filled
    unsourced = published & needing & ~figures.cells["source_id"].where(bool)
    public = figures.cells["release"].where(equal_to(Release.PUBLIC))
    firms = tables["enterprises"].ids() if "enterprises" in tables else set()
    taxpayer = figures.cells["subject_id"].where(firms.__contains__)
    _report_all(figures, "taxpayer-public", unsourced & public & taxpayer, tables, problems)
    _report_all(figures, "public-without-source", unsourced & public & ~taxpayer, tables, problems)
    _report_all(figures, "source-missing", unsourced & ~public, tables, problems)


def _report_all(figures: Table, code: str, rows: Mask, tables: Tables, problems: Problems) -> None:
    names = names_of(tables, "subject") if rows.any() else {}
    for row in row_indices(rows):
        subject = figures.cells["subject_id"].text(row).strip()
        figures.error(
            problems, code, row, "source_id", found=names.get(subject) or subject or both("update.subject-unclear")
        )


def _check_statements(figures: Table, tables: Tables, problems: Problems) -> None:
    actual = figures.cells["status"].where(equal_to(Status.ACTUAL))
    for row in row_indices(actual & ~figures.cells["period"].filled):
        figures.warning(problems, "actual-unstated", row, "period")
    scoped = figures.cells["indicator_id"].where(_scoped(tables).__contains__)
    for row in row_indices(actual & scoped & ~figures.cells["scope_id"].filled):
        figures.warning(problems, "actual-unstated", row, "scope_id")
    data_date = tables["corridor"].cells["data_date"][0] if "corridor" in tables else None
    if isinstance(data_date, date):
        said = zip(figures.column("status", str), figures.column("period", Period), strict=True)
        for row, (status, period) in enumerate(said):
            if period and is_ahead(status or "", period, data_date):
                figures.warning(problems, "period-future", row, "period", found=figures.cells["period"].text(row))


def _scoped(tables: Tables) -> set[str]:
    """Indicators whose numbers mean nothing without a definition; a length or an area speaks for itself."""
    if "indicators" not in tables:
        return set()
    indicators = tables["indicators"]
    units = [unit for unit in UNITS.values() if unit.currency or unit.id == "count"]
    return indicators.only(indicators.cells["unit"].where({unit.id for unit in units}.__contains__)).ids()


def _check_repeats(figures: Table, problems: Problems) -> None:
    said = pd.DataFrame({name: figures.cells[name].codes for name in _SAME})
    said = said[figures.cells["value"].filled]
    is_repeat = said.duplicated()
    if not is_repeat.any():
        return
    firsts = said[~is_repeat].reset_index()
    repeats = said[is_repeat].reset_index().merge(firsts, on=list(_SAME), suffixes=("", "_first"))
    for row, first in zip(repeats["index"].tolist(), repeats["index_first"].tolist(), strict=True):
        figures.warning(problems, "figure-repeated", row, "id", first=figures.cells["id"].text(first))
