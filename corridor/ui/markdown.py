"""Names from the data taken literally in Streamlit's labels, which read Markdown."""

import re

from corridor.draw.web.markup import hyphenated

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=&])")
_ICON = re.compile(r":(?=material/|streamlit)")
_JOINER = "\u2060"
"""Shows nothing; after a colon it keeps Streamlit from reading the name of an icon, after a hyphen a word whole."""


def unbroken(text: str) -> str:
    """The text with its short hyphenated words, such as high-tech, kept on one line."""
    pieces = hyphenated(text)
    return "".join(piece.replace("-", f"-{_JOINER}") if index % 2 else piece for index, piece in enumerate(pieces))


def escape_markdown(text: str) -> str:
    """The text with every sign that Markdown could read as markup taken literally."""
    return _SIGNS.sub(r"\\\1", _ICON.sub(f":{_JOINER}", text))
