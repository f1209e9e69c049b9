import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corridor.analysis.breakdown import cells
from corridor.analysis.disclosure.release import Known, ReleaseDecision, release
from corridor.model.ledger import FIRMS, DisclosureRules, Ledger

sys.path.insert(0, str(Path(__file__).parent))

from attacker import KEYS, Atom, Attacker, Cell

COLUMNS = ["firm_id", *KEYS, "tax"]
PART = 0.15
NEARLY = 1e-4
RULES = DisclosureRules()
THREE = DisclosureRules(min_firms=3)

Row = tuple[str, str, str, str, str, int | None]
rows_of_firms = st.lists(
    st.tuples(
        st.sampled_from("ABC"),
        st.sampled_from("xyz"),
        st.sampled_from(["0-500", "500-1000"]),
        st.tuples(st.integers(0, 2000), st.integers(0, 2000)),
    ),
    min_size=4,
    max_size=18,
)


def ledger(rows: list[Row], rules: DisclosureRules = RULES) -> Ledger:
    """Books with these rows: firm, node, industry, stretch, period, tax."""
    frame = pd.DataFrame(rows, columns=COLUMNS)
    for name in COLUMNS[:-1]:
        frame[name] = frame[name].astype("category")
    frame["tax"] = frame["tax"].astype("Int64")
    return Ledger(rows=frame, scales={"tax": 0}, flows=frozenset({"tax"}), rules=rules, are_even=True)


def two_years(firms: list[tuple[str, str, str, tuple[int, int]]]) -> list[Row]:
    """Each firm in two periods."""
    return [
        (f"f{number}", node, industry, stretch, period, amount)
        for number, (node, industry, stretch, amounts) in enumerate(firms)
        for period, amount in zip(("2023", "2024"), amounts, strict=True)
    ]


def many(count: int, node: str, industry: str, amount: int = 100, *, first: int = 0) -> list[Row]:
    """Firms alike, in one period."""
    return [(f"{node}{industry}{first + n}", node, industry, "", "2024", amount) for n in range(count)]


def told(books: Ledger, *, known: tuple[Known, ...] = ()) -> tuple[pd.DataFrame, ReleaseDecision]:
    """The cells of books with the reasons why some are withheld."""
    found = cells(books)
    decided = release(books.rows, found, books.rules, known=known)
    return found.assign(withheld=decided.withheld), decided


def why(
    found: pd.DataFrame, node: str | None, industry: str | None, period: str | None, name: str = "tax"
) -> str | None:
    """Why one cell is withheld."""
    wanted = {"node_id": node, "industry_id": industry, "stretch": None, "period": period, "indicator_id": name}
    for key, value in wanted.items():
        found = found[found[key].isna() if value is None else found[key] == value]
    reason: str | None = found["withheld"].item()
    return reason


def atoms_of(books: Ledger) -> list[Atom]:
    """Whatever an attacker must think possible: no cell that is left out has a firm."""
    rows = books.rows
    places = set(rows[["node_id", "stretch"]].astype(str).itertuples(index=False, name=None))
    both = set(rows[["node_id", "industry_id", "period"]].astype(str).itertuples(index=False, name=None))
    return sorted((n, i, s, p) for n, i, p in both for m, s in places if m == n)


def attacker_on(books: Ledger, found: pd.DataFrame, name: str = "tax") -> Attacker:
    """An attacker who reads the public cells of an indicator."""
    return Attacker(atoms_of(books), found[found["indicator_id"] == name].astype({"withheld": object}))


def contributions(books: Ledger, cell: object) -> Counter[str]:
    """What each firm contributes to a cell."""
    found: Counter[str] = Counter()
    for row in books.rows.astype(object).itertuples():
        if all(getattr(cell, key) in (None, getattr(row, key)) for key in KEYS):
            found[row.firm_id] += int(row.tax)
    return found


def own(books: Ledger, firm: str) -> dict[Atom, int]:
    """What a firm knows of itself."""
    rows = books.rows[books.rows["firm_id"] == firm].astype(object)
    return {tuple(getattr(row, key) for key in KEYS): int(row.tax) for row in rows.itertuples()}


def failed(attack: Attacker) -> list[Cell]:
    """Cells that failed by themselves."""
    return [one for one in attack.cells.itertuples() if one.withheld in {"few", "dominated"}]


