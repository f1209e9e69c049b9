"""What several commands ask for."""

from argparse import ArgumentParser
from pathlib import Path

from corridor.i18n import word
from corridor.model.figure import Release
from corridor.model.text import LANGS


def in_both(key: str) -> str:
    """Help is read before a language is chosen."""
    return " / ".join(word(key, lang) for lang in LANGS)


def pack(parser: ArgumentParser) -> None:
    """A data folder."""
    parser.add_argument("pack", type=Path, metavar="PACK", help=in_both("cli.pack"))


def upload(parser: ArgumentParser) -> None:
    """A filled template."""
    parser.add_argument("file", type=Path, metavar="FILE", help=in_both("cli.file"))


def output(parser: ArgumentParser) -> None:
    """Where to write."""
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=in_both("cli.output"))


def profile(parser: ArgumentParser) -> None:
    """For whom: everybody, unless it says otherwise."""
    profiles = [one.value for one in Release]
    parser.add_argument("--profile", choices=profiles, default=Release.PUBLIC.value, help=in_both("cli.profile"))


def json(parser: ArgumentParser) -> None:
    """Whether a program reads what is printed."""
    parser.add_argument("--json", action="store_true", help=in_both("cli.json"))
