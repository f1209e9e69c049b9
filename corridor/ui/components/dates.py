"""The day of the data in words."""

from corridor.draw.wording import period_text
from corridor.model.corridor import Corridor
from corridor.model.period import parse_period
from corridor.model.text import Lang


def data_date(corridor: Corridor, lang: Lang) -> str:
    """The day up to which the data were collected."""
    return period_text(parse_period(corridor.data_date.isoformat()), lang)
