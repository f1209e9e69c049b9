"""How a Chinese text is read aloud."""


def read_aloud(text: str) -> list[str]:
    """The pinyin syllables of a text, without tones; what is not Chinese stays together as it is."""
    # Its dictionaries take longer to load than a data folder to check; only a search, and a row with nothing but a
    # Chinese name to make an id of, need them.
    from pypinyin import lazy_pinyin

    return list(lazy_pinyin(text))
