"""What is told in tables: industries, programmes, figures of the corridor, what is missing, sources."""

from collections.abc import Iterable

from corridor.draw.words.panel_figures import groups_of_corridor
from corridor.draw.words.statement import SubjectGroup
from corridor.export.deck.slides.page import SlideDeck
from corridor.export.deck.table import SlideRow, SlideTable
from corridor.export.records import gap_records, industry_records, source_records
from corridor.i18n import word
from corridor.model.expectation import gaps


def industries(deck: SlideDeck) -> None:
    """All industries with their nodes."""
    keys = ("group", "name", "nodes", "note", "source")
    records = industry_records(deck.corridor, deck.lang)
    rows = [tuple(str(record[key] or "") for key in keys) for record in records]
    head = tuple(deck.say(key) for key in ("group", "industry", "nodes", "note", "source"))
    deck.tables(deck.say("industries"), SlideTable(head=head, widths=(110, 160, 200, 300, 398)), rows)


def programmes(deck: SlideDeck) -> None:
    """What is to be done."""
    rows = [
        (programme.name[deck.lang], programme.text[deck.lang], deck.titles(deck.lines(programme.source_ids)))
        for programme in sorted(deck.corridor.programmes, key=lambda programme: programme.order)
    ]
    head = tuple(deck.say(key) for key in ("action", "content", "source"))
    deck.tables(deck.say("programmes"), SlideTable(head=head, widths=(210, 678, 280)), rows)


def corridor_figures(deck: SlideDeck) -> None:
    """Figures that stand on no node's slide."""
    groups = groups_of_corridor(deck.corridor, deck.lang)
    rows = [row for group in groups for row in figure_rows(deck, group, named=True)]
    head = tuple(deck.say(key) for key in ("indicator", "value", "said", "source"))
    deck.tables(deck.say("corridor-figures"), SlideTable(head=head, widths=(330, 200, 330, 308)), rows)


def figure_rows(deck: SlideDeck, group: SubjectGroup, *, named: bool) -> Iterable[SlideRow]:
    """The figures of a subject as rows of a table; ``named`` puts the subject before each."""
    for block in group.blocks:
        for shown in (*block.recent, *block.earlier):
            label = f"{group.title} · {shown.label}" if named else shown.label
            yield label, shown.value, "\n".join(filter(None, (shown.terms, shown.caveat))), deck.titles(shown.sources)


def missing_figures(deck: SlideDeck) -> None:
    """What has no number; no slide where nothing is missing."""
    if not gaps(deck.corridor):
        return
    keys = ("subject", "indicator", "period", "shown", "note")
    rows = [tuple(str(record[key] or "") for key in keys) for record in gap_records(deck.corridor, deck.lang)]
    head = tuple(word(f"export.{key}", deck.lang) for key in keys)
    deck.tables(deck.say("missing"), SlideTable(head=head, widths=(240, 170, 160, 230, 368)), rows)


def all_sources(deck: SlideDeck) -> None:
    """All sources."""
    keys = ("title", "publisher", "published", "weight", "url")
    rows = [tuple(str(record[key] or "") for key in keys) for record in source_records(deck.corridor, deck.lang)]
    head = tuple(word(f"export.{key}", deck.lang) for key in keys)
    deck.tables(deck.say("sources"), SlideTable(head=head, widths=(430, 210, 130, 78, 320)), rows)
