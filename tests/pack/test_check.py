"""Every rule of the checker: one change to a sound pack, and just that cell is named."""

import re
from pathlib import Path

import pytest
from samples import (
    LAT,
    LON,
    STEP,
    Change,
    cell,
    changed,
    collection,
    data,
    feature,
    lacking,
    point,
    prop,
    row,
    sample,
    square,
    text,
    top,
    without_column,
)

from corridor.i18n import table
from corridor.i18n.problems import in_cell
from corridor.model.problem import Problem, Severity
from corridor.pack.load import examine

PACKAGE = Path(__file__).parent.parent.parent / "corridor"
BOW = {
    "type": "Polygon",
    "coordinates": [[[LON, LAT], [LON + 0.002, LAT + 0.002], [LON + 0.002, LAT], [LON, LAT + 0.002], [LON, LAT]]],
}
SPIKE = {"type": "Polygon", "coordinates": [[[LON, LAT], [LON + 0.002, LAT], [LON, LAT], [LON, LAT]]]}
LOOP = {
    "type": "LineString",
    "coordinates": [[LON, LAT], [LON, LAT + STEP], [LON + 0.001, LAT + 0.01], [LON - 0.001, LAT + 0.01]],
}
LONG = {"type": "LineString", "coordinates": [[LON, LAT], [LON + 4.0, LAT]]}
DASH = {"type": "LineString", "coordinates": [[LON, LAT], [LON + 0.001, LAT]]}
NODES, FIGURES, AXIS, STATIONS = "nodes.geojson", "figures.csv", "axis.geojson", "context/stations.geojson"
TIES = "node_industries.csv"
DEEP = b"[" * 200_000

