"""The map asks for nothing from outside, draws what is known and no more, and says little when a node is chosen."""

import json
import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import folium
import pytest
from branca.colormap import LinearColormap
from factories import firm
from foreign_links import foreign_links
from markupsafe import escape
from shapely import Point
from shapely.affinity import translate
from streamlit_folium import generate_js_hash, generate_leaflet_string

from corridor.analysis.search import find
from corridor.draw.layout.map.payload import map_payload
from corridor.draw.web.map.folium_map import MAX_FIRMS, base, overlay
from corridor.draw.web.map.legend import with_legend
from corridor.draw.web.map.script import payload_script, script, style
from corridor.geo import ruler_of
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.place import Layer, LayerStyle, PositionKind
from corridor.model.selection import Selection
from corridor.model.text import LANGS, Lang, Text
from corridor.pack.load import load

BUNDLE = "../made/map.js"
BUDGET_BYTES = 30_000
HOSTILE = "</script><img src=x onerror=alert(1)>`${alert(1)}`{{7*7}}"


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    """Each language in turn."""
    chosen: Lang = request.param
    return chosen


def sent(
    corridor: Corridor, selection: Selection, matching: Collection[str] | None = None
) -> tuple[str, dict[str, object]]:
    """What a run of the page sends to the frame: the script of the base map, and the state that the selection is."""
    drawn = base(corridor, BUNDLE)
    written = generate_leaflet_string(drawn)
    group = overlay(corridor, selection, matching)
    group.add_to(drawn)
    call = generate_leaflet_string(group, base_id="group")
    state = call[call.rindex(", {") + 2 : call.rindex(");")]
    return written, json.loads(state)


def test_the_map_names_only_its_own_files(corridor: Corridor, lang: Lang) -> None:
    """With a selection on it, nothing in the finished map leads anywhere else."""
    drawn = base(corridor, BUNDLE)
    overlay(corridor, Selection(lang=lang, node_id=corridor.nodes[0].id)).add_to(drawn)
    assert foreign_links(drawn, BUNDLE) == set()


@pytest.mark.parametrize(
    "foreign",
    [
        folium.Marker([31.0, 121.0]),
        folium.TileLayer("https://tiles.example/{z}/{x}/{y}.png", attr="elsewhere"),
        folium.Marker([31.0, 121.0], icon=folium.Icon()),
        folium.CircleMarker([31.0, 121.0], popup=folium.Popup("needs jQuery")),
        folium.plugins.Fullscreen(),
        LinearColormap(["#000000", "#ffffff"]),
    ],
    ids=["pin", "tiles", "icon", "popup", "plugin", "colour-map"],
)
def test_what_comes_from_elsewhere_is_found(foreign: folium.Element, invented: Path) -> None:
    """A tile layer, an icon font, a plugin or a colour map is found here and not on stage."""
    drawn = base(load(invented, Release.PUBLIC), BUNDLE)
    drawn.add_child(foreign)
    assert foreign_links(drawn, BUNDLE)


def test_the_map_as_folium_makes_it_is_found() -> None:
    """The addresses that folium brings along are found."""
    assert foreign_links(folium.Map(), BUNDLE)


def test_our_own_files_name_no_other(corridor: Corridor, lang: Lang) -> None:
    """Neither script, style sheet nor sketch loads anything."""
    for written in (script(), style(), payload_script(corridor, lang)):
        assert "https://" not in written
        assert "@import" not in written


def test_one_map_does_not_change_the_next() -> None:
    """Our files are those of one map and not of the class that all share."""
    assert folium.Map().default_js != [("map", BUNDLE)]


def test_a_selection_does_not_touch_the_base_map(corridor: Corridor) -> None:
    """Whatever is selected, the frame gets the same base map and keeps it."""
    selections = [Selection(), *(Selection(node_id=node.id, lang="en") for node in corridor.nodes)]
    assert len({generate_js_hash(sent(corridor, selection)[0], "key") for selection in selections}) == 1


def test_a_click_costs_little_whatever_lies_under_it(corridor: Corridor) -> None:
    """A thousand more roads make the message of a click no longer."""
    roads = tuple(replace(feature, id=f"{feature.id}-{n}") for n in range(1000) for feature in corridor.context)
    crowded = replace(corridor, context=roads)
    selection = Selection(node_id=corridor.nodes[0].id)
    assert sent(crowded, selection) == sent(corridor, selection)
    assert size(sent(corridor, selection)) < BUDGET_BYTES


