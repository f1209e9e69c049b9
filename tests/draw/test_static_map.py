"""The still map of slides and pictures names what it draws, legibly, and nothing that lies outside it."""

import html
import re
from dataclasses import replace

import pytest
from shapely import LineString, Point, box

from corridor.draw.layout.box import Box
from corridor.draw.layout.map.legend import legend
from corridor.draw.layout.map.parts import Ring, Sign, StaticMap
from corridor.draw.layout.map.payload import Stroke, map_payload
from corridor.draw.layout.map.static_map import static_map
from corridor.draw.layout.palette import PAPER
from corridor.draw.web.map.script import style
from corridor.draw.web.map.static_map import map_svg
from corridor.draw.words.wording import data_date_text, symbol_text
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.place import PositionKind, Role
from corridor.model.text import LANGS, Lang

FRAME = Box(x=0, y=0, width=820, height=556)
SHORT_PX = 40
"""How much of a line a name may cover where a place is crowded."""
REACH_PX = 10
"""How far a name may stand from its ring."""


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    """Each language in turn."""
    chosen: Lang = request.param
    return chosen


@pytest.fixture
def picture(corridor: Corridor, lang: Lang) -> StaticMap:
    """The map at the size of a slide."""
    return static_map(corridor, lang, FRAME)


def test_every_node_that_is_drawn_is_named(picture: StaticMap, corridor: Corridor, lang: Lang) -> None:
    """A symbol without a name says nothing, and the list beside the map holds only those without a place."""
    named = {caption.text for caption in picture.captions}
    assert [place["name"] for place in map_payload(corridor, lang)["places"] if place["name"] not in named] == []


def test_metro_lines_are_named_in_their_own_colours(picture: StaticMap, corridor: Corridor, lang: Lang) -> None:
    """A guest who comes by metro must find the line; its colour alone does not tell its number."""
    layers = [layer for layer in map_payload(corridor, lang)["layers"] if layer["visible"]]
    lines = {
        label["text"]: label["colour"] for layer in layers for label in layer["labels"] if label["style"] == "metro"
    }
    drawn = {shape.stroke for shape in picture.shapes}
    wanted = {text: colour for text, colour in lines.items() if colour in drawn}
    assert wanted
    worn = {caption.text: caption.ground for caption in picture.captions if caption.text in lines}
    assert worn == wanted


def test_no_name_lies_on_another_or_on_a_symbol(picture: StaticMap) -> None:
    """What is written can be read, and what is drawn can be seen."""
    boxes = [caption.frame for caption in picture.captions]
    marks = [_box(mark) for mark in (*picture.rings, *picture.signs)]
    assert [one for place, one in enumerate(boxes) if any(one.overlaps(other) for other in boxes[place + 1 :])] == []
    assert [one for one in boxes if any(one.overlaps(mark) for mark in marks)] == []


def test_no_crossing_or_station_speaks_for_a_node(picture: StaticMap, corridor: Corridor, lang: Lang) -> None:
    """A name as near to a node as to its own ring would be read as the node's."""
    nodes = {node.name[lang] for node in corridor.nodes}
    names = [caption for caption in picture.captions if caption.text not in nodes and not caption.ground]
    rings = [(ring.at, ring.size / 2) for ring in picture.rings]
    signs = [(sign.at, sign.size / 2) for sign in picture.signs]
    beside = [name for name in names if _gap(name.frame, rings) < REACH_PX]
    assert beside
    assert [name.text for name in beside if _gap(name.frame, signs) <= _gap(name.frame, rings)] == []


def _gap(frame: Box, marks: list[tuple[tuple[float, float], float]]) -> float:
    """From a name to the rim of the nearest of some marks."""
    area = box(frame.x, frame.y, frame.x + frame.width, frame.y + frame.height)
    return min(area.distance(Point(at)) - radius for at, radius in marks)


def test_what_lies_outside_is_not_named(picture: StaticMap, corridor: Corridor, lang: Lang) -> None:
    """A name at the edge without its mark would stand for a place that is not there."""
    stations = {
        label["text"]
        for layer in map_payload(corridor, lang)["layers"]
        for label in layer["labels"]
        if label["style"] == "station"
    }
    crossings = {crossing.name[lang] for crossing in corridor.axis.crossings}
    named = [caption for caption in picture.captions if caption.text in stations | crossings]
    reach = [_box(replace(ring, size=ring.size + 2 * REACH_PX)) for ring in picture.rings]
    assert named
    assert [name.text for name in named if not any(name.frame.overlaps(near) for near in reach)] == []


def test_the_legend_explains_what_is_drawn_and_nothing_else(picture: StaticMap, corridor: Corridor, lang: Lang) -> None:
    """A symbol that is nowhere on the map is looked for in vain, and a hatching without words is a riddle."""
    places = map_payload(corridor, lang)["places"]
    kinds = {place["kind"] for place in places}
    said = [entry.text for entry in legend(corridor, picture, lang)]
    for role in Role:
        assert (symbol_text(corridor, role, lang) in said) is any(place["role"] == role for place in places)
    assert (word("map.legend-hatched", lang) in said) is bool(kinds & {PositionKind.WITHIN, PositionKind.STRETCH})
    assert (word("map.legend-doubt", lang) in said) is any(place["kind"] == PositionKind.POINT for place in places)
    assert (word("map.legend-extent", lang) in said) is (PositionKind.EXTENT in kinds)
    assert corridor.axis.name[lang] in said