ERRORS = [
    ("accuracy-missing", prop(NODES, "n-point", accuracy_m=None), NODES, "n-point", "accuracy_m"),
    ("axis-line", top(AXIS, "road", geometry=point(LON, LAT)), AXIS, "", ""),
    ("axis-unmeasurable", top(AXIS, "road", geometry=LONG), AXIS, "", "geometry"),
    ("cell-boolean", cell("sources.csv", 3, "link", "maybe"), "sources.csv", "3", "link"),
    ("cell-choice", cell(FIGURES, 2, "status", "sure"), FIGURES, "2", "status"),
    ("cell-choice", cell(FIGURES, 2, "qualifier", "about "[:-1] + "!"), FIGURES, "2", "qualifier"),
    ("cell-choice", data(TIES, b"node_id,industry_id,status\nn-area,robots,estimated\n"), TIES, "2", "status"),
    ("cell-choice", prop(NODES, "n-area", role="ruler"), NODES, "n-area", "role"),
    ("cell-choice", text("corridor.toml", '"station"', '"hut"'), "corridor.toml", "stations", "layers.style"),
    ("cell-choice", text("story.toml", '"industries"', '"fireworks"'), "story.toml", "opening", "chapters.show"),
    (
        "cell-choice",
        text("corridor.toml", "[[ribbon]]", '[file_datum]\n"nodes.geojson" = "mars"\n[[ribbon]]'),
        "corridor.toml",
        "",
        "file_datum.nodes.geojson",
    ),
    ("cell-colour", prop(STATIONS, "st-one", colour="blue"), STATIONS, "st-one", "colour"),
    ("cell-control", cell(FIGURES, 2, "note_en", "Note\x07"), FIGURES, "2", "note_en"),
    ("cell-control", cell(FIGURES, 2, "note_en", "\u202eetoN"), FIGURES, "2", "note_en"),
    ("cell-control", prop(NODES, "n-area", name_en="\ud800"), NODES, "n-area", "name_en"),
    ("cell-date", text("corridor.toml", "2024-06-30", '"30 June"'), "corridor.toml", "", "data_date"),
    ("cell-decimal", cell(FIGURES, 2, "value", "1,000"), FIGURES, "2", "value"),
    ("cell-decimal", cell(FIGURES, 2, "value", "NaN"), FIGURES, "2", "value"),
    ("cell-decimal", cell(FIGURES, 2, "value", "Infinity"), FIGURES, "2", "value"),
    ("cell-decimal", cell(FIGURES, 2, "value", "1e999"), FIGURES, "2", "value"),
    ("cell-decimal", cell(FIGURES, 2, "value", "１０"), FIGURES, "2", "value"),
    ("cell-empty", cell(FIGURES, 2, "subject_id", " "), FIGURES, "2", "subject_id"),
    ("cell-empty", text("corridor.toml", 'id = "sample"', ""), "corridor.toml", "", "id"),
    ("cell-empty", cell("milestones.csv", 2, "date", ""), "milestones.csv", "2", "date"),
    ("cell-empty", prop(NODES, "n-area", name_zh=None, name_en=None), NODES, "n-area", "name_zh"),
    ("cell-empty", top(NODES, "n-within", id=None), NODES, "#3", "id"),
    ("cell-id", cell("scopes.csv", 3, "id", "Sc_1"), "scopes.csv", "3", "id"),
    ("cell-integer", cell("programmes.csv", 2, "order", "1.5"), "programmes.csv", "2", "order"),
    ("cell-number", prop(NODES, "n-point", accuracy_m="some"), NODES, "n-point", "accuracy_m"),
    ("cell-number", cell("enterprises.csv", 2, "lat", "nan"), "enterprises.csv", "2", "lat"),
    ("cell-period", cell(FIGURES, 2, "period", "2022年"), FIGURES, "2", "period"),
    ("cell-period", cell(FIGURES, 2, "period", "２０２２"), FIGURES, "2", "period"),
    ("cell-period", cell(FIGURES, 2, "period", "2022-13"), FIGURES, "2", "period"),
    ("cell-period", cell("milestones.csv", 2, "date", "May 2023"), "milestones.csv", "2", "date"),
    ("cell-range", prop(NODES, "n-point", accuracy_m=-5), NODES, "n-point", "accuracy_m"),
    ("cell-range", cell("indicators.csv", 3, "decimals", "7"), "indicators.csv", "3", "decimals"),
    ("cell-shape", prop(NODES, "n-area", operator_zh={"a": 1}), NODES, "n-area", "operator_zh"),
    (
        "cell-shape",
        text("corridor.toml", '["f-tax", "f-secret"]', '[["f-tax"]]'),
        "corridor.toml",
        "1",
        "ribbon.figure_ids",
    ),
    ("cell-too-long", cell(FIGURES, 2, "note_zh", "长" * 20_001), FIGURES, "2", "note_zh"),
    ("column-duplicate", data("scopes.csv", b"id,name_zh,name_en,id\n"), "scopes.csv", "1", "id"),
    ("column-missing", without_column(FIGURES, "status"), FIGURES, "1", "status"),
    ("coordinate-outside", top(NODES, "n-point", geometry=point(LON + 1, LAT)), NODES, "n-point", "geometry"),
    ("coordinate-outside", top(NODES, "n-area", geometry=square(LON, LAT + 1)), NODES, "n-area", "geometry"),
    ("coordinate-outside", top(STATIONS, "st-one", geometry=point(LON + 4, LAT)), STATIONS, "st-one", "geometry"),
    ("coordinate-outside", cell("enterprises.csv", 2, "lat", "31.5"), "enterprises.csv", "2", "lat"),
    ("coordinate-range", top(NODES, "n-point", geometry=point(345678.9, 3456789.0)), NODES, "n-point", "geometry"),
    (
        "crs-foreign",
        text(
            NODES,
            '{"type": "FeatureCollection",',
            '{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:32648"}},',
        ),
        NODES,
        "",
        "",
    ),
    ("economy-none", cell(FIGURES, 3, "subject_id", "n-unknown"), FIGURES, "3", "subject_id"),
    (
        "encoding-broken",
        data(
            "scopes.csv",
            b"id,name_zh,name_en\na,\xe5\x8f\xa3\xe5\x8f\xa3\xe5\x8f\xa3\xe5\x8f\xa3\xe5\x8f\xa3\xe5\x8f\xa3\xe5\x8f\xa3\xe5\x8f\xa3\xe5\x8f\xa3\xe5\x8f\xa3\xe5\x8f\xa3\xe5,A\n",
        ),
        "scopes.csv",
        "",
        "",
    ),
    ("encoding-broken", data("scopes.csv", b"id\n\xff\xff\xff"), "scopes.csv", "", ""),
    ("encoding-utf16", data("scopes.csv", "id,name_zh,name_en\n".encode("utf-16")), "scopes.csv", "", ""),
    ("file-empty", data("scopes.csv", b""), "scopes.csv", "", ""),
    ("file-empty", data("scopes.csv", b"\xef\xbb\xbf"), "scopes.csv", "", ""),
    ("file-empty", data("scopes.csv", b"\n\n"), "scopes.csv", "", ""),
    ("file-empty", data(NODES, b" "), NODES, "", ""),
    ("file-missing", lacking("sources.csv"), "sources.csv", "", ""),
    ("file-too-deep", data(STATIONS, DEEP), STATIONS, "", ""),
    ("file-too-deep", data("story.toml", b"a = " + DEEP), "story.toml", "", ""),
    ("geojson-shape", data(STATIONS, b"[]"), STATIONS, "", ""),
    ("geojson-shape", data(STATIONS, b'{"type": "Topology"}'), STATIONS, "", ""),
    ("geojson-shape", data(STATIONS, b'{"type": "FeatureCollection", "features": [1]}'), STATIONS, "", ""),
    ("geometry-broken", top(NODES, "n-point", geometry={"type": "Point"}), NODES, "n-point", "geometry"),
    ("geometry-broken", top(NODES, "n-point", geometry=point(10**400, 0)), NODES, "n-point", "geometry"),
    (
        "geometry-broken",
        top(NODES, "n-point", geometry={"type": "Blob", "coordinates": []}),
        NODES,
        "n-point",
        "geometry",
    ),
    (
        "geometry-broken",
        top(NODES, "n-area", geometry={"type": "Polygon", "coordinates": [[[LON, LAT]]]}),
        NODES,
        "n-area",
        "geometry",
    ),
    ("geometry-broken", text(NODES, f"[{LON}, {LAT + STEP / 2}]", "[1e999, 30]"), NODES, "n-point", "geometry"),
    ("geometry-invalid", top(NODES, "n-area", geometry=SPIKE), NODES, "n-area", "geometry"),
    ("geometry-kind", top(NODES, "n-point", geometry=square(LON, LAT)), NODES, "n-point", "geometry"),
    ("geometry-kind", top(NODES, "n-unknown", geometry=point(LON, LAT)), NODES, "n-unknown", "geometry"),
    ("geometry-kind", top(NODES, "n-within", geometry=DASH), NODES, "n-within", "geometry"),
    ("geometry-kind", top(AXIS, "x-mid", geometry=square(LON, LAT)), AXIS, "x-mid", "geometry"),
    ("geometry-missing", top(NODES, "n-area", geometry=None), NODES, "n-area", "geometry"),
    ("geometry-missing", top(AXIS, "x-mid", geometry=None), AXIS, "x-mid", "geometry"),
    ("geometry-missing", top(STATIONS, "st-one", geometry=None), STATIONS, "st-one", "geometry"),
    ("geometry-self-crossing", top(NODES, "n-area", geometry=BOW), NODES, "n-area", "geometry"),
    ("geometry-self-crossing", top(AXIS, "road", geometry=LOOP), AXIS, "road", "geometry"),
    ("id-conflict", prop(NODES, "n-area", id="n-other"), NODES, "n-area", "id"),
    ("id-duplicate", cell("subjects.csv", 3, "id", "n-area"), "subjects.csv", "3", "id"),
    ("id-duplicate", cell("subjects.csv", 3, "id", "sample"), "subjects.csv", "3", "id"),
    ("id-duplicate", row("scopes.csv", "all", "重", "Again", "", ""), "scopes.csv", "4", "id"),
    ("id-duplicate", top(STATIONS, "st-one", id="x-mid"), STATIONS, "x-mid", "id"),
    ("json-broken", data(STATIONS, b"{"), STATIONS, "", ""),
    ("json-broken", data(STATIONS, b'{"type": NaN}'), STATIONS, "", ""),
    ("link-address", cell("sources.csv", 2, "url", "javascript:alert(1)"), "sources.csv", "2", "url"),
    ("link-address", cell("sources.csv", 2, "url", "https://:80"), "sources.csv", "2", "url"),
    ("link-address", text("corridor.toml", "https://example.org/sample", "example"), "corridor.toml", "", "public_url"),
    (
        "looks-like-ledger",
        data("enterprises.csv", "id,name_zh,name_en,备注,2023年税收\ne-one,一厂,First,好,3\n".encode()),
        "enterprises.csv",
        "1",
        "2023年税收",
    ),
    (
        "looks-like-ledger",
        data("enterprises.csv", b"id,name_zh,name_en,secret\ne-one,\xe4\xb8\x80,First,3\n"),
        "enterprises.csv",
        "1",
        "secret",
    ),
    ("lonlat-half", cell("enterprises.csv", 2, "lat", ""), "enterprises.csv", "2", "lat"),
    ("lonlat-half", cell("enterprises.csv", 2, "lon", ""), "enterprises.csv", "2", "lon"),
    ("lonlat-swapped", top(NODES, "n-point", geometry=point(LAT + STEP / 2, LON)), NODES, "n-point", "geometry"),
    ("part-of-cycle", prop(NODES, "n-area", part_of="n-within"), NODES, "n-area", "part_of"),
    ("part-of-cycle", cell("subjects.csv", 2, "part_of", "town"), "subjects.csv", "2", "part_of"),
    (
        "placeholder-broken",
        text("story.toml", "Tax {f-tax}.", "Tax {f-tax}}."),
        "story.toml",
        "opening",
        "chapters.text_en",
    ),
    (
        "placeholder-internal",
        text("story.toml", "Tax {f-tax}.", "Tax {f-secret}."),
        "story.toml",
        "opening",
        "chapters.text_en",
    ),
    (
        "placeholder-unknown",
        text("story.toml", "Tax {f-tax}.", "Tax {f-x}."),
        "story.toml",
        "opening",
        "chapters.text_en",
    ),
    ("public-without-source", cell(FIGURES, 2, "source_id", ""), FIGURES, "2", "source_id"),
    ("reference-landmark", prop(NODES, "n-point", near_id="n-area"), NODES, "n-point", "near_id"),
    ("reference-self", prop(NODES, "n-point", overlaps="n-point"), NODES, "n-point", "overlaps"),
    ("reference-self", cell("indicators.csv", 3, "growth_of", "tax"), "indicators.csv", "3", "growth_of"),
    ("reference-unknown", cell(FIGURES, 2, "subject_id", "nobody"), FIGURES, "2", "subject_id"),
    ("reference-unknown", cell(FIGURES, 2, "source_id", "s1;s9"), FIGURES, "2", "source_id"),
    ("reference-unknown", prop(NODES, "n-point", area_figure_id="f-x"), NODES, "n-point", "area_figure_id"),
    ("reference-unknown", prop(NODES, "n-unknown", shown_with="town"), NODES, "n-unknown", "shown_with"),
    (
        "reference-unknown",
        text("corridor.toml", '["f-tax", "f-secret"]', '["f-x"]'),
        "corridor.toml",
        "1",
        "ribbon.figure_ids",
    ),
    ("reference-unknown", text("story.toml", '["stations"]', '["rails"]'), "story.toml", "opening", "chapters.layers"),
    ("reference-unknown", text("story.toml", '"x-mid"', '"x-none"'), "story.toml", "opening", "chapters.fit"),
    ("row-duplicate", row("node_industries.csv", "n-point", "robots", ""), "node_industries.csv", "4", "node_id"),
    ("row-fields", text("scopes.csv", "All taxes,,", "All, taxes,,"), "scopes.csv", "2", ""),
    ("row-fields", text("scopes.csv", "All taxes,,", "All taxes"), "scopes.csv", "2", ""),
    ("row-unreadable", text("scopes.csv", "Secret scope,,", 'Secret scope,",'), "scopes.csv", "3", ""),
    ("row-unreadable", text("scopes.csv", "All taxes", "A" * 1_100_000), "scopes.csv", "2", ""),
    ("source-missing", cell(FIGURES, 5, "source_id", ""), FIGURES, "5", "source_id"),
    ("stretch-missing", prop(NODES, "n-stretch", to_m=None), NODES, "n-stretch", "to_m"),
    ("stretch-order", prop(NODES, "n-stretch", to_m=400), NODES, "n-stretch", "to_m"),
    ("stretch-outside", prop(NODES, "n-stretch", to_m=2500), NODES, "n-stretch", "to_m"),
    ("stretch-outside", prop(NODES, "n-stretch", from_m=-300), NODES, "n-stretch", "from_m"),
    (
        "taxpayer-public",
        row(FIGURES, "f-firm", "e-one", "tax", "2022", "3", "", "claimed", "all", "public", "", "", ""),
        FIGURES,
        "6",
        "source_id",
    ),
    ("tie-source-missing", data(TIES, b"node_id,industry_id,status\nn-area,robots,actual\n"), TIES, "2", "source_id"),
    ("toml-broken", data("story.toml", b"[[chapters"), "story.toml", "", ""),
    ("toml-shape", text("corridor.toml", "[[strategy]]", "[strategy]"), "corridor.toml", "", "strategy"),
    ("translation-missing", cell("subjects.csv", 2, "name_en", ""), "subjects.csv", "2", "name_en"),
    ("translation-missing", cell(FIGURES, 2, "note_zh", ""), FIGURES, "2", "note_zh"),
    (
        "translation-missing",
        text("story.toml", 'title_en = "Opening"', ""),
        "story.toml",
        "opening",
        "chapters.title_en",
    ),
    ("cell-choice", prop(NODES, "n-area", role="university"), NODES, "n-area", "role"),
    ("cell-choice", cell("subjects.csv", 2, "kind", "city"), "subjects.csv", "2", "kind"),
    (
        "word-taken",
        text(
            "corridor.toml",
            "[[ribbon]]",
            "[[roles]]\nid = 'core'\nname_zh = '甲'\nname_en = 'a'\nsymbol = 'star'\n[[ribbon]]",
        ),
        "corridor.toml",
        "core",
        "roles.id",
    ),
    ("cell-unit", cell("indicators.csv", 3, "unit", "million-usdollars"), "indicators.csv", "3", "unit"),
    ("unit-name-missing", cell("indicators.csv", 3, "unit", "count"), "indicators.csv", "3", "unit_name_zh"),
    ("unit-name-unused", cell("indicators.csv", 2, "unit", "m"), "indicators.csv", "2", "unit_name_zh"),
    ("value-missing", cell(FIGURES, 2, "value", ""), FIGURES, "2", "value"),
    ("value-not-published", cell(FIGURES, 3, "value", "0"), FIGURES, "3", "value"),
]

