"""Names from the data taken literally in Streamlit's labels, which read Markdown."""

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=&])")
_ICON = re.compile(r":(?=material/|streamlit)")
_JOINER = "\u2060"
"""Shows nothing; between colon and name it keeps Streamlit from reading the name of an icon."""


def escape_markdown(text: str) -> str:
    """The text with every sign that Markdown could read as markup taken literally."""
    return _SIGNS.sub(r"\\\1", _ICON.sub(f":{_JOINER}", text))
