"""What a form for one figure says of it: which one it is, and how what is typed will be written."""

from collections.abc import Mapping
from decimal import Decimal

from corridor.draw.words.wording import figure_value, period_text
from corridor.i18n import word
from corridor.i18n.numbers import amount
from corridor.model.corridor import Corridor
from corridor.model.figure import Figure, Indicator, Qualifier
from corridor.model.period import parse_period
from corridor.model.text import Lang


def known_line(corridor: Corridor, figure: Figure, lang: Lang) -> str:
    """A figure among others of its subject and indicator."""
    return f"{period_text(figure.period, lang)} · {figure_value(corridor, figure, lang)}"


def understood_line(indicator: Indicator, cells: Mapping[str, str], lang: Lang) -> str:
    """The value and its period as a reader will see them; empty while there is no value that could be understood.

    Args:
        indicator: what is measured.
        cells: of the figure's row, understood, as the data folder would hold them.
        lang: of the words.
    """
    if not cells.get("value"):
        return ""
    shown = amount(Decimal(cells["value"]), indicator.unit, lang, indicator.unit_name)
    value = word(f"figure.qualified-{cells.get('qualifier') or Qualifier.EXACT}", lang, amount=shown)
    said = (value, period_text(parse_period(cells["period"]), lang)) if "period" in cells else (value,)
    return word("update.fill-understood", lang, said=" · ".join(said))
