"""What somebody sent, taken apart into tables of cells; nothing is compared with a corridor yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from corridor.intake.open.book import read_book
from corridor.intake.open.grid import Grid
from corridor.intake.open.sniff import sniff
from corridor.intake.open.text_table import read_text
from corridor.intake.template.meta import LISTS, TITLE, Meta, read_meta
from corridor.intake.terms.sheets import is_said
from corridor.model.problem import Place, Problem, Problems, Severity, Topic
from corridor.pack.read import decode


@dataclass(frozen=True, kw_only=True, slots=True)
class Upload:
    """An upload as far as it could be opened."""

    name: str
    grids: Sequence[Grid] = ()
    meta: Meta | None = None
    """What a workbook of ours says of itself."""
    geojson: str = ""
    """The text of a GeoJSON file, instead of grids."""
    problems: tuple[Problem, ...] = ()


def open_upload(name: str, data: bytes) -> Upload:
    """Open a workbook, a CSV or a GeoJSON file; whatever is wrong with it as a whole is among its problems."""
    problems = Problems(Topic.INTAKE)
    found = sniff(name, data, problems)
    if found is None:
        return Upload(name=name, problems=problems.found)
    if found.is_workbook:
        return _from_book(name, read_book(name, data, found.blanks, problems), problems)
    return _from_text(name, data, problems)


def _from_book(name: str, grids: list[Grid], problems: Problems) -> Upload:
    own = [grid for grid in grids if grid.name == TITLE]
    meta = read_meta(tuple(cell.text for cell in row) for _, row in own[0].rows) if own else None
    told = [grid for grid in grids if grid.name not in (TITLE, LISTS) and not is_said(grid.name)]
    for grid in told:
        if grid.is_hidden:
            problems.warning("sheet-hidden", Place(grid.name), sheet=grid.name)
    seen = [grid for grid in told if not grid.is_hidden]
    if not seen and not any(problem.severity is Severity.ERROR for problem in problems.found):
        problems.error("upload-empty", Place(name))
    return Upload(name=name, grids=seen, meta=meta, problems=problems.found)


def _from_text(name: str, data: bytes, problems: Problems) -> Upload:
    checked = Problems(Topic.CHECK)
    text = decode(name, data, checked)
    if text is None:
        return Upload(name=name, problems=checked.found)
    if not text.strip():
        problems.error("upload-empty", Place(name))
    elif text.lstrip().startswith(("{", "[")) or name.lower().endswith((".geojson", ".json")):
        return Upload(name=name, geojson=text)
    else:
        return Upload(name=name, grids=read_text(name, text, problems), problems=problems.found)
    return Upload(name=name, problems=problems.found)
