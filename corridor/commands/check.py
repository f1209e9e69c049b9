"""All problems of a data folder at once."""

from argparse import ArgumentParser, Namespace

from corridor.commands import ERRORS, GOOD, asked
from corridor.commands.printed import print_json, print_problems
from corridor.i18n.problems import as_json
from corridor.model.problem import Severity
from corridor.pack.load import examine


def arguments(parser: ArgumentParser) -> None:
    """Which folder, and for whom."""
    asked.pack(parser)
    asked.json(parser)


def run(options: Namespace) -> int:
    """Print the problems."""
    _, problems = examine(options.pack)
    if options.json:
        print_json({"problems": [as_json(problem) for problem in problems]})
    else:
        print_problems(problems, options.lang)
    return ERRORS if any(problem.severity is Severity.ERROR for problem in problems) else GOOD
