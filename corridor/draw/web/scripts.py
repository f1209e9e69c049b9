"""Our scripts: each file of ``js/`` is an ES module, and a page is given one script with all that it imports inside.

A tour that is opened from a disk, the frame of a map and a component of Streamlit's can fetch no module of ours. So
what is imported stands before what imports it, once, in a function of its own that gives back what it exports. Files
keep to ``import { one, other } from "./file.js";`` at their head and ``export`` before a function, constant or class;
oxlint and ``tests/draw/test_scripts.py`` hold that, and that no two files need each other.
"""

import posixpath
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_JS = Path(__file__).parent / "js"
_IMPORT = re.compile(r'^import \{\s*([^}]*?),?\s*\} from "(\.[^"]*)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.MULTILINE)


@cache
def module(name: str) -> str:
    """One file with all that it imports inside, as an ES module; a default export stays one.

    Args:
        name: its path below ``js/``, such as ``page/strip``.
    """
    return "\n".join((*(_enclosed(needed) for needed in _needed(name)), _linked(name)))


@cache
def script(name: str) -> str:
    """The same as a script that leaves no name behind but those that it sets on ``window`` itself."""
    return f'(() => {{\n"use strict";\n{module(name)}}})();\n'


def _needed(name: str) -> Iterable[str]:
    """All files that a file needs, each after those that it needs itself."""
    files = [_beside(name, target) for _, target in _IMPORT.findall(_text(name))]
    return dict.fromkeys(needed for file in files for needed in (*_needed(file), file))


def _enclosed(name: str) -> str:
    exported = ", ".join(_EXPORT.findall(_text(name)))
    return f"const {_variable(name)} = (() => {{\n{_linked(name)}return {{ {exported} }};\n}})();"


def _linked(name: str) -> str:
    """A file's own text with its imports taken from what stands before it."""

    def taken(found: re.Match[str]) -> str:
        return f"const {{ {found[1]} }} = {_variable(_beside(name, found[2]))};\n"

    return _EXPORT.sub("", _IMPORT.sub(taken, _text(name)))


def _beside(name: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))


def _variable(name: str) -> str:
    return name.replace("/", "$")


@cache
def _text(name: str) -> str:
    return (_JS / f"{name}.js").read_text(encoding="utf-8")
