"""Figures as the tour sets them: large, and never without status, period, scope and source."""

from dataclasses import dataclass

from corridor.draw.layout.text_metrics import width_px
from corridor.draw.words.statement import Statement, statement
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure
from corridor.model.text import Lang


@dataclass(frozen=True, slots=True)
class Card:
    """A figure as the tour shows it: never without what kind of statement it is and where it comes from."""

    subject: str
    statement: Statement

    @property
    def width_em(self) -> float:
        """How wide the value will be, so that it can be set as large as its card allows."""
        return width_px(self.statement.value, 1.0, bold=True)


def card(corridor: Corridor, figure: Figure, lang: Lang) -> Card:
    """Put a figure on a card."""
    return Card(corridor.name_of(figure.subject_id)[lang], statement(corridor, figure, lang))
