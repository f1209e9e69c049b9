"""Where the corridor can be visited on the web: the one answer that every QR code uses."""

import os

from corridor.model.corridor import Corridor
from corridor.model.web_address import is_web_address


def public_address(corridor: Corridor) -> str:
    """The address of this installation (``CORRIDOR_PUBLIC_URL``), else that of the data folder, else nothing.

    Anything but a web address counts as none: no code is better than one that leads nowhere.
    """
    for address in (os.environ.get("CORRIDOR_PUBLIC_URL", "").strip(), corridor.public_url.strip()):
        if address:
            return address if is_web_address(address) else ""
    return ""
