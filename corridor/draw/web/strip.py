"""The strip diagram as one SVG for the screen, for paper and for messages."""

from markupsafe import Markup

from corridor.draw.layout.palette import SYMBOLS
from corridor.draw.layout.strip.diagram import Orientation, StripForm, layout
from corridor.draw.web.markup import bare_stylesheet, render, trusted_tokens
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.text import Lang


def strip(  # noqa: PLR0913 - each option is one of the reader's own choices
    corridor: Corridor,
    lang: Lang,
    *,
    selected: str | None = None,
    visible: frozenset[str] | None = None,
    width: int = 1200,
    orientation: Orientation = "horizontal",
    form: StripForm = "full",
    notes: bool = True,
) -> str:
    """Draw the axis as a straight line with everything at its true metres, as a standalone SVG document.

    Args:
        corridor: What to draw.
        lang: Language of all words.
        selected: Id of the node to mark.
        visible: Ids of the nodes that pass the reader's filters, others are dimmed; ``None`` for all.
        width: Pixels; the height follows from what there is to show.
        orientation: ``vertical`` for narrow screens, of the full form only.
        form: How much of it.
        notes: Whether the map notice, the attribution and the date of the data stand at the foot. Leave them out
            only where the page says them itself.
    """
    picture = layout(corridor, lang, width=width, orientation=orientation, form=form, notes=notes)
    return render(
        "strip.svg.j2",
        lang,
        picture=picture,
        form=form,  # a document may hold several, and what one fills its areas with is not the other's to hide
        label=word("strip.picture", lang, axis=corridor.axis.name[lang]),
        selected=selected,
        visible=visible,
        symbols=SYMBOLS,
        tokens=trusted_tokens(),
        css=Markup(bare_stylesheet("strip")),  # noqa: S704 - our own file, no data
    )
