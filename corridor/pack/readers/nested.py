"""The one reader of JSON and TOML: what is nested deeper than whatever reads on may follow is refused here."""

import json
import re
import tomllib
from collections.abc import Callable
from functools import partial
from typing import Any, NoReturn

DEEPEST = 100
"""Levels of lists and tables within each other; GeoJSON needs eight."""


_KEY = re.compile(r"""(?:(?:(?<![\w-])[\w-]++|"(?:[^"\\\n]|\\.){0,60}+"|'[^'\n]{0,60}+')[ \t]*+\.[ \t]*+)++""")
"""The parts of a dotted TOML key, or what looks like one."""


class TooDeepError(ValueError):
    """Lists and tables are nested more than `DEEPEST` levels deep."""


def parse_json(text: str) -> Any:  # noqa: ANN401 - JSON is any value
    """What a JSON text says.

    Raises:
        TooDeepError: it is nested too deeply.
        ValueError: it is no JSON; a `json.JSONDecodeError` where it can be told at which place.
    """
    return _parsed(partial(json.loads, parse_constant=partial(_refuse, text)), text)


def parse_toml(text: str) -> dict[str, Any]:
    """What a TOML text says.

    Raises:
        TooDeepError: it is nested too deeply.
        ValueError: it is no TOML.
    """
    # The parser takes minutes for a key of tens of thousands of parts.
    if any(key[0].count(".") >= DEEPEST for key in _KEY.finditer(text)):
        raise TooDeepError
    content: dict[str, Any] = _parsed(tomllib.loads, text)
    return content


def _parsed(parse: Callable[[str], Any], text: str) -> Any:  # noqa: ANN401 - whatever the text says
    try:
        content = parse(text)
    except RecursionError as error:
        # How deep a parser can follow depends on who calls it; it is always deeper than what is let through below.
        raise TooDeepError from error
    if _is_too_deep(content):
        raise TooDeepError
    return content


def _is_too_deep(content: object) -> bool:
    """Level by level, because a function that calls itself would itself go too deep."""
    level = _containers([content])
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _containers(outer)]
    return bool(level)


def _containers(values: Any) -> list[Any]:  # noqa: ANN401 - a list or a table
    inner = values.values() if isinstance(values, dict) else values
    return [value for value in inner if isinstance(value, dict | list)]


def _refuse(text: str, constant: str) -> NoReturn:
    raise json.JSONDecodeError("not JSON", text, text.find(constant))
