"""The sums of a ledger that everybody may know: decided when it is published, kept, and taken from there."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from samples import Files, cell, changed, row, sample, text

from corridor.__main__ import main
from corridor.analysis.disclosure.release import Exposed
from corridor.analysis.published import PublicSums, known_sums
from corridor.intake.publish import sums
from corridor.intake.publish.sums import load_summed
from corridor.model.figure import Release
from corridor.model.ledger import Withheld
from corridor.model.problem import Problems, Topic
from corridor.pack import history
from corridor.pack.build import build
from corridor.pack.files import read_files
from corridor.pack.ledger.build import build_ledger
from corridor.pack.ledger.read import read_ledger
from corridor.pack.load import examine_tables, load, load_ledger
from corridor.pack.read import Tables
from corridor.pack.schema import Column
from corridor.pack.sums import kept_sums, sums_digest
from corridor.pack.table import Cells, Table

NOW = datetime(2026, 1, 2, tzinfo=UTC)
RULES = '\n[ledger]\nrelease = "{release}"\nscope_id = "all"\nbreakdowns = ["node"]\n'


def ledger(few: int = 3) -> bytes:
    """Twelve firms in one node, some in a second one, six in a third."""
    nodes = ["n-point"] * 12 + ["n-area"] * few + ["n-within"] * 6
    rows = (f"f{number},{node},2023,{10 + number % 5}" for number, node in enumerate(nodes))
    return "\n".join(("firm_id,node_id,period,tax", *rows)).encode()


def pack(folder: Path, *, release: str = "public", few: int = 3) -> Path:
    """The sample pack with a ledger and its rules."""
    files: Files = {**sample(), "ledger.csv": ledger(few)}
    files["corridor.toml"] += RULES.format(release=release).encode()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def public(capsys: pytest.CaptureFixture[str], folder: Path) -> dict[tuple[str, str | None], tuple[object, ...]]:
    """What the public is told of tax, by node and period."""
    capsys.readouterr()
    assert main(["breakdown", str(folder), "--by", "node", "--indicator", "tax", "--json"]) == 0
    cells = json.loads(capsys.readouterr().out)["cells"]
    return {(cell["node_id"], cell["period"]): (cell["value"], cell["firms"], cell["withheld"]) for cell in cells}


def send(folder: Path, tmp_path: Path, content: bytes, name: str = "sent.csv") -> int:
    """Publish a file."""
    path = tmp_path / name
    path.write_bytes(content)
    return main(["publish", str(folder), str(path), "--by", "王敏", "--accept-warnings"])


def kept(folder: Path) -> list[Path]:
    """What is kept beside the versions."""
    return list((folder / ".history").glob("sums-*.json"))


def test_the_public_is_told_what_the_rules_let_through(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A node of three firms is withheld, and another with it, since the sum of all is public."""
    told = public(capsys, pack(tmp_path / "pack"))
    assert told["n-point", "2023"] == ("141", 12, None)
    assert told["n-area", "2023"] == (None, None, "few")
    assert told["n-within", "2023"] == (None, None, "complementary")
    assert set(told) == {(node, period) for node in ("n-point", "n-area", "n-within") for period in ("2023", None)}


