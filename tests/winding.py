"""A generated corridor of 40 nodes on a winding axis of 12 km, for layouts that must hold when it is crowded."""

import math
from random import Random

from factories import corridor, node
from shapely import LineString

from corridor.geo import Ruler, ruler_of
from corridor.model.corridor import Corridor
from corridor.model.place import Axis, ContextFeature, Crossing, Layer, LayerStyle, Node, Position, PositionKind, Role
from corridor.model.text import Text

LENGTH_M = 12_000
NODES = 40
SIGNS = "临江智造云谷北辰蓝湾数创中心科技园区产业综合体孵化基地总部大厦服务站研究院"
WORDS = ("Riverside", "Northstar", "Bluebay", "Digital", "Makers", "Valley", "Innovation", "Headquarters", "Tower")
COLOURS = ("#871c2b", "#cab48f", "#1f5fa8")
WEST, SOUTH = 104.0, 30.0


def winding(seed: int = 7) -> Corridor:
    """A corridor with every kind of position, crowded in its middle."""
    random = Random(seed)  # noqa: S311 - a repeatable picture, not a secret
    line = _axis()
    ruler = ruler_of(line)
    crossings = tuple(
        Crossing(
            id=f"x-{i}",
            name=Text(f"第{i}号横路", f"Cross Road No. {i}"),
            point=ruler.point_at(ruler.length_m * i / 14),
            accuracy_m=20,
            source_ids=(),
        )
        for i in range(15)
    )
    return corridor(
        nodes=[_node(i, ruler, random) for i in range(NODES)],
        axis=Axis(
            id="axis",
            name=Text("长风蜿蜒大道", "Winding Avenue"),
            line=line,
            accuracy_m=10,
            published_length_m=None,
            crossings=crossings,
            source_ids=(),
        ),
        layers=(Layer(id="stations", name=Text("车站", "Stations"), style=LayerStyle.STATION, visible=True),),
        context=tuple(_station(i, ruler) for i in range(9)),
    )


def _axis() -> LineString:
    bends = [(0.012 * math.sin(i * 0.15) + 0.002 * math.sin(i * 0.5), 0.0016 * i) for i in range(61)]
    drawn = ruler_of(LineString([(WEST + x, SOUTH + y) for x, y in bends])).length_m
    scale = LENGTH_M / drawn
    return LineString([(WEST + x * scale, SOUTH + y * scale) for x, y in bends])


def _node(i: int, ruler: Ruler, random: Random) -> Node:
    chinese = "".join(random.choices(SIGNS, k=random.randint(4, 16)))
    english = " ".join(random.choices(WORDS, k=random.randint(1, 6)))
    role = list(Role)[i % len(Role)]
    name = Text(f"{chinese}{i}", f"{english} {i}")
    return node(
        f"node-{i}", name, role=role, position=_position(i, ruler, random), part_of="node-3" if i > 38 else None
    )


def _position(i: int, ruler: Ruler, random: Random) -> Position:
    anywhere = random.uniform(0, ruler.length_m)
    if i < 28:
        m = random.choice((anywhere, random.gauss(5_000, 900)))
        offset_m = random.choice((0.0, random.uniform(-600, 600)))
        return Position(
            kind=PositionKind.POINT, geometry=ruler.point_at(m, offset_m), accuracy_m=random.choice((15, 40, 120))
        )
    if i < 32:
        from_m = anywhere * 0.9
        return Position(
            kind=PositionKind.STRETCH,
            geometry=None,
            accuracy_m=None,
            from_m=from_m,
            to_m=min(from_m + random.uniform(200, 4_000), LENGTH_M),
        )
    if i < 36:
        kind = random.choice((PositionKind.EXTENT, PositionKind.WITHIN))
        return Position(
            kind=kind, geometry=ruler.circle(ruler.point_at(anywhere, 100), random.uniform(60, 600)), accuracy_m=30
        )
    if i < 38:
        return Position(
            kind=PositionKind.POINT, geometry=ruler.point_at(-900 if i == 36 else LENGTH_M + 1_500, 20), accuracy_m=50
        )
    return Position(kind=PositionKind.UNKNOWN, geometry=None, accuracy_m=None)


def _station(i: int, ruler: Ruler) -> ContextFeature:
    point = ruler.point_at(ruler.length_m * (i + 0.5) / 9, (i % 3) * 280)
    name = Text(f"车站{i}", f"Station {i}")
    return ContextFeature(
        id=f"st-{i}",
        layer_id="stations",
        name=name,
        geometry=point,
        accuracy_m=20,
        inferred=False,
        kind=str(i),
        colour=COLOURS[i % 3],
        from_zoom=0,
        source_ids=(),
    )
