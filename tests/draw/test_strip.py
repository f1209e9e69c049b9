"""The strip diagram: everything at its true metres, nothing covered, nothing left out."""

from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from factories import corridor, node
from shapely import LineString
from winding import winding

from corridor.draw.layout.strip.diagram import Orientation, StripForm, layout
from corridor.draw.layout.strip.parts import StripLayout, StripMark
from corridor.draw.web.strip import strip
from corridor.draw.words.wording import data_date_text
from corridor.geo import Ruler, ruler_of
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.place import Axis, ContextFeature, Crossing, Layer, LayerStyle, Position, PositionKind, Role
from corridor.model.text import LANGS, Lang, Text
from corridor.pack.load import load

SHAPES: tuple[tuple[Orientation, int], ...] = (("horizontal", 1280), ("horizontal", 880), ("vertical", 390))
LINES: tuple[tuple[StripForm, int], ...] = (("slim", 740), ("slim", 1250), ("wide", 2300))
SVG = "{http://www.w3.org/2000/svg}"
LINE = LineString([(104.0, 30.0), (104.0, 30.018)])
"""2 km due north."""
RULER = ruler_of(LINE)

shapes = pytest.mark.parametrize(("orientation", "width"), SHAPES, ids=[f"{o}-{w}" for o, w in SHAPES])
lines = pytest.mark.parametrize(("form", "width"), LINES, ids=[f"{f}-{w}" for f, w in LINES])
languages = pytest.mark.parametrize("lang", LANGS)


@pytest.fixture(scope="module")
def crowded() -> Corridor:
    """Forty nodes on a winding road."""
    return winding()


@pytest.fixture(scope="module")
def public(pack: Path) -> Corridor:
    """Each corridor in turn as the public sees it."""
    return load(pack, Release.PUBLIC)


def road(*positions: Position, **changes: object) -> Corridor:
    """A corridor on the line, with a node ``n0``, ``n1`` … at each position."""
    nodes = [node(f"n{i}", Text(f"节点{i}", f"Node {i}"), position=position) for i, position in enumerate(positions)]
    return corridor(
        nodes=nodes,
        axis=Axis(
            id="axis",
            name=Text("路", "Road"),
            line=LINE,
            accuracy_m=10,
            published_length_m=None,
            crossings=(),
            source_ids=(),
        ),
        **changes,
    )


def point(m: float, offset_m: float = 0.0, accuracy_m: float = 30.0) -> Position:
    """A point beside the line."""
    return Position(kind=PositionKind.POINT, geometry=RULER.point_at(m, offset_m), accuracy_m=accuracy_m)


def buttons(svg: str) -> dict[str, ET.Element]:
    """What a reader can press, by node; each only once."""
    found = [group for group in ET.fromstring(svg).iter(f"{SVG}g") if "data-node" in group.attrib]  # noqa: S314 - ours
    assert len({group.attrib["data-node"] for group in found}) == len(found)
    return {group.attrib["data-node"]: group for group in found}


def said(group: ET.Element) -> str:
    """All text of a label."""
    return " ".join(text.text or "" for text in group.iter(f"{SVG}text"))


def mark_of(picture: StripLayout, entry_id: str) -> StripMark:
    """What stands on the line for an entry."""
    return next(mark for mark in picture.marks if mark.entry.id == entry_id)


def along(picture: StripLayout, x: float, y: float, length_m: float) -> float:
    """The chainage that a place on the paper stands for."""
    _, (x0, y0), (x1, y1), _ = picture.axis
    return length_m * ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2)


def assert_clean(picture: StripLayout) -> None:
    """No two labels overlap and none leaves the paper."""
    labels = picture.labels()
    assert [(a, b) for (a, one), (b, two) in combinations(labels, 2) if one.overlaps(two)] == []
    outside = [
        (name, box)
        for name, box in labels
        if box.x < 0 or box.y < 0 or box.x + box.width > picture.width or box.y + box.height > picture.height
    ]
    assert outside == []


@shapes
@languages
def test_labels_of_a_corridor_never_overlap(public: Corridor, lang: Lang, orientation: Orientation, width: int) -> None:
    """Every corridor of the repository can be read on every paper in both languages."""
    assert_clean(layout(public, lang, width=width, orientation=orientation))


