"""Differences as figures, merged cell by cell, and written so that nothing else moves."""

import csv
import io
import json
from pathlib import Path

import pytest

from corridor.intake.apply.apply import apply
from corridor.intake.compare.changes import Change, ChangeKind, before_changes, compare_rows, is_same
from corridor.intake.compare.merge import merge
from corridor.model.problem import Problems, Topic
from corridor.pack.read import read_tables
from corridor.pack.rows import Rows, rows_of
from corridor.pack.schema import BY_NAME

FIGURES = (
    "id,subject_id,indicator_id,remark,value,status,note_zh\r\n"
    'f-1,a,tax,mine,1.20,actual,"说,""好"""\r\n'
    "f-2,a,tax,,2,actual,'单'\r\n"
    'f-3,a,tax,,3,actual,"两\n行"\r\n'
)
NODES = """{
 "type": "FeatureCollection", "name": "kept",
 "features": [
  {"type":"Feature","id":"a","properties":{"name_zh":"甲","accuracy_m":10.0,"odd":{"x":1}},"geometry":null},
  {"type": "Feature", "id": "b", "properties": {"name_zh": "乙", "aliases": ["x", "y"]}, "geometry": {"type": "Point", "coordinates": [104.10, 30.5]}}
 ],
 "after": true
}
"""  # noqa: E501


def changed(**cells: str) -> tuple[Change, ...]:
    """Changes of the figure ``f-1``."""
    return tuple(
        Change(table="figures", id="f-1", column=name, old="", new=text, kind=ChangeKind.CHANGED)
        for name, text in cells.items()
    )


def rows(files: dict[str, bytes]) -> Rows:
    """The rows of some files."""
    return rows_of(read_tables(files, Problems(Topic.CHECK)))


def saying(column: str, text: str) -> Rows:
    """One figure of which a cell says something."""
    written = io.StringIO()
    table = csv.DictWriter(written, [one.name for one in BY_NAME["figures"].columns])
    table.writeheader()
    table.writerow({"id": "f-1", column: text})
    return rows({"figures.csv": written.getvalue().encode()})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_only_the_changed_row_is_written_anew(encoding: str) -> None:
    """Order, line ends, unknown columns and every other row keep their bytes; UTF-8 is written."""
    files = {"figures.csv": FIGURES.encode(encoding)}
    (after,) = apply(files, rows(files), changed(value="1.25")).values()
    assert after == FIGURES.replace("1.20", "1.25").encode("utf-8-sig" if encoding == "utf-8-sig" else "utf-8")


def test_a_new_row_comes_last_and_a_removed_one_goes() -> None:
    """A column that the file lacks is added when a row needs it."""
    files = {"figures.csv": FIGURES.encode()}
    new = [
        Change(table="figures", id="f-9", column=name, old="", new=text, kind=ChangeKind.NEW)
        for name, text in (("value", "9"), ("period", "2024"))
    ]
    gone = Change(table="figures", id="f-2", column="value", old="2", new="", kind=ChangeKind.REMOVED)
    (after,) = apply(files, rows(files), [*new, gone]).values()
    found = list(csv.DictReader(io.StringIO(after.decode(), newline="")))
    assert [row["id"] for row in found] == ["f-1", "f-3", "f-9"]
    assert found[0] | {"period": ""} == found[0]
    assert found[0]["note_zh"] == '说,"好"'
    assert (found[-1]["value"], found[-1]["period"], found[-1]["remark"]) == ("9", "2024", "")


def test_a_file_without_its_last_line_end_gets_one() -> None:
    """A new row never grows onto the last line."""
    files = {"figures.csv": FIGURES.rstrip().encode()}
    change = Change(table="figures", id="f-9", column="value", old="", new="9", kind=ChangeKind.NEW)
    (after,) = apply(files, rows(files), [change]).values()
    assert after.decode().endswith('"两\n行"\r\nf-9,,,,9,,\r\n')


