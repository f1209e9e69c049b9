"""The file of the ledger's firms that an editor's map fetches: who is in it, where, and who passes the filters."""

import json
from pathlib import Path
from typing import Any

import pytest
from engine import Engine
from shapely import Point

from corridor.draw.web.map.firms import DEGREES, firm_layer, firms_file
from corridor.geo import from_wgs84
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.selection import Selection
from corridor.pack.files import read_files
from corridor.pack.load import load, load_firms

INVENTED = Path(__file__).parents[1] / "corridors" / "lantern-canal"
PLACE = Point(104.42, 30.39)
"""In WGS-84."""


def books(*rows: str) -> dict[str, bytes]:
    """The invented corridor with these rows as its ledger, which a map of China has drawn."""
    files = {name: data for name, data in read_files(INVENTED).items() if name != "ledger.parquet"}
    settings = files["corridor.toml"].replace(b"[file_datum]", b'[file_datum]\n"ledger.csv" = "gcj02"')
    head = "firm_id,name_zh,name_en,node_id,industry_id,period,tax-revenue,lon,lat"
    return {**files, "corridor.toml": settings, "ledger.csv": "\n".join((head, *rows, "")).encode()}


@pytest.fixture(scope="module")
def corridor() -> Corridor:
    """The invented corridor."""
    return load(INVENTED, Release.INTERNAL)


def made(corridor: Corridor, *rows: str) -> dict[str, Any]:
    """The file of a ledger, read again."""
    found: dict[str, Any] = json.loads(firms_file(corridor, load_firms(books(*rows)), "zh"))
    return found


def drawn() -> str:
    """The place as a map of China draws it."""
    moved = from_wgs84(PLACE, "gcj02")
    return f"{moved.x:.6f},{moved.y:.6f}"


def test_firms_of_the_newest_period_stand_where_they_are(corridor: Corridor) -> None:
    """Places are WGS-84 to the metre, a firm without one has none, what is of another year is not there."""
    found = made(
        corridor,
        f"A1,甲,One,kite-tower,photonic-textiles,2025,0.1234,{drawn()}",
        f"A2,乙,Two,kite-tower,photonic-textiles,2024,9,{drawn()}",
        "A3,,,,,2025,-0.0005,,",
        "A4,,Four,kite-tower,canal-twins,2025,,,",
    )
    assert found["names"] == ["甲", "A3", "Four"]
    assert found["lat"] == [pytest.approx(PLACE.y * DEGREES, abs=1), None, None]
    assert found["lon"] == [pytest.approx(PLACE.x * DEGREES, abs=1), None, None]
    assert [found["industries"][one]["name"] for one in found["industry"]] == ["光织物", "未归产业", "运河数字孪生"]
    (tax,) = found["amounts"]
    assert (tax["name"], tax["unit"]) == ("税收 2025年", "{value} 万元")
    assert tax["values"] == ["1234", "-5", None]


def test_the_list_filters_the_firms(corridor: Corridor) -> None:
    """By their own industry, by the role of their node, and by a text of their name or of their node."""
    found = made(
        corridor,
        "A1,甲光,,kite-tower,photonic-textiles,2025,1,,",
        "A2,乙,,reed-dye-park,photonic-textiles,2025,1,,",
        "A3,丙光,,,canal-twins,2025,1,,",
    )
    engine = Engine("map/firm_columns")

    def passing(**asked: str) -> list[str]:
        layer = firm_layer(corridor, Selection(**asked), None)  # type: ignore[arg-type]
        return [found["names"][one] for one in engine.call("passing", found, layer["filter"])]

    assert passing() == ["甲光", "乙", "丙光"]
    assert passing(industry_id="photonic-textiles") == ["甲光", "乙"]
    assert passing(role="headquarters") == ["甲光"]
    assert passing(query="纸鸢总部大厦") == ["甲光"]
    assert passing(query="丙光") == ["丙光"]
    assert passing(query="丙光", role="headquarters") == []


def test_a_ledger_without_firms_is_an_empty_map(corridor: Corridor) -> None:
    """The file says so instead of failing."""
    assert json.loads(firms_file(corridor, None, "en"))["names"] == []