@shapes
@languages
@pytest.mark.parametrize("seed", [7, 11])
def test_labels_of_forty_nodes_never_overlap(lang: Lang, orientation: Orientation, width: int, seed: int) -> None:
    """A crowded winding road of 12 km can be read too."""
    assert_clean(layout(winding(seed), lang, width=width, orientation=orientation))


@lines
@languages
def test_the_slim_line_shows_every_node_and_names_what_fits(
    public: Corridor, lang: Lang, form: StripForm, width: int
) -> None:
    """Each node is one button, no two names touch, and the core is named on the smallest page."""
    assert_clean(layout(public, lang, width=width, form=form))
    found = buttons(strip(public, lang, width=width, form=form))
    assert set(found) == set(public.node_by_id)
    core = next(one for one in public.nodes if one.role is Role.CORE)
    assert core.name[lang] in said(found[core.id])


@lines
@languages
@pytest.mark.parametrize("seed", [7, 11])
def test_names_of_the_slim_line_are_whole(lang: Lang, form: StripForm, width: int, seed: int) -> None:
    """However crowded, a name is the whole name or is not there; no two labels can be taken for each other."""
    crowd = winding(seed)
    picture = layout(crowd, lang, width=width, form=form)
    named = {tag.entry.id: tag for tag in picture.tags if tag.lines}
    assert 5 < len(named) < len(picture.tags)
    assert all(tag.lines[0].text == tag.entry.name for tag in named.values())
    assert [(a, b) for a, b in combinations(named, 2) if named[a].box.overlaps(named[b].box)] == []


@lines
def test_the_slim_line_is_slim_and_true(crowded: Corridor, form: StripForm, width: int) -> None:
    """It is a line of a few rows of text, and its symbols stand at the metres of the ruler."""
    picture = layout(crowded, "zh", width=width, form=form)
    ruler = ruler_of(crowded.axis.line)
    assert picture.height <= {"slim": 84, "wide": 130}[form]
    glyphs = {mark.entry.id: mark.glyph for mark in picture.marks if mark.glyph}
    points = [one for one in crowded.nodes if one.position.kind is PositionKind.POINT and one.id in glyphs]
    assert points
    for one in points:
        glyph = glyphs[one.id]
        found = along(picture, glyph.x, picture.axis[0][1], ruler.length_m)
        assert found == pytest.approx(ruler.locate(one.position.geometry).m, abs=ruler.length_m / width)
    assert {"0 米", f"{round(ruler.length_m):,} 米"} <= {line.text for line in picture.lines}


def test_symbols_of_areas_at_one_place_stand_beside_each_other() -> None:
    """Areas with the same middle each keep a symbol that can be seen and pressed."""
    areas = [
        Position(kind=PositionKind.STRETCH, geometry=None, accuracy_m=None, from_m=1000 - half, to_m=1000 + half)
        for half in (100, 200, 300)
    ]
    picture = layout(road(*areas), "zh", width=1250, form="slim")
    glyphs = sorted((mark.glyph for mark in picture.marks if mark.glyph), key=lambda glyph: glyph.x)
    assert [left for left, right in pairwise(glyphs) if right.x - left.x < left.size] == []
    assert along(picture, glyphs[1].x, picture.axis[0][1], 2000) == pytest.approx(1000, abs=10)


@pytest.mark.parametrize("orientation", ["horizontal", "vertical"])
def test_leaders_never_cross(crowded: Corridor, orientation: Orientation) -> None:
    """The eye can follow every line from its label to its place."""
    picture = layout(crowded, "zh", width=1280 if orientation == "horizontal" else 390, orientation=orientation)
    tips = {mark.entry.id: LineString(mark.leader[-3:]) for mark in picture.marks if mark.leader}
    assert [(a, b) for a, b in combinations(tips, 2) if tips[a].crosses(tips[b])] == []


@shapes
@languages
def test_every_node_can_be_pressed(public: Corridor, lang: Lang, orientation: Orientation, width: int) -> None:
    """Each node is one button with a name for a screen reader, whatever is known of its place."""
    found = buttons(strip(public, lang, width=width, orientation=orientation))
    assert set(found) == set(public.node_by_id)
    for node_id, group in found.items():
        assert (group.attrib["role"], group.attrib["tabindex"]) == ("button", "0")
        assert group.attrib["aria-label"].startswith(public.node_by_id[node_id].name[lang])


