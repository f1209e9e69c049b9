"""Nothing that stands in the data can become program."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.draw.web import escape

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "`);alert(1);(`",
    "${alert(1)}",
    "{{7*7}}{% raw %}{# no #}",
    "\\u003cimg src=x onerror=alert(1)\\u003e\\",
    "\" onmouseover='alert(1)' a=\"",
    "line\u2028end\u2029of\nline",
)


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.none() | st.lists(st.text())))
def test_a_script_reads_back_the_value(value: dict[str, object]) -> None:
    """A value survives being written into a script."""
    assert json.loads(escape.script(value)) == value


@pytest.mark.parametrize("text", HOSTILE)
def test_a_script_is_not_ended_or_filled_in_by_its_data(text: str) -> None:
    """What the data hold ends no element and no template string, and begins no expression."""
    written = escape.script({"name": text, text: [text]})
    assert not [sign for sign in ("<", ">", "&", "`", "$", "{{", "{%", "{#", "\u2028", "\u2029") if sign in written]


def test_what_json_cannot_say_is_refused() -> None:
    """A number that is none is an error here and not in the browser."""
    with pytest.raises(ValueError, match="JSON"):
        escape.script(float("nan"))