def size(message: tuple[str, dict[str, object]]) -> int:
    """Bytes that go to the frame."""
    return len(json.dumps(message).encode())


def test_every_placed_node_is_drawn_and_no_other(corridor: Corridor, lang: Lang) -> None:
    """A node of unknown place has no mark anywhere on the map."""
    placed = [node.id for node in corridor.nodes if node.position.kind is not PositionKind.UNKNOWN]
    assert [place["id"] for place in map_payload(corridor, lang)["places"]] == placed


def test_no_mark_says_more_than_the_position(corridor: Corridor) -> None:
    """A point stands where it is claimed with its doubt; anything else may stand in several places."""
    nodes = corridor.node_by_id
    for place in map_payload(corridor, "zh")["places"]:
        position = nodes[place["id"]].position
        if position.kind is PositionKind.POINT:
            assert len(place["at"]) == 1
            assert place["doubt"] == (position.accuracy_m or 0.0)
            assert not place["paths"]
        else:
            assert len(place["at"]) > 1
            assert place["paths"]
        assert bool(place["brackets"]) == (position.kind is PositionKind.STRETCH)


def test_layers_keep_their_order_and_what_is_inferred(corridor: Corridor, lang: Lang) -> None:
    """Layers are drawn as the corridor orders them, and inferred lines are told from surveyed ones."""
    drawn = map_payload(corridor, lang)["layers"]
    assert [layer["id"] for layer in drawn] == [layer.id for layer in corridor.layers]
    for layer in drawn:
        features = [feature for feature in corridor.context if feature.layer_id == layer["id"]]
        seen = {shape["inferred"] for shape in (*layer["strokes"], *layer["dots"])}
        assert seen == {feature.inferred for feature in features}


def test_notice_and_attribution_go_with_the_map(corridor: Corridor, lang: Lang) -> None:
    """What the map is drawn from, and that it is a sketch, in short and in full, travel in it."""
    drawn = map_payload(corridor, lang)
    assert (drawn["notice"], drawn["attribution"]) == (corridor.notice[lang], corridor.attribution[lang])
    inferred = any(feature.inferred for feature in corridor.context)
    assert drawn["short_notice"] == word("map.sketch-inferred" if inferred else "map.sketch", lang)


def test_the_first_view_holds_every_node_along_the_strip(corridor: Corridor) -> None:
    """Nobody has to search for a node that is part of the corridor; one far away does not make the others small."""
    drawn = map_payload(corridor, "zh")
    (south, west), (north, east) = drawn["view"]
    metric = ruler_of(corridor.axis.line)
    for place in drawn["places"]:
        lat, lon = place["at"][0]
        away = metric.to_metres(Point(lon, lat)).distance(metric.metric)
        assert away > 1000 or (south <= lat <= north and west <= lon <= east)


def test_the_legend_is_the_switch_of_every_layer(corridor: Corridor, lang: Lang) -> None:
    """Each layer is explained by its symbol and name, and can be switched where it is explained."""
    told = str(with_legend(corridor, lang)["legend"])
    assert re.findall(r'data-layer="([^"]+)"', told) == [layer.id for layer in corridor.layers]
    assert [layer.id for layer in corridor.layers if str(escape(layer.name[lang])) not in told] == []


def test_another_town_is_named_and_not_filled(corridor: Corridor) -> None:
    """The outline under the axis is the town; one that the axis does not touch is what lies around it."""
    (town,) = [feature for feature in corridor.context if feature.layer_id in outlines(corridor)]
    beside = replace(town, id="beside", geometry=translate(town.geometry, xoff=1.0), name=Text("邻镇", "Next"))
    drawn = map_payload(replace(corridor, context=(*corridor.context, beside)), "en")
    looks = {stroke["style"] for layer in drawn["layers"] for stroke in layer["strokes"]}
    styles = {label["text"]: label["style"] for layer in drawn["layers"] for label in layer["labels"]}
    assert {"outline", "beyond"} <= looks
    assert styles["Next"] == "beyond"