@shapes
def test_places_are_at_their_true_metres(crowded: Corridor, orientation: Orientation, width: int) -> None:
    """A symbol, a stroke and a bar stand where the ruler says, to the pixel."""
    picture = layout(crowded, "zh", width=width, orientation=orientation)
    ruler: Ruler = ruler_of(crowded.axis.line)
    per_px = ruler.length_m / LineString(picture.axis[1:3]).length
    for one in crowded.nodes:
        if one.position.kind is PositionKind.POINT and any(mark.entry.id == one.id for mark in picture.marks):
            glyph = mark_of(picture, one.id).glyph
            assert glyph is not None
            found = along(picture, glyph.x, glyph.y, ruler.length_m)
            assert found == pytest.approx(ruler.locate(one.position.geometry).m, abs=per_px)
        if one.position.kind is PositionKind.STRETCH:
            bar = mark_of(picture, one.id).bar
            assert bar is not None
            ends = sorted(
                along(picture, x, y, ruler.length_m)
                for x, y in ((bar.x, bar.y), (bar.x + bar.width, bar.y + bar.height))
            )
            assert ends == pytest.approx((one.position.from_m, one.position.to_m), abs=per_px)
    ticks = [along(picture, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2, ruler.length_m) for a, b in picture.ticks]
    assert ticks == pytest.approx([ruler.locate(crossing.point).m for crossing in crowded.axis.crossings], abs=per_px)


@pytest.mark.parametrize(
    ("offset_m", "accuracy_m", "side"),
    [(200, 30, 1), (-200, 30, -1), (20, 30, 0), (-200, 300, 0)],
    ids=["right", "left", "nearer than its accuracy", "known too badly"],
)
def test_the_side_is_drawn_where_it_is_known(offset_m: float, accuracy_m: float, side: int) -> None:
    """Right of the axis is below a lying line and right of a standing one; without certainty it is on the line."""
    one = road(point(800, offset_m, accuracy_m))
    lying, standing = layout(one, "zh"), layout(one, "zh", width=390, orientation="vertical")
    below, right = mark_of(lying, "n0").glyph, mark_of(standing, "n0").glyph
    assert below is not None
    assert right is not None
    found = [below.y - lying.axis[0][1], right.x - standing.axis[0][0]]
    assert [(value > 0) - (value < 0) for value in found] == [side, side]


def test_the_whisker_is_as_long_as_the_doubt() -> None:
    """The range of doubt is drawn in the metres of the line."""
    picture = layout(road(point(800, 0, 150)), "zh")
    (start, end), *_ = mark_of(picture, "n0").whisker
    assert along(picture, *start, RULER.length_m) == pytest.approx(650, abs=2)
    assert along(picture, *end, RULER.length_m) == pytest.approx(950, abs=2)


@pytest.mark.parametrize(
    ("position", "zh", "en"),
    [
        (point(800, 0, 150), "800 ±150 米", "800 ±150 m"),
        (point(800, -740, 120), "800 ±120 米 · 以西约 750 米", "about 750 m west"),
        (point(-40, 0, 100), "−40 ±100 米", "−40 ±100 m"),
        (point(800, 1224, 80), "800 ±80 米处以东约 1,200 米", "at 800 ±80 m, about 1,200 m east"),
        (point(-600, 10, 50), "南端以外 600 ±50 米", "600 ±50 m beyond the south end"),
        (
            point(RULER.length_m + 600, -300, 50),
            "北端以外 600 ±50 米 · 以西约 300 米",
            "600 ±50 m beyond the north end · ",
        ),
        (
            Position(kind=PositionKind.STRETCH, geometry=None, accuracy_m=None, from_m=200, to_m=1500),
            "在 200 至 1,500 米之间",
            "somewhere from 200 to 1,500 m",
        ),
        (Position(kind=PositionKind.UNKNOWN, geometry=None, accuracy_m=None), "未见公开地址", "no public address"),
    ],
    ids=["on the line", "beside it", "before its end", "far off", "beyond", "beyond and beside", "stretch", "unknown"],
)
def test_what_a_label_says_of_the_place(position: Position, zh: str, en: str) -> None:
    """Chainage, side and accuracy are worded as far as they are known."""
    one = road(position)
    assert zh in said(buttons(strip(one, "zh"))["n0"])
    assert en in said(buttons(strip(one, "en"))["n0"])


