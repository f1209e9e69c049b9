"""Roles and kinds by words of the pack's own, from the folder to every place where they are shown."""

import io
from pathlib import Path

import pytest
from clerk import NOW
from pptx import Presentation

from corridor.analysis.search import search
from corridor.draw.web.map.legend import with_legend
from corridor.draw.web.panel.panel import node_sheet
from corridor.draw.web.strip import strip
from corridor.draw.words.headline import headline
from corridor.export import FORMATS, records
from corridor.i18n.problems import in_cell
from corridor.intake.publish.prepare import prepare
from corridor.model.corridor import Corridor, SubjectKind
from corridor.model.figure import Release
from corridor.model.place import Role
from corridor.model.problem import Severity
from corridor.model.text import LANGS, Lang
from corridor.pack.load import load

NODE = "moth-institute"
OWN = {"zh": "研究所", "en": "Institute"}
LIKE = {"zh": "载体", "en": "Site"}


@pytest.fixture(scope="module")
def known(invented: Path) -> Corridor:
    """The invented corridor, which calls one of its nodes by a word of its own."""
    return load(invented, Release.PUBLIC)


def test_a_role_of_the_packs_own_is_drawn_like_the_products(known: Corridor) -> None:
    """Its sign says how it is drawn and ranked; what it is called is the pack's."""
    node = known.node_by_id[NODE]
    assert (node.role, node.role_id) == (Role.CARRIER, "institute")
    assert [other.role_id for other in known.nodes if other.role is Role.CARRIER and other.id != NODE] == [
        "carrier"
    ] * 3
    assert list(known.nodes_by_role)[-2:] == ["carrier", "institute"]
    assert known.nodes_by_role["institute"] == (node,)


@pytest.mark.parametrize("lang", LANGS)
def test_the_word_of_the_pack_is_shown_wherever_the_role_is(known: Corridor, lang: Lang) -> None:
    """Headline, panel, legends, strip, tables, search, tour and deck."""
    node = known.node_by_id[NODE]
    assert OWN[lang] in headline(known, node, lang)
    assert OWN[lang] in node_sheet(known, node, lang).partition("</h")[0]
    assert OWN[lang] in str(with_legend(known, lang)["legend"])
    assert OWN[lang] in strip(known, lang)
    assert records.node_record(known, node, lang)["role"] == OWN[lang]
    assert NODE in search(known, OWN[lang]).nodes
    assert f"<h3>{OWN[lang]}</h3>" in FORMATS["html"](known, lang).decode()
    slides = Presentation(io.BytesIO(FORMATS["pptx"](known, lang))).slides
    words = {shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame}
    assert any(text.startswith(OWN[lang]) for text in words)


def test_a_kind_of_the_packs_own_counts_like_the_products(known: Corridor) -> None:
    """A county is what a district is: it contains, and is not added up."""
    assert known.subject_by_id["ripple-county"].kind is SubjectKind.DISTRICT  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Institute", "institute"),
        ("研究所", "institute"),
        ("institute", "institute"),
        ("研究所 [institute]", "institute"),
    ],
)
def test_an_upload_may_name_it(invented: Path, said: str, expected: str) -> None:
    """By its id, its words in either language, or both, as the template writes it."""
    proposal = prepare(invented, "节点.csv", f"编号,角色\nferry-lab,{said}\n".encode(), now=NOW)
    assert [one.new for one in proposal.changes if one.column == "role"] == [expected]
    kept = prepare(invented, "节点.csv", f"编号,角色\n{NODE},{said}\n".encode(), now=NOW)
    assert kept.changes == ()
    refused = prepare(invented, "节点.csv", f"编号,角色\n{NODE},学院\n".encode(), now=NOW)
    (problem,) = [one for one in refused.problems if one.severity is Severity.ERROR]
    assert OWN["zh"] in in_cell(problem).zh
