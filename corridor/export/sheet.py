"""One node's fact sheet as an HTML file that prints on A4 pages."""

from corridor.draw.web.player.sheets import sheet_page
from corridor.export.address import public_address
from corridor.model.corridor import Corridor
from corridor.model.place import Node
from corridor.model.text import Lang


def export(corridor: Corridor, node: Node, lang: Lang) -> bytes:
    """The page as UTF-8 HTML that needs no network."""
    return sheet_page(corridor, node, lang, public_address(corridor)).encode()
