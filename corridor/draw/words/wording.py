"""Figures, periods and positions in words: the one place where the screen, the tour and the exports get them."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from operator import itemgetter

from corridor.analysis.proximity import Nearby, locate_node, rounded_m
from corridor.geo import ruler_of
from corridor.i18n import word
from corridor.i18n.numbers import amount, number
from corridor.i18n.roles import role_name
from corridor.model.corridor import Corridor, Industry, NodeIndustry
from corridor.model.figure import OBSERVED, Absence, Figure, Release, Status
from corridor.model.period import Period, parse_period
from corridor.model.place import Node, PositionKind, Role
from corridor.model.text import Lang
from corridor.pack.schema import PLACEHOLDER

_YEAR = 12
"""Months."""


def figure_value(corridor: Corridor, figure: Figure, lang: Lang) -> str:
    """Value with qualifier and unit, or the words for a figure that is not published."""
    if figure.value is None:
        return word("figure.not-published", lang)
    indicator = corridor.indicator_by_id[figure.indicator_id]
    shown = amount(figure.value, indicator.unit, lang, indicator.unit_name)
    return word(f"figure.qualified-{figure.qualifier}", lang, amount=shown)


def period_text(period: Period, lang: Lang) -> str:
    """A period in words; ``时间未说明`` when the source states none."""
    if period.first is None or period.last is None:
        return word("figure.period-unstated", lang)
    shown = word(f"figure.period-{_period_form(period)}", lang, **_period_parts(period.first, period.last, lang))
    return word("figure.period-about", lang, period=shown) if period.approximate else shown


def data_date_text(corridor: Corridor, lang: Lang) -> str:
    """The day up to which the data were collected."""
    return period_text(parse_period(corridor.data_date.isoformat()), lang)


def dated_text(corridor: Corridor, lang: Lang) -> str:
    """When the sources were searched, and when the newest number is from: the one says nothing of the other."""
    searched, newest = data_date_text(corridor, lang), _newest(corridor)
    if newest is None:
        return word("figure.searched", lang, searched=searched)
    return word("figure.dated", lang, searched=searched, newest=period_text(newest, lang))


def _newest(corridor: Corridor) -> Period | None:
    """The latest year, or part of one, of which a number was observed; ``None`` where none says when it is from.

    What built up over many years is no news of its last one.
    """
    observed = (figure.period for figure in corridor.figures if figure.status in OBSERVED and figure.value is not None)
    short = (period for period in observed if period.months is not None and period.months <= _YEAR)
    ended = [(period.last, period) for period in short if period.last and period.last <= corridor.data_date]
    return max(ended, key=itemgetter(0))[1] if ended else None


def _period_form(period: Period) -> str:
    simple = "/" not in period.text
    if "H" in period.text:
        return f"half-{period.text[-1]}"
    if "Q" in period.text:
        return "quarter"
    if simple:
        return {12: "year", 1: "month"}.get(period.months or 0, "day")
    if "-" not in period.text:
        return "years"
    return "months-one-year" if period.first and period.last and period.first.year == period.last.year else "months"


def _period_parts(first: date, last: date, lang: Lang) -> dict[str, object]:
    return {
        "year": first.year,
        "last_year": last.year,
        "month": first.month,
        "last_month": last.month,
        "month_name": word(f"figure.month-{first.month}", lang),
        "last_month_name": word(f"figure.month-{last.month}", lang),
        "quarter": (first.month + 2) // 3,
        "day": first.day,
    }


def status_text(status: Status | Absence | str, lang: Lang) -> str:
    """A status in one word."""
    return word(f"figure.status-{status}", lang)


def industry_group_text(corridor: Corridor, industry: Industry, lang: Lang) -> str:
    """The group of an industry, with whose statement that is; a town by its own name where the pack has it."""
    group = word(f"panel.industries-{industry.group}", lang)
    if industry.level is None:
        return group
    towns = [subject.name[lang] for subject in corridor.subjects if subject.kind == str(industry.level)]
    level = towns[0] if len(towns) == 1 else word(f"export.level-{industry.level}", lang)
    return word("export.of-level", lang, group=group, level=level)


def industries_text(corridor: Corridor, node: Node, lang: Lang) -> str:
    """The industries of a node, each with what kind of statement that is unless it is a fact; empty without any."""
    names = ((corridor.industry_by_id[tie.industry_id].name[lang], tie) for tie in corridor.ties_of(node.id))
    return word("figure.list-join", lang).join(_tied(name, tie, lang) for name, tie in names)


def nodes_text(corridor: Corridor, industry: Industry, lang: Lang) -> str:
    """The nodes of an industry, each with what kind of statement that is unless it is a fact; empty without any."""
    names = ((corridor.name_of(tie.node_id)[lang], tie) for tie in corridor.ties_to(industry.id))
    return word("figure.list-join", lang).join(_tied(name, tie, lang) for name, tie in names)


def _tied(name: str, tie: NodeIndustry, lang: Lang) -> str:
    if tie.is_fact:
        return name
    return word("figure.tied", lang, name=name, status=status_text(tie.status, lang))


def status_with_release(figure: Figure, lang: Lang) -> str:
    """The status of a figure, and that it is internal where it is: no value of that kind stands without the mark."""
    status = status_text(figure.status, lang)
    return word("figure.internal", lang, status=status) if figure.release is Release.INTERNAL else status


def stated_text(figure: Figure, lang: Lang) -> str:
    """The period of a figure and what kind of statement it is."""
    return f"{period_text(figure.period, lang)} · {status_with_release(figure, lang)}"


def when_text(figure: Figure, lang: Lang) -> str:
    """The period, and what kind of statement it is unless that is a public result: the label of a charted value."""
    return period_text(figure.period, lang) if figure.is_plain else stated_text(figure, lang)


def scope_text(corridor: Corridor, figure: Figure, lang: Lang) -> str:
    """The definition behind a figure by name, or that the source does not state it."""
    if figure.scope_id is None:
        return word("figure.scope-unstated", lang)
    return corridor.scope_by_id[figure.scope_id].name[lang]


def source_text(corridor: Corridor, source_ids: tuple[str, ...], lang: Lang) -> str:
    """Titles of sources, in the order given."""
    titles = [corridor.source_by_id[source_id].title[lang] for source_id in source_ids]
    if not titles:
        return word("figure.source-none", lang)
    return word("figure.source", lang, titles=word("figure.list-join", lang).join(titles))


def figure_caption(corridor: Corridor, figure: Figure, lang: Lang) -> str:
    """What must stand beside a value: indicator, period, status and scope."""
    parts = [
        corridor.indicator_by_id[figure.indicator_id].name[lang],
        period_text(figure.period, lang),
        status_with_release(figure, lang),
    ]
    if figure.status is not Status.NOT_PUBLISHED:
        parts.append(scope_text(corridor, figure, lang))
    return " · ".join(parts)


def figures_named(texts: Iterable[str]) -> tuple[str, ...]:
    """Ids of the figures that texts name in braces, each once, in the order in which they come."""
    return tuple(dict.fromkeys(name for text in texts for name in PLACEHOLDER.findall(text)))


def fill_placeholders(corridor: Corridor, text: str, lang: Lang) -> str:
    """A text with each ``{figure-id}`` replaced by that figure's value; an unseen figure becomes its missing words."""

    def value(match: re.Match[str]) -> str:
        figure = corridor.figure_by_id.get(match[1])
        return figure_value(corridor, figure, lang) if figure else word("figure.not-published", lang)

    return PLACEHOLDER.sub(value, text)


