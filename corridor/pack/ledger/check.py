"""What can be wrong with a ledger, beyond its cells."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corridor.model.period import Period
from corridor.model.problem import Problems
from corridor.pack.checks.identity import check_reference
from corridor.pack.checks.places import SURROUNDINGS_M, spine
from corridor.pack.ledger.build import codes_of
from corridor.pack.ledger.codes import coded_industry, has_check_digit, industry_code, is_credit_code
from corridor.pack.ledger.places import points
from corridor.pack.ledger.read import Books
from corridor.pack.read import Tables
from corridor.pack.schema import BY_NAME
from corridor.pack.table import Mask, equal_to, row_indices


def check_ledger(books: Books, tables: Tables, problems: Problems) -> None:
    """Add whatever is wrong with a ledger in its pack."""
    check_reference(books.sheet, books.sheet.schema.column("node_id"), tables, problems)
    _check_firms(books, problems)
    _check_industries(books, tables, problems)
    _check_periods(books, problems)
    _check_repeats(books, problems)
    _check_places(books, tables, problems)


def _check_firms(books: Books, problems: Problems) -> None:
    firms = books.firms
    coded = np.flatnonzero([is_credit_code(name) for name in firms.categories])
    wrong = coded[~has_check_digit(firms.categories[coded].tolist())]
    for row in row_indices(np.isin(firms.codes, wrong)) if len(wrong) else ():
        books.sheet.error(problems, "credit-code", row, "firm_id", found=firms[row])


def _check_industries(books: Books, tables: Tables, problems: Problems) -> None:
    if "industries" not in tables:
        _hide_industries(books, problems)
        return
    known, codes = tables["industries"].ids(), codes_of(tables)
    cells = books.sheet.cells["industry_id"]
    for row in row_indices(cells.where(lambda text: text and text not in known)):
        code = industry_code(cells.text(row))
        if not code:
            books.sheet.error(
                problems, "reference-unknown", row, "industry_id", found=cells.text(row), where="industries.csv"
            )
        elif coded_industry(code, codes) is None:
            books.sheet.error(problems, "industry-code-unknown", row, "industry_id", found=cells.text(row))


def _hide_industries(books: Books, problems: Problems) -> None:
    named = np.flatnonzero(books.sheet.cells["industry_id"].filled)
    if len(named):
        absent = BY_NAME["industries"].file
        books.sheet.warning(problems, "reference-hidden", int(named[0]), "industry_id", n=len(named), absent=absent)


def _check_periods(books: Books, problems: Problems) -> None:
    """No time is told of twice: what is in two periods would be counted twice in their sum."""
    cells = books.sheet.cells["period"]
    known = {one.text: one for one in cells.meanings if isinstance(one, Period) and one.stated}
    for pair in _overlaps(sorted(known.values(), key=lambda one: (one.first, one.last))):
        # The one that comes first in the file stands; who added the other is told.
        stands, comes = sorted(pair, key=lambda one: next(row_indices(cells.where(equal_to(one)))))
        row = next(row_indices(cells.where(equal_to(comes))))
        books.sheet.error(problems, "ledger-periods", row, "period", found=comes.text, other=stands.text)


def _overlaps(periods: Sequence[Period]) -> Iterator[tuple[Period, Period]]:
    for earlier, later in pairwise(periods):
        if earlier.last and later.first and later.first <= earlier.last:
            yield earlier, later


def _check_repeats(books: Books, problems: Problems) -> None:
    firms, periods = books.firms.codes, books.sheet.cells["period"]
    times = pd.factorize(np.array([str(getattr(one, "text", "")) for one in periods.meanings], dtype=object))[0]
    key = pd.Series(firms.astype(np.int64) * (len(times) + 1) + times[periods.codes])
    said = books.sheet.cells["firm_id"].filled & periods.filled
    repeats = np.flatnonzero(key.duplicated().to_numpy() & said)
    if not len(repeats):
        return
    firsts = key[~key.duplicated()].reset_index().set_index(0)["index"]
    for row in repeats.tolist():
        first = books.sheet.labels[int(firsts[key[row]])]
        books.sheet.error(
            problems, "ledger-repeated", row, "firm_id", found=books.sheet.cells["firm_id"].text(row), first=first
        )


def _check_places(books: Books, tables: Tables, problems: Problems) -> None:
    axis = spine(tables)
    if axis is None:
        return
    found = points(books, tables)
    reach = axis.ruler.from_axis_m(found.wgs84)
    swapped = axis.ruler.from_axis_m(found.exchanged) <= SURROUNDINGS_M
    for row in row_indices(_of_rows(reach > SURROUNDINGS_M, found.codes)):
        x, y = found.drawn[found.codes[row]]
        values = {
            "found": f"{x:.6f}, {y:.6f}",
            "distance_km": f"{reach[found.codes[row]] / 1000:.0f}",
            "most_km": round(SURROUNDINGS_M / 1000),
        }
        code = "lonlat-swapped" if swapped[found.codes[row]] else "coordinate-outside"
        books.sheet.error(problems, code, row, "lat", **values)


def _of_rows(points_meant: Mask, codes: NDArray[np.intp]) -> Mask:
    return np.append(points_meant, False)[codes]  # the last one stands for no point
