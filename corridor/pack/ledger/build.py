"""A ledger as the analysis sums it up: categories, whole numbers, and each row's place along the axis."""

import math
from collections.abc import Callable, Iterable
from decimal import Decimal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from shapely import Point

from corridor.geo import Ruler
from corridor.model.figure import Kind, Release
from corridor.model.ledger import UNASSIGNED, DisclosureRules, Ledger
from corridor.model.period import Period
from corridor.model.place import Economy
from corridor.pack.checks.places import spine
from corridor.pack.ledger.codes import coded_industry, industry_code
from corridor.pack.ledger.places import points
from corridor.pack.ledger.read import Books, Named, named
from corridor.pack.read import Tables
from corridor.pack.table import Cells

STRETCH_M = 500
"""Length of the stretches of the axis by which firms are counted, in metres."""


def build_ledger(books: Books, tables: Tables) -> Ledger:
    """The ledger of a pack without errors."""
    periods = _periods(books.sheet.cells["period"])
    nodes = nodes_of(books, tables)
    columns = {
        "firm_id": books.firms,
        "node_id": nodes,
        "industry_id": industries_of(books, tables),
        "stretch": _stretches(books, nodes, tables),
        "period": periods,
    }
    amounts = {name: found.wholes for name, found in books.amounts.items()}
    return Ledger(
        rows=pd.DataFrame({**columns, **amounts}),
        scales={name: found.scale for name, found in books.amounts.items()},
        flows=frozenset(books.amounts) & _flows(tables),
        rules=rules_of(tables),
        are_even=len({period.months for period in books.sheet.cells["period"].meanings if isinstance(period, Period)})
        == 1,
    )


def rules_of(tables: Tables) -> DisclosureRules:
    """By which rules sums of the ledger may be public; the usual ones, and nothing public, where the pack says none."""
    if "ledger_rules" not in tables or not len(tables["ledger_rules"]):
        return DisclosureRules()
    rules = tables["ledger_rules"]
    (least,), (share,), (percent,) = (
        rules.column("min_firms", int),
        rules.column("max_share", float),
        rules.column("p_percent", float),
    )
    usual = DisclosureRules()
    return DisclosureRules(
        release=Release(rules.column("release", str)[0] or usual.release),
        breakdowns=rules.many("breakdowns")[0] or usual.breakdowns,
        min_firms=usual.min_firms if least is None else least,
        max_share=usual.max_share if share is None else Decimal(str(share)),
        p_percent=usual.p_percent if percent is None else Decimal(str(percent)),
        scope_id=rules.column("scope_id", str)[0],
        source_ids=rules.many("source_id")[0],
    )


def nodes_of(books: Books, tables: Tables) -> Named:
    """The node of each row; one that shows no economic data has no firms either."""
    nodes = tables["nodes"]
    said = zip(nodes.column("id", str), nodes.column("economy", str), strict=True)
    shown = [node for node, economy in said if node and economy != Economy.NONE]
    return _categories(books.sheet.cells["node_id"], str, shown)


def industries_of(books: Books, tables: Tables) -> Named:
    """The industry of each row, also of those that say it by a code."""
    known = [one for one in tables["industries"].column("id", str) if one] if "industries" in tables else []
    codes = codes_of(tables)

    def called(said: object) -> str:
        return str(said) if said in known else coded_industry(industry_code(str(said)), codes) or UNASSIGNED

    return _categories(books.sheet.cells["industry_id"], called, known)


def codes_of(tables: Tables) -> dict[str, str]:
    """The industries that codes of GB/T 4754 mean in a pack, by code."""
    if "industry_codes" not in tables:
        return {}
    table = tables["industry_codes"]
    pairs = zip(table.column("code", str), table.column("industry_id", str), strict=True)
    return {industry_code(code): industry for code, industry in pairs if code and industry}


def _flows(tables: Tables) -> set[str]:
    known = tables["indicators"]
    pairs = zip(known.column("id", str), known.column("kind", str), strict=True)
    return {name for name, kind in pairs if name and kind == Kind.FLOW}


def _periods(cells: Cells) -> Named:
    known = sorted((one for one in cells.meanings if isinstance(one, Period)), key=lambda period: period.sort_key)
    return _categories(cells, lambda one: getattr(one, "text", UNASSIGNED), [one.text for one in known])


def _categories(cells: Cells, called: Callable[[object], str], known: Iterable[str]) -> Named:
    """A column as what its distinct cells name; what is none of the known names is unassigned."""
    names = [*dict.fromkeys(known), UNASSIGNED]
    places = {name: place for place, name in enumerate(names)}
    codes = np.array([places.get(called(meaning), len(names) - 1) for meaning in cells.meanings], dtype=np.intp)
    return named(codes[cells.codes], names)


def _stretches(books: Books, nodes: Named, tables: Tables) -> Named:
    """The stretch of each row by its own point, else by that of its node; beyond the ends of the axis there is none."""
    axis = spine(tables)
    if axis is None:
        return named(np.zeros(len(books.sheet), dtype=np.intp), [UNASSIGNED])
    found = points(books, tables)
    own = np.append(axis.ruler.along_m(found.wgs84), np.nan)[found.codes]
    of_nodes = _along_of_nodes(nodes.categories.tolist(), axis.ruler, tables)[nodes.codes]
    metres = np.where(found.codes < 0, of_nodes, own)
    count = math.ceil(axis.ruler.length_m / STRETCH_M)
    number = np.where(np.isnan(metres), count, np.minimum(np.nan_to_num(metres) // STRETCH_M, count - 1))
    names = [f"{n * STRETCH_M}-{(n + 1) * STRETCH_M}" for n in range(count)]
    return named(number.astype(np.intp), [*names, UNASSIGNED])


def _along_of_nodes(names: list[str], ruler: Ruler, tables: Tables) -> NDArray[np.float64]:
    """Chainages of nodes by name; NaN for those that have no point."""
    nodes = tables["nodes"]
    shapes = dict(zip(nodes.column("id", str), nodes.geometry_wgs84, strict=True))
    found = [shapes.get(name) for name in names]
    places = [(shape.x, shape.y) if isinstance(shape, Point) else (np.nan, np.nan) for shape in found]
    return ruler.along_m(np.array(places))
