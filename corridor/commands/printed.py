"""What several commands print."""

import json
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from corridor.i18n import word
from corridor.i18n.os_errors import reason_of
from corridor.i18n.problems import in_cell
from corridor.model.problem import Problem, Severity, how_many
from corridor.model.text import Lang


def print_json(content: Mapping[str, object]) -> None:
    """Print what programs read."""
    print(json.dumps(content, ensure_ascii=False, indent=2))


def print_problems(problems: Sequence[Problem], lang: Lang) -> None:
    """Print what people read: every problem with its place, then how many there are."""
    for problem in problems:
        severity = word(f"cli.{problem.severity.value}", lang)
        where = " ".join(part for part in (problem.file, _row(problem, lang), problem.column) if part)
        print(f"{severity} {where} [{problem.code}]\n    {in_cell(problem)[lang]}")
    errors = how_many(problem for problem in problems if problem.severity is Severity.ERROR)
    key = "cli.summary" if problems else "cli.no-problems"
    print(word(key, lang, errors=errors, warnings=how_many(problems) - errors))


def _row(problem: Problem, lang: Lang) -> str:
    if not problem.row:
        return ""
    kind = {".geojson": "feature", ".json": "feature", ".toml": "section"}.get(Path(problem.file).suffix, "row")
    return word(f"cli.{kind}", lang, row=problem.row)


def refuse(key: str, options: Namespace, error: OSError, **values: object) -> None:
    """Say what the system refused, and why."""
    print(word(key, options.lang, reason=reason_of(error)[options.lang], **values), file=sys.stderr)
