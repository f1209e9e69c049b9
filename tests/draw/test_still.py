"""The still map of slides and pictures names what it draws, legibly, and nothing that lies outside it."""

from dataclasses import replace

import pytest

from corridor.draw.sketch import sketch
from corridor.draw.still import Frame, Ring, Sign, Still, still
from corridor.model.corridor import Corridor
from corridor.model.text import LANGS, Lang

FRAME = Frame(0, 0, 820, 556)
REACH_PX = 10
"""How far a name may stand from its ring."""


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    """Each language in turn."""
    chosen: Lang = request.param
    return chosen


@pytest.fixture
def picture(corridor: Corridor, lang: Lang) -> Still:
    """The map at the size of a slide."""
    return still(corridor, lang, FRAME)


def test_every_node_that_is_drawn_is_named(picture: Still, corridor: Corridor, lang: Lang) -> None:
    """A symbol without a name says nothing, and the list beside the map holds only those without a place."""
    named = {caption.text for caption in picture.captions}
    assert [place["name"] for place in sketch(corridor, lang)["places"] if place["name"] not in named] == []


def test_metro_lines_are_named_in_their_own_colours(picture: Still, corridor: Corridor, lang: Lang) -> None:
    """A guest who comes by metro must find the line; its colour alone does not tell its number."""
    layers = [layer for layer in sketch(corridor, lang)["layers"] if layer["visible"]]
    lines = {
        label["text"]: label["colour"] for layer in layers for label in layer["labels"] if label["style"] == "metro"
    }
    drawn = {shape.stroke for shape in picture.shapes}
    wanted = {text: colour for text, colour in lines.items() if colour in drawn}
    assert wanted
    assert {caption.text: caption.ground for caption in picture.captions if caption.ground} == wanted


def test_no_name_lies_on_another_or_on_a_symbol(picture: Still) -> None:
    """What is written can be read, and what is drawn can be seen."""
    boxes = [caption.frame for caption in picture.captions]
    marks = [_box(mark) for mark in (*picture.rings, *picture.signs)]
    assert [box for place, box in enumerate(boxes) if any(box.overlaps(other) for other in boxes[place + 1 :])] == []
    assert [box for box in boxes if any(box.overlaps(mark) for mark in marks)] == []


def test_what_lies_outside_is_not_named(picture: Still, corridor: Corridor, lang: Lang) -> None:
    """A name at the edge without its mark would stand for a place that is not there."""
    stations = {
        label["text"]
        for layer in sketch(corridor, lang)["layers"]
        for label in layer["labels"]
        if label["style"] == "station"
    }
    crossings = {crossing.name[lang] for crossing in corridor.axis.crossings}
    named = [caption for caption in picture.captions if caption.text in stations | crossings]
    reach = [_box(replace(ring, size=ring.size + 2 * REACH_PX)) for ring in picture.rings]
    assert named
    assert [name.text for name in named if not any(name.frame.overlaps(near) for near in reach)] == []


def test_a_picture_of_one_node_names_nothing(corridor: Corridor, lang: Lang) -> None:
    """The small map on a node's slide shows where it is; the slide's title says what."""
    assert still(corridor, lang, FRAME, focus=corridor.nodes[0].id).captions == []


def _box(mark: Ring | Sign) -> Frame:
    return Frame(mark.at[0] - mark.size / 2, mark.at[1] - mark.size / 2, mark.size, mark.size)
