"""The published states, newest first."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict

from corridor.commands import ERRORS, GOOD, asked
from corridor.commands.printed import print_json
from corridor.commands.states import broken
from corridor.i18n import word
from corridor.model.text import Lang
from corridor.pack.history import BrokenHistoryError, DamagedVersionError, Version, verify, whole_versions


def arguments(parser: ArgumentParser) -> None:
    """Which folder, and for whom."""
    asked.pack(parser)
    asked.json(parser)


def run(options: Namespace) -> int:
    """Print the versions; one that is damaged is an error."""
    try:
        found = verify(options.pack)
    except BrokenHistoryError as error:
        _print(tuple(whole_versions(options.pack))[::-1], options.lang)
        return broken(options, error)
    if options.json:
        print_json({"versions": [asdict(version) for version in found]})
        return ERRORS if any(version.damaged for version in found) else GOOD
    _print(found, options.lang)
    if not found:
        print(word("publish.no-versions", options.lang))
    if current := next((version.id for version in found if version.damaged and version.current), None):
        return broken(options, DamagedVersionError(current))
    return ERRORS if any(version.damaged for version in found) else GOOD


def _print(found: Sequence[Version], lang: Lang) -> None:
    for version in found:
        mark = word("publish.current", lang) if version.current else ""
        state = word("publish.damaged", lang) if version.damaged else ""
        by = version.by or word("publish.before-all", lang)
        print("  ".join(part for part in (version.id, version.moment, by, version.message, mark, state) if part))
