"""What an upload would change, as a piece of the page."""

from collections import Counter
from collections.abc import Sequence

from corridor.draw.web.markup import render
from corridor.draw.words.difference import Corridors, difference_groups
from corridor.intake.compare.describe import ChangedRow, empty_cell
from corridor.intake.compare.ledger import LedgerDifference, described
from corridor.model.text import Lang
from corridor.pack.rows import Rows

_SHOWN_ROWS = 200
"""Rows drawn of one difference; the rest is counted."""


def difference(rows: Sequence[ChangedRow], corridors: Corridors, lang: Lang) -> str:
    """The difference as a piece of the page.

    Args:
        rows: what differs, row by row.
        corridors: the two states, whose figures are worded as everywhere on the page; what they lack is told by its
            cells.
        lang: of the words.
    """
    return render(
        "difference.html.j2",
        lang,
        groups=difference_groups(rows, corridors, lang, _SHOWN_ROWS),
        counts=Counter(row.kind.value for row in rows),
        left=max(0, len(rows) - _SHOWN_ROWS),
        empty=empty_cell()[lang],
    )


def ledger_difference(told: LedgerDifference, rows: Rows, lang: Lang) -> str:
    """What differs between two ledgers as a piece of the page, summed up; ``rows`` say what indicators are called."""
    return render("ledger_difference.html.j2", lang, lines=[line[lang] for line in described(told, rows)])
