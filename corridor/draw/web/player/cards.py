"""Figures as the tour sets them: large, and never without status, period, scope and source."""

from collections.abc import Iterable
from dataclasses import dataclass

from corridor.draw.layout.text_metrics import width_px
from corridor.draw.words.statement import Statement, source_lines, statement
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure, Kind
from corridor.model.text import Lang


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """A figure as the tour shows it: never without what kind of statement it is and where it comes from."""

    subject: str
    statement: Statement
    sources: tuple[str, ...]
    """Titles, each with its number in the list of all sources, where its address stands."""
    is_earlier: bool = False
    """Whether a card beside it says the same of a later time."""

    @property
    def width_em(self) -> float:
        """How wide the value will be, so that it can be set as large as its card allows."""
        return width_px(self.statement.value, 1.0, bold=True)


def cards(corridor: Corridor, figure_ids: Iterable[str], lang: Lang) -> list[Card]:
    """Put those figures that there are on cards beside each other."""
    figures = [corridor.figure_by_id[key] for key in figure_ids if key in corridor.figure_by_id]
    numbers = {line: place for place, line in enumerate(source_lines(corridor, corridor.source_by_id, lang), 1)}

    def card(figure: Figure) -> Card:
        said = statement(corridor, figure, lang)
        titles = (word("player.numbered", lang, title=line.title, n=numbers[line]) for line in said.sources)
        return Card(
            subject=corridor.name_of(figure.subject_id)[lang],
            statement=said,
            sources=tuple(titles),
            is_earlier=any(_overtakes(corridor, other, figure) for other in figures),
        )

    return [card(figure) for figure in figures]


def _overtakes(corridor: Corridor, later: Figure, figure: Figure) -> bool:
    """Whether one figure says of a later time what another says. What happens in a year no other year overtakes."""
    stock = corridor.indicator_by_id[figure.indicator_id].kind is Kind.STOCK
    same = (later.subject_id, later.indicator_id) == (figure.subject_id, figure.indicator_id)
    dated = later.period.stated and figure.period.stated
    return stock and same and dated and later.period.sort_key > figure.period.sort_key