def test_dashes_are_explained_and_true(picture: StaticMap, corridor: Corridor, lang: Lang) -> None:
    """Only what is inferred has gaps, or the legend would be wrong about the rest: the ties of a railway are none."""
    said = [entry.text for entry in legend(corridor, picture, lang)]
    assert has_gaps(picture) is (word("map.legend-inferred", lang) in said)
    surveyed = replace(corridor, context=tuple(replace(feature, inferred=False) for feature in corridor.context))
    assert not has_gaps(static_map(surveyed, lang, FRAME))


def has_gaps(picture: StaticMap) -> bool:
    """Whether a line of a picture is dashed and lies on no line that is not."""
    lines = [shape for shape in picture.shapes if shape.stroke and not shape.fill]
    whole = {shape.points for shape in lines if shape.dash is None}
    return any(shape.dash and shape.points not in whole for shape in lines)


def test_the_picture_names_the_nodes_it_cannot_show(corridor: Corridor, lang: Lang) -> None:
    """Who gets the picture in a message has no list beside it."""
    said = html.unescape(re.sub(r"<[^>]+>", " ", map_svg(corridor, lang)))
    missing = [node.name[lang] for node in corridor.nodes if node.position.kind is PositionKind.UNKNOWN]
    assert missing
    assert [name for name in missing if name.replace(" ", "") not in re.sub(r"\s", "", said)] == []
    assert data_date_text(corridor, lang) in said


def test_names_of_nodes_leave_lines_of_metro_visible(picture: StaticMap, corridor: Corridor, lang: Lang) -> None:
    """Beside a line there is room; on it a name hides what a guest follows."""
    names = {node.name[lang] for node in corridor.nodes}
    colours = {caption.ground for caption in picture.captions if caption.ground}
    lines = [LineString(shape.points) for shape in picture.shapes if shape.stroke in colours]
    boxes = [
        box(f.x, f.y, f.x + f.width, f.y + f.height) for f in (c.frame for c in picture.captions if c.text in names)
    ]
    assert lines
    assert [area for area in boxes if any(line.intersection(area).length > SHORT_PX for line in lines)] == []


def test_a_picture_of_one_node_names_nothing(corridor: Corridor, lang: Lang) -> None:
    """The small map on a node's slide shows where it is; the slide's title says what."""
    assert static_map(corridor, lang, FRAME, focus=corridor.nodes[0].id).captions == []


def _box(mark: Ring | Sign) -> Box:
    return Box(x=mark.at[0] - mark.size / 2, y=mark.at[1] - mark.size / 2, width=mark.size, height=mark.size)


def said_of(sheet: str, stroke: Stroke) -> dict[str, str]:
    """The custom properties by which a style sheet draws a line of the base map."""
    selectors = [f".ground.{stroke['style']}", *([f".ground.{stroke['style']}.inferred"] if stroke["inferred"] else [])]
    rules = (re.search(rf"^{re.escape(one)} \{{(.*)\}}$", sheet, re.MULTILINE) for one in selectors)
    return dict(pair for rule in rules if rule for pair in re.findall(r"--([\w-]+): ([^;]+);", rule[1]))


def test_the_picture_and_the_screen_are_one_cartography(picture: StaticMap, corridor: Corridor, lang: Lang) -> None:
    """A line of the base map is as wide, and of the colour, that the style sheet of the map on the screen says."""
    sheet = style()
    drawn = {(shape.stroke, shape.width) for shape in picture.shapes}
    strokes = [
        stroke for layer in map_payload(corridor, lang)["layers"] if layer["visible"] for stroke in layer["strokes"]
    ]
    lines = [stroke for stroke in strokes if not stroke["filled"]]
    said = [(line, said_of(sheet, line)) for line in lines]
    wanted = {
        (line["colour"] or look["fill"], float(look["width"].removeprefix("calc(").partition("px")[0]))
        for line, look in said
    }
    assert {look for look in wanted if look[0] in {colour for colour, _ in drawn}} <= drawn
    assert len(wanted & drawn) > len(wanted) / 2  # a line may lie outside of the picture


def test_what_is_white_on_the_sign_of_a_line_is_white_on_the_screen(
    picture: StaticMap, corridor: Corridor, lang: Lang
) -> None:
    """One answer for the picture and for the script that draws the map."""
    labels = [label for layer in map_payload(corridor, lang)["layers"] for label in layer["labels"]]
    dark = {label["text"]: label["dark"] for label in labels if label["style"] == "metro"}
    signs = [caption for caption in picture.captions if caption.text in dark]
    assert signs
    assert all((caption.colour == PAPER) == dark[caption.text] for caption in signs)
