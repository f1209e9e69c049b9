"""What is an address on the web: asked by whoever checks one, links to one or makes a code of one."""

import re
from urllib.parse import urlsplit

_SCHEMES = frozenset({"http", "https"})
_BLANK = re.compile(r"\s")


def is_web_address(text: str) -> bool:
    """Whether a text is the address of a page: ``http`` or ``https``, with the name of a machine and without blanks."""
    try:
        parts = urlsplit(text)
        return parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0 and not _BLANK.search(text)
    except ValueError:  # a bracket that does not close, or a port that is no number
        return False
