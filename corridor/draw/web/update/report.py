"""What is wrong with an upload, so that its author finds every cell: errors first, each with place and remedy."""

from collections.abc import Sequence

from corridor.draw.web.markup import render
from corridor.i18n.problems import Naming, in_cell, sentence
from corridor.model.problem import Problem, Severity, how_many
from corridor.model.text import Lang

SHOWN = 300
"""Problems drawn; the rest is counted, and stands in the marked-up copy."""


def report(problems: Sequence[Problem], lang: Lang, form: Naming | None = None, again: str = "") -> str:
    """The problems of an upload as a piece of the page.

    Those of a form on it have no file, sheet or row, and call columns as its fields do; ``again`` is what the button
    says by which it is checked again.
    """
    ordered = sorted(problems, key=lambda problem: problem.severity is not Severity.ERROR)
    errors = how_many(problem for problem in problems if problem.severity is Severity.ERROR)
    return render(
        "report.html.j2",
        lang,
        problems=[_row(problem, lang, form) for problem in ordered[:SHOWN]],
        errors=errors,
        warnings=how_many(problems) - errors,
        is_form=form is not None,
        again=again,
        left=how_many(ordered[SHOWN:]),
    )


def _row(problem: Problem, lang: Lang, form: Naming | None) -> dict[str, str]:
    """One problem as the page's table shows it."""
    column = form.called(problem.place.column, lang) if form else problem.column
    said = sentence(problem, form) if form else in_cell(problem)
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "file": problem.file,
        "row": problem.row,
        "column": column,
        "message": said[lang],
    }
