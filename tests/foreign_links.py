"""What a finished folium map asks for besides its own bundle: a new plugin must fail here, and not on stage."""

import re
from collections.abc import Iterator

import folium
from branca.colormap import ColorMap
from branca.element import Element
from folium.raster_layers import TileLayer

_ADDRESS = re.compile(r"""(?:https?:)?//[^\s"'`<>]+|(?:src|href)\s*=\s*["'][^"']*["']""", re.IGNORECASE)


def foreign_links(drawn: folium.Map, bundle_url: str) -> set[str]:
    """Addresses that an element of a map, or what it renders to, names, but for its bundle's."""
    named = {link for element in _walk(drawn) for link in _links(element) if link != bundle_url}
    return named | {found for found in _ADDRESS.findall(drawn.get_root().render()) if f'"{bundle_url}"' not in found}


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element._children.values():  # noqa: SLF001 - folium has no public way to its children
        yield from _walk(child)


def _links(element: Element) -> Iterator[str]:
    yield from (link for _, link in getattr(element, "default_js", ()))
    yield from (link for _, link in getattr(element, "default_css", ()))
    if isinstance(element, TileLayer):
        yield element.tiles
    if _draws_in_more(element):
        yield type(element).__name__


def _draws_in_more(element: Element) -> bool:
    """Whether an element needs files that it does not name: pictures and fonts of a pin, jQuery, or d3."""
    pin = isinstance(element, folium.Marker) and not isinstance(element.icon, folium.DivIcon)
    return pin or isinstance(element, (folium.Popup, ColorMap))