def test_a_table_that_had_no_file_gets_one() -> None:
    """The first firm makes ``enterprises.csv``."""
    change = Change(table="enterprises", id="firm", column="name_zh", old="", new="某厂", kind=ChangeKind.NEW)
    (after,) = apply({}, {}, [change]).values()
    header = ",".join(column.name for column in BY_NAME["enterprises"].columns)
    assert after.decode().splitlines() == [header, "firm,某厂,,,,,,,,"]


def test_a_feature_is_changed_in_its_place() -> None:
    """Other features, foreign members and properties nobody knows keep their text."""
    files = {"nodes.geojson": NODES.encode()}
    changes = [
        Change(table="nodes", id="b", column="lon", old="104.1", new="104.2", kind=ChangeKind.CHANGED),
        Change(table="nodes", id="b", column="aliases", old="x;y", new="x;z", kind=ChangeKind.CHANGED),
        Change(table="nodes", id="b", column="accuracy_m", old="", new="15", kind=ChangeKind.CHANGED),
    ]
    (after,) = apply(files, rows(files), changes).values()
    first = NODES[: NODES.index('{"type": "Feature", "id": "b"')]
    assert after.decode().startswith(first)
    assert after.decode().endswith(NODES[NODES.index("\n ],") :])
    feature = json.loads(after)["features"][1]
    assert feature["geometry"]["coordinates"] == [104.2, 30.5]
    assert feature["properties"] == {"name_zh": "乙", "aliases": ["x", "z"], "accuracy_m": 15}


def test_features_come_and_go() -> None:
    """A new feature comes last; the last can be removed."""
    files = {"nodes.geojson": NODES.encode()}
    new = Change(table="nodes", id="c", column="name_zh", old="", new="丙", kind=ChangeKind.NEW)
    gone = [
        Change(table="nodes", id=own_id, column="name_zh", old="", new="", kind=ChangeKind.REMOVED)
        for own_id in ("a", "b")
    ]
    (after,) = apply(files, rows(files), [new, *gone]).values()
    assert [feature["id"] for feature in json.loads(after)["features"]] == ["c"]
    (emptied,) = apply(files, rows(files), gone).values()
    assert json.loads(emptied)["features"] == []
    again = {"nodes.geojson": emptied}
    (refilled,) = apply(again, rows(again), [new]).values()
    assert [feature["id"] for feature in json.loads(refilled)["features"]] == ["c"]


def test_the_corridors_own_settings_are_changed_in_their_lines() -> None:
    """Comments, other keys and the tables after them keep their bytes."""
    text = '# mine\nid = "x"\ndata_date = 2024-01-01 # when\nname_zh = \'旧\'\n\n[[layers]]\nid = "l"\nname_zh = "层"\n'
    files = {"corridor.toml": text.encode()}
    changes = [
        Change(
            table="corridor", id="x", column="data_date", old="2024-01-01", new="2025-02-03", kind=ChangeKind.CHANGED
        ),
        Change(table="corridor", id="x", column="name_zh", old="旧", new='新"名"', kind=ChangeKind.CHANGED),
        Change(
            table="corridor", id="x", column="public_url", old="", new="https://example.org", kind=ChangeKind.CHANGED
        ),
    ]
    (after,) = apply(files, rows(files), changes).values()
    expected = text.replace("2024-01-01", "2025-02-03").replace("'旧'", '"新\\"名\\""')
    assert after.decode() == expected.replace("\n\n[[", '\npublic_url = "https://example.org"\n\n[[')


def test_a_difference_applied_is_the_other_state(invented_rows: dict[str, bytes]) -> None:
    """What `compare_rows` finds, `apply` does."""
    text = invented_rows["figures.csv"].decode()
    other = {**invented_rows, "figures.csv": text.replace("1.46", "1.47").replace("all-taxes", "local-share").encode()}
    found = compare_rows(rows(invented_rows), rows(other))
    assert found
    assert rows(apply(invented_rows, rows(invented_rows), found)) == rows(other)


