"""One line that says what a node is, for a highlight that comes before its panel."""

from corridor.draw.words.wording import figure_caption, figure_value, position_text, role_text
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.expectation import gaps_of
from corridor.model.figure import Figure, Release, Status
from corridor.model.place import Node
from corridor.model.text import Lang


def headline(corridor: Corridor, node: Node, lang: Lang) -> str:
    """Role, and the node's first settled figure with its caption, or else what is known of its position.

    A figure is settled when it is actual, its source states period and scope, its indicator is one expected of every
    node, and nothing newer of it is known to be missing: only such a one can stand for the node without a caveat. It
    is public, whoever reads: a map is looked at over shoulders.
    """
    role = role_text(corridor, node.role_id, lang)
    missing = {gap.indicator_id for gap in gaps_of(corridor, node.id)}
    own = (f for f in corridor.figures_by_subject.get(node.id, ()) if f.indicator_id not in missing)
    figure = next((f for f in own if _settled(corridor, f)), None)
    if figure is None or not node.has_economy:
        return word("map.headline-position", lang, role=role, position=position_text(corridor, node, lang))
    value, caption = figure_value(corridor, figure, lang), figure_caption(corridor, figure, lang)
    return word("map.headline-figure", lang, role=role, value=value, caption=caption)


def _settled(corridor: Corridor, figure: Figure) -> bool:
    expected = corridor.indicator_by_id[figure.indicator_id].expected
    settled = figure.status is Status.ACTUAL and figure.period.stated and figure.scope_id is not None
    return expected and settled and figure.release is Release.PUBLIC
