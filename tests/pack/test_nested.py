"""JSON and TOML: what is nested too deeply is refused, however little room the caller has left."""

from collections.abc import Callable

import pytest

from corridor.pack.readers.nested import DEEPEST, TooDeepError, parse_json, parse_toml


def lists(levels: int) -> str:
    """Lists within each other."""
    return "[" * levels + "]" * levels


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (parse_json, lists),
        (parse_json, lambda levels: '{"a": ' * levels + "1" + "}" * levels),
        (parse_toml, lambda levels: f"a = {lists(levels - 1)}"),  # the file itself is a table
        (parse_toml, lambda levels: ".".join(["a"] * levels) + " = 1"),
        (
            parse_toml,
            lambda levels: "k = {" + " . ".join(['"a\\""', "'b'", "c"][: levels - 1] + ["d"] * (levels - 4)) + " = 1}",
        ),
        (parse_toml, lambda levels: f"[{'.'.join(['a'] * (levels - 1))}]"),
    ],
)
def test_the_limit_is_where_it_is_said(parse: Callable[[str], object], text: Callable[[int], str]) -> None:
    """One level more than the limit is refused; so is what the parser itself cannot follow."""
    assert parse(text(DEEPEST))
    for levels in (DEEPEST + 1, 900, 20_000):
        with pytest.raises(TooDeepError):
            parse(text(levels))


def test_brackets_in_text_are_no_levels() -> None:
    """Nor are many lists beside each other."""
    assert parse_json(f'["{"[" * 500}", {"[], " * 500}1]')


def test_a_text_with_many_full_stops_is_no_long_key() -> None:
    """Sentences, dotted lines and long words."""
    said = f"{'It is. ' * 300} {'.' * 300} {'a' * 100_000} {'x-' * 300}"
    assert parse_toml(f'text_en = "{said}"')["text_en"] == said


@pytest.mark.parametrize("text", ["NaN", "[1, Infinity]", "{", '"', "", "[" * 50, '{"a": 1}}', "1" * 5000])
def test_what_is_no_json_is_refused(text: str) -> None:
    """As a ValueError, whatever is wrong with it."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the reader's callers catch just that
        parse_json(text)
    assert not isinstance(caught.value, TooDeepError)
