"""What a new ledger changes in the one that there is: summed up, since its rows are many and single firms' own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from corridor.i18n import both
from corridor.intake.compare.changes import ChangeKind
from corridor.intake.terms.ledger import column_header
from corridor.model.ledger import amount_text
from corridor.model.problem import quoted
from corridor.model.text import LANGS, Text
from corridor.pack.ledger.amounts import amounts
from corridor.pack.ledger.texts import Texts
from corridor.pack.rows import Rows
from corridor.pack.schema import Cell, Column, TableSchema

KEY = ["firm_id", "period"]
_LARGEST = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedTotal:
    """An indicator's sum over all firms in a period, before and after; None where no firm has an entry."""

    period: str
    indicator_id: str
    old: str | None
    new: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedAmount:
    """What one firm has of an indicator in a period, before and after; None where it has no entry."""

    firm_id: str
    name: Text
    period: str
    indicator_id: str
    old: str | None
    new: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class LedgerDifference:
    """What a new ledger changes."""

    rows: Mapping[str, tuple[int, int]]
    """How many rows each period that changes had and has."""
    added: int
    """Firms that had no row at all."""
    gone: int
    """Firms that have none any more."""
    moved: int
    """Firms that in some period have another node than before."""
    totals: tuple[ChangedTotal, ...]
    largest: tuple[ChangedAmount, ...]
    """The ten largest changes of each indicator, largest first."""


def compare_ledgers(before: Texts | None, after: Texts, table: TableSchema) -> LedgerDifference | None:
    """What differs between two ledgers; None where nothing does."""
    names = [column.name for column in table.columns]
    old, new = _frame(before, names), _frame(after, names)
    both_of = old.merge(new, on=KEY, how="outer", suffixes=("_old", "_new"), indicator="found")
    others = [name for name in names if name not in KEY]
    differs = both_of["found"] != "both"
    for name in others:
        differs |= both_of[f"{name}_old"] != both_of[f"{name}_new"]
    changed = both_of[differs]
    if changed.empty:
        return None
    indicators = [column for column in table.columns if column.cell is Cell.DECIMAL]
    had, has = old["period"].value_counts(), new["period"].value_counts()
    moved = changed[(changed["found"] == "both") & (changed["node_id_old"] != changed["node_id_new"])]
    return LedgerDifference(
        rows={period: (int(had.get(period, 0)), int(has.get(period, 0))) for period in sorted(set(changed["period"]))},
        added=len(set(new["firm_id"]) - set(old["firm_id"])),
        gone=len(set(old["firm_id"]) - set(new["firm_id"])),
        moved=moved["firm_id"].nunique(),
        totals=tuple(total for column in indicators for total in _totals(column, both_of, set(changed["period"]))),
        largest=tuple(amount for column in indicators for amount in _largest(column, changed)),
    )


def _frame(texts: Texts | None, names: list[str]) -> pd.DataFrame:
    """A ledger as text, with every column that it may have."""
    if texts is None:
        return pd.DataFrame({name: pd.Series(dtype=str) for name in names})
    blank = pd.Series([""] * len(texts.numbers), dtype=str)
    return pd.DataFrame(
        {name: texts.columns[name].to_pandas() if name in texts.columns else blank for name in names}, dtype=str
    )


def _wholes(column: Column, rows: pd.DataFrame) -> tuple[pd.Series, pd.Series, int]:
    """An indicator before and after as whole numbers of one scale."""
    said = pd.concat([rows[f"{column.name}_old"], rows[f"{column.name}_new"]]).fillna("")
    found, _ = amounts(column, pa.array(said.to_numpy(dtype=object), pa.large_string()))
    wholes = found.wholes
    return wholes.iloc[: len(rows)].set_axis(rows.index), wholes.iloc[len(rows) :].set_axis(rows.index), found.scale


def _totals(column: Column, rows: pd.DataFrame, periods: set[str]) -> Iterator[ChangedTotal]:
    within = rows[rows["period"].isin(periods)]
    old, new, scale = _wholes(column, within)
    for period, places in sorted(within.groupby("period").groups.items()):
        sums = [_sum(wholes.loc[places], scale) for wholes in (old, new)]
        if sums[0] != sums[1]:
            yield ChangedTotal(period=str(period), indicator_id=column.name, old=sums[0], new=sums[1])


def _sum(wholes: pd.Series, scale: int) -> str | None:
    entered = wholes.dropna()
    return amount_text(sum(map(int, entered)), scale) if len(entered) else None


def _largest(column: Column, changed: pd.DataFrame) -> Iterator[ChangedAmount]:
    old, new, scale = _wholes(column, changed)
    by = (new.fillna(0) - old.fillna(0)).abs()
    for place in by[by > 0].sort_values(ascending=False, kind="stable").index[:_LARGEST]:
        row = changed.loc[place]
        yield ChangedAmount(
            firm_id=row["firm_id"],
            name=Text(**{lang: _either(row, f"name_{lang}") for lang in LANGS}),
            period=row["period"],
            indicator_id=column.name,
            old=None if pd.isna(old[place]) else amount_text(int(old[place]), scale),
            new=None if pd.isna(new[place]) else amount_text(int(new[place]), scale),
        )


def _either(row: pd.Series, name: str) -> str:
    """What a row says of a column now; what it said where it is gone."""
    said = [row[f"{name}_new"], row[f"{name}_old"]]
    return next((text for text in said if isinstance(text, str) and text), "")


def as_json(told: LedgerDifference) -> tuple[list[dict[str, str | None]], dict[str, object]]:
    """A difference as programs read it: a change for each period's rows and sums, and what it comes to."""
    rows = [
        {
            "table": "ledger",
            "id": period,
            "column": "rows",
            "old": _none(had),
            "new": _none(has),
            "kind": _kind(had, has),
        }
        for period, (had, has) in told.rows.items()
    ]
    sums: list[dict[str, str | None]] = [
        {
            "table": "ledger",
            "id": total.period,
            "column": total.indicator_id,
            "old": total.old,
            "new": total.new,
            "kind": _kind(total.old, total.new),
        }
        for total in told.totals
    ]
    largest = [
        {key: getattr(amount, key) for key in ("firm_id", "period", "indicator_id", "old", "new")}
        for amount in told.largest
    ]
    return [*rows, *sums], {"added": told.added, "gone": told.gone, "moved": told.moved, "largest": largest}


def _none(count: int) -> str | None:
    return str(count) if count else None


def _kind(old: object, new: object) -> str:
    return str(ChangeKind.NEW if not old else ChangeKind.REMOVED if not new else ChangeKind.CHANGED)


def described(told: LedgerDifference, rows: Rows) -> tuple[Text, ...]:
    """A difference in sentences."""

    def called(indicator: str) -> Text:
        return Text(**{lang: column_header(indicator, rows, lang) for lang in LANGS})

    nothing = both("ledger.no-entry")
    return (
        both("ledger.difference", added=told.added, gone=told.gone, moved=told.moved),
        *(both("ledger.difference-rows", period=period, old=old, new=new) for period, (old, new) in told.rows.items()),
        *(
            both(
                "ledger.difference-total",
                period=one.period,
                name=called(one.indicator_id),
                old=one.old or nothing,
                new=one.new or nothing,
            )
            for one in told.totals
        ),
        *(
            both(
                "ledger.difference-amount",
                firm=quoted(one.firm_id),
                called=Text(**{lang: quoted(one.name[lang]) for lang in LANGS}),
                period=one.period,
                name=called(one.indicator_id),
                old=one.old or nothing,
                new=one.new or nothing,
            )
            for one in told.largest
        ),
    )
