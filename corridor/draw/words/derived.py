"""A derived value in words: what it is, how it was reached and what it rests on."""

from corridor.analysis.derived import Derived
from corridor.draw.words.wording import figure_value, period_text
from corridor.i18n import word
from corridor.i18n.numbers import amount
from corridor.model.comparison import Use
from corridor.model.corridor import Corridor
from corridor.model.text import Lang


def derived_value(corridor: Corridor, derived: Derived, lang: Lang) -> str:
    """The value with qualifier and unit; a growth with its sign."""
    indicator = corridor.indicator_by_id[derived.figures[0].indicator_id]
    shown = amount(derived.value, derived.unit, lang, indicator.unit_name)
    signed = f"+{shown}" if derived.use is Use.GROWTH and derived.value > 0 else shown
    return word(f"figure.qualified-{derived.qualifier}", lang, amount=signed)


def derived_title(corridor: Corridor, derived: Derived, lang: Lang) -> str:
    """What it is a value of, and of which time."""
    first = derived.figures[0]
    name = corridor.indicator_by_id[first.indicator_id].name[lang]
    if derived.use is not Use.GROWTH:
        return f"{name} · {period_text(first.period, lang)}"
    times = " → ".join(period_text(figure.period, lang) for figure in derived.figures)
    return f"{corridor.name_of(first.subject_id)[lang]} · {name} · {times}"


def derived_formula(corridor: Corridor, derived: Derived, lang: Lang) -> str:
    """The published values that it was reached from, as they were combined."""
    shown = [figure_value(corridor, figure, lang) for figure in derived.figures]
    if derived.use is Use.GROWTH:
        return word("figures.formula-growth", lang, base=shown[0], later=shown[1])
    return " + ".join(shown)
