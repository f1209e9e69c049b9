"""What currencies are called, by the Unicode locale data."""

from functools import cache

from babel import Locale
from babel.numbers import get_currency_name, get_currency_symbol

from corridor.i18n import word
from corridor.model.text import LANGS, Lang

SHARED = "$£¥₩"
"""Signs that several countries write for their own money: alone they do not say which."""

_SOME = 2
_RENMINBI = "CNY"


@cache
def currency_name(currency: str, lang: Lang) -> str:
    """What stands beside an amount: its Chinese name, or its code in English."""
    if currency == _RENMINBI:
        return word("figure.currency-cny", lang)
    return str(Locale(lang).currencies[currency]) if lang == "zh" else currency


@cache
def currency_words(currency: str) -> tuple[str, ...]:
    """All that a currency may be called, in both languages, by code, name and sign; none that another may mean."""
    words = [currency, *(currency_name(currency, lang) for lang in LANGS)]
    for lang in LANGS:
        words += (str(Locale(lang).currencies[currency]), str(get_currency_name(currency, _SOME, locale=lang)))
        words.append(str(get_currency_symbol(currency, lang)))
    return tuple(dict.fromkeys(one for one in words if one not in SHARED))
