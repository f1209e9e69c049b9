"""Loading: what one release profile may know, and nothing else."""

import csv
import io
import pickle
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from factories import contents
from samples import Change, cell, changed, collection, data, lacking, prop, row, sample, text, top
from shapely import Point

from corridor.model.corridor import Corridor
from corridor.model.figure import Qualifier, Release, Status
from corridor.model.place import PositionKind
from corridor.model.problem import PackError, Severity
from corridor.model.text import Text
from corridor.pack.files import read_files
from corridor.pack.load import examine, load
from corridor.pack.schema import TABLES, is_medium, required_files

PROFILES = tuple(Release)
ROBOTS = "robots,机器人,Robots,emerging,9,,,s1\n"
"""The industry that other files of the sample speak of."""
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030")


@pytest.fixture(scope="module")
def public() -> Corridor:
    """The sample as the public may know it."""
    return load(sample(), Release.PUBLIC)


def test_every_corridor_loads_without_errors(pack: Path) -> None:
    """Each corridor in the repository is sound, for either profile."""
    assert [problem for problem in examine(pack)[1] if problem.severity is Severity.ERROR] == []
    for profile in PROFILES:
        assert load(pack, profile).profile is profile


def test_a_figure_keeps_all_that_makes_it_one(public: Corridor) -> None:
    """Digits as published, period, qualifier, status, scope and sources."""
    figure = public.figure_by_id["f-tax"]
    assert str(figure.value) == "10.0"
    assert figure.period.text == "2022"
    assert (figure.qualifier, figure.status, figure.scope_id) == (Qualifier.OVER, Status.CLAIMED, "all")
    assert figure.source_ids == ("s1", "s2")
    assert figure.note["zh"] == "注"


def test_a_figure_that_was_not_published_has_no_value(public: Corridor) -> None:
    """Missing is not zero; an empty qualifier is exact."""
    figure = public.figure_by_id["f-none"]
    assert figure.value is None
    assert figure.qualifier is Qualifier.EXACT


def test_every_kind_of_position_is_read(public: Corridor) -> None:
    """A claim keeps its geometry, its doubt, or its metres along the axis."""
    positions = {node.position.kind: node.position for node in public.nodes}
    assert set(positions) == set(PositionKind)
    assert positions[PositionKind.POINT].accuracy_m == 50
    assert positions[PositionKind.WITHIN].geometry.geom_type == "Polygon"
    assert (positions[PositionKind.STRETCH].from_m, positions[PositionKind.STRETCH].to_m) == (500, 900.5)
    assert positions[PositionKind.UNKNOWN].geometry is None


def test_the_corridor_itself_is_read(public: Corridor) -> None:
    """Date, address, axis with its crossings, layers that are there, and things in their order."""
    assert public.data_date == date(2024, 6, 30)
    assert public.public_url == "https://example.org/sample"
    assert [crossing.id for crossing in public.axis.crossings] == ["x-mid"]
    assert (public.axis.id, public.axis.published_length_m) == ("road", 2000)
    assert [layer.id for layer in public.layers] == ["stations"]
    assert [industry.id for industry in public.industries] == ["silk", "robots"]
    assert [milestone.id for milestone in public.milestones] == ["m-early", "m-late"]
    assert public.milestones[0].subject_id is None


def test_a_node_without_economy_says_so(public: Corridor) -> None:
    """Only the word none takes a node's economy away."""
    assert [node.id for node in public.nodes if not node.has_economy] == ["n-unknown"]


def test_a_tie_is_a_fact_only_where_it_says_so(public: Corridor) -> None:
    """Rows older than the column, and rows that leave it empty, are somebody's word."""
    told = "node_id,industry_id,status,source_id,note_zh,note_en\nn-point,robots,{},s1,片区,The area\n"
    stated = {
        status: load(changed(data("node_industries.csv", told.format(status).encode())), Release.PUBLIC)
        for status in ("", "actual", "claimed", "planned")
    }
    assert {tie.status for tie in public.node_industries} == {Status.CLAIMED}
    assert [within.node_industries[0].status.value for within in stated.values()] == [
        "claimed",
        "actual",
        "claimed",
        "planned",
    ]
    assert stated["planned"].node_industries[0].note == Text("片区", "The area")


def test_industries_stand_in_the_order_of_their_groups() -> None:
    """However the pack numbers them: within a group its order counts."""
    groups = ("strategy", "future", "emerging", "circle", "pillar")
    rows = [f"{group}-{order},名,Name,{group},{order},,,s1" for group in groups for order in (2, 1)]
    content = "\n".join(("id,name_zh,name_en,group,order,note_zh,note_en,source_id", *rows, ROBOTS))
    ids = [one.id for one in load(changed(data("industries.csv", content.encode())), Release.PUBLIC).industries]
    assert ids == [
        *("pillar-1", "pillar-2", "circle-1", "circle-2", "emerging-1", "emerging-2", "robots"),
        *("future-1", "future-2", "strategy-1", "strategy-2"),
    ]


