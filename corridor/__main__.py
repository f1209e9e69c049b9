"""The command line: which command is asked for, and how it ends."""

import io
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from importlib import import_module

from corridor.commands import COMMANDS, ERRORS, WRONG_USE
from corridor.commands.asked import in_both
from corridor.i18n import word
from corridor.model.text import LANGS
from corridor.pack.disk import is_folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    said = sys.argv[1:] if arguments is None else arguments
    options = _parser(said).parse_args(said)
    try:
        code = _run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads the output, like `head`, has had enough; the interpreter must not try again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ERRORS
    return code


def _parser(said: Sequence[str]) -> ArgumentParser:
    """The parser of all commands; only one whose name is said is imported, and adds its arguments."""
    parser = ArgumentParser(prog="corridor", description=in_both("cli.about"))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name in COMMANDS:
        command = commands.add_parser(name, help=in_both(f"cli.{name}"), description=in_both(f"cli.{name}"))
        command.add_argument("--lang", choices=LANGS, default="zh", help=in_both("cli.lang"))
        if name in said:
            module = import_module(f"corridor.commands.{name}")
            module.arguments(command)
            command.set_defaults(run=module.run)
    return parser


def _run(options: Namespace) -> int:
    if options.pack is not None and not is_folder(options.pack):
        print(word("cli.no-folder", options.lang, path=options.pack), file=sys.stderr)
        return WRONG_USE
    run: Callable[[Namespace], int] = options.run
    return run(options)


if __name__ == "__main__":
    sys.exit(main())
