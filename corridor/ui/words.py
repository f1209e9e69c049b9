"""Names from the data as plain words in Streamlit's labels, which read Markdown."""

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=&])")


def plain(text: str) -> str:
    """The text with every sign that Markdown could read as markup taken literally."""
    return _SIGNS.sub(r"\\\1", text)
