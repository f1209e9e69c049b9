"""The invented corridor's ledger: made by its script, plainly invented, and sound."""

from pathlib import Path

import pandas as pd
import pytest
from invented_ledger import FILE, FIRMS, YEARS, invented_ledger

from corridor.model.ledger import KEYS
from corridor.pack.load import examine, load_ledger


@pytest.fixture(scope="module")
def made() -> pd.DataFrame:
    """What the script makes now."""
    return invented_ledger()


def test_the_file_is_what_its_script_makes(made: pd.DataFrame) -> None:
    """Row by row, and it is small."""
    pd.testing.assert_frame_equal(pd.read_parquet(FILE).astype(str), made.astype(str))
    assert FILE.stat().st_size < 400_000


def test_every_firm_says_that_it_is_invented(made: pd.DataFrame) -> None:
    """Nobody can take one of them for a firm that there is."""
    assert made["firm_id"].nunique() == FIRMS
    assert made["name_zh"].str.startswith("虚构企业").all()
    assert made["name_en"].str.startswith("Invented firm").all()
    assert set(made["period"]) == set(map(str, YEARS))


def test_it_is_sound_and_has_something_of_everything(invented: Path) -> None:
    """Rows without node, industry, stretch or amount, refunds, firms that move: what the page must show well."""
    assert [problem for problem in examine(invented)[1] if problem.file == FILE.name] == []
    _, ledger = load_ledger(invented)
    assert ledger is not None
    assert all((ledger.rows[key] == "").any() for key in KEYS if key != "period")
    assert (ledger.rows["tax-revenue"] < 0).any()
    assert ledger.rows["tax-revenue"].isna().any()
    seats = ledger.rows[["firm_id", "node_id"]].drop_duplicates()
    assert seats["firm_id"].duplicated().any()