WARNINGS = [
    ("actual-unstated", cell(FIGURES, 4, "period", ""), FIGURES, "4", "period"),
    ("actual-unstated", cell(FIGURES, 4, "scope_id", ""), FIGURES, "4", "scope_id"),
    ("axis-length", prop(AXIS, "road", published_length_m=2500), AXIS, "road", "published_length_m"),
    ("column-unknown", text("scopes.csv", "definition_zh", "definition"), "scopes.csv", "", "definition"),
    ("column-unknown", prop(NODES, "n-area", colour="red"), NODES, "", "colour"),
    ("column-unknown", text("story.toml", "show =", "display ="), "story.toml", "", "chapters.display"),
    (
        "column-unknown",
        data("enterprises.csv", "id,name_zh,name_en,备注\ne-one,一厂,First,3\n".encode()),
        "enterprises.csv",
        "",
        "备注",
    ),
    (
        "datum-file",
        text("corridor.toml", "[[ribbon]]", '[file_datum]\n"node.geojson" = "gcj02"\n[[ribbon]]'),
        "corridor.toml",
        "",
        "file_datum.node.geojson",
    ),
    (
        "figure-repeated",
        row(FIGURES, "f-again", "n-point", "tax", "2022", "10.0", "over", "claimed", "all", "public", "s1", "", ""),
        FIGURES,
        "6",
        "id",
    ),
    ("layer-absent", lacking(STATIONS), "corridor.toml", "", "layers.id"),
    (
        "layer-undeclared",
        data("context/huts.geojson", collection(feature("hut", point(LON, LAT), accuracy_m=5))),
        "context/huts.geojson",
        "",
        "",
    ),
    ("node-far", top(NODES, "n-within", geometry=square(LON + 0.012, LAT)), NODES, "n-within", "geometry"),
    ("period-future", cell(FIGURES, 4, "period", "2030"), FIGURES, "4", "period"),
    ("reference-hidden", lacking("scopes.csv"), FIGURES, "2", "scope_id"),
    ("tie-source-missing", data(TIES, b"node_id,industry_id,status\nn-area,robots,planned\n"), TIES, "2", "source_id"),
    ("tie-source-missing", cell(TIES, 2, "source_id", ""), TIES, "2", "source_id"),
]

