"""The corridor's own settings, edited in files as people write them."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.intake.apply.apply import apply
from corridor.intake.compare.changes import Change, ChangeKind
from corridor.pack.schema import BY_NAME, Cell

FILE = "corridor.toml"
OWN = {column.name: column for column in BY_NAME["corridor"].columns if column.name != "id"}
TABLES = '\n# Drawing order.\n  [[layers]] # first\nid = "a"\nname_zh = \'甲\'\n[file_datum]\n"a.geojson" = "gcj02"\n\n[[layers]]\nid="b"\n'  # noqa: E501
"""Tables of one name that stand apart, behind a comment of their own."""


def edited(text: str, column: str, new: str) -> str:
    """The file after the corridor ``x`` got another cell."""
    change = Change(table="corridor", id="x", column=column, old="", new=new, kind=ChangeKind.CHANGED)
    return apply({FILE: text.encode()}, {}, [change])[FILE].decode()


def values(column: str) -> st.SearchStrategy[str]:
    """Values as a file may write them."""
    if OWN[column].cell is Cell.DATE:
        return st.sampled_from(["2024-01-01", '"2024-01-01"'])
    lines = ('"""\n[x\nnotice_zh = "trap"\n"""', "'''one\n[[layers]]\n'''", '"a # no \\"comment\\""', "'it [is]'", '""')
    return st.sampled_from(lines)


@st.composite
def pieces(draw: st.DrawFn) -> list[tuple[str, str]]:
    """The own keys of a file in any order: what stands before each value, and the value."""
    found = [("# mine\n\nid = ", "'x'")]
    for column in draw(st.lists(st.sampled_from(sorted(OWN)), unique=True)):
        above = draw(st.sampled_from(("\n", " # said\n", "\n\n# next\n")))
        key = draw(st.sampled_from((column, f'"{column}"', f"  {column}")))
        equals = draw(st.sampled_from((" = ", "=", "  =\t")))
        found.append((above + key + equals, draw(values(column))))
    return found


def joined(parts: list[tuple[str, str]]) -> str:
    """Keys and values as a file."""
    return "".join(before + value for before, value in parts)


@given(
    pieces(),
    st.sampled_from(("", "\n", " # last\n" + TABLES, "\n" + TABLES)),
    st.sampled_from(("\n", "\r\n")),
    st.sampled_from(sorted(OWN)),
    st.data(),
)
def test_an_edit_of_a_key_is_read_again_and_every_other_line_keeps_its_bytes(
    own: list[tuple[str, str]], rest: str, end: str, column: str, data: st.DataObject
) -> None:
    """Whatever the key held and the file looks like: comments, quotes, tables and either line end."""
    is_date = OWN[column].cell is Cell.DATE
    new = data.draw(st.dates(date(1000, 1, 1)).map(date.isoformat) if is_date else st.text())
    text = (joined(own) + rest).replace("\n", end)
    after = edited(text, column, new)
    assert tomllib.loads(after) == {**tomllib.loads(text), column: date.fromisoformat(new) if is_date else new}

    at = next((n for n, (before, _) in enumerate(own) if column in before.splitlines()[-1]), None)
    last, _, tables = rest.partition("\n")
    above, below = joined(own) + last, tables
    if at is not None:
        above, below = joined(own[:at]) + own[at][0], joined(own[at + 1 :]) + rest
    assert after.startswith(above.replace("\n", end))
    assert after.endswith(below.replace("\n", end))
    assert after.count("\n") == after.count(end)


def test_a_key_that_says_the_same_already_is_not_written() -> None:
    """The corridor's id comes with every edit, and keeps the quotes that its author gave it."""
    text = "id = 'x'\nname_zh = '旧' # so\n"
    assert edited(text, "name_zh", "旧") == text
    assert edited(text, "name_zh", "新") == "id = 'x'\nname_zh = \"新\" # so\n"


@pytest.mark.parametrize("text", ['id = "x"\nname_zh = ', "id = 'x'\n[[layers]\n", "a = " + "[" * 120 + "]" * 120])
def test_what_is_no_toml_is_left_for_the_check(text: str) -> None:
    """Nothing is written into a file that cannot be read, or that is nested too deeply."""
    assert edited(text, "name_zh", "新") == text


def test_a_date_that_is_none_is_left_for_the_check() -> None:
    """The file stays TOML, so that the check can name the cell."""
    assert tomllib.loads(edited('id = "x"\ndata_date = 2024-01-01\n', "data_date", ""))["data_date"] == ""
