"""The rules of the ledger, and the table of codes that its industries may be written in."""

from collections.abc import Iterable

from corridor.model.ledger import BREAKDOWNS
from corridor.model.problem import Problems
from corridor.pack.ledger.codes import industry_code
from corridor.pack.read import Tables
from corridor.pack.table import row_indices


def check_ledger_rules(tables: Tables, problems: Problems) -> None:
    """Every breakdown is one that there is, and every code one of GB/T 4754."""
    if "ledger_rules" in tables:
        rules = tables["ledger_rules"]
        for row, said in enumerate(rules.many("breakdowns")):
            if unknown := _unknown(said):
                values = {"found": ", ".join(unknown), "choices": " | ".join(BREAKDOWNS)}
                rules.error(problems, "cell-choice", row, "breakdowns", **values)
    if "industry_codes" in tables:
        codes = tables["industry_codes"]
        for row in row_indices(codes.cells["code"].where(lambda text: text and not industry_code(str(text)))):
            codes.error(problems, "industry-code", row, "code", found=codes.cells["code"].text(row))


def _unknown(breakdowns: Iterable[str]) -> list[str]:
    return [name for name in breakdowns if name not in BREAKDOWNS]
