"""Workbook, text table and geodata are opened again: same values, disarmed text, nothing internal."""

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import geopandas
import pytest
from openpyxl import load_workbook
from pptx import Presentation

from corridor.draw.web.panel.panel import node_panel
from corridor.draw.words.wording import figure_value, status_text
from corridor.export import FORMATS, csv_table, xlsx
from corridor.export.records import titles, unit_text
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.expectation import gaps
from corridor.model.figure import Release
from corridor.model.place import PositionKind
from corridor.model.text import LANGS, Lang, Text
from corridor.pack.load import load
from corridor.ui.components.downloads import HAND_OUTS, file_name

HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\uff1d1+1", "\uff20x")


@pytest.mark.parametrize("lang", LANGS)
def test_the_workbook_holds_every_figure_as_worded_on_the_screen(corridor: Corridor, lang: Lang) -> None:
    """Value, unit, status and source stand beside each other, numbers as numbers."""
    book = load_workbook(io.BytesIO(FORMATS["xlsx"](corridor, lang)))
    rows = list(book.worksheets[1].iter_rows(min_row=2, values_only=True))
    by_id = {row[-1]: row for row in rows}
    assert set(by_id) == {figure.id for figure in corridor.figures}
    for figure in corridor.figures:
        assert figure_value(corridor, figure, lang) in by_id[figure.id]
        assert figure.value is None or float(figure.value) in by_id[figure.id]


@pytest.mark.parametrize("lang", LANGS)
def test_the_text_table_says_the_same_as_the_workbook(corridor: Corridor, lang: Lang) -> None:
    """Two files, one truth."""
    book = load_workbook(io.BytesIO(FORMATS["xlsx"](corridor, lang)))
    rows = list(csv.reader(io.StringIO(csv_table.export(corridor, lang).decode("utf-8-sig"))))
    sheet = [list(row) for row in book.worksheets[1].iter_rows(values_only=True)]
    assert rows[0] == sheet[0]
    assert [row[0] for row in rows] == [row[0] for row in sheet]
    assert [row[3] for row in rows] == [row[3] for row in sheet]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_looks_like_a_formula_is_disarmed(corridor: Corridor, text: str) -> None:
    """A name in the data never starts calculating in somebody's spreadsheet."""
    node = replace(corridor.nodes[0], name=Text(text, text))
    hostile = replace(corridor, nodes=(node, *corridor.nodes[1:]))
    sheet = load_workbook(io.BytesIO(FORMATS["xlsx"](hostile, "zh"))).worksheets[0]
    assert (sheet["A2"].data_type, sheet["A2"].quotePrefix) == ("s", True)
    assert sheet["A2"].value == text


@pytest.mark.parametrize("lang", LANGS)
def test_geodata_opens_with_geopandas_and_keeps_every_position_as_it_is(
    corridor: Corridor, lang: Lang, tmp_path: Path
) -> None:
    """A node without a place has no geometry; a placed one has it in WGS-84."""
    path = tmp_path / "nodes.geojson"
    path.write_bytes(FORMATS["geojson"](corridor, lang))
    frame = geopandas.read_file(path).set_index("id")
    assert frame.crs.to_epsg() == 4326
    for node in corridor.nodes:
        assert (frame.geometry[node.id] is None) == (node.position.kind is PositionKind.UNKNOWN)
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert all(len(feature["properties"]) > 2 for feature in features)


@pytest.mark.parametrize("lang", LANGS)
def test_geodata_hold_every_figure_once_with_what_must_stand_beside_it(corridor: Corridor, lang: Lang) -> None:
    """Figures of nodes and of the corridor lie in their features, those of what has no feature beside them."""
    document = json.loads(FORMATS["geojson"](corridor, lang))
    inside = [figure for feature in document["features"] for figure in feature["properties"].get("figures", ())]
    told = {figure["id"]: figure for figure in (*inside, *document["figures"])}
    assert len(told) == len(inside) + len(document["figures"]) == len(corridor.figures)
    for figure in corridor.figures:
        said = told[figure.id]
        assert said["value"] == (None if figure.value is None else f"{figure.value:f}")
        assert said["unit"] == unit_text(corridor, figure.indicator_id, lang)
        assert said["source"] == titles(corridor, figure.source_ids, lang)
        assert said["release"] == word(f"figure.release-{figure.release}", lang)
        assert (said["qualifier"] is None) == (figure.value is None)