def outlines(corridor: Corridor) -> set[str]:
    """Ids of the layers that hold outlines of towns."""
    return {layer.id for layer in corridor.layers if layer.style == "outline"}


def test_an_expressway_wears_its_number_on_a_shield(corridor: Corridor) -> None:
    """A number reads level, digit beside digit, and the name runs along the road without it."""
    road = next(feature for feature in corridor.context if "Point" not in feature.geometry.geom_type)
    layer = Layer(id="ring", name=Text("环线", "Ring"), style=LayerStyle.EXPRESSWAY, visible=True)
    ring = replace(road, id="ring", layer_id="ring", kind="", name=Text("外环高速 S20", "Outer Ring S20"))
    drawn = map_payload(replace(corridor, layers=(layer,), context=(ring,)), "zh")
    labels = {(label["style"], label["text"]) for label in drawn["layers"][0]["labels"]}
    assert labels == {("shield", "S20"), ("expressway", "外环高速")}


def test_hostile_names_stay_names(corridor: Corridor, lang: Lang) -> None:
    """Names, notice and axis of a hostile pack arrive as text in the sketch, and escaped in the legend."""
    name = Text(HOSTILE, HOSTILE)
    hostile = replace(
        corridor,
        notice=name,
        axis=replace(corridor.axis, name=name),
        nodes=tuple(replace(node, name=name) for node in corridor.nodes),
    )
    written = payload_script(hostile, lang)
    read = json.loads(written.removeprefix("window.corridorSketch=").rstrip(";\n"))
    assert {place["name"] for place in read["places"]} == {HOSTILE}
    assert "<img" not in read["legend"]
    assert not [sign for sign in ("<", "`", "${", "{{") if sign in written]


def test_filters_dim_and_layers_switch(corridor: Corridor) -> None:
    """The overlay names the nodes that the filters leave out and the layers that are on."""
    role = corridor.nodes[0].role
    chosen = Selection(role=role, layer_ids=(corridor.layers[-1].id,))
    state = sent(corridor, chosen, tuple(find(corridor, chosen).nodes))[1]
    assert state["dimmed"] == [node.id for node in corridor.nodes if node.role is not role]
    assert state["layers"] == [corridor.layers[-1].id]


def test_given_matches_decide_over_the_filters(corridor: Corridor) -> None:
    """A search that the page has made is not made again."""
    kept = corridor.nodes[0].id
    state = sent(corridor, Selection(role="carrier"), [kept])[1]
    assert state["dimmed"] == [node.id for node in corridor.nodes if node.id != kept]


def test_without_a_choice_the_layers_are_the_corridors_own(corridor: Corridor) -> None:
    """A reader who has switched no layer sees those that the pack marks visible."""
    assert sent(corridor, Selection())[1]["layers"] == [layer.id for layer in corridor.layers if layer.visible]


def with_firms(corridor: Corridor, count: int) -> Corridor:
    """The corridor with so many placed firms at its first node."""
    node = corridor.nodes[0].id
    firms = tuple(
        replace(firm(f"firm-{n}", Text(f"企业{n}", f"Firm {n}"), node), point=Point(121.3, 31.2)) for n in range(count)
    )
    return replace(corridor, enterprises=firms)


def test_a_few_firms_are_drawn_with_their_node(corridor: Corridor, lang: Lang) -> None:
    """Firms with a place of their own appear while their node is selected, and only then."""
    known = with_firms(corridor, 3)
    chosen = Selection(lang=lang, node_id=corridor.nodes[0].id)
    assert sent(known, chosen)[1]["firms"] == [[31.2, 121.3, firm.name[lang]] for firm in known.enterprises]
    assert sent(known, Selection(lang=lang))[1]["firms"] == []


def test_a_hundred_thousand_firms_stay_out_of_the_map(corridor: Corridor) -> None:
    """Neither sketch nor selection grows with the firms of the corridor."""
    chosen = Selection(node_id=corridor.nodes[0].id)
    bare, full = with_firms(corridor, 0), with_firms(corridor, 100_000)
    assert payload_script(full, "zh") == payload_script(bare, "zh")
    assert sent(full, chosen) == sent(bare, chosen)
    assert size(sent(with_firms(corridor, MAX_FIRMS - 1), chosen)) < BUDGET_BYTES
