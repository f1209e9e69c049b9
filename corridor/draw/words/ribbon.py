"""The headline figures in captioned groups, each tile with all that a figure must say."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corridor.draw.words.statement import Statement, statement
from corridor.i18n import word
from corridor.model.corridor import Corridor, RibbonGroup
from corridor.model.figure import Figure
from corridor.model.text import Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A headline figure, with its own growth where the ribbon has that, too."""

    label: str
    """What it is; of several numbers of one thing, each by its definition."""
    said: Statement
    growth: Statement | None = None

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All that it says."""
        return (self.said, self.growth) if self.growth else (self.said,)


def tiles(corridor: Corridor, group: RibbonGroup, lang: Lang) -> list[Tile]:
    """The figures of a group that this profile may see; what is a single node's says whose it is.

    The growth of an amount stands in the tile of that amount, and beside no other: only where both state the same
    subject, period and definition, and are statements of one kind.
    """
    known = corridor.figure_by_id
    figures = [known[figure_id] for figure_id in group.figure_ids if figure_id in known]
    growing = {id_of: one for one in figures if (id_of := _grown(corridor, one, figures))}
    often = Counter((one.subject_id, one.indicator_id) for one in figures)
    grown = {one.id for one in growing.values()}
    return [_tile(corridor, one, growing, often, lang) for one in figures if one.id not in grown]


def _grown(corridor: Corridor, growth: Figure, figures: Sequence[Figure]) -> str:
    """The id of the amount whose growth a figure states; empty where it is not among the figures."""
    indicators = corridor.indicator_by_id
    amount = indicators[growth.indicator_id].growth_of
    # What is a growth itself is no amount.
    if amount is None or indicators[amount].growth_of or not (growth.period.stated and growth.scope_id):
        return ""
    amounts = (one for one in figures if one.indicator_id == amount)
    return next((one.id for one in amounts if _about(one) == _about(growth)), "")


def _about(figure: Figure) -> tuple[object, ...]:
    return (figure.subject_id, figure.period, figure.scope_id, figure.status, figure.release)


def _tile(
    corridor: Corridor,
    figure: Figure,
    growing: Mapping[str, Figure],
    often: Mapping[tuple[str, str], int],
    lang: Lang,
) -> Tile:
    said = statement(corridor, figure, lang)
    is_one_of_several = often[figure.subject_id, figure.indicator_id] > 1 and said.scope_stated
    label = said.scope if is_one_of_several else said.label
    if figure.subject_id in corridor.node_by_id:
        label = word("figure.of-node", lang, label=label, node=corridor.name_of(figure.subject_id)[lang])
    growth = growing.get(figure.id)
    return Tile(label=label, said=said, growth=statement(corridor, growth, lang) if growth else None)
