"""The ledger: every row understood or named with its cell, sums exact, and nothing of it in what the public sees."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal, localcontext
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import LAT, LON, STEP, Files, sample
from shapely import Point

from corridor.__main__ import main
from corridor.analysis.breakdown import cells
from corridor.geo import from_wgs84
from corridor.i18n.problems import in_cell
from corridor.model.figure import Release
from corridor.model.ledger import Ledger, amount_text
from corridor.model.problem import PackError, Problem, Severity
from corridor.pack.load import examine, load, load_ledger

HEADER = "firm_id,name_zh,name_en,node_id,industry_id,period,tax,secret,lon,lat"
FILE = "ledger.csv"
CODE = "91110000600037341L"
ROWS = (
    f"{CODE},甲厂,First works,n-point,robots,2022,1.50,7,,",
    f"{CODE},甲厂,First works,n-point,robots,2023,2.25,8,,",
    f'乙,乙厂,"Second, works",n-area,silk,2022,0.1,,{LON + 0.001},{LAT + 0.001}',
    "丙,丙厂,Third works,n-unknown,3521,2022,-0.25,,,",
    f"丁,丁厂,Fourth works,,,2023,1000000000000000.000000000001,,{LON},{LAT + STEP - 0.0001}",
)
CODES = b"code,industry_id\n35,robots\nC352,silk\n"
"""A year and a half of a small town; the second firm has no second year."""


def pack(*rows: str, header: str = HEADER, **files: bytes) -> Files:
    """The sample pack with a ledger."""
    text = "\n".join((header, *rows)) + "\n"
    own = {name.replace("_csv", ".csv"): content for name, content in files.items()}
    return {**sample(), "industry_codes.csv": CODES, FILE: text.encode(), **own}


def books(files: Files) -> Ledger:
    """The ledger of a pack."""
    _, ledger = load_ledger(files)
    assert ledger is not None
    return ledger


def sums(files: Files, *by: str) -> dict[tuple[str | None, ...], tuple[str, int]]:
    """Amount and count of firms of every cell, by node, industry, stretch, period and indicator."""
    ledger = books(files)
    keys = ["node_id", "industry_id", "stretch", "period", "indicator_id"]
    return {
        tuple(cell[key] for key in keys): (
            amount_text(cell["amount"], ledger.scales.get(cell["indicator_id"], 0)),
            cell["firms"],
        )
        for cell in cells(ledger, by).to_dict("records")
    }


def found(files: Files) -> list[Problem]:
    """What is wrong with a pack."""
    return list(examine(files)[1])


def test_a_sound_ledger_has_no_problems() -> None:
    """Rows without a node or an industry, refunds, codes, any text for a firm: all of it is understood."""
    assert found(pack(*ROWS)) == []


def test_every_row_is_in_one_cell_of_each_breakdown() -> None:
    """Sums are exact, an empty amount counts no firm, and what cannot be assigned is told as such."""
    assert sums(pack(*ROWS), "node") == {
        ("n-point", None, None, "2022", "tax"): ("1.5", 1),
        ("n-point", None, None, "2023", "tax"): ("2.25", 1),
        ("n-point", None, None, None, "tax"): ("3.75", 1),
        ("n-point", None, None, "2022", "secret"): ("7", 1),
        ("n-point", None, None, "2023", "secret"): ("8", 1),
        ("n-point", None, None, "2022", "firms"): ("1", 1),
        ("n-point", None, None, "2023", "firms"): ("1", 1),
        ("n-area", None, None, "2022", "tax"): ("0.1", 1),
        ("n-area", None, None, None, "tax"): ("0.1", 1),
        ("n-area", None, None, "2022", "firms"): ("1", 1),
        ("", None, None, "2022", "tax"): ("-0.25", 1),
        ("", None, None, "2023", "tax"): ("1000000000000000.000000000001", 1),
        ("", None, None, None, "tax"): ("999999999999999.750000000001", 2),
        ("", None, None, "2022", "firms"): ("1", 1),
        ("", None, None, "2023", "firms"): ("1", 1),
    }


def test_a_code_names_the_industry_of_its_longest_known_beginning() -> None:
    """3521 is silk by C352 and not robots by 35."""
    told = sums(pack(*ROWS), "industry")
    assert told[None, "silk", None, "2022", "tax"] == ("-0.15", 2)
    assert told[None, "robots", None, "2022", "tax"] == ("1.5", 1)
    assert told[None, "", None, "2023", "tax"] == ("1000000000000000.000000000001", 1)


def test_a_firm_is_on_the_stretch_of_its_own_point_else_of_its_node() -> None:
    """A node that shows no economic data gives none, and neither do places beyond the ends of the axis."""
    beyond = f"戊,,,n-point,,2022,5,,{LON},{LAT - 0.001}"
    told = {key[2]: value for key, value in sums(pack(*ROWS, beyond), "stretch").items() if key[3:] == ("2022", "tax")}
    assert told == {"500-1000": ("1.5", 1), "0-500": ("0.1", 1), "": ("4.75", 2)}
    assert sums(pack(*ROWS), "stretch")[None, None, "1500-2000", "2023", "firms"] == ("1", 1)


def test_points_are_read_in_the_datum_of_the_file() -> None:
    """What was picked in GCJ-02 lies on the same stretch as in WGS-84, which it would not if it were read as that."""
    drawn = from_wgs84(Point(LON, LAT + 0.0046), "gcj02")
    files = pack(f"甲,,,,,2022,1,,{drawn.x:.7f},{drawn.y:.7f}")
    declared = {**files, "corridor.toml": files["corridor.toml"] + b'\n[file_datum]\n"ledger.csv" = "gcj02"\n'}
    assert {key[2] for key in sums(declared, "stretch")} == {"500-1000"}
    assert {key[2] for key in sums(files, "stretch")} == {"0-500"}
    assert found(declared) == []


AMOUNTS = st.one_of(
    st.just(""),
    st.decimals(-(10**6), 10**6, places=4).map(str),
    st.integers(-(10**18) + 1, 10**18 - 1).map(lambda one: f"{one}.123456789012"),
)
KEYS = st.tuples(st.sampled_from(("n-point", "n-area", "n-unknown", "")), st.sampled_from(("robots", "silk", "")))


@settings(max_examples=25)
@given(st.dictionaries(st.tuples(st.integers(1, 6), st.sampled_from(("2022", "2023"))), st.tuples(KEYS, AMOUNTS)))
def test_sums_are_those_of_plain_arithmetic(rows: dict[tuple[int, str], tuple[tuple[str, str], str]]) -> None:
    """However large the amounts and however many their decimals, also over all periods, where a firm counts once."""
    lines = [f"f{firm},,,{node},{trade},{year},{tax},,," for (firm, year), ((node, trade), tax) in rows.items()]
    amounts: defaultdict[tuple[str, str, str | None], Decimal] = defaultdict(Decimal)
    firms: defaultdict[tuple[str, str, str | None], set[int]] = defaultdict(set)
    for (firm, year), ((node, trade), tax) in rows.items():
        for period in (year, None):
            key = (node.replace("n-unknown", ""), trade, period)
            if tax:
                with localcontext(prec=60):
                    amounts[key] += Decimal(tax)
                firms[key].add(firm)
    told = {
        (key[0], key[1], key[3]): value for key, value in sums(pack(*lines), "node,industry").items() if key[4] == "tax"
    }
    assert {key: (Decimal(value), count) for key, (value, count) in told.items()} == {
        key: (amount, len(firms[key])) for key, amount in amounts.items()
    }


def as_parquet(text: str) -> bytes:
    """A ledger as another program keeps it."""
    out = io.BytesIO()
    frame = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    frame["period"] = frame["period"].astype("int64")
    frame["node_id"] = frame["node_id"].astype("category")
    frame["name_en"] = frame["name_en"].replace("", None)
    frame.to_parquet(out)
    return out.getvalue()


def as_semicolons(text: str) -> bytes:
    """A ledger as a spreadsheet of another country saves it."""
    rows = list(csv.reader(io.StringIO(text)))
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("ledger.parquet", as_parquet),
        (FILE, as_semicolons),
        (FILE, lambda text: text.encode("gb18030")),
        (FILE, lambda text: text.replace("\n", "\n,,,,,,,,,\n\n").encode()),
        (FILE, lambda text: text.replace("Second, works", 'Second\n""works""').encode()),
        (FILE, lambda text: text.replace("n-area", " n-area ").replace("0.1,", "0.1 ,").encode()),
        (FILE, lambda text: text.replace(CODE, CODE.lower()).encode()),
    ],
)
def test_a_ledger_says_the_same_however_it_is_written(name: str, written: Callable[[str], bytes]) -> None:
    """Parquet, other delimiters, GB18030, blank rows, line breaks and blanks within cells, small letters."""
    files = pack(*ROWS)
    text = files.pop(FILE).decode()
    assert found({**files, name: written(text)}) == []
    assert sums({**files, name: written(text)}, "node,industry", "stretch") == sums(
        pack(*ROWS), "node,industry", "stretch"
    )


WRONG = [
    ("cell-empty", (",甲,,,,2022,1,,,",), "2", "firm_id"),
    ("cell-empty", ("甲,,,,,,1,,,",), "2", "period"),
    ("cell-period", ("甲,,,,,22年,1,,,",), "2", "period"),
    ("cell-decimal", ("甲,,,,,2022,1,,,", "乙,,,,,2022,1万,,,"), "3", "tax"),
    ("cell-decimal", ('甲,,,,,2022,"1,000",,,',), "2", "tax"),
    ("cell-decimal", ("甲,,,,,2022,1e3,,,",), "2", "tax"),
    ("cell-control", ("甲\u202e,,,,,2022,1,,,",), "2", "firm_id"),
    ("cell-number", ("甲,,,,,2022,1,,east,30.39",), "2", "lon"),
    ("cell-range", ("甲,,,,,2022,1,,104.4,91",), "2", "lat"),
    ("lonlat-half", ("甲,,,,,2022,1,,104.4,",), "2", "lat"),
    ("coordinate-outside", ("甲,,,,,2022,1,,106.4,30.39",), "2", "lat"),
    ("reference-unknown", ("甲,,,n-nowhere,,2022,1,,,",), "2", "node_id"),
    ("reference-unknown", ("甲,,,,gold,2022,1,,,",), "2", "industry_id"),
    ("industry-code-unknown", ("甲,,,,C3611,2022,1,,,",), "2", "industry_id"),
    ("credit-code", ("91110000600037341M,,,,,2022,1,,,",), "2", "firm_id"),
    ("ledger-repeated", ("甲,,,,,2022,1,,,", "乙,,,,,2022,1,,,", "甲,,,n-area,,2022,2,,,"), "4", "firm_id"),
    ("ledger-repeated", (f"{CODE},,,,,2022,1,,,", f"{CODE.lower()},,,,,2022,1,,,"), "3", "firm_id"),
    ("ledger-periods", ("甲,,,,,2022,1,,,", "甲,,,,,2022H1,1,,,"), "3", "period"),
    ("row-fields", ("甲,,,,,2022,1,,,", "乙,,,,,2022,1"), "3", ""),
    ("row-unreadable", ("甲,,,,,2022,1,,,", '乙,",,,2022,1,,,'), "3", ""),
]


@pytest.mark.parametrize(("code", "rows", "row", "column"), WRONG, ids=lambda value: str(value)[:40])
def test_a_mistake_is_named_by_its_cell(code: str, rows: tuple[str, ...], row: str, column: str) -> None:
    """The cell that is wrong, and no other, in both languages, with what to do."""
    problems = found(pack(*rows))
    assert [(one.code, one.file, one.row, one.column) for one in problems] == [(code, FILE, row, column)]
    assert problems[0].severity is Severity.ERROR
    assert all(in_cell(problems[0])[lang] for lang in ("zh", "en"))


@pytest.mark.parametrize(
    ("code", "header", "column"),
    [
        ("ledger-column", "taxes", "taxes"),
        ("ledger-rate", "growth", "growth"),
        ("ledger-rate", "firms", "firms"),
        ("column-duplicate", "lat", "lat"),
    ],
)
def test_a_column_that_cannot_be_summed_up_is_an_error(code: str, header: str, column: str) -> None:
    """Not only a warning: what is not read would be missing from every sum."""
    files = pack("甲,,,,,2022,1,5,,", header=HEADER.replace("secret", header))
    files["indicators.csv"] += (
        "growth,增长,Growth,percent,,,rate,0,false,9,\nfirms,家,Firms,count,家,firms,stock,0,false,10,\n".encode()
    )
    assert [(one.code, one.row, one.column) for one in found(files)] == [(code, "1", column)]


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("ledger-twice", {"ledger.parquet": as_parquet("firm_id,name_en,node_id,period\n")}),
        ("ledger-parquet", {FILE: None, "ledger.parquet": b"PAR1 and nothing else PAR1"}),
        ("ledger-kind", {FILE: None, "ledger.parquet": b"lists"}),
        ("file-empty", {FILE: b""}),
        ("file-empty", {FILE: b" \n"}),
        ("column-missing", {FILE: b"firm_id,tax\n1,2\n"}),
        ("encoding-utf16", {FILE: "firm_id,period\n".encode("utf-16")}),
        ("industry-code", {"industry_codes.csv": b"code,industry_id\nC99,silk\n"}),
        ("cell-choice", {"corridor.toml": sample()["corridor.toml"] + b'[ledger]\nbreakdowns = ["node", "street"]\n'}),
        ("cell-range", {"corridor.toml": sample()["corridor.toml"] + b"[ledger]\nmax_share = 70\n"}),
        ("toml-shape", {"corridor.toml": sample()["corridor.toml"] + b"[[ledger]]\nmin_firms = 3\n"}),
        ("reference-unknown", {"corridor.toml": sample()["corridor.toml"] + b'[ledger]\nscope_id = "x"\n'}),
    ],
)
def test_a_file_that_cannot_be_used_is_named(code: str, change: dict[str, bytes | None]) -> None:
    """Two ledgers, damaged ones, columns of lists, rules that there are not."""
    files = {name: data for name, data in {**pack(*ROWS[:2]), **change}.items() if data is not None}
    if files.get("ledger.parquet") == b"lists":
        out = io.BytesIO()
        pd.DataFrame({"firm_id": ["a"], "period": ["2022"], "tax": [[1, 2]]}).to_parquet(out)
        files["ledger.parquet"] = out.getvalue()
    assert [one.code for one in found(files)] == [code]
    with pytest.raises(PackError):
        load_ledger(files)


def test_industries_that_the_pack_leaves_out_are_only_hidden() -> None:
    """The file of industries is optional, and without it rows count as without an industry."""
    files = pack("甲,,,n-point,robots,2022,1,,,")
    for name in ("industries.csv", "node_industries.csv", "enterprises.csv", "industry_codes.csv"):
        del files[name]
    assert [(one.code, one.severity, one.file) for one in found(files)] == [
        ("reference-hidden", Severity.WARNING, FILE)
    ]
    assert sums(files, "industry")[None, "", None, "2022", "tax"] == ("1", 1)


def test_periods_of_different_lengths_have_no_sum_over_all() -> None:
    """A year and a quarter can stand beside each other, and adding them would compare what cannot be."""
    told = sums(pack("甲,,,,,2022,1,,,", "甲,,,,,2023Q1,1,,,"), "total")
    assert {key[3] for key in told} == {"2022", "2023Q1"}


def test_nothing_of_a_ledger_is_in_what_is_loaded() -> None:
    """The corridor is the same with and without one, for everybody, and its version too: nothing of it is read."""
    for profile in Release:
        without, having = load(sample() | {"industry_codes.csv": CODES}, profile), load(pack(*ROWS), profile)
        assert vars(without) == vars(having)
        assert vars(load({**pack(*ROWS), FILE: b"broken"}, profile)) == vars(without)


def test_what_only_an_internal_ledger_names_is_internal() -> None:
    """The scope of a ledger is public exactly when the ledger's sums are."""
    told = '[ledger]\nscope_id = "sc-secret"\nrelease = "{release}"\n'

    def scopes(release: str) -> set[str]:
        files = pack(*ROWS)
        files["corridor.toml"] += told.format(release=release).encode()
        files["figures.csv"] = files["figures.csv"].replace(b"sc-secret", b"all")
        return {scope.id for scope in load(files, Release.PUBLIC).scopes}

    assert scopes("internal") == {"all"}
    assert scopes("public") == {"all", "sc-secret"}


