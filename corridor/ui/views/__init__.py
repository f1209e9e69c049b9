"""The views of the page, by their id in the address and in the order of the switch.

A view is a function ``show(context)`` in a module named after it; its label is the word ``app.view-<id>``.
It reads the selection of the page's context and changes it through `corridor.ui.url.change` only.
"""

from collections.abc import Callable

from corridor.model.selection import View
from corridor.ui.context import PageContext
from corridor.ui.views import figures, present, update
from corridor.ui.views import map as map_view

PARTS = (*figures.PARTS, *update.PARTS)
"""Parts of the views that have several, by their ids in the address."""

VIEWS: dict[View, Callable[[PageContext], None]] = {
    View.MAP: map_view.show,
    View.FIGURES: figures.show,
    View.PRESENT: present.show,
    View.UPDATE: update.show,
}

WITH_MAP = (View.MAP, View.PRESENT)
"""Views whose map says its own notice and sources."""