ELSEWHERE = {
    "datum-suspect": "test_datums",
    "datum-undone": "test_datums",
    "file-not-a-file": "test_files",
    "file-not-a-folder": "test_files",
    "file-outside": "test_files",
    "file-too-large": "test_files",
    "file-unknown": "test_files",
    "file-unreadable": "test_files",
    "geometry-too-crowded": "test_bounds",
    "geometry-too-detailed": "test_bounds",
    "points-too-many": "test_bounds",
    "more-alike": "test_a_mistake_in_every_row_is_counted",
    "encoding-big5": "test_intake",
    "period-excel": "test_load",
    **dict.fromkeys(
        (
            "credit-code",
            "industry-code",
            "industry-code-unknown",
            "ledger-column",
            "ledger-kind",
            "ledger-parquet",
            "ledger-periods",
            "ledger-rate",
            "ledger-repeated",
            "ledger-too-long",
            "ledger-twice",
        ),
        "test_ledger",
    ),
    **dict.fromkeys(
        (
            "contact-email",
            "contact-unreachable",
            "media-broken",
            "media-missing",
            "media-name",
            "media-too-large",
            "media-unlisted",
        ),
        "test_media",
    ),
    "ledger-exposed": "test_sums",
    "deleted-by-hand": "test_history",
    "edited-by-hand": "test_history",
    "history-broken": "test_history",
    "version-damaged": "test_history",
}