def test_nothing_of_an_internal_ledger_is_public(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """However many firms a cell has; and a breakdown that may not be public is not."""
    assert public(capsys, pack(tmp_path / "pack", release="internal")) == {}
    folder = pack(tmp_path / "other")
    assert main(["breakdown", str(folder), "--by", "industry", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"cells": []}


def test_what_was_decided_is_kept_with_the_version(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is made when a ledger is published, by its digest, and read from there afterwards."""
    folder = pack(tmp_path / "pack")
    assert send(folder, tmp_path, ledger(7)) == 0
    (path,) = kept(folder)
    assert public(capsys, folder)["n-area", "2023"][2] is None
    told = json.loads(path.read_bytes())
    told["cells"] = [cell for cell in told["cells"] if cell["node_id"] == "n-area"]
    path.write_text(json.dumps(told), encoding="utf-8")
    assert {node for node, _ in public(capsys, folder)} == {"n-area"}
    path.write_bytes(b"{")
    assert {node for node, _ in public(capsys, folder)} == {"n-point", "n-area", "n-within"}


def test_what_changes_nothing_about_it_decides_nothing(tmp_path: Path) -> None:
    """A figure of another scope is published without a word of the ledger; one of its own scope is held against it."""
    folder = pack(tmp_path / "pack")
    assert send(folder, tmp_path, b"id,value\nf-firms,3001\n", "part.csv") == 0
    assert kept(folder) == []
    assert send(folder, tmp_path, b"id,period\nf-tax,2023\n", "part.csv") == 0
    assert len(kept(folder)) == 1


def test_public_figures_of_the_same_scope_are_known_sums(tmp_path: Path) -> None:
    """Of a node with and without those inside it, in a period that the ledger has."""
    folder = pack(tmp_path / "pack")
    figures = folder / "figures.csv"
    row = "f-own,n-area,tax,2023,50,,actual,all,public,s1,,\nf-strip,sample,tax,2023,300,,actual,all,public,s1,,\n"
    figures.write_bytes(figures.read_bytes() + row.encode())
    corridor, books = load_ledger(folder)
    assert books is not None
    assert [known.cells for known in known_sums(books, corridor)] == [
        (("n-area", None, None, "2023"),),
        (("n-area", None, None, "2023"), ("n-within", None, None, "2023")),
        ((None, None, None, "2023"),),
    ]


def test_what_cannot_be_protected_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the audit finds an opening, the state stays as it was, and the command says nothing of the sums."""
    exposed = Exposed(
        indicator_id="tax", cell=("n-area", None, None, "2023"), by_contributor=False, value=1.0, low=1.0, high=1.0
    )
    monkeypatch.setattr(sums, "public_sums", lambda *_: PublicSums((), (exposed,)))
    folder = pack(tmp_path / "pack")
    assert send(folder, tmp_path, ledger(7)) == 1
    assert "[ledger-exposed]" in capsys.readouterr().out
    assert history.versions(folder) == ()
    assert main(["breakdown", str(folder), "--json"]) == 1


def test_a_page_decides_nothing_and_shows_what_was_decided(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The public has no sums until the command or a publishing decided on them, and never one that is withheld."""
    folder = pack(tmp_path / "pack")
    assert load_summed(folder, Release.PUBLIC).breakdown is None
    assert kept(folder) == []
    public(capsys, folder)
    assert len(kept(folder)) == 1
    shown = load_summed(folder, Release.PUBLIC)
    assert shown.breakdown is not None
    assert shown.version != load(folder, Release.PUBLIC).version
    told = {cell.key[0]: cell for cell in shown.breakdown.cells_by("node", "tax", "2023")}
    assert {node: (cell.value, cell.firms, cell.withheld) for node, cell in told.items()} == {
        "n-point": (Decimal(141), 12, None),
        "n-area": (None, None, Withheld.FEW),
        "n-within": (None, None, Withheld.COMPLEMENTARY),
    }
    assert {cell.release for cell in shown.breakdown.cells} == {Release.PUBLIC}
    assert {cell.largest_ten for cell in shown.breakdown.cells} == {None}


def test_an_editor_sees_all_and_which_of_it_is_public(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is withheld from who keeps the books; what the public may not know is marked as internal."""
    folder = pack(tmp_path / "pack")
    before = load_summed(folder, Release.INTERNAL)
    public(capsys, folder)
    after = load_summed(folder, Release.INTERNAL)
    assert before.version != after.version
    releases = []
    for corridor in (before, after):
        assert corridor.breakdown is not None
        assert {cell.withheld for cell in corridor.breakdown.cells} == {None}
        nodes = corridor.breakdown.cells_by("node", "tax", "2023")
        releases.append([str(cell.release) for cell in nodes])
        assert [cell.largest_ten for cell in nodes] == [Decimal(121), Decimal(39), Decimal(70)]
    assert releases == [["internal"] * 3, ["public", "internal", "internal"]]


def test_a_ledger_with_errors_keeps_no_page_from_opening(tmp_path: Path) -> None:
    """The corridor is shown without its sums."""
    folder = pack(tmp_path / "pack")
    (folder / "ledger.csv").write_bytes(b"firm_id,node_id,period,tax\nf1,nowhere,2023,1\n")
    assert load_summed(folder, Release.INTERNAL).breakdown is None


def test_the_invented_ledger_is_decided_on(invented: Path) -> None:
    """What may be public of it lies beside it, by the digest of what it is now: else run the command anew."""
    files = read_files(invented)
    tables, _ = examine_tables(files)
    assert kept_sums(invented, sums_digest(files, tables)) is not None


def test_an_editors_page_waits_for_no_ledger_that_was_published(tmp_path: Path) -> None:
    """What editors see is kept, too, under a name of its own: also of a ledger of which nothing may be public."""
    folder = pack(tmp_path / "pack", release="internal")
    assert send(folder, tmp_path, ledger(7)) == 0
    (path,) = (folder / ".history").glob("internal-sums-*.json")
    shown = load_summed(folder, Release.INTERNAL).breakdown
    assert shown is not None
    first = shown.cells_by("node", "tax", "2023")[0]
    assert (first.value, first.release) == (Decimal(141), Release.INTERNAL)
    assert load_summed(folder, Release.PUBLIC).breakdown is None
    assert json.loads(path.read_bytes())["cells"][0]["largest_ten"] == "121"


RICH = """
[[kinds]]
id = "belt"
name_zh = "带"
name_en = "Belt"
like = "strip"

[[kinds]]
id = "quarter"
name_zh = "片"
name_en = "Quarter"
like = "district"

[ledger]
release = "public"
breakdowns = ["node", "industry"]
min_firms = 3
max_share = 0.9
p_percent = 10
scope_id = "all"
source_id = "s1"
"""


def rich() -> Files:
    """A pack in which everything there is has to do with its ledger."""
    books = """
firm_id,name_zh,name_en,node_id,industry_id,period,tax,lon,lat
f1,甲,A,n-point,robots,2023,1.5,,
f2,乙,B,n-area,C3562,2023,2,104.4,30.395
f3,丙,C,n-within,silk,2024,3,,
f4,丁,D,n-unknown,robots,2024,4,104.4,30.402
"""
    return changed(
        text("corridor.toml", "data_date", 'datum = "wgs84"\ndata_date'),
        text("corridor.toml", 'en = "Ahead"\nsource_id = "s1"\n', 'en = "Ahead"\nsource_id = "s1"\n' + RICH),
        row("subjects.csv", "all-of-it", "belt", "整带", "Whole belt", "", "", "", "", ""),
        cell("figures.csv", 2, "period", "2023"),
        cell("figures.csv", 3, "value", "1"),
        cell("figures.csv", 3, "status", "actual"),
        cell("figures.csv", 3, "source_id", "s1"),
        cell("figures.csv", 3, "scope_id", "all"),
        *(
            row("figures.csv", name, subject, "tax", "2023", value, "", "actual", "all", release, "s1", "", "")
            for name, subject, value, release in (
                ("k-belt", "all-of-it", "2", "public"),
                ("k-strip", "sample", "3", "public"),
                ("k-secret", "n-within", "5", ""),
            )
        ),
        files={
            **sample(),
            "ledger.csv": books.lstrip().encode(),
            "industry_codes.csv": b"code,industry_id\nC35,robots\nC36,silk\n",
        },
    )


def decided_by(files: Files, tables: Tables) -> object:
    """All that is handed to those who decide which sums may be public."""
    books = read_ledger(files, tables, Problems(Topic.CHECK))
    if books is None:
        return None
    made = build_ledger(books, tables)
    named = {name: column.cat.categories.tolist() for name, column in made.rows.items() if column.dtype == "category"}
    rows = made.rows.astype(object).astype(str).to_dict("list")
    known = tuple(known_sums(made, build(tables, Release.INTERNAL, files)))
    return rows, named, made.scales, made.flows, replace(made.rules, source_ids=()), made.are_even, known


def other_cells(cells: Cells, column: Column) -> Cells:
    """A column where each row says the next thing that any says; nothing, where all say the same and need not."""
    blank = [] if column.required or len(cells.texts) > 1 else [("", None)]
    texts, meanings = map(list, zip(*zip(cells.texts, cells.meanings, strict=True), *blank, strict=True))
    return Cells(codes=(cells.codes + 1) % len(texts), texts=texts, meanings=meanings)


def otherwise(table: Table) -> Iterator[tuple[str, Callable[[Table], Table]]]:
    """Ways to change a table: its datum, its places, each of its columns."""
    yield "datum", lambda one: replace(one, datums=dict.fromkeys(one.datums, "gcj02"))
    yield "places", lambda one: replace(one, geometry_wgs84=one.geometry_wgs84.translate(0.001, 0.003))
    for name, cells in table.cells.items():
        other = other_cells(cells, table.schema.column(name))
        yield name, lambda one, name=name, other=other: replace(one, cells={**one.cells, name: other})


def test_whatever_leaves_the_digest_leaves_what_is_decided_upon() -> None:
    """All tables, places and columns that can be others without another digest may be so all at once, or be gone."""
    files = rich()
    tables, problems = examine_tables(files)
    assert problems == ()
    before, digest = decided_by(files, tables), sums_digest(files, tables)
    others, free = dict(tables), set()
    for table, what, change in [(name, *one) for name in tables for one in otherwise(tables[name])]:
        if sums_digest(files, other := {**others, table: change(others[table])}) == digest:
            others = other
            free.add(f"{table}.{what}")
    assert decided_by(files, others) == before
    assert {"nodes.name_zh", "sources.id", "figures.note_en", "ledger_rules.source_id", "chapters.title_zh"} <= free
    needed = {
        name for name in tables if sums_digest(files, {**tables, name: tables[name].only(np.array([0]) > 0)}) != digest
    }
    assert decided_by(files, {name: table for name, table in tables.items() if name in needed}) == before


def test_a_figure_that_gets_its_value_is_known_from_then_on() -> None:
    """One that is public and of the ledger's scope, but not published, is held against nothing."""
    files = rich()
    gap = changed(cell("figures.csv", 3, "value", ""), cell("figures.csv", 3, "status", "not_published"), files=files)
    before, after = ((one, examine_tables(one)[0]) for one in (gap, files))
    assert sums_digest(*before) != sums_digest(*after)
    assert decided_by(*before) != decided_by(*after)
