"""A ledger from its empty template to the published version: mistakes by cell, differences summed up, and undone."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from samples import Files, sample

from corridor.__main__ import main
from corridor.i18n import word
from corridor.intake.open.sniff import MOST_BYTES
from corridor.intake.publish.prepare import prepare
from corridor.model.figure import Release

HEADER = ("firm_id", "name_zh", "name_en", "node_id", "industry_id", "period", "tax", "secret")
BEFORE = (
    ("甲", "甲厂", "First", "n-point", "robots", "2022", "1.5", "7"),
    ("乙", "乙厂", "Second", "n-point", "silk", "2022", "2", "8"),
    ("甲", "甲厂", "First", "n-point", "robots", "2023", "1.75", "9"),
    ("乙", "乙厂", "Second", "n-point", "silk", "2023", "2.5", "10"),
)
AFTER = (
    ("甲", "甲厂", "First", "n-area", "robots", "2023", "1.75", "9"),
    ("丙", "丙厂", "Third", "n-point", "silk", "2023", "-0.125", "11"),
)
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def as_csv(rows: Iterable[Iterable[str]], header: Iterable[str] = HEADER) -> bytes:
    """A ledger as text."""
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return out.getvalue().encode()


def as_parquet(rows: Iterable[Iterable[str]]) -> bytes:
    """A ledger as another program keeps it."""
    out = io.BytesIO()
    pd.DataFrame([list(row) for row in rows], columns=list(HEADER)).to_parquet(out)
    return out.getvalue()


def filled(pack: Path, rows: Iterable[Iterable[str]], path: Path, *, lang: str = "zh", names: bool = True) -> Path:
    """The empty ledger of a pack, filled by somebody; without the hidden row of names where a program lost it."""
    assert main(["template", str(pack), "--ledger", "-o", str(path), "--lang", lang]) == 0
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[1]}
    for number, row in enumerate(rows, start=3):
        for name, text in zip(HEADER, row, strict=True):
            value: object = (
                float(text) if name in ("tax", "secret") and text.lstrip("-").replace(".", "").isdigit() else text
            )
            sheet.cell(number, places[name]).value = value
    if not names:
        sheet.delete_rows(1)
    book.save(path)
    return path


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The sample pack in a folder, with a ledger of two years."""
    return put(tmp_path / "pack", {**sample(), "ledger.csv": as_csv(BEFORE)})


def put(folder: Path, files: Files) -> Path:
    """Files in a folder."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def said(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> str:
    """What a command prints."""
    assert main([str(one) for one in arguments]) == code
    return capsys.readouterr().out


def diff(capsys: pytest.CaptureFixture[str], pack: Path, path: Path, code: int = 0) -> dict[str, object]:
    """What publishing a file would change."""
    capsys.readouterr()
    told: dict[str, object] = json.loads(said(capsys, "diff", pack, path, "--json", code=code))
    return told


def taxes(capsys: pytest.CaptureFixture[str], pack: Path) -> Mapping[tuple[str, str], str]:
    """Tax by node and period."""
    capsys.readouterr()
    asked = ("breakdown", pack, "--by", "node", "--indicator", "tax", "--profile", "internal", "--json")
    cells = json.loads(said(capsys, *asked))["cells"]
    return {(cell["node_id"], cell["period"]): cell["value"] for cell in cells if cell["period"]}


KNOWN = {("n-point", "2022"): "3.5", ("n-point", "2023"): "4.25"}
THEN = {("n-point", "2022"): "3.5", ("n-point", "2023"): "-0.125", ("n-area", "2023"): "1.75"}


@pytest.mark.parametrize("kind", ["zh", "en", "nameless", "csv", "parquet"])
def test_what_is_sent_replaces_its_periods(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """Filled in either language or written by a program: its year is the new one, the other stays, undo brings back."""
    path = tmp_path / f"sent.{kind if kind in ('csv', 'parquet') else 'xlsx'}"
    if kind in ("csv", "parquet"):
        path.write_bytes((as_csv if kind == "csv" else as_parquet)(AFTER))
    else:
        filled(pack, AFTER, path, lang="en" if kind == "en" else "zh", names=kind != "nameless")
    assert taxes(capsys, pack) == KNOWN
    assert diff(capsys, pack, path)["problems"] == []
    assert "新增企业 1 家，不再出现 0 家，换了节点 1 家" in said(capsys, "publish", pack, path, "--by", "王敏")
    assert taxes(capsys, pack) == THEN
    assert diff(capsys, pack, path) == {"problems": [], "changes": []}
    assert "0001" in said(capsys, "undo", pack)
    assert taxes(capsys, pack) == KNOWN


def test_a_difference_is_summed_up(pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Firms, rows and sums of each period before and after, and the largest changes of single firms."""
    path = tmp_path / "sent.csv"
    path.write_bytes(as_csv(AFTER))
    told = diff(capsys, pack, path)
    assert told["changes"] == [
        {"table": "ledger", "id": "2023", "column": "rows", "old": "2", "new": "2", "kind": "changed"},
        {"table": "ledger", "id": "2023", "column": "tax", "old": "4.25", "new": "1.625", "kind": "changed"},
        {"table": "ledger", "id": "2023", "column": "secret", "old": "19", "new": "20", "kind": "changed"},
    ]
    assert told["ledger"] == {
        "added": 1,
        "gone": 0,
        "moved": 1,
        "largest": [
            {"firm_id": "乙", "period": "2023", "indicator_id": "tax", "old": "2.5", "new": None},
            {"firm_id": "丙", "period": "2023", "indicator_id": "tax", "old": None, "new": "-0.125"},
            {"firm_id": "丙", "period": "2023", "indicator_id": "secret", "old": None, "new": "11"},
            {"firm_id": "乙", "period": "2023", "indicator_id": "secret", "old": "10", "new": None},
        ],
    }
    text = said(capsys, "diff", pack, path, "--lang", "en")
    assert "2023 Tax (CNY 100 million), sum: 4.25 → 1.625" in text
    assert "乙 Second 2023 Tax (CNY 100 million): 2.5 → no entry" in text