def too_close(books: Ledger, attack: Attacker) -> Iterator[tuple[Cell, str]]:
    """Every cell that failed and somebody can work out within p percent."""
    paid = {one.Index: contributions(books, one) for one in attack.cells.itertuples()}
    alone = {
        firm: [
            one
            for one in attack.cells.itertuples()
            if one.withheld is not None and +paid[one.Index] == Counter({firm: one.amount})
        ]
        for firm in books.rows["firm_id"].cat.categories
    }
    for cell in failed(attack):
        insiders = {firm for firm, _ in paid[cell.Index].most_common(2)} | {
            firm for firm, known in alone.items() if known
        }
        for firm in ("", *sorted(insiders)):
            mine = paid[cell.Index][firm]
            rest = cell.amount - mine
            if firm and rest == 0:
                continue
            low, high = attack.interval(cell, own(books, firm) if firm else {}, alone.get(firm, ()))
            need = max(PART * rest, 1) * (1 - NEARLY)
            if high < cell.amount + need or low > max(cell.amount - need, mine + NEARLY):
                yield cell, firm


slow = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@slow
@given(rows_of_firms)
def test_nobody_comes_closer_than_p_percent(firms: list[tuple[str, str, str, tuple[int, int]]]) -> None:
    """An attacker of their own, outside or inside, bounds no cell that failed more closely than by p percent."""
    books = ledger(two_years(firms), THREE)
    found, decided = told(books)
    if decided.holds:
        assert list(too_close(books, attacker_on(books, found))) == []


@slow
@given(rows_of_firms)
def test_no_withheld_cell_is_a_combination_of_public_ones(firms: list[tuple[str, str, str, tuple[int, int]]]) -> None:
    """Elimination in exact fractions gives no cell that failed, neither amounts nor counts."""
    books = ledger(two_years(firms), THREE)
    found, decided = told(books)
    for name in ("tax", FIRMS) if decided.holds else ():
        attack = attacker_on(books, found, name)
        assert [cell for cell in failed(attack) if attack.derived(cell) is not None] == []


def classical() -> Ledger:
    """Two nodes and two industries; one cell of two firms, all others of many."""
    return ledger([*many(2, "A", "x"), *many(9, "A", "y"), *many(9, "B", "x"), *many(9, "B", "y")])


def test_the_attacker_finds_a_cell_when_nothing_else_is_withheld() -> None:
    """A single cell withheld in its row is the row's total less the rest; so complementary cells are needed."""
    books = classical()
    found, decided = told(books)
    assert decided.holds
    alone = found.assign(withheld=found["withheld"].where(found["withheld"] != "complementary", None))
    attack = attacker_on(books, alone)
    cell = next(one for one in failed(attack) if one.node_id == "A")
    assert attack.derived(cell) == cell.amount == 200
    assert attack.interval(cell, {}) == (200, 200)
    assert list(too_close(books, attack)) != []
    assert list(too_close(books, attacker_on(books, found))) == []


def test_a_two_by_two_table_is_withheld_whole_and_its_totals_are_not() -> None:
    """One failed cell takes the other three with it, and no total."""
    found, decided = told(classical())
    assert decided.holds
    assert [why(found, node, industry, "2024") for node in "AB" for industry in "xy"] == ["few"] + ["complementary"] * 3
    assert [why(found, *key, "2024") for key in ((None, None), ("A", None), (None, "x"))] == [None] * 3


def test_a_count_is_withheld_with_its_amount() -> None:
    """A row of few firms tells neither how many nor how much, and neither follows from other counts."""
    books = classical()
    found, _ = told(books)
    assert why(found, "A", "x", "2024", FIRMS) == "few"
    attack = attacker_on(books, found, FIRMS)
    assert [attack.derived(cell) for cell in failed(attack)] == [None]


def test_the_total_of_all_periods_less_the_others_gives_nothing() -> None:
    """A cell that failed in one period takes another period or the total with it."""
    old = [(f"{node}{n}", node, "x", "", "2023", 100) for node in "AB" for n in range(9)]
    new = [(f"{node}{n}", node, "x", "", "2024", 100) for node, count in (("A", 2), ("B", 9)) for n in range(count)]
    books = ledger([*old, *new])
    found, decided = told(books)
    assert decided.holds
    assert why(found, "A", None, "2024") == "few"
    hidden = found[(found["node_id"] == "A") & (found["indicator_id"] == "tax") & found["industry_id"].isna()]
    assert hidden["withheld"].notna().sum() > 1
    assert list(too_close(books, attacker_on(books, found))) == []


