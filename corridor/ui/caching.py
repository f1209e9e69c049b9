"""How Streamlit's caches know a corridor again, which is too large to be hashed whole."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from corridor.model.corridor import Corridor

BY_KEY: dict[str | type[Any], Callable[[Any], Any]] = {Corridor: attrgetter("key")}
"""For ``hash_funcs``; the profile is in it: what is made for who may see more is never shown to the public."""
