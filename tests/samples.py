"""A small sound pack made by hand, and ways to change one thing in it."""

import csv
import io
import json
from collections.abc import Callable, Mapping

Files = dict[str, bytes]
Json = dict[str, object]

LON, LAT = 104.40, 30.39
STEP = 0.018
"""The axis runs due north from (LON, LAT) by this many degrees, about two kilometres."""

TOML = """
id = "sample"
name_zh = "样例发展带"
name_en = "Sample corridor"
data_date = 2024-06-30
public_url = "https://example.org/sample"

[[layers]]
id = "stations"
name_zh = "车站"
name_en = "Stations"
style = "station"

[[ribbon]]
caption_zh = "发展带"
caption_en = "Corridor"
figure_ids = ["f-tax", "f-secret"]

[[strategy]]
title_zh = "方向"
title_en = "Direction"
text_zh = "向前"
text_en = "Ahead"
source_id = "s1"
"""

STORY = """
[[chapters]]
id = "opening"
title_zh = "开场"
title_en = "Opening"
text_zh = "税收 {f-tax}。"
text_en = "Tax {f-tax}."
fit = ["n-point", "x-mid", "st-one"]
layers = ["stations"]
nodes = ["n-point"]
figures = ["f-tax", "f-secret"]
show = "industries"
"""

TABLES = {
    "sources.csv": """
id,title_zh,title_en,publisher_zh,publisher_en,url,published,weight,link
s1,年报,Yearbook,统计局,Statistics office,https://example.org/1,2023,high,true
s2,报道,Article,,,,,low,
s-secret,密件,Secret file,,,,,high,false
""",
    "subjects.csv": """
id,kind,name_zh,name_en,part_of,overlaps,shown_with,note_zh,note_en
town,town,镇,Town,,,,,
firms,group,企业群,Firms,town,n-area,n-point,,
""",
    "industries.csv": """
id,name_zh,name_en,group,order,note_zh,note_en,source_id
robots,机器人,Robots,emerging,2,,,s1
silk,丝绸,Silk,pillar,1,,,
""",
    "node_industries.csv": "node_id,industry_id,source_id\nn-point,robots,s1\nn-area,robots,s1\n",
    "enterprises.csv": """
id,name_zh,name_en,node_id,industry_id,known_for_zh,known_for_en,lon,lat,source_id
e-one,一厂,First works,n-point,robots,机床,Machine tools,104.401,30.4,s1
e-two,二厂,Second works,,,,,,,
""",
    "indicators.csv": """
id,name_zh,name_en,unit,unit_name_zh,unit_name_en,kind,decimals,expected,order,growth_of
firms-count,企业数,Firms,count,家,firms,stock,0,false,2,
tax,税收,Tax,yi-cny,,,flow,2,true,1,
secret,密标,Secret indicator,m,,,stock,0,false,3,
""",
    "scopes.csv": """
id,name_zh,name_en,definition_zh,definition_en
all,全口径,All taxes,,
sc-secret,密口径,Secret scope,,
""",
    "figures.csv": """
id,subject_id,indicator_id,period,value,qualifier,status,scope_id,release,source_id,note_zh,note_en
f-tax,n-point,tax,2022,10.0,over,claimed,all,public,s1;s2,注,Note
f-none,n-area,tax,2023,,,not_published,,public,,,
f-firms,sample,firms-count,2022-01/2022-05,3000,about,actual,all,public,s1,,
f-secret,n-area,secret,2023,7,,actual,sc-secret,,s-secret,密注,Secret note
""",
    "programmes.csv": "id,name_zh,name_en,text_zh,text_en,order,source_id\np-two,二,Two,,,2,\np-one,一,One,,,1,s1\n",
    "milestones.csv": """
id,date,subject_id,name_zh,name_en,text_zh,text_en,source_id
m-late,2023-05,n-point,揭牌,Opened,,,s1
m-early,~2019,sample,起步,Begun,,,
""",
}


def feature(own_id: str, geometry: Json | None, **properties: object) -> Json:
    """A GeoJSON feature with names."""
    names = {"name_zh": f"名{own_id}", "name_en": f"Name {own_id}"}
    return {"type": "Feature", "id": own_id, "geometry": geometry, "properties": names | properties}


def point(lon: float, lat: float) -> Json:
    """A GeoJSON point."""
    return {"type": "Point", "coordinates": [lon, lat]}


