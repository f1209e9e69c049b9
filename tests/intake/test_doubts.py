"""Doubts and errors side by side: each rule told once, and what is understood doubted beside what is not."""

import json
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from clerk import NOW, without_ledger
from samples import sample
from shapely import Point

from corridor.geo import DATUMS, from_wgs84, to_wgs84
from corridor.i18n import both
from corridor.i18n.problems import sentence
from corridor.intake.compare.changes import Change, ChangeKind
from corridor.intake.plausibility.moves import doubts_of_moves
from corridor.intake.publish.prepare import prepare
from corridor.intake.publish.proposal import Proposal
from corridor.model.figure import Release
from corridor.model.problem import Severity
from corridor.model.text import LANGS
from corridor.pack.load import load

HEADER = "subject_id,indicator_id,period,value,status,scope_id,release,source_id"


@pytest.fixture
def pack(invented: Path, tmp_path: Path) -> Path:
    """A copy of the invented corridor, without its ledger."""
    return without_ledger(invented, tmp_path / "pack")


def sent(pack: Path, *rows: str) -> Proposal:
    """Rows of tax of one node as a table of somebody's own."""
    text = "\n".join([HEADER, *(f"lantern-city,tax-revenue,{row}" for row in rows)])
    return prepare(pack, "上报.csv", text.encode(), now=NOW)


def codes(proposal: Proposal) -> set[str]:
    """What is told, by code."""
    return {problem.code for problem in proposal.problems}


@pytest.mark.parametrize(
    ("period", "status", "told"),
    [
        ("2026", "actual", ["actual-in-future"]),
        ("2026", "claimed", []),
        ("2026-04", "actual", ["period-future"]),
        ("2026Q2", "actual", ["period-future"]),
        ("2027", "actual", ["period-future"]),
        ("2027", "claimed", ["period-future"]),
        ("2027", "planned", []),
    ],
)
def test_a_time_to_come_is_told_by_one_rule(pack: Path, period: str, status: str, told: list[str]) -> None:
    """By the checks of the pack from the corridor's own date on; otherwise a fact of a time that is not over."""
    proposal = sent(pack, f"{period},1.9,{status},all-taxes,internal,s2")
    assert [problem.code for problem in proposal.problems if problem.code.endswith("future")] == told


def test_a_source_is_asked_for_alike_whether_or_not_the_value_is_understood(pack: Path) -> None:
    """A mended value does not bring up the next question, nor an answered one a question less."""
    said = [
        (status, release)
        for status in ("actual", "claimed", "estimated", "planned", "projected")
        for release in ("internal", "public")
    ]
    codes = {"value-source", "source-missing", "public-without-source"}
    asked = []
    for value in ("1.9", "many"):
        rows = (f"20{n:02},{value},{status},all-taxes,{release}," for n, (status, release) in enumerate(said))
        asked.append({said[int(one.row) - 2] for one in sent(pack, *rows).problems if one.code in codes})
    assert asked[0] == asked[1] == {one for one in said if one[0] in ("actual", "claimed") or one[1] == "public"}


def test_a_number_without_its_source_is_doubted_together_with_that(pack: Path) -> None:
    """Whoever looks for the source sees the slip as well."""
    assert codes(sent(pack, "2024,17.3,actual,all-taxes,internal,")) == {"source-missing", "value-tenfold"}


def test_an_upload_is_doubted_while_other_rows_have_errors(pack: Path) -> None:
    """What is understood of the corridor is enough."""
    figures = pack / "figures.csv"
    text = figures.read_text(encoding="utf-8")
    figures.write_text(
        f"{text}broken,lantern-city,tax-revenue,2019,2,exact,,all-taxes,internal,s2,,\n", encoding="utf-8"
    )
    assert codes(sent(pack, "2024,17.3,actual,all-taxes,internal,s2")) == {"cell-empty", "value-tenfold"}


def test_without_an_axis_rows_are_still_missed(pack: Path) -> None:
    """What is gone needs no corridor to be seen; of numbers nothing is said that nobody can publish."""
    (pack / "axis.geojson").unlink()
    (header, *rows) = (pack / "figures.csv").read_text(encoding="utf-8").splitlines()
    text = "\n".join([header, *(row for row in rows if not row.startswith("town-green"))])
    proposal = prepare(pack, "figures.csv", text.encode(), now=NOW)
    assert "rows-removed" in codes(proposal)
    assert "file-missing" in {one.code for one in proposal.problems if one.severity is Severity.ERROR}


def test_a_node_under_another_id_is_known_again(pack: Path) -> None:
    """Although the figure of its area stays behind with the former id."""
    content = json.loads((pack / "nodes.geojson").read_text(encoding="utf-8"))
    node = next(one for one in content["features"] if one["properties"].get("area_figure_id"))
    old, node["id"] = node["id"], "typed-over"
    proposal = prepare(pack, "nodes.geojson", json.dumps(content).encode(), now=NOW)
    (doubt,) = [problem for problem in proposal.warnings if problem.code == "id-changed"]
    assert dict(doubt.values) == {"old": old, "new": "typed-over"}


@pytest.mark.parametrize(("declared", "picked"), [*permutations(DATUMS, 2)])
def test_a_node_picked_in_another_datum_gives_it_away(declared: str, picked: str) -> None:
    """Whatever the datum of the pack's nodes, and whichever of the others the coordinates are copied from."""
    before = load(sample(), Release.INTERNAL)
    node = before.node_by_id["n-point"]
    assert isinstance(node.position.geometry, Point)
    misread = to_wgs84(from_wgs84(node.position.geometry, picked), declared)
    moved = replace(node, position=replace(node.position, geometry=misread))
    after = replace(before, nodes=tuple(moved if one is node else one for one in before.nodes))
    changes = [
        Change(table="nodes", id=node.id, column=column, old="0", new="1", kind=ChangeKind.CHANGED)
        for column in ("lon", "lat")
    ]
    (doubt,) = doubts_of_moves(changes, before, after, datum=declared, is_datum_open=True)
    said = {"declared": both(f"check.datum-name-{declared}"), "datum": both(f"check.datum-name-{picked}"), "then": 0}
    assert (doubt.code, doubt.at) == ("datum-moved", ("nodes", node.id, "lat"))
    assert said.items() <= doubt.values.items()


def test_a_datum_is_declared_for_the_packs_own_file(pack: Path) -> None:
    """Whoever sent a sheet is told of its cells, but what corridor.toml declares is a file of the pack."""
    nodes = load(pack, Release.INTERNAL).nodes
    there = {node.id: node.position.geometry for node in nodes if isinstance(node.position.geometry, Point)}
    picked = {key: from_wgs84(point, "gcj02") for key, point in there.items()}
    rows = [f"{key},{point.x:.6f},{point.y:.6f}" for key, point in picked.items() if isinstance(point, Point)]
    proposal = prepare(pack, "节点.csv", "\n".join(["id,lon,lat", *rows]).encode(), now=NOW)
    told = [one for one in proposal.problems if one.code == "datum-suspect"]
    assert {one.file for one in told} == {"节点.csv"}
    said = [sentence(one)[lang] for one in told for lang in LANGS]
    assert all("nodes.geojson" in text and "节点.csv" not in text for text in said)