def test_a_firm_is_placed_or_not(public: Corridor) -> None:
    """Coordinates are optional."""
    assert [firm.point is None for firm in public.enterprises] == [False, True]


def test_an_empty_release_is_internal() -> None:
    """What nobody released is not public."""
    assert load(sample(), Release.INTERNAL).figure_by_id["f-secret"].release is Release.INTERNAL
    assert "f-secret" not in load(sample(), Release.PUBLIC).figure_by_id


def test_nothing_internal_is_in_the_public_corridor(public: Corridor) -> None:
    """Neither the figure, nor its note, source, scope or indicator, nor a reference to any of them."""
    held = pickle.dumps(public)
    assert not [word for word in ("f-secret", "Secret", "密", "s-secret", "sc-secret") if word.encode() in held]
    assert b"Secret note" in pickle.dumps(load(sample(), Release.INTERNAL))


def test_public_is_internal_less_what_is_internal(pack: Path) -> None:
    """In every corridor the public sees just the public figures, and no reference leads to another."""
    public, internal = (load(pack, profile) for profile in PROFILES)
    assert public.figures == tuple(figure for figure in internal.figures if figure.release is Release.PUBLIC)
    named = {figure for group in public.ribbon for figure in group.figure_ids}
    named |= {figure for chapter in public.chapters for figure in chapter.figure_ids}
    named |= {node.area_figure_id for node in public.nodes if node.area_figure_id}
    assert named <= set(public.figure_by_id)
    assert {source for figure in public.figures for source in figure.source_ids} <= set(public.source_by_id)


def test_a_source_that_something_public_names_stays() -> None:
    """A source is left out only when all that refers to it is."""
    shared = load(changed(prop("nodes.geojson", "n-area", source_id="s-secret")), Release.PUBLIC)
    assert "s-secret" in shared.source_by_id


def test_an_expected_indicator_stays() -> None:
    """What every node should have is shown as missing even when all its figures are internal."""
    files = changed(
        cell("figures.csv", 2, "release", ""),
        text("story.toml", "{f-tax}。", "。"),
        text("story.toml", " {f-tax}.", "."),
    )
    without = changed(lacking("story.toml"), cell("figures.csv", 3, "release", ""), files=files)
    assert "tax" in load(without, Release.PUBLIC).indicator_by_id


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("file", [*dict.fromkeys(t.file for t in TABLES if t.file not in required_files()), "all"])
def test_an_absent_file_only_hides_its_part(pack: Path, file: str, profile: Release) -> None:
    """Any file but the required and the media that are declared may be missing, and all of them at once."""
    whole = dict(read_files(pack))
    kept = {
        name: content
        for name, content in whole.items()
        if name in required_files() or is_medium(name) or not (file == "all" or Path(name).match(file))
    }
    corridor = load(kept, profile)
    assert corridor.nodes
    assert {figure.subject_id for figure in corridor.figures} <= {corridor.id, *corridor.subject_by_id}
    assert {node.near_id for node in corridor.nodes} <= {
        None, *(crossing.id for crossing in corridor.axis.crossings), *(thing.id for thing in corridor.context)
    }  # fmt: skip


def test_a_story_without_its_figures_is_not_told() -> None:
    """A chapter whose words need a number that is not there is left out rather than shown with a hole."""
    assert load(changed(lacking("figures.csv")), Release.PUBLIC).chapters == ()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_encoding_makes_no_difference(encoding: str) -> None:
    """UTF-8, with or without byte order mark, and GB18030 give the same corridor."""
    recoded = {name: content.decode().encode(encoding) for name, content in sample().items()}
    assert contents(load(recoded, Release.PUBLIC)) == contents(load(sample(), Release.PUBLIC))


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_separator_makes_no_difference(delimiter: str) -> None:
    """A spreadsheet writes the one of its country."""
    files = sample()
    for name in files:
        if name.endswith(".csv"):
            out = io.StringIO()
            csv.writer(out, delimiter=delimiter).writerows(csv.reader(io.StringIO(files[name].decode())))
            files[name] = out.getvalue().encode()
    assert contents(load(files, Release.PUBLIC)) == contents(load(sample(), Release.PUBLIC))


def test_what_a_spreadsheet_makes_of_periods_is_read_and_told_once_for_a_column() -> None:
    """A table that was only opened and saved says what it said; a date of another order does not."""
    files = sample()
    files["milestones.csv"] = files["milestones.csv"].replace(b"2023-05,", b"May-23,").replace(b"~2019,", b"2019/12/5,")
    _, problems = examine(files)
    assert [(one.code, one.file, one.row, one.column) for one in problems] == [
        ("period-excel", "milestones.csv", "2", "date")
    ]
    assert sorted(one.date.text for one in load(files, Release.PUBLIC).milestones) == ["2019-12-05", "2023-05"]
    for other in (b"5/12/2019,", b"5-May,", b"2019/12,", b"2019/13/5,"):
        _, problems = examine({**files, "milestones.csv": files["milestones.csv"].replace(b"2019/12/5,", other)})
        assert "cell-period" in {one.code for one in problems}