def collection(*features: Json) -> bytes:
    """A GeoJSON file."""
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def square(lon: float, lat: float) -> Json:
    """A GeoJSON area of some 200 m."""
    corners = [[0.0, 0.0], [0.002, 0.0], [0.002, 0.002], [0.0, 0.002], [0.0, 0.0]]
    return {"type": "Polygon", "coordinates": [[[lon + x, lat + y] for x, y in corners]]}


def sample(lon: float = LON, lat: float = LAT) -> Files:
    """A pack without problems: every table, every kind of position, one internal figure."""
    middle = point(lon, lat + STEP / 2)
    line = {"type": "LineString", "coordinates": [[lon, lat], [lon, lat + STEP]]}
    files = {name: text.lstrip("\n").encode() for name, text in TABLES.items()}
    east = f"{lon + 0.001},{lat + 0.01}"
    files["enterprises.csv"] = files["enterprises.csv"].replace(b"104.401,30.4", east.encode())
    return {
        "corridor.toml": TOML.encode(),
        "story.toml": STORY.encode(),
        **files,
        "axis.geojson": collection(
            feature("road", line, accuracy_m=20, published_length_m=2000, source_id="s1"),
            feature("x-mid", middle, accuracy_m=20),
        ),
        "nodes.geojson": collection(
            feature(
                "n-point", middle, role="core", position="point", accuracy_m=50, near_id="x-mid", aliases="甲;乙",
                opened="2019-12", area_figure_id="f-secret", source_id="s1", overlaps="n-area",
            ),
            feature("n-area", square(lon, lat), role="backbone", position="extent"),
            feature("n-within", square(lon, lat + 0.01), role="service", position="within", part_of="n-area"),
            feature("n-stretch", None, role="carrier", position="stretch", from_m=500, to_m=900.5),
            feature("n-unknown", None, role="headquarters", position="unknown", economy="none", shown_with="n-point"),
        ),
        "context/stations.geojson": collection(
            feature("st-one", point(lon + 0.001, lat + STEP), accuracy_m=15, inferred=True, colour="#00aaff")
        ),
    }  # fmt: skip


Change = Callable[[Files], None]
"""A change of one thing in a pack, made in place."""


def cell(file: str, row: int, column: str, value: str) -> Change:
    """Put a value into a cell; rows as a spreadsheet numbers them."""

    def change(files: Files) -> None:
        rows = list(csv.reader(io.StringIO(files[file].decode())))
        rows[row - 1][rows[0].index(column)] = value
        files[file] = _written(rows)

    return change


def row(file: str, *cells: str) -> Change:
    """Add a row."""

    def change(files: Files) -> None:
        files[file] = _written([*csv.reader(io.StringIO(files[file].decode())), list(cells)])

    return change


def without_column(file: str, column: str) -> Change:
    """Take a column out of a table."""

    def change(files: Files) -> None:
        rows = list(csv.reader(io.StringIO(files[file].decode())))
        place = rows[0].index(column)
        files[file] = _written([[*cells[:place], *cells[place + 1 :]] for cells in rows])

    return change


def _written(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def prop(file: str, own_id: str, **properties: object) -> Change:
    """Set properties of a feature; None takes one away."""

    def change(files: Files) -> None:
        content = json.loads(files[file])
        found = next(feature for feature in content["features"] if feature["id"] == own_id)
        merged = found["properties"] | properties
        found["properties"] = {key: value for key, value in merged.items() if value is not None}
        files[file] = json.dumps(content).encode()

    return change


def top(file: str, own_id: str, **members: object) -> Change:
    """Set members of a feature itself, such as its geometry."""

    def change(files: Files) -> None:
        content = json.loads(files[file])
        next(feature for feature in content["features"] if feature["id"] == own_id).update(members)
        files[file] = json.dumps(content).encode()

    return change


def text(file: str, old: str, new: str) -> Change:
    """Replace text that stands in a file exactly once."""

    def change(files: Files) -> None:
        before = files[file].decode()
        assert before.count(old) == 1, old
        files[file] = before.replace(old, new).encode()

    return change


def data(file: str, content: bytes) -> Change:
    """Give a file other content."""
    return lambda files: files.update({file: content})


def lacking(*names: str) -> Change:
    """Take files out of the pack."""

    def change(files: Files) -> None:
        for name in names:
            del files[name]

    return change


def changed(*changes: Change, files: Mapping[str, bytes] | None = None) -> Files:
    """The sample pack, or another, with changes."""
    result = sample() if files is None else dict(files)
    for change in changes:
        change(result)
    return result
