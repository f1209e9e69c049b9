"""The published states, as far as several commands tell of them."""

from argparse import Namespace

from corridor.commands import ERRORS
from corridor.commands.printed import print_problems, refuse
from corridor.pack.files import broken_history
from corridor.pack.history import BrokenHistoryError


def broken(options: Namespace, error: BrokenHistoryError) -> int:
    """Say why the published state cannot be used, and the way out."""
    print_problems([broken_history(options.pack, error)], options.lang)
    return ERRORS


def not_written(options: Namespace, error: OSError | BrokenHistoryError) -> int:
    """Say why there is no new state."""
    if isinstance(error, BrokenHistoryError):
        return broken(options, error)
    refuse("publish.undone", options, error)
    return ERRORS
