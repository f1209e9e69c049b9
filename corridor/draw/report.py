"""What is wrong with an upload, so that its author finds every cell: errors first, each with place and remedy."""

from collections.abc import Sequence

from corridor.draw.markup import render
from corridor.model.problem import Problem, Severity
from corridor.model.text import Lang

SHOWN = 300
"""Problems drawn; the rest is counted, and stands in the marked-up copy."""


def report(problems: Sequence[Problem], lang: Lang, *, is_form: bool = False) -> str:
    """The problems of an upload as a piece of the page; those of a form on it have no file, sheet or row."""
    ordered = sorted(problems, key=lambda problem: problem.severity is not Severity.ERROR)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    return render(
        "report.html.j2",
        lang,
        problems=ordered[:SHOWN],
        errors=errors,
        warnings=len(problems) - errors,
        is_form=is_form,
        left=max(0, len(problems) - SHOWN),
    )