def test_windows_line_ends_make_no_difference() -> None:
    """A file saved on Windows is the same file."""
    recoded = {name: content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for name, content in sample().items()}
    assert load(recoded, Release.PUBLIC).version == load(sample(), Release.PUBLIC).version


def test_the_order_of_columns_makes_no_difference() -> None:
    """Columns are found by their names."""
    table = b"name_en,name_zh,id\nAll taxes,\xe5\x85\xa8\xe5\x8f\xa3\xe5\xbe\x84,all\nS,\xe5\xaf\x86,sc-secret\n"
    assert load(changed(data("scopes.csv", table)), Release.PUBLIC).scope_by_id["all"].name["en"] == "All taxes"


def test_the_digits_of_a_value_are_kept_whatever_reads_them() -> None:
    """Long decimals do not pass through a float."""
    value = "123456789012.345678"
    corridor = load(changed(cell("figures.csv", 2, "value", value)), Release.PUBLIC)
    assert corridor.figure_by_id["f-tax"].value == Decimal(value)


CHANGES = [
    cell("figures.csv", 2, "value", "11"),
    cell("figures.csv", 2, "note_en", "Other"),
    top("nodes.geojson", "n-point", geometry={"type": "Point", "coordinates": [104.4, 30.3991]}),
    prop("context/stations.geojson", "st-one", inferred=False),
    text("corridor.toml", "2024-06-30", "2024-07-01"),
    text("story.toml", "Opening", "Beginning"),
    row("scopes.csv", "more", "更多", "More", "", ""),
]


@pytest.mark.parametrize("change", CHANGES)
def test_the_version_changes_with_what_is_shown(public: Corridor, change: Change) -> None:
    """Any change of the data as built is another version."""
    assert load(changed(change), Release.PUBLIC).version != public.version


def test_the_version_says_nothing_of_what_is_hidden(public: Corridor) -> None:
    """A change of an internal figure is no change for the public, and one for those who see it."""
    files = changed(cell("figures.csv", 5, "value", "8"))
    assert load(files, Release.PUBLIC).version == public.version
    assert load(files, Release.INTERNAL).version != load(sample(), Release.INTERNAL).version


def test_the_profiles_have_versions_of_their_own(public: Corridor) -> None:
    """A cache keyed on the version never mixes profiles."""
    assert load(sample(), Release.INTERNAL).version != public.version


def test_a_corridor_is_told_by_its_key(public: Corridor) -> None:
    """Who remembers what was drawn of a corridor need not look at all it holds: of equal data there is one key."""
    again, internal = load(sample(), Release.PUBLIC), load(sample(), Release.INTERNAL)
    other = load(changed(cell("figures.csv", 2, "value", "11")), Release.PUBLIC)
    assert again is not public
    assert again.key == public.key
    assert len({public.key, internal.key, other.key}) == len((public, internal, other))
    assert {public: "known"}.get(again) is None


def test_errors_refuse_with_all_problems() -> None:
    """What has errors is not built; the exception carries warnings too."""
    files = changed(cell("figures.csv", 2, "value", "x"), cell("figures.csv", 4, "period", ""))
    with pytest.raises(PackError) as refused:
        load(files, Release.PUBLIC)
    assert {problem.code for problem in refused.value.problems} == {"cell-decimal", "actual-unstated"}


def test_a_file_without_features_is_a_table_without_rows() -> None:
    """Nothing that is asked of places asks for one: what referred to a node is what is wrong."""
    tables, problems = examine(changed(data("nodes.geojson", collection())))
    assert len(tables["nodes"]) == 0
    assert {problem.code for problem in problems if problem.severity is Severity.ERROR} == {"reference-unknown"}


def test_a_folder_and_its_files_are_the_same(pack: Path) -> None:
    """A pack may be given as a folder or as bytes."""
    assert contents(load(pack, Release.PUBLIC)) == contents(load(dict(read_files(pack)), Release.PUBLIC))


def test_no_folder_is_no_pack(tmp_path: Path) -> None:
    """A path that is not there is the caller's mistake."""
    with pytest.raises(NotADirectoryError):
        load(tmp_path / "none", Release.PUBLIC)


def test_height_is_dropped() -> None:
    """Coordinates with a height are read as the place they are over."""
    change = top("nodes.geojson", "n-point", geometry={"type": "Point", "coordinates": [104.4, 30.399, 12.5]})
    assert load(changed(change), Release.PUBLIC).node_by_id["n-point"].position.geometry == Point(104.4, 30.399)
