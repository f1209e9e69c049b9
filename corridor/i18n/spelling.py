"""A text without what people vary: its width, its case, its spaces; and the signs that say a unit."""

import unicodedata

UNSAID = "¤"
"""The sign of a currency that is not said."""

_PARTS = "%‰‱"


def plain(text: str) -> str:
    """A name without what people vary: width, case, spaces and punctuation."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def folded(text: str) -> str:
    """A text without what nobody sees, width, case and spaces; every sign that says something is kept."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def is_sign_of_unit(sign: str) -> bool:
    """Whether a sign is no letter and still a unit: of a currency, or of parts in a hundred or a thousand."""
    return sign in _PARTS or is_currency(sign)


def is_currency(sign: str) -> bool:
    """Whether a character is the sign of a currency, whichever."""
    return bool(sign) and unicodedata.category(sign) == "Sc"
