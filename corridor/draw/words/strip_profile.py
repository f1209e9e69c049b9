"""The ledger's sums along the axis: what stands as a profile above the strip diagram, and how it is said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from corridor.draw.words.ledger import frame
from corridor.draw.words.wording import period_text, status_text
from corridor.i18n import word
from corridor.i18n.numbers import amount, in_one_unit, number
from corridor.model.corridor import Corridor
from corridor.model.figure import Release, Status
from corridor.model.ledger import FIRMS, UNASSIGNED, Breakdown, LedgerCell
from corridor.model.period import parse_period
from corridor.model.text import Lang


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileBar:
    """The sum of one stretch."""

    from_m: float
    to_m: float
    share: float
    """Of the largest sum of the profile; 0 where it is withheld or not above zero."""
    text: str
    """The sum in the unit of the profile; empty where it is withheld."""
    words: str
    """Stretch and sum, or why there is none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StripProfile:
    """One indicator along the axis, in the newest period that the ledger has of it."""

    id: str
    """The indicator, or `FIRMS`."""
    name: str
    caption: str
    """Indicator, unit, period, definition, what a bar is, and what belongs to none."""
    short: tuple[str, str]
    """Indicator and period, and the largest sum."""
    words: str
    """All of it, for who hears the picture."""
    bars: tuple[ProfileBar, ...]
    """Only stretches that have a firm, in the order of the axis."""

    @property
    def is_withheld(self) -> bool:
        """Whether some of its stretches are withheld."""
        return any(not bar.text for bar in self.bars)


def profiles(corridor: Corridor, lang: Lang) -> tuple[StripProfile, ...]:
    """A profile for each indicator of the ledger whose sums by stretch this corridor's profile may know."""
    books = corridor.breakdown
    if books is None:
        return ()
    found = (_profile(corridor, books, one, lang) for one in books.indicators)
    return tuple(profile for profile in found if profile)


def _profile(corridor: Corridor, books: Breakdown, indicator_id: str, lang: Lang) -> StripProfile | None:
    """The newest period that has a sum by stretch; None where none has."""
    found = ((period, books.cells_by("stretch", indicator_id, period)) for period in books.periods)
    newest, cells = next(((period, cells) for period, cells in found if any(cell.stretch for cell in cells)), ("", ()))
    if not newest:
        return None
    called, texts = _texts(corridor, cells, lang)
    largest = max((cell.value for cell in cells if cell.stretch and cell.value is not None), default=Decimal(0))
    bars = sorted(_bars(corridor, cells, texts, largest, lang), key=attrgetter("from_m"))
    name, period = _name(corridor, indicator_id, lang), period_text(parse_period(newest), lang)
    stretch_m = f"{bars[0].to_m - bars[0].from_m:,.0f}"
    status = status_text(Status.ACTUAL, lang)
    is_public = all(cell.release is Release.PUBLIC for cell in cells)
    caption = [
        word("strip.profile-caption", lang, name=name, unit=called, m=stretch_m),
        frame(corridor, newest, lang),
        status if is_public else word("figure.internal", lang, status=status),
    ]
    caption += [_rest(corridor, cell, lang) for cell in cells if cell.stretch == UNASSIGNED]
    most = next((cell for cell in cells if cell.stretch and cell.value == largest), None)
    return StripProfile(
        id=indicator_id,
        name=name,
        caption=" · ".join(caption),
        short=(
            word("strip.profile-short", lang, name=name, period=period),
            word("strip.profile-most", lang, value=_said(corridor, most, lang)) if most else "",
        ),
        words=word(
            "strip.profile-said",
            lang,
            caption=" · ".join(caption),
            said=word("figure.list-join", lang).join(bar.words for bar in bars),
        ),
        bars=tuple(bars),
    )


def _bars(
    corridor: Corridor, cells: Sequence[LedgerCell], texts: Sequence[str], largest: Decimal, lang: Lang
) -> Iterator[ProfileBar]:
    for cell, text in zip(cells, texts, strict=True):
        if cell.stretch:
            start, end = cell.stretch.split("-")
            stretch = word("ledger.stretch", lang, stretch=f"{int(start):,}–{int(end):,}")
            yield ProfileBar(
                from_m=float(start),
                to_m=float(end),
                share=max(float(cell.value / largest), 0.0) if cell.value is not None and largest > 0 else 0.0,
                text=text,
                words=f"{stretch} {_said(corridor, cell, lang)}",
            )


def _rest(corridor: Corridor, cell: LedgerCell, lang: Lang) -> str:
    """What belongs to no stretch, or why it is not said."""
    return word("strip.profile-rest", lang, value=_said(corridor, cell, lang))


def _said(corridor: Corridor, cell: LedgerCell, lang: Lang) -> str:
    """A sum with its unit, or why it is withheld."""
    if cell.value is None:
        return word(f"ledger.withheld-{cell.withheld}", lang)
    if cell.indicator_id == FIRMS:
        return word("ledger.firms", lang, n=number(cell.value))
    indicator = corridor.indicator_by_id[cell.indicator_id]
    return amount(cell.value, indicator.unit, lang, indicator.unit_name)


def _texts(corridor: Corridor, cells: Sequence[LedgerCell], lang: Lang) -> tuple[str, list[str]]:
    """The unit in which all sums of a profile are written, and each of them; empty where it is withheld."""
    values = [cell.value for cell in cells if cell.value is not None]
    if cells[0].indicator_id == FIRMS:
        unit, said = word("strip.profile-firm", lang), [number(value) for value in values]
    else:
        indicator = corridor.indicator_by_id[cells[0].indicator_id]
        unit, said = in_one_unit(values, indicator.unit, lang, indicator.unit_name)
    texts = iter(said)
    return unit, ["" if cell.value is None else next(texts) for cell in cells]


def _name(corridor: Corridor, indicator_id: str, lang: Lang) -> str:
    if indicator_id == FIRMS:
        return word("strip.profile-firms", lang)
    return corridor.indicator_by_id[indicator_id].name[lang]