def test_a_difference_taken_back_is_the_state_before(invented_rows: dict[str, bytes]) -> None:
    """Rows that came are gone, rows that went are there, and changed cells say what they said."""
    lines = invented_rows["figures.csv"].decode().replace("1.46", "1.47").splitlines(keepends=True)
    other = rows({**invented_rows, "figures.csv": "".join([lines[0], *lines[2:], "new" + lines[1]]).encode()})
    found = compare_rows(rows(invented_rows), other)
    assert {change.kind for change in found} == set(ChangeKind)
    assert compare_rows(rows(invented_rows), before_changes(found, other)) == ()


@pytest.fixture
def invented_rows(invented: Path) -> dict[str, bytes]:
    """The tables of the invented corridor."""
    return {path.name: path.read_bytes() for path in invented.iterdir() if path.is_file()}


@pytest.mark.parametrize(
    ("column", "old", "new", "same"),
    [
        ("value", "1.20", "1.2", True),
        ("value", "1.2", "1.20", False),
        ("value", "1.2", "1.3", False),
        ("qualifier", "", "exact", True),
        ("qualifier", "about", "", False),
        ("release", "", "internal", True),
        ("source_id", "s1;s2", "s1; s2", True),
        ("source_id", "s1;s2", "s2;s1", False),
        ("note_zh", " 同 ", "同", True),
        ("period", "2022", "2022H1", False),
    ],
)
def test_cells_are_compared_by_what_they_mean(column: str, old: str, new: str, *, same: bool) -> None:
    """Spreadsheets drop zeros at the end, so fewer are no change; people add them, so more are one."""
    before, after = (saying(column, text)["figures"]["f-1"] for text in (old, new))
    assert is_same(column, before, after, is_exact=False) is same


@pytest.mark.parametrize("one", ["1.2", "1.20"])
def test_between_states_every_digit_counts(one: str) -> None:
    """What was published with two decimals is not what was published with one."""
    assert (compare_rows(saying("value", "1.2"), saying("value", one)) == ()) is (one == "1.2")


def by_how_much(column: str, old: str, new: str) -> list[str]:
    """What the changes say that lie between two texts of a cell."""
    return [change.by for change in compare_rows(saying(column, old), saying(column, new))]


def test_by_how_much_a_value_changed_is_said() -> None:
    """A share of the old value, and nothing where there is none."""
    assert by_how_much("value", "8", "9") == ["+12.5%"]
    assert by_how_much("value", "0", "9") == [""]
    assert by_how_much("note_zh", "8", "9") == [""]


@pytest.mark.parametrize("text", ["sNaN", "NaN", "Infinity", "1e999999", "9" * 30, "1,5", ""])
def test_what_is_no_value_differs_by_nothing(text: str) -> None:
    """A file edited by hand holds anything; what its column cannot hold is told of, and not reckoned with."""
    assert by_how_much("value", "0.01", text) == by_how_much("value", text, "0.01") == [""]


def test_different_cells_come_together() -> None:
    """Two people who changed different cells both keep theirs."""
    mine, theirs = changed(value="2"), changed(status="claimed")
    assert merge(mine, theirs) == (mine, ())


def test_the_same_change_is_made_once() -> None:
    """Two people who agree have nothing to settle."""
    assert merge(changed(value="2"), changed(value="2")) == ((), ())


def test_the_same_cell_is_a_conflict() -> None:
    """Two people who disagree are told."""
    mine, theirs = changed(value="2"), changed(value="3")
    assert merge(mine, theirs) == ((), ((mine[0], theirs[0]),))


def test_what_the_other_removed_cannot_be_changed() -> None:
    """Neither way round."""
    gone = Change(table="figures", id="f-1", column="value", old="1", new="", kind=ChangeKind.REMOVED)
    (edit,) = changed(note_zh="x")
    assert merge([edit], [gone]) == ((), ((edit, gone),))
    assert merge([gone], [edit]) == ((), ((gone, edit),))
    assert merge([gone], [gone]) == ((), ())