def found(*changes: Change) -> tuple[Problem, ...]:
    """The problems of the sample pack with changes."""
    return examine(changed(*changes))[1]


def named(problems: tuple[Problem, ...], severity: Severity) -> set[tuple[str, str, str, str]]:
    """Code and place of the problems of a severity."""
    return {(p.code, p.file, p.row, p.column) for p in problems if p.severity is severity}


def test_the_sample_has_no_problems() -> None:
    """What the cases below change is sound to begin with."""
    assert examine(sample())[1] == ()


WITH_FOLLOWERS = {"axis-line", "axis-unmeasurable", "cell-id", "cell-shape", "file-missing", "id-duplicate"}
"""Errors after which others are true as well: who refers to what now has no name, or no axis, is wrong too."""
ENGLISH = re.compile(r"[A-Za-z]+ [a-z]+ [a-z]+")
"""A parser's sentence, which nobody should pass on to a clerk."""


def has_followers(code: str, file: str, column: str) -> bool:
    """Whether an error makes others true as well."""
    return code in WITH_FOLLOWERS or (file, column) in {("corridor.toml", "id"), (AXIS, "geometry")}


@pytest.mark.parametrize(("code", "change", "file", "where", "column"), ERRORS)
def test_an_error_is_named_where_it_is(code: str, change: Change, file: str, where: str, column: str) -> None:
    """One mistake is one error, with its code, file, row and column, and no parser's English in its Chinese message."""
    problems = found(change)
    errors = named(problems, Severity.ERROR)
    assert (code, file, where, column) in errors
    assert has_followers(code, file, column) or {code for code, *_ in errors} == {code}
    said = [in_cell(problem).zh for problem in problems if (problem.code, problem.file) == (code, file)]
    assert [words for words in said if ENGLISH.search(words)] == []


