"""What is known and what is missing as one table of subjects and indicators, and what is said of each gap."""

from corridor.analysis.gaps import matrix
from corridor.draw.web.markup import render
from corridor.draw.words.gap_matrix import gap_mark, gap_statements, gaps_sum, mark_counts
from corridor.model.corridor import Corridor
from corridor.model.text import Lang


def gaps_matrix(corridor: Corridor, lang: Lang, *, editing: bool) -> str:
    """The matrix with its counts and, folded, what is said of each gap; where ``editing`` every cell can be picked."""
    found = matrix(corridor)
    missing = [cell for line in found.lines for cell in line.cells if cell.gaps]
    return render(
        "gaps_matrix.html.j2",
        lang,
        indicators=[(one.name[lang], one.expected) for one in found.indicators],
        lines=[
            (
                corridor.name_of(line.subject_id)[lang],
                [gap_mark(corridor, cell, lang, editing=editing) for cell in line.cells],
            )
            for line in found.lines
        ],
        counts=mark_counts(found),
        sum=gaps_sum(found, lang),
        missing=len(missing),
        editing=editing,
        statements=gap_statements(corridor, missing, lang),
    )