def position_text(corridor: Corridor, node: Node, lang: Lang) -> str:
    """What is known of a node's position, with its accuracy."""
    position = node.position
    match position.kind:
        case PositionKind.POINT:
            return word("place.position-point", lang, accuracy=metres_text(position.accuracy_m))
        case PositionKind.EXTENT:
            form = "area" if position.geometry is not None and "Polygon" in position.geometry.geom_type else "line"
            return word(f"place.position-extent-{form}", lang, accuracy=metres_text(position.accuracy_m))
        case PositionKind.WITHIN:
            return word("place.position-within", lang)
        case PositionKind.STRETCH:
            return word(
                "place.position-stretch",
                lang,
                axis=corridor.axis.name[lang],
                from_m=metres_text(position.from_m),
                to_m=metres_text(position.to_m),
            )
        case PositionKind.UNKNOWN:
            if node.part_of in corridor.subject_by_id:
                return word("place.position-inside", lang, parent=corridor.name_of(node.part_of)[lang])
            return word("place.position-unknown", lang)


def chainage_text(corridor: Corridor, node: Node, lang: Lang) -> str:
    """Where a node lies along the axis, with its accuracy; empty for an unknown place."""
    located = locate_node(corridor, node)
    if located is None:
        return ""
    if located.from_m is not None and located.to_m is not None:
        return word("place.chainage-range", lang, from_m=metres_text(located.from_m), to_m=metres_text(located.to_m))
    length_m = ruler_of(corridor.axis.line).length_m
    form, m = "point", located.m
    if located.m < 0:
        form, m = "before", -located.m
    elif located.m > length_m:
        form, m = "beyond", located.m - length_m
    return word(f"place.chainage-{form}", lang, m=metres_text(m), accuracy=metres_text(located.accuracy_m))


def side_text(corridor: Corridor, node: Node, lang: Lang) -> str:
    """The side of the axis a point lies on where its offset exceeds its accuracy; empty for anything but a point."""
    located = locate_node(corridor, node)
    if located is None or node.position.kind is not PositionKind.POINT:
        return ""
    if located.side is None:
        return word("place.side-on", lang)
    return word(f"place.side-{located.side}", lang, offset=f"{rounded_m(located.offset_m):,}")


def station_text(near: Nearby, lang: Lang) -> str:
    """How far a station is; always called a station, as it often bears the name of a road."""
    name = near.name[lang]
    said = re.escape(word("place.station", lang, name="").strip())
    # A word of its own, wherever it stands: "Station 7" says it, "Station Road" does not end with it.
    is_said = re.search(rf"(?<![a-z]){said}(?!\s*[^\W\d])", name, re.IGNORECASE)
    station = name if is_said else word("place.station", lang, name=name)
    if not near.distance_m:
        return word("place.station-here", lang, station=station)
    return word("place.station-away", lang, station=station, distance=f"{near.distance_m:,}")


def metres_text(value: float | None) -> str:
    """Whole metres without their unit; a question mark where they are not known."""
    return "?" if value is None else number(Decimal(round(value)))


def role_text(corridor: Corridor, role_id: str, lang: Lang) -> str:
    """A role, by the corridor's own word where it has one."""
    return role_name(corridor, role_id)[lang]


def symbol_text(corridor: Corridor, role: Role, lang: Lang) -> str:
    """What a symbol stands for: the roles of the nodes that are drawn with it."""
    drawn = [key for key, nodes in corridor.nodes_by_role.items() if nodes[0].role is role]
    return word("figure.list-join", lang).join(role_text(corridor, key, lang) for key in drawn or [role])