@pytest.mark.parametrize(("code", "change", "file", "where", "column"), WARNINGS)
def test_a_warning_does_not_keep_the_pack_from_use(
    code: str, change: Change, file: str, where: str, column: str
) -> None:
    """What deserves a second look is a warning, and there is no error beside it."""
    problems = found(change)
    assert (code, file, where, column) in named(problems, Severity.WARNING)
    assert named(problems, Severity.ERROR) == set()


def test_a_crossing_is_named_where_it_is() -> None:
    """An area or a line that crosses itself is reported with the place, in the file's own coordinates."""
    for change, x, y in (
        (top(NODES, "n-area", geometry=BOW), LON + 0.001, LAT + 0.001),
        (top(AXIS, "road", geometry=LOOP), LON, LAT + 0.01),
    ):
        (problem,) = (p for p in found(change) if p.code == "geometry-self-crossing")
        assert f"{x:.6f}, {y:.6f}" in in_cell(problem).zh


def test_a_broken_file_is_named_by_its_line() -> None:
    """The line at which reading stops is said for JSON and TOML, at the end of the file too."""
    for change, line in (
        (data(STATIONS, b'{\n"type": 1,\n]'), 3),
        (data(STATIONS, b'{\n"type": NaN}'), 2),
        (data("story.toml", b"a = 1\nb = ]"), 2),
        (data("story.toml", b"a = 1\n[[chapters"), 2),
    ):
        (problem,) = (p for p in found(change) if p.code in {"json-broken", "toml-broken"})
        assert f"line {line}" in in_cell(problem).en