def written(files: Files, folder: Path) -> Path:
    """A pack in a folder."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command that ends well prints."""
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


def test_the_command_prints_cells_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row for each node and period and, for flows, one over all periods; null is a total, empty is unassigned."""
    folder = str(written(pack(*ROWS), tmp_path))
    asked = ("breakdown", folder, "--by", "node", "--indicator", "tax", "--profile", "internal", "--json")
    told = json.loads(printed(capsys, *asked))["cells"]
    assert len(told) == 8
    assert told[0] == {
        "node_id": "n-point", "industry_id": None, "stretch": None, "period": "2022", "indicator_id": "tax",
        "value": "1.5", "firms": 1, "withheld": None,
    }  # fmt: skip
    assert [cell["value"] for cell in told if cell["node_id"] == "" and cell["period"] is None] == [
        "999999999999999.750000000001"
    ]
    count = ("breakdown", folder, "--by", "industry", "--indicator", "firms", "--profile", "internal", "--json")
    assert {cell["period"] for cell in json.loads(printed(capsys, *count))["cells"]} == {"2022", "2023"}


def test_the_command_prints_lines_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the names of things, with their units, in the language that is asked for."""
    folder = str(written(pack(*ROWS), tmp_path))
    chinese = printed(capsys, "breakdown", folder, "--by", "node", "--profile", "internal")
    english = printed(capsys, "breakdown", folder, "--by", "stretch", "--profile", "internal", "--lang", "en")
    assert "名n-point  2022  税收 1.5 亿元  1 家企业\n" in chinese
    assert "500-1000 m  all periods  Tax CNY 375 million  firms: 1\n" in english
    assert "no stretch  2022" in english


def test_the_command_tells_the_public_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without being asked for the internal profile it has no cells, and that is no error; nor is a pack without."""
    folder = str(written(pack(*ROWS), tmp_path))
    assert json.loads(printed(capsys, "breakdown", folder, "--json")) == {"cells": []}
    assert "--profile internal" in printed(capsys, "breakdown", folder)
    (tmp_path / FILE).unlink()
    assert json.loads(printed(capsys, "breakdown", folder, "--profile", "internal", "--json")) == {"cells": []}


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A ledger with errors is not summed up, and an indicator that there is not is wrong use."""
    folder = str(written(pack(*ROWS), tmp_path))
    assert main(["breakdown", folder, "--indicator", "taxes"]) == 2
    assert "taxes" in capsys.readouterr().err
    (tmp_path / FILE).write_text("firm_id,period\n甲,heute\n", encoding="utf-8")
    assert main(["breakdown", folder, "--profile", "internal"]) == 1
    assert "[cell-period]" in capsys.readouterr().out
    assert main(["check", folder]) == 1