def test_an_extent_is_told_from_a_search_area() -> None:
    """Only what a node itself covers is a plain bar, anything else is hatched."""
    shape = RULER.circle(RULER.point_at(900), 200)
    kinds = (PositionKind.EXTENT, PositionKind.WITHIN)
    one = road(*(Position(kind=kind, geometry=shape, accuracy_m=30) for kind in kinds))
    assert [mark_of(layout(one, "zh"), f"n{i}").known for i in (0, 1)] == [True, False]
    assert "url(#strip-hatch-zh-full-backbone)" in strip(one, "zh")


def test_a_part_of_another_node_is_said_to_be_in_it() -> None:
    """An unknown place inside a known one is listed with the latter's name."""
    one = road(point(500), Position(kind=PositionKind.UNKNOWN, geometry=None, accuracy_m=None))
    inside = replace(one, nodes=(one.nodes[0], replace(one.nodes[1], part_of="n0")))
    assert "在节点0内" in said(buttons(strip(inside, "zh"))["n1"])
    assert "in Node 0" in said(buttons(strip(inside, "en"))["n1"])


def test_stations_near_and_far() -> None:
    """A station by the road is a ring on it, one in reach a note with a rounded distance, any other is left out."""
    places = {"near": (500, 290), "note": (900, 1224), "away": (1000, 1700), "north": (RULER.length_m + 480, 0)}
    stations = tuple(
        ContextFeature(
            id=key,
            layer_id="s",
            name=Text(key, key),
            geometry=RULER.point_at(*place),
            accuracy_m=20,
            inferred=False,
            kind="11;15",
            colour="#871c2b",
            from_zoom=0,
            source_ids=(),
        )
        for key, place in places.items()
    )
    one = road(
        point(100), context=stations, layers=(Layer(id="s", name=Text(), style=LayerStyle.STATION, visible=True),)
    )
    picture = layout(one, "zh")
    assert [mark.entry.id for mark in picture.marks if mark.ring] == ["near"]
    words = {tag.entry.id: tag.entry.words for tag in picture.tags}
    assert set(words) == {"n0", "near", "note", "north"}
    assert "900 米处以东约 1,200 米" in words["note"]
    assert "北端以外，直线约 500 米" in words["north"]
    assert {tag.entry.badge for tag in picture.tags if tag.badge} == {"11/15"}


def test_a_crossing_beyond_the_line_is_a_note() -> None:
    """A crossing outside the drawn line is not moved onto it."""
    crossing = Crossing(id="x", name=Text("横路", "Cross"), point=RULER.point_at(-400), accuracy_m=20, source_ids=())
    axis = Axis(
        id="axis",
        name=Text("路", "Road"),
        line=LINE,
        accuracy_m=10,
        published_length_m=None,
        crossings=(crossing,),
        source_ids=(),
    )
    picture = layout(replace(road(point(100)), axis=axis), "zh")
    assert picture.ticks == []
    assert "x" in {tag.entry.id for tag in picture.tags}


def test_selected_and_filtered_nodes_are_marked() -> None:
    """The selected node is pressed and marked, those that the filters drop are dimmed, both also without a sheet."""
    found = buttons(strip(road(point(100), point(900)), "zh", selected="n0", visible=frozenset({"n0"})))
    assert [found[key].attrib["aria-pressed"] for key in ("n0", "n1")] == ["true", "false"]
    assert "is-selected" in found["n0"].attrib["class"]
    assert "opacity" not in found["n0"].attrib
    assert "is-dimmed" in found["n1"].attrib["class"]
    assert found["n1"].attrib["opacity"] == "0.28"


def test_a_long_name_is_shortened_but_never_lost() -> None:
    """What does not fit on the label is in its tooltip in full."""
    name = "非常长的园区名称" * 12
    one = corridor(nodes=[node("n", Text(name, name), position=point(500))], axis=road().axis)
    group = buttons(strip(one, "zh", width=390, orientation="vertical"))["n"]
    assert "…" in said(group)
    title = group.find(f"{SVG}title")
    assert title is not None
    assert name in (title.text or "")


