"""Names in labels stay names."""

import pytest

from corridor.ui.markdown import escape_markdown


@pytest.mark.parametrize("name", ["**a**", "[x](y)", "<b>", ":red[z]", "$x$", "`c`", "1. a", "- a", "# a", "&lt;"])
def test_markdown_is_taken_literally(name: str) -> None:
    """Each sign that could begin markup is escaped, and nothing else is changed."""
    assert escape_markdown(name).replace("\\", "") == name
    assert not set("*[<:$`.-#&") & set(escape_markdown(name).replace("\\" + name[0], "")[:1])


def test_a_backslash_stays_one() -> None:
    """What is escaped already is escaped again."""
    assert escape_markdown("\\*") == "\\\\\\*"


def test_an_icon_name_is_no_icon() -> None:
    """Streamlit looks for icons after it has read the Markdown, so an escape alone would not do."""
    assert ":material/" not in escape_markdown(":material/home:").replace("\\", "")


@pytest.mark.parametrize("name", ["中以创新园", "Reed & Dye", "来谷科创（二期）"])
def test_ordinary_names_read_the_same(name: str) -> None:
    """The reader sees the name as it was written."""
    assert escape_markdown(name).replace("\\", "") == name