def test_a_column_that_was_not_sent_is_absent_and_not_emptied(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As in any template: what it does not have stays as it is."""
    path = tmp_path / "sent.csv"
    path.write_bytes(as_csv([("甲", "2023", "3"), ("乙", "2023", "2.5")], ("firm_id", "period", "tax")))
    assert [change["column"] for change in diff(capsys, pack, path)["changes"]] == ["rows", "tax"]  # type: ignore[attr-defined]
    said(capsys, "publish", pack, path, "--by", "王敏")
    assert taxes(capsys, pack) == {("n-point", "2022"): "3.5", ("n-point", "2023"): "5.5"}


MISTAKES = [
    ((3, "n-nowhere", "node_id"), ("reference", "D3")),
    ((3, "gold", "industry_id"), ("reference", "E3")),
    ((3, "C3611", "industry_id"), ("industry-code-unknown", "E3")),
    ((3, "去年", "period"), ("period", "F3")),
    ((3, "", "firm_id"), ("cell-empty", "A3")),
    ((3, "91110000600037341M", "firm_id"), ("credit-code", "A3")),
    ((3, "很多", "tax"), ("number", "J3")),
    ((4, "甲", "firm_id"), ("ledger-repeated", "A4")),
]
"""Row, text and column of a cell, and how it is named."""


@pytest.mark.parametrize(("wrong", "found"), MISTAKES)
def test_a_mistake_in_a_workbook_is_named_by_its_cell(
    pack: Path, tmp_path: Path, wrong: tuple[int, str, str], found: tuple[str, str]
) -> None:
    """Whether the cell itself, the pack or the rest of the ledger says so; and nothing can be published."""
    number, text, column = wrong
    rows = [list(one) for one in AFTER]
    rows[number - 3][HEADER.index(column)] = text
    path = filled(pack, rows, tmp_path / "sent.xlsx")
    proposal = prepare(pack, path.name, path.read_bytes(), now=NOW)
    assert [(one.code, one.place.cell) for one in proposal.problems] == [found]
    assert proposal.problems[0].file == "台账"
    assert proposal.has_errors


def test_a_mistake_in_a_file_is_named_by_its_row(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rows are those of what was sent, not those of the ledger that it becomes a part of."""
    path = tmp_path / "sent.csv"
    path.write_bytes(as_csv([AFTER[0], ("丙", "", "", "n-nowhere", "", "2023", "1", "")]))
    (problem,) = diff(capsys, pack, path, code=1)["problems"]  # type: ignore[misc]
    assert (problem["file"], problem["row"], problem["column"]) == ("sent.csv", "3", "node_id")
    path.write_bytes(as_csv([("甲", "2023", "3")], ("firm_id", "period", "taxes")))
    (problem,) = diff(capsys, pack, path, code=1)["problems"]  # type: ignore[misc]
    assert (problem["code"], problem["column"]) == ("ledger-column", "taxes")


def test_of_a_ledger_with_errors_only_these_are_told(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it would change otherwise is not printed around them; and that nothing would be published is."""
    path = tmp_path / "sent.csv"
    path.write_bytes(as_csv([AFTER[0], ("丙", "", "", "n-nowhere", "", "2023", "1", "")]))
    capsys.readouterr()
    assert main(["diff", str(pack), str(path), "--lang", "en"]) == 1
    told = capsys.readouterr().out
    assert "n-nowhere" in told
    assert word("publish.not-as-it-is", "en") in told
    assert "2023" not in told


@pytest.mark.parametrize("mark", ["—", "无", "n/a"])
def test_a_mark_for_nothing_is_no_entry(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], mark: str
) -> None:
    """Among the amounts of a text as in a workbook; a word that says something is none."""
    path = tmp_path / "sent.csv"
    firm = ("甲", "", "", "n-area", "robots", "2023")
    path.write_bytes(as_csv([(*firm, mark, "9")]))
    assert diff(capsys, pack, path)["problems"] == []
    path.write_bytes(as_csv([(*firm, "许多", "9")]))
    (problem,) = diff(capsys, pack, path, code=1)["problems"]  # type: ignore[misc]
    assert problem["column"] == "tax"


def test_periods_that_overlap_those_that_stay_are_refused(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A half year beside its year would count twice."""
    path = tmp_path / "sent.csv"
    path.write_bytes(as_csv([("甲", "2023H1", "3")], ("firm_id", "period", "tax")))
    (problem,) = diff(capsys, pack, path, code=1)["problems"]  # type: ignore[misc]
    assert (problem["code"], problem["file"], problem["row"]) == ("ledger-periods", "sent.csv", "2")


@pytest.mark.parametrize("kind", ["xlsx", "csv", "parquet"])
def test_whoever_is_no_editor_learns_nothing(pack: Path, tmp_path: Path, kind: str) -> None:
    """Comparing would tell what the books hold, so for the public there is neither a difference nor a verdict."""
    path = tmp_path / f"sent.{kind}"
    if kind == "xlsx":
        filled(pack, AFTER, path)
    else:
        path.write_bytes((as_csv if kind == "csv" else as_parquet)(AFTER))
    proposal = prepare(pack, path.name, path.read_bytes(), now=NOW, profile=Release.PUBLIC)
    assert [one.code for one in proposal.problems] == ["ledger-editors"]
    assert proposal.is_idle


def test_a_ledger_stays_in_the_file_that_it_is_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Parquet stays Parquet, whatever is sent, and the first ledger of a pack is a table that can be edited."""
    path = tmp_path / "sent.csv"
    path.write_bytes(as_csv(AFTER))
    packed = put(tmp_path / "packed", {**sample(), "ledger.parquet": as_parquet(BEFORE)})
    empty = put(tmp_path / "empty", sample())
    for folder, file in ((packed, "ledger.parquet"), (empty, "ledger.csv")):
        said(capsys, "publish", folder, path, "--by", "王敏")
        assert [one.name for one in (folder / ".history" / "0002").glob("ledger.*")] == [file]
    assert taxes(capsys, packed) == THEN


def test_a_ledger_edited_by_hand_is_published_as_it_is(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The pack's own file is the whole ledger, so that a year can be taken out of it."""
    path = tmp_path / "sent.csv"
    path.write_bytes(as_csv(AFTER))
    said(capsys, "publish", pack, path, "--by", "王敏")
    (pack / "ledger.csv").write_bytes(as_csv(BEFORE[:2]))
    assert "edited-by-hand" in said(capsys, "check", pack)
    said(capsys, "publish", pack, pack / "ledger.csv", "--by", "王敏")
    assert taxes(capsys, pack) == {("n-point", "2022"): "3.5"}
    assert "edited-by-hand" not in said(capsys, "check", pack)


def test_what_the_ledger_names_cannot_be_taken_away(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A change of other tables is held against the ledger, too."""
    (pack / "industry_codes.csv").write_bytes(b"code,industry_id\nC35,silk\n")
    path = tmp_path / "sent.csv"
    path.write_bytes(as_csv([(*BEFORE[0][:4], "C3521", *BEFORE[0][5:])]))
    said(capsys, "publish", pack, path, "--by", "王敏")
    (pack / "industry_codes.csv").write_bytes(b"code,industry_id\nC36,silk\n")
    assert "[industry-code-unknown]" in said(
        capsys, "publish", pack, pack / "industry_codes.csv", "--by", "王敏", code=1
    )


def test_a_ledger_that_is_too_large_is_refused_whole(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its beginning, which is all that is taken of it, must not be published for the whole."""
    path = tmp_path / "sent.csv"
    path.write_bytes(
        as_csv([(f"f{number:030}", "2023", "1") for number in range(900_000)], ("firm_id", "period", "tax"))
    )
    assert path.stat().st_size > MOST_BYTES
    told = diff(capsys, pack, path, code=1)
    assert [problem["code"] for problem in told["problems"]] == ["upload-too-large"]  # type: ignore[attr-defined]
    assert told["changes"] == []
