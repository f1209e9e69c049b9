"""Refusals in words: every reason why figures cannot be brought together, one plain sentence each."""

from corridor.draw.words.wording import figure_value, period_text, status_text
from corridor.i18n import word
from corridor.i18n.currencies import currency_name
from corridor.model.comparison import Objection, Refusal
from corridor.model.corridor import Corridor
from corridor.model.figure import Status
from corridor.model.period import parse_period
from corridor.model.text import Lang
from corridor.model.unit import CURRENCIES

_SUBJECTS = ("subject", "same-subject", "part", "overlap", "unstated-relation")
_DECISIVE = ("too-few", "repeated", "not-published", "indicator", "unit", "scope-unstated", "scope")
"""Reasons that settle it, first to last."""
_PERIODS = ("period", "period-length", "same-period")


def refusal_title(refusal: Refusal, lang: Lang) -> str:
    """What cannot be done."""
    return word(f"compare.title-{refusal.use}", lang)


def refusal_reasons(corridor: Corridor, refusal: Refusal, lang: Lang) -> tuple[str, ...]:
    """Why not: all reasons, that which decides first."""
    ordered = sorted(refusal.objections, key=_weight)
    return tuple(_sentence(corridor, objection, lang) for objection in ordered)


def _weight(objection: Objection) -> int:
    """Where a reason stands: what is not the same thing cannot be saved by the same time or status."""
    return _DECISIVE.index(objection.code) if objection.code in _DECISIVE else len(_DECISIVE)


def _sentence(corridor: Corridor, objection: Objection, lang: Lang) -> str:
    figures = word("compare.join", lang).join(_figure(corridor, figure_id, lang) for figure_id in objection.figure_ids)
    about = _about(corridor, objection, lang)
    sentence = word(f"compare.because-{objection.code}", lang, figures=figures, about=about)
    return sentence[0].upper() + sentence[1:]


def _figure(corridor: Corridor, figure_id: str, lang: Lang) -> str:
    figure = corridor.figure_by_id[figure_id]
    return word(
        "compare.figure",
        lang,
        subject=corridor.name_of(figure.subject_id)[lang],
        indicator=corridor.indicator_by_id[figure.indicator_id].name[lang],
        value=figure_value(corridor, figure, lang),
    )


def _about(corridor: Corridor, objection: Objection, lang: Lang) -> str:
    names = [_name(corridor, objection.code, key, lang) for key in objection.about]
    return word("compare.versus" if len(names) == 2 else "compare.join", lang).join(names)  # noqa: PLR2004 - a pair


def _name(corridor: Corridor, code: str, key: str, lang: Lang) -> str:
    if code in _SUBJECTS:
        return corridor.name_of(key)[lang]
    if code in _PERIODS:
        return period_text(parse_period(key), lang)
    match code:
        case "scope":
            return corridor.scope_by_id[key].name[lang]
        case "indicator":
            return corridor.indicator_by_id[key].name[lang]
        case "status":
            return status_text(Status(key), lang)
        case _:
            return currency_name(key, lang) if key in CURRENCIES else word(f"compare.dimension-{key}", lang)
