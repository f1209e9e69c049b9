"""The ledger as it would be: the periods that were sent take the place of those that there were, others stay."""

import io

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from corridor.pack.ledger.texts import Texts
from corridor.pack.schema import LEDGER_FILES, Cell, Column, TableSchema

KEY = ["firm_id", "period"]
_MOST_EDITED = 100_000
"""Rows up to which a new ledger is kept as text."""


def merged(known: Texts | None, sent: Texts, table: TableSchema) -> tuple[Texts, int]:
    """The rows of periods that were not sent, and then those that were; how many the first are.

    A column that was not sent keeps what it says of the same firm and period.
    """
    names = [column.name for column in table.columns if _is_kept(column, known, sent)]
    old, new = _frame(known, names), _frame(sent, names)
    stays = ~old["period"].isin(set(new["period"]))
    absent = [name for name in names if name not in sent.columns]
    if absent:
        former = old[[*KEY, *absent]].drop_duplicates(KEY)
        new = new.drop(columns=absent).merge(former, on=KEY, how="left").fillna("")[names]
    whole = pd.concat([old[stays], new], ignore_index=True)
    columns = {name: pa.array(whole[name].to_numpy(dtype=object), pa.large_string()) for name in names}
    numbers = np.arange(len(whole), dtype=np.int64) + 2
    return Texts(numbers=numbers, columns=columns), int(stays.sum())


def _is_kept(column: Column, known: Texts | None, sent: Texts) -> bool:
    """Whether a ledger keeps a column: it has it, or a row that was sent says something in it."""
    if known is not None and column.name in known.columns:
        return True
    texts = sent.columns.get(column.name)
    return texts is not None and (column.cell is not Cell.DECIMAL or bool(pc.any(pc.not_equal(texts, "")).as_py()))


def _frame(texts: Texts | None, names: list[str]) -> pd.DataFrame:
    count = 0 if texts is None else len(texts.numbers)
    found = {} if texts is None else texts.columns
    blank = pd.Series([""] * count, dtype=str)
    return pd.DataFrame({name: found[name].to_pandas() if name in found else blank for name in names}, dtype=str)


def file_for(known: str, rows: int) -> str:
    """The file that a ledger is kept in: the one that there is, else text where it is small enough to be edited."""
    return known or LEDGER_FILES[0 if rows <= _MOST_EDITED else 1]


def written(file: str, texts: Texts) -> bytes:
    """A ledger as the bytes of its file."""
    if file != LEDGER_FILES[1]:
        frame = pd.DataFrame({name: column.to_pandas() for name, column in texts.columns.items()})
        return frame.to_csv(index=False, lineterminator="\n").encode()
    out = io.BytesIO()
    pyarrow.parquet.write_table(pa.table(dict(texts.columns)), out, compression="zstd")
    return out.getvalue()
