"""The sums of a ledger that everybody may know: decided when it is published, kept, and taken from there."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from samples import Files, sample

from corridor.__main__ import main
from corridor.analysis.disclosure.release import Exposed
from corridor.analysis.published import PublicSums, known_sums
from corridor.intake.publish import sums
from corridor.pack import history
from corridor.pack.load import load_ledger

NOW = datetime(2026, 1, 2, tzinfo=UTC)
RULES = '\n[ledger]\nrelease = "{release}"\nscope_id = "all"\nbreakdowns = ["node"]\n'


def ledger(few: int = 3) -> bytes:
    """Twelve firms in one node, some in a second one, six in a third."""
    nodes = ["n-point"] * 12 + ["n-area"] * few + ["n-within"] * 6
    rows = (f"f{number},{node},2023,{10 + number % 5}" for number, node in enumerate(nodes))
    return "\n".join(("firm_id,node_id,period,tax", *rows)).encode()


def pack(folder: Path, *, release: str = "public", few: int = 3) -> Path:
    """The sample pack with a ledger and its rules."""
    files: Files = {**sample(), "ledger.csv": ledger(few)}
    files["corridor.toml"] += RULES.format(release=release).encode()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def public(capsys: pytest.CaptureFixture[str], folder: Path) -> dict[tuple[str, str | None], tuple[object, ...]]:
    """What the public is told of tax, by node and period."""
    capsys.readouterr()
    assert main(["breakdown", str(folder), "--by", "node", "--indicator", "tax", "--json"]) == 0
    cells = json.loads(capsys.readouterr().out)["cells"]
    return {(cell["node_id"], cell["period"]): (cell["value"], cell["firms"], cell["withheld"]) for cell in cells}


def send(folder: Path, tmp_path: Path, content: bytes, name: str = "sent.csv") -> int:
    """Publish a file."""
    path = tmp_path / name
    path.write_bytes(content)
    return main(["publish", str(folder), str(path), "--by", "王敏", "--accept-warnings"])


def kept(folder: Path) -> list[Path]:
    """What is kept beside the versions."""
    return list((folder / ".history").glob("sums-*.json"))


def test_the_public_is_told_what_the_rules_let_through(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A node of three firms is withheld, and another with it, since the sum of all is public."""
    told = public(capsys, pack(tmp_path / "pack"))
    assert told["n-point", "2023"] == ("141", 12, None)
    assert told["n-area", "2023"] == (None, None, "few")
    assert told["n-within", "2023"] == (None, None, "complementary")
    assert set(told) == {(node, period) for node in ("n-point", "n-area", "n-within") for period in ("2023", None)}


def test_nothing_of_an_internal_ledger_is_public(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """However many firms a cell has; and a breakdown that may not be public is not."""
    assert public(capsys, pack(tmp_path / "pack", release="internal")) == {}
    folder = pack(tmp_path / "other")
    assert main(["breakdown", str(folder), "--by", "industry", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"cells": []}


def test_what_was_decided_is_kept_with_the_version(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is made when a ledger is published, by its digest, and read from there afterwards."""
    folder = pack(tmp_path / "pack")
    assert send(folder, tmp_path, ledger(7)) == 0
    (path,) = kept(folder)
    assert public(capsys, folder)["n-area", "2023"][2] is None
    told = json.loads(path.read_bytes())
    told["cells"] = [cell for cell in told["cells"] if cell["node_id"] == "n-area"]
    path.write_text(json.dumps(told), encoding="utf-8")
    assert {node for node, _ in public(capsys, folder)} == {"n-area"}
    path.write_bytes(b"{")
    assert {node for node, _ in public(capsys, folder)} == {"n-point", "n-area", "n-within"}


def test_what_changes_nothing_about_it_decides_nothing(tmp_path: Path) -> None:
    """A figure of another scope is published without a word of the ledger; one of its own scope is held against it."""
    folder = pack(tmp_path / "pack")
    assert send(folder, tmp_path, b"id,value\nf-firms,3001\n", "part.csv") == 0
    assert kept(folder) == []
    assert send(folder, tmp_path, b"id,period\nf-tax,2023\n", "part.csv") == 0
    assert len(kept(folder)) == 1


def test_public_figures_of_the_same_scope_are_known_sums(tmp_path: Path) -> None:
    """Of a node with and without those inside it, in a period that the ledger has."""
    folder = pack(tmp_path / "pack")
    figures = folder / "figures.csv"
    row = "f-own,n-area,tax,2023,50,,actual,all,public,s1,,\nf-strip,sample,tax,2023,300,,actual,all,public,s1,,\n"
    figures.write_bytes(figures.read_bytes() + row.encode())
    corridor, books = load_ledger(folder)
    assert books is not None
    assert [known.cells for known in known_sums(books, corridor)] == [
        (("n-area", None, None, "2023"),),
        (("n-area", None, None, "2023"), ("n-within", None, None, "2023")),
        ((None, None, None, "2023"),),
    ]


def test_what_cannot_be_protected_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the audit finds an opening, the state stays as it was, and the command says nothing of the sums."""
    exposed = Exposed(
        indicator_id="tax", cell=("n-area", None, None, "2023"), by_contributor=False, value=1.0, low=1.0, high=1.0
    )
    monkeypatch.setattr(sums, "public_sums", lambda *_: PublicSums((), (exposed,)))
    folder = pack(tmp_path / "pack")
    assert send(folder, tmp_path, ledger(7)) == 1
    assert "[ledger-exposed]" in capsys.readouterr().out
    assert history.versions(folder) == ()
    assert main(["breakdown", str(folder), "--json"]) == 1
