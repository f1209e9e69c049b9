"""What columns are called: by the pack's own names in its files, by headers in a sheet."""

from corridor.i18n import table as words
from corridor.i18n import word
from corridor.model.text import LANGS, Lang


def header(column: str, lang: Lang) -> str:
    """What a sheet calls a column; one that no sheet has is called as in its file."""
    stem, _, language = column.rpartition("_")
    if language in LANGS and f"template.column-{stem}" in words(lang):
        return word(f"template.in-{language}", lang, name=word(f"template.column-{stem}", lang))
    return word(f"template.column-{column}", lang) if f"template.column-{column}" in words(lang) else column
