"""The tour as one HTML file that needs no server and no network: everything it uses is inside it."""

from corridor.draw.web.player.document import document
from corridor.export.address import public_address
from corridor.export.leaflet import leaflet
from corridor.model.corridor import Corridor
from corridor.model.text import Lang


def export(corridor: Corridor, lang: Lang) -> bytes:
    """The player of a corridor as UTF-8 HTML, opening in ``lang`` and holding every language.

    The same data gives the same bytes.

    Raises:
        ModuleNotFoundError: the map library is not installed.
    """
    return player(corridor, lang, public_address(corridor)).encode()


def player(corridor: Corridor, lang: Lang, address: str) -> str:
    """The player as text, for a page that embeds it; ``address`` is where its QR code leads, empty for none."""
    return document(corridor, lang, assets=leaflet(), address=address)
