"""What drop-downs show of things, and back: 中文名 [id], alone or in a list."""

import re
import unicodedata
from collections.abc import Iterable

_ID = re.compile(r"[a-z][a-z0-9_-]*")
_LABELS = re.compile(
    r"(?P<label>.*?[\[［]\s*[a-z][a-z0-9_-]*\s*[\]］])\s*(?:[;；、,，\n]\s*|$)|(?P<rest>.+)", re.DOTALL
)


def split_label(text: str) -> tuple[str, str]:
    """Name and id of ``中文名 [id]``; an empty id where the text is no label."""
    name, bracket, behind = unicodedata.normalize("NFKC", text).strip().rpartition("[")
    own_id = behind.removesuffix("]").strip()
    is_label = bracket and behind.endswith("]") and _ID.fullmatch(own_id)
    return (name.strip(), own_id) if is_label else (text.strip(), "")


def split_list(text: str) -> list[str]:
    """The entries of a list as people write it: separated by semicolons of either width, or lines."""
    return [part.strip() for part in re.split(r"[;；\n]", text) if part.strip()]


def split_labels(text: str) -> list[str]:
    """The parts of a list that end with a label, or with the list; the names in them may hold semicolons, too."""
    parts = (match["label"] or match["rest"] for match in _LABELS.finditer(text))
    return [part.strip() for part in parts if part.strip()]


def label_of(name: str, own_id: str) -> str:
    """A thing as drop-downs show it."""
    return f"{' '.join(name.split())} [{own_id}]" if name else own_id


def join(words: Iterable[str]) -> str:
    """Alternatives as a message lists them."""
    return " / ".join(words)