def test_single_contributors_do_not_find_each_other_out() -> None:
    """Two cells of a firm each in one row are not enough for each other: each firm would subtract itself."""
    rows = [*many(1, "A", "x"), *many(1, "A", "y"), *many(9, "A", "z")]
    rows += [row for industry in "xyz" for row in many(9, "B", industry)]
    books = ledger(rows)
    found, decided = told(books)
    assert decided.holds
    assert why(found, "A", "z", "2024") is not None
    assert list(too_close(books, attacker_on(books, found))) == []


def test_a_stretch_that_is_a_node_is_withheld_as_the_node() -> None:
    """A node of one firm that has a stretch to itself is not told by the stretch."""
    rows: list[Row] = [("one", "A", "x", "0-500", "2024", 500)]
    rows += [
        (f"{node}{n}", node, "x", where, "2024", 100)
        for node, where in (("B", "500-1000"), ("C", "1000-1500"))
        for n in range(9)
    ]
    books = ledger(rows)
    found, decided = told(books)
    assert decided.holds
    assert found[(found["stretch"] == "0-500")]["withheld"].notna().all()
    assert why(found, "A", None, "2024") == "few"
    assert list(too_close(books, attacker_on(books, found))) == []


@pytest.mark.parametrize(
    ("amounts", "reason"),
    [
        ((100,) * 5, None),
        ((100,) * 4, "few"),
        ((100, 100, 100, 100, 0), "few"),
        ((900, 100, 100, 50, 50), "dominated"),
        ((500, 480, 20, 20, 20), "dominated"),
        ((500, 400, 30, 30, 15), None),
        ((500, -480, 20, 20, 20), "dominated"),
        ((700, 100, 100, 50, 50), None),
        ((701, 100, 100, 50, 49), "dominated"),
        ((0,) * 6, "few"),
    ],
)
def test_the_rules_of_a_cell(amounts: tuple[int, ...], reason: str | None) -> None:
    """Number, share and what remains after the two largest; refunds count by their size, zeros not at all."""
    rows: list[Row] = [(f"f{n}", "A", "x", "", "2024", amount) for n, amount in enumerate(amounts)]
    rows += [row for node in "BCD" for row in many(9, node, "x")]
    found, _ = told(ledger(rows))
    assert why(found, "A", None, "2024") == reason


def test_what_is_known_from_elsewhere_makes_the_audit_fail() -> None:
    """A figure that tells a cell that failed cannot be withheld here; the audit says so and names the cell."""
    key = ("A", "x", None, "2024")
    assert told(classical())[1].holds
    _, decided = told(classical(), known=(Known("tax", (key,)),))
    assert not decided.holds
    assert {(one.indicator_id, one.cell, one.value) for one in decided.exposed} >= {("tax", key, 200.0)}


def test_a_cell_that_is_known_hides_no_other() -> None:
    """What a figure tells is as good as public: another cell has to be withheld in its stead."""
    rows = [
        row for node in "ABC" for industry in "xy" for row in many(2 if node + industry == "Ax" else 9, node, industry)
    ]
    books = ledger(rows)
    free, _ = told(books)
    partner = next(node for node in "BC" if why(free, node, "x", "2024"))
    known = Known("tax", ((partner, "x", None, "2024"),))
    found, decided = told(books, known=(known,))
    assert decided.holds
    assert why(found, "B" if partner == "C" else "C", "x", "2024") == "complementary"


def test_deciding_again_gives_the_same() -> None:
    """The same books give the same answer."""
    assert told(classical())[0]["withheld"].equals(told(classical())[0]["withheld"])


def test_progress_is_told_to_the_end() -> None:
    """Whoever waits is told of every step, the last one included."""
    books = classical()
    steps: list[tuple[int, int]] = []
    release(books.rows, cells(books), books.rules, tell=lambda done, of: steps.append((done, of)))
    assert [done for done, _ in steps] == list(range(1, steps[-1][1] + 1))


def test_cells_of_other_books_are_refused() -> None:
    """A cell that the rows do not have is no cell that could be decided on."""
    books = classical()
    with pytest.raises(ValueError, match="tax"):
        release(books.rows, cells(books).assign(node_id="Z"), books.rules)


def test_a_larger_share_lets_more_through() -> None:
    """The thresholds are those of the rules."""
    rows: list[Row] = [(f"f{n}", "A", "x", "", "2024", amount) for n, amount in enumerate((900, 100, 100, 50, 50))]
    assert why(told(ledger(rows))[0], "A", None, "2024") == "dominated"
    assert why(told(ledger(rows, DisclosureRules(max_share=Decimal("0.8"))))[0], "A", None, "2024") is None
