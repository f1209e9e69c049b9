"""The ledger of the invented corridor: 3,000 firms over five years, none of which exists; run it to write the file."""

import math
from pathlib import Path
from random import Random

import pandas as pd
from shapely import LineString

from corridor.geo import ruler_of

SEED = 7741
FIRMS = 3000
YEARS = range(2021, 2026)
FILE = Path(__file__).parent / "corridors" / "lantern-canal" / "ledger.parquet"
AXIS = (
    (104.412, 30.378), (104.412602, 30.381793), (104.413513, 30.386128), (104.415573, 30.389747),
    (104.421293, 30.390585), (104.425974, 30.391147), (104.427527, 30.392507), (104.426668, 30.397015),
    (104.425387, 30.402424),
)  # fmt: skip
NODES = {
    "lantern-city": 26, "reed-dye-park": 14, "willow-works": 12, "kite-tower": 16, "silk-arcade": 10, "drum-yard": 9,
    "ferry-lab": 5, "egret-hub": 1.5, "lock-service": 0.2, "moth-institute": 1, "": 5.3,
}  # fmt: skip
"""How many in a hundred firms each has; the last ones sit nowhere that the corridor names."""
INDUSTRIES = {
    "photonic-textiles": 22, "lantern-crafts": 20, "tidal-storage": 14, "archive-conservation": 12, "canal-twins": 11,
    "bionic-paper": 9, "night-ecology": 7, "dream-harbours": 1, "": 4,
}  # fmt: skip
FAVOURED = {
    "lantern-city": "photonic-textiles", "reed-dye-park": "photonic-textiles", "willow-works": "tidal-storage",
    "kite-tower": "canal-twins", "silk-arcade": "lantern-crafts", "drum-yard": "tidal-storage",
    "ferry-lab": "archive-conservation",
}  # fmt: skip
"""What two in five firms of a node do."""
COLUMNS = (
    "firm_id", "name_zh", "name_en", "node_id", "industry_id", "period", "tax-revenue", "output-value", "lon", "lat",
)  # fmt: skip


def invented_ledger(seed: int = SEED, firms: int = FIRMS) -> pd.DataFrame:
    """Every row as text; the same for the same seed, on every machine."""
    random = Random(seed)  # noqa: S311 - a repeatable ledger, not a secret
    rows = [row for number in range(1, firms + 1) for row in _firm(number, random)]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=str)


def _firm(number: int, random: Random) -> list[tuple[str, ...]]:
    """A firm's years: some begin late or end early, some move, some pay nothing or are paid back."""
    node, industry = _drawn(NODES, random), _drawn(INDUSTRIES, random)
    if random.random() < 0.4:
        industry = FAVOURED.get(node, industry)
    first = random.choice((*YEARS[:3], *[YEARS[0]] * 7))
    last = random.choice((*YEARS[2:], *[YEARS[-1]] * 9))
    moves = random.choice(YEARS) if random.random() < 0.03 else None
    size = math.exp(random.gauss(2.6, 1.25))
    lon, lat = _place(random) if random.random() < 0.9 else ("", "")
    rows = []
    for year in range(first, last + 1):
        if year == moves:
            node = _drawn(NODES, random)
        size *= math.exp(random.gauss(0.06, 0.15))
        names = (f"L{number:04d}", f"虚构企业{number:04d}号", f"Invented firm {number:04d}")
        rows.append((*names, node, industry, str(year), _tax(size, random), f"{size * 9 / 10_000:.3f}", lon, lat))
    return rows


def _tax(size: float, random: Random) -> str:
    """In hundred millions, to the ten thousand."""
    chance = random.random()
    wan = -round(size / 5) if chance < 0.01 else 0 if chance < 0.05 else round(size)
    return "" if chance > 0.99 else f"{wan / 10_000:.4f}"


def _drawn(shares: dict[str, float], random: Random) -> str:
    return random.choices(list(shares), list(shares.values()))[0]


def _place(random: Random) -> tuple[str, str]:
    """Somewhere within 200 m of the canal, more of them in its middle."""
    ruler = ruler_of(LineString(AXIS))
    along = random.betavariate(2, 2) * ruler.length_m
    point = ruler.point_at(along, random.uniform(-200, 200))
    return f"{point.x:.5f}", f"{point.y:.5f}"


if __name__ == "__main__":
    invented_ledger().to_parquet(FILE, compression="zstd", index=False)
