"""Ties of nodes and industries: statements, so somebody must have made them."""

from corridor.model.figure import Status
from corridor.model.problem import Problems
from corridor.model.text import Text
from corridor.pack.checks.identity import names_of
from corridor.pack.read import Tables
from corridor.pack.table import Table, equal_to, row_indices


def check_ties(tables: Tables, problems: Problems) -> None:
    """What a node does has a source; a claim or a plan without one is shown all the same, and asked about."""
    if "node_industries" not in tables:
        return
    ties = tables["node_industries"]
    unsourced = ~ties.cells["source_id"].where(bool)
    actual = ties.cells["status"].where(equal_to(Status.ACTUAL))
    for row in row_indices(unsourced):
        tell = ties.error if actual[row] else ties.warning
        told = {end: _name(ties, row, end, tables) for end in ("node", "industry")}
        tell(problems, "tie-source-missing", row, "source_id", **told)


def _name(ties: Table, row: int, end: str, tables: Tables) -> Text | str:
    own_id = ties.cells[f"{end}_id"].text(row).strip()
    return names_of(tables, end).get(own_id, own_id)