@pytest.mark.parametrize("lang", LANGS)
def test_what_nobody_filled_is_called_so_in_every_file(corridor: Corridor, lang: Lang) -> None:
    """A node whose address is missing says so in workbook, geodata and deck, in the words of its panel."""
    first = next(node for node in corridor.nodes if node.has_economy)
    empty = replace(first, address=Text())
    lacking = replace(corridor, nodes=tuple(empty if node is first else node for node in corridor.nodes))
    said = word("figure.no-entry", lang)
    sheet = load_workbook(io.BytesIO(FORMATS["xlsx"](lacking, lang))).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    features = json.loads(FORMATS["geojson"](lacking, lang))["features"]
    slides = Presentation(io.BytesIO(FORMATS["pptx"](lacking, lang))).slides
    written = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    row = next(row for row in sheet.iter_rows(min_row=2, values_only=True) if row[-1] == empty.id)
    assert row[heads.index(word("export.address", lang))] == said
    assert next(one["properties"]["address"] for one in features if one["id"] == empty.id) == said
    assert any(f"{word('panel.address', lang)}  {said}" in text for text in written)
    assert said in node_panel(lacking, empty, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_node_does_stands_with_its_status_source_and_note(corridor: Corridor, lang: Lang) -> None:
    """In the workbook on a sheet of its own, in geodata with the node."""
    expected = {
        (corridor.name_of(tie.node_id)[lang], corridor.industry_by_id[tie.industry_id].name[lang]): (
            status_text(tie.status, lang),
            titles(corridor, tie.source_ids, lang),
            tie.note[lang],
        )
        for tie in corridor.node_industries
    }
    sheet = load_workbook(io.BytesIO(FORMATS["xlsx"](corridor, lang)))[word("export.sheet-ties", lang)]
    rows = {row[:2]: tuple(cell or "" for cell in row[2:]) for row in sheet.iter_rows(min_row=2, values_only=True)}
    features = json.loads(FORMATS["geojson"](corridor, lang))["features"]
    records = [record for feature in features for record in feature["properties"].get("ties", ())]
    assert rows == expected
    assert {(one["node"], one["industry"]): (one["status"], one["source"], one["note"]) for one in records} == expected


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_internal_says_so_wherever_it_goes(invented: Path, lang: Lang) -> None:
    """The file, its name and each internal figure in it bear the mark; a public file bears none."""
    internal, public = load(invented, Release.INTERNAL), load(invented, Release.PUBLIC)
    figure = next(f for f in internal.figures if f.release is Release.INTERNAL and f.value is not None)
    mark = word("figure.internal", lang, status=status_text(figure.status, lang))
    whole = word("app.profile-internal", lang)
    html = FORMATS["html"](internal, lang).decode()
    assert html.count(whole) > len(internal.nodes)  # under every chapter, and at the head of every sheet
    for said in (html, csv_table.export(internal, lang).decode(), FORMATS["geojson"](internal, lang).decode()):
        assert mark in said
    assert "internal" in file_name(internal, lang, HAND_OUTS[0])
    assert "internal" not in file_name(public, lang, HAND_OUTS[0])
    assert mark not in FORMATS["html"](public, lang).decode()
    assert whole not in FORMATS["html"](public, lang).decode()


@pytest.mark.parametrize("name", ["html", "geojson"])
def test_the_same_data_give_the_same_bytes(corridor: Corridor, name: str) -> None:
    """Two exports can be compared byte by byte."""
    assert FORMATS[name](corridor, "zh") == FORMATS[name](corridor, "zh")


def test_no_export_of_the_public_profile_holds_anything_internal(invented: Path) -> None:
    """An internal figure is in no file, by its bytes and by its cells."""
    public, internal = load(invented, Release.PUBLIC), load(invented, Release.INTERNAL)
    hidden = {f.id for f in internal.figures} - {f.id for f in public.figures}
    secrets = hidden | {s.title.zh for s in internal.sources} - {s.title.zh for s in public.sources}
    assert hidden
    for lang in LANGS:
        said = [FORMATS[name](public, lang).decode() for name in ("html", "geojson")]
        said.append(csv_table.export(public, lang).decode())
        book = load_workbook(io.BytesIO(FORMATS["xlsx"](public, lang)))
        said += [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
        assert [secret for secret in secrets if any(secret in text for text in said)] == []


def test_the_list_of_gaps_is_a_workbook_of_its_own(corridor: Corridor) -> None:
    """What the town office could supply, one row each."""
    sheet = load_workbook(io.BytesIO(xlsx.export_gaps(corridor, "zh"))).worksheets[0]
    assert sheet.max_row > 1
    shown = Counter(row[3] for row in sheet.iter_rows(min_row=2, values_only=True))
    found = Counter(gap.figure is not None for gap in gaps(corridor))
    assert shown == Counter({"未见公开": found[True], "待填报": found[False]})
