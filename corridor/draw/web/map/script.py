"""The script, style and data that draw the map in the frame of a page."""

from corridor.draw.web import escape, markup, scripts
from corridor.draw.web.assets import Assets
from corridor.draw.web.map.legend import with_legend
from corridor.model.corridor import Corridor
from corridor.model.text import Lang


def bundle(corridor: Corridor, lang: Lang, leaflet: Assets) -> str:
    """All that the map's frame needs, as one script: st_folium fetches files one after another, and the map waits.

    Args:
        corridor: what is drawn.
        lang: the language of its names.
        leaflet: the map library, its pictures inside its style sheet.
    """
    dress = f"corridorMap.dress({escape.script(leaflet.style + style())});"
    return "\n".join((leaflet.script, script(), dress, payload_script(corridor, lang)))


def payload_script(corridor: Corridor, lang: Lang) -> str:
    """The payload as the script that makes it known to `script`."""
    return f"window.corridorSketch={escape.script(with_legend(corridor, lang))};\n"


def script() -> str:
    """The script that draws the payload and shows selections on it; it needs Leaflet."""
    return scripts.script("map/frame")


def style() -> str:
    """The style sheet of the map, with the colours it uses; it comes after Leaflet's."""
    return markup.stylesheet("map", "map_dark")
