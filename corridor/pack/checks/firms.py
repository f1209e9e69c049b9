"""The public list of firms: it names them, and never tells what a single one pays or earns."""

from corridor.model.problem import Place, Problems
from corridor.pack.firm_amounts import ledger_columns, listed, measured_by
from corridor.pack.read import Tables
from corridor.pack.rows import rows_of


def check_firm_amounts(tables: Tables, problems: Problems) -> None:
    """No column beside the firms holds periods or amounts, read or not."""
    if "enterprises" not in tables:
        return
    indicators = rows_of({name: sheet for name, sheet in tables.items() if name == "indicators"})
    firms, measured = tables["enterprises"], measured_by(indicators.get("indicators", {}))
    found = ledger_columns(firms.strangers.items(), measured, are_firms=True)
    if found:
        problems.error("looks-like-ledger", Place(firms.schema.file, row="1", column=found[0]), columns=listed(found))
