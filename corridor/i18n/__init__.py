"""Every word the product says, in each language, from the tables beside this module."""

import tomllib
from functools import cache
from pathlib import Path

from corridor.model.text import LANGS, Lang, Text

_TABLES = Path(__file__).parent


@cache
def table(lang: Lang) -> dict[str, str]:
    """All words of a language by key; a key is the table's name, a dot, and the name within it."""
    return {
        f"{path.stem}.{name}": words
        for path in sorted((_TABLES / lang).glob("*.toml"))
        for name, words in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }


def word(key: str, lang: Lang, **values: object) -> str:
    """The words for a key, with ``{name}`` replaced by the named values.

    Raises:
        KeyError: the key is not in the table, or a named value is missing.
    """
    words = table(lang)[key]
    return words.format(**values) if values else words


def both(key: str, **values: object) -> Text:
    """The words for a key in every language; a value that is a `Text` is taken in the same language."""
    return Text(**{lang: word(key, lang, **_in_language(values, lang)) for lang in LANGS})


def _in_language(values: dict[str, object], lang: Lang) -> dict[str, object]:
    return {name: value[lang] if isinstance(value, Text) else value for name, value in values.items()}
