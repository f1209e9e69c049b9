"""The legend of the map: what is drawn, and nothing else."""

from corridor.draw.layout.map.payload import MapPlace, is_area, is_point, map_payload, styled
from corridor.draw.layout.palette import SYMBOLS
from corridor.draw.web.markup import render
from corridor.draw.words.wording import symbol_text
from corridor.model.corridor import Corridor
from corridor.model.place import Layer, PositionKind, Role
from corridor.model.text import Lang


def with_legend(corridor: Corridor, lang: Lang) -> dict[str, object]:
    """What the map draws of a corridor, and its legend as HTML: all that the map's script takes."""
    drawn = map_payload(corridor, lang)
    return {**drawn, "legend": _legend(corridor, drawn["places"], lang)}


def _legend(corridor: Corridor, places: list[MapPlace], lang: Lang) -> str:
    kinds = {place["kind"] for place in places}
    return render(
        "map_legend.html.j2",
        lang,
        axis=corridor.axis.name[lang],
        roles=[(role, symbol_text(corridor, role, lang), SYMBOLS[role]) for role in Role if _has_role(places, role)],
        doubt=any(place["kind"] == PositionKind.POINT and place["doubt"] for place in places),
        extent=PositionKind.EXTENT in kinds,
        hatched=bool({PositionKind.WITHIN, PositionKind.STRETCH} & kinds),
        inferred=any(feature.inferred for feature in corridor.context),
        layers=[_sample(corridor, layer, lang) for layer in corridor.layers if styled(corridor, layer)],
    )


def _sample(corridor: Corridor, layer: Layer, lang: Lang) -> dict[str, object]:
    """How a layer is drawn, by its first feature."""
    style, first = styled(corridor, layer)[0]
    form = "area" if is_area(first.geometry) else "dot" if is_point(first.geometry) else "line"
    return {"id": layer.id, "name": layer.name[lang], "style": style, "form": form, "first": first}


def _has_role(places: list[MapPlace], role: Role) -> bool:
    return any(place["role"] == role for place in places)