def test_every_rule_is_tried() -> None:
    """Each code that has a message is the expectation of some test, and each code raised has a message."""
    messages = {
        key.removeprefix("check.") for key in table("zh") if key.startswith("check.") and "datum-name" not in key
    }
    raised = {
        code
        for room in ("pack", "intake")
        for path in (PACKAGE / room).rglob("*.py")
        for code in re.findall(r'"([a-z]+(?:-[a-z0-9]+)+)"', path.read_text(encoding="utf-8"))
    }
    tried = {case[0] for case in (*ERRORS, *WARNINGS)} | set(ELSEWHERE)
    assert messages - raised - {"more-alike"} == set()
    assert messages == tried


def test_all_problems_come_at_once() -> None:
    """Mistakes in different files, rows and kinds are in one report, in the order of the files."""
    problems = found(
        cell(FIGURES, 2, "value", "x"),
        cell(FIGURES, 5, "period", "x"),
        prop(NODES, "n-area", role="x"),
        lacking("sources.csv"),
    )
    assert [(p.file, p.row) for p in problems if p.severity is Severity.ERROR] == [
        (NODES, "n-area"), ("sources.csv", ""), (FIGURES, "2"), (FIGURES, "5"),
    ]  # fmt: skip


def test_a_blank_row_keeps_its_number() -> None:
    """Rows are numbered as a spreadsheet shows them, blank ones and cells of several lines included."""
    change = data(
        "scopes.csv",
        'id,name_zh,name_en,definition_zh,definition_en\n\nall,"两\n行",Two,,\n,,,,\nsc-secret,,Bad,,\n'.encode(),
    )
    assert ("translation-missing", "scopes.csv", "5", "name_zh") in named(found(change), Severity.ERROR)


def test_a_mistake_in_every_row_is_counted() -> None:
    """Beyond some hundreds of the same kind the rest are counted, so that a report stays a report."""
    rows = "".join(f"f-{n},n-area,tax,2022,bad,,claimed,all,public,s1,,\n" for n in range(2000))
    problems = found(text(FIGURES, "f-secret,n-area", f"{rows}f-secret,n-area"))
    alike = [p for p in problems if p.code == "cell-decimal"]
    assert len(alike) < 2000
    assert any(p.row == "" and str(2000 - len(alike) + 1) in in_cell(p).en for p in alike)


def test_what_a_message_quotes_is_harmless() -> None:
    """A cell's text is shortened and without characters that a screen would obey."""
    (problem,) = (p for p in found(cell(FIGURES, 2, "value", "\x1b[2J" + "x" * 500)) if p.column == "value")
    assert "\x1b" not in in_cell(problem).zh + in_cell(problem).en
    assert len(in_cell(problem).zh) < 300