@pytest.mark.parametrize(("orientation", "width"), [("horizontal", 880), ("vertical", 390)])
def test_no_two_cut_names_are_equal(orientation: Orientation, width: int) -> None:
    """Names that differ only in their end are told apart by what stands on their labels."""
    names = [f"{'沿线科技创新产业园区综合服务中心' * 8}{part}期" for part in "一二三"]
    nodes = [node(f"n{i}", Text(name, name), position=point(500 + 400 * i)) for i, name in enumerate(names)]
    found = buttons(strip(corridor(nodes=nodes, axis=road().axis), "zh", width=width, orientation=orientation))
    shown = [said(group).partition(" ±")[0].rstrip("0123456789, ") for group in found.values()]
    assert all("…" in one for one in shown)
    assert len(set(shown)) == len(names)


def test_a_name_is_not_cut_while_there_is_room_below() -> None:
    """Also on a crowded road a name of a few lines is whole."""
    crowd = [point(40.0 * i) for i in range(20)]
    one = road(*crowd)
    name = "桃浦智创城产业综合体北区总部大厦研发中心与人才公寓"
    long = replace(one, nodes=(replace(one.nodes[0], name=Text(name, name)), *one.nodes[1:]))
    assert name in said(buttons(strip(long, "zh", width=880))["n0"]).replace(" ", "")


@languages
def test_where_the_axis_bends_its_sides_are_left_and_right(lang: Lang) -> None:
    """A node east of a bent axis never stands under the word for another side of the compass."""
    bent = LineString([(104.0, 30.0), (104.0, 30.009), (104.02, 30.009)])
    ruler = ruler_of(bent)
    node_place = Position(kind=PositionKind.POINT, geometry=ruler.point_at(400, 300), accuracy_m=20.0)
    one = corridor(nodes=[node("n", Text("东", "E"), position=node_place)], axis=replace(road().axis, line=bent))
    sides = {"zh": {"左侧 ↑", "右侧 ↓"}, "en": {"left side ↑", "right side ↓"}}[lang]
    off = {"zh": "以东约 300 米", "en": "about 300 m east"}[lang]
    picture = layout(one, lang)
    assert sides <= {line.text for line in picture.lines}
    assert off in said(buttons(strip(one, lang))["n"])
    straight = {"zh": {"西 ↑", "东 ↓"}, "en": {"west ↑", "east ↓"}}[lang]
    assert straight <= {line.text for line in layout(road(point(400, 300)), lang).lines}


def test_hostile_names_stay_text() -> None:
    """A name is never markup, in text or in an attribute."""
    name = "</text><script>alert(1)</script>\" onload='x' & ]]>"
    one = corridor(nodes=[node("n", Text(name, name), position=point(500))], axis=road().axis)
    svg = strip(one, "zh")
    group = buttons(svg)["n"]
    assert "<script" not in svg
    assert "onload" not in group.attrib
    assert group.attrib["aria-label"].startswith(name)


@pytest.mark.parametrize("orientation", ["horizontal", "vertical"])
def test_an_empty_road_is_still_a_road(orientation: Orientation) -> None:
    """Without nodes, crossings and stations there is the line with its scale."""
    picture = layout(road(), "zh", width=390 if orientation == "vertical" else 1200, orientation=orientation)
    assert_clean(picture)
    assert {"0", "1"} <= {line.text for line in picture.lines}


def test_the_same_corridor_gives_the_same_picture(crowded: Corridor) -> None:
    """Nothing depends on chance or on the order of a set."""
    assert strip(crowded, "zh") == strip(winding(), "zh")


@languages
def test_a_picture_that_leaves_the_page_says_where_it_is_from(public: Corridor, lang: Lang) -> None:
    """The date of the data, the map notice and the attribution stand on it unless the page says them."""
    alone, on_page = strip(public, lang), strip(public, lang, notes=False)
    text = " ".join(ET.fromstring(alone).itertext())  # noqa: S314 - ours
    assert data_date_text(public, lang) in text
    start = public.notice[lang][:12]
    assert start in text
    assert start not in on_page


def test_colours_need_no_style_sheet(crowded: Corridor) -> None:
    """A program that knows no custom properties finds every text and symbol coloured by its attributes."""
    root = ET.fromstring(strip(crowded, "zh"))  # noqa: S314 - ours
    shown = [part for part in root.iter() if part.tag in {f"{SVG}text", f"{SVG}rect", f"{SVG}path", f"{SVG}circle"}]
    assert all(part.get("fill") or part.get("stroke") for part in shown)
