"""The line in a panel's head says of one node what the strip diagram says of it."""

import pytest

from corridor.draw.layout.place_line import place_line
from corridor.draw.words.strip_entries import contents
from corridor.draw.words.wording import chainage_text, position_text
from corridor.model.corridor import Corridor
from corridor.model.text import LANGS, Lang


@pytest.mark.parametrize("lang", LANGS)
def test_a_node_is_on_the_line_exactly_where_the_strip_has_it(corridor: Corridor, lang: Lang) -> None:
    """With its doubt; what the strip only lists has no mark, and its place is said in words."""
    shown = contents(corridor, lang)
    spots = {spot.entry.id: spot for spot in shown.nodes}
    spans = {span.entry.id: span for span in shown.spans}
    for node in corridor.nodes:
        line = place_line(corridor, node, lang)
        assert line.words == (chainage_text(corridor, node, lang) or position_text(corridor, node, lang))
        assert (line.at is not None) is (node.id in spots or node.id in spans)
        assert line.hatched is (node.id in spans and not spans[node.id].known)
        if line.reach is not None and line.at is not None:
            assert line.reach[0] <= line.at <= line.reach[1]


def test_the_nodes_stand_in_the_order_of_their_metres(corridor: Corridor) -> None:
    """The first end is left, every mark lies between the ends of the drawing, and the axis within them."""
    lines = {node.id: place_line(corridor, node, "zh") for node in corridor.nodes}
    order = [lines[spot.entry.id].at or 0.0 for spot in contents(corridor, "zh").nodes]
    assert order == sorted(order)
    for line in lines.values():
        assert 0.0 < line.axis[0] < line.axis[1] < 100.0
        assert all(0.0 <= at <= 100.0 for at in line.ticks)
        assert list(line.ticks) == sorted(line.ticks)
