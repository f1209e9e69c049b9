"""The pages say what is so: every key, command, variable, picture and link exists, and none is left out."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from test_layers import BELOW, DRAWING, STAGES

from corridor.__main__ import main
from corridor.commands import COMMANDS
from corridor.pack.packs import discover
from corridor.pack.schema import EXTRA_KEYS, TABLES, TableSchema, required_files

ROOT = Path(__file__).parent.parent
DOCS = ROOT / ".github" / "docs"
PAGES = (
    ROOT / "README.md",
    *(ROOT / home / "README.md" for home in ("data", "corridor")),
    *sorted((ROOT / ".github").rglob("*.md")),
)
TEXTS = {path: path.read_text(encoding="utf-8") for path in PAGES}
README, FORMAT, CODE = (TEXTS[path] for path in PAGES[:3])
START = (
    "python3 -m venv .venv && .venv/bin/python -m pip install -e . && .venv/bin/python -m streamlit run dashboard.py",
    (
        r"py -m venv .venv && .venv\Scripts\python -m pip install -e . "
        r"&& .venv\Scripts\python -m streamlit run dashboard.py"
    ),
)
TEST = (
    'python3 -m venv .venv && .venv/bin/python -m pip install -e ".[test]" && .venv/bin/python -m pytest',
    r'py -m venv .venv && .venv\Scripts\python -m pip install -e ".[test]" && .venv\Scripts\python -m pytest',
)
BLOCKS = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
LISTED = re.compile(r"^python -m corridor (\w+) +\[?PACK", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
VARIABLE = re.compile(r"\bCORRIDOR_[A-Z]+\b")
LINK = re.compile(r"\]\(([^)\s]+)\)")
PICTURE = re.compile(r"!\[[^\]]+\]\(([^)\s]+)\)")
KEYS = re.compile(r"^const KEYS = \{(.*?)^\};", re.MULTILINE | re.DOTALL)
SIGNS = {"ArrowRight": "→", "ArrowLeft": "←", "ArrowDown": "↓", "ArrowUp": "↑", " ": "Space", "Escape": "Esc"}
"""Keys by what stands on them."""


def name_of(path: Path) -> str:
    """A page as a failing test names it."""
    return path.relative_to(ROOT).as_posix()


def halves(text: str) -> tuple[str, str]:
    """The Chinese and the English half of a page."""
    chinese, english = re.split(r"^## English$", text, flags=re.MULTILINE)
    return chinese, english


def commands(text: str) -> list[str]:
    """The lines that a page tells to type."""
    return [line for block in BLOCKS.findall(text) for line in block.splitlines()]


def section(file: str) -> str:
    """What the reference says of a file of the data folder."""
    found = re.search(rf"^## {re.escape(file)}(?: \*)?\n(.*?)(?=^## )", FORMAT, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def explained(file: str, key: str) -> Iterator[tuple[str, str]]:
    """What the reference says of a key, in Chinese and in English, wherever a table of the file has it."""
    for line in section(file).splitlines():
        keys, *languages = line.strip("| ").split(" | ")
        if len(languages) == 2 and f"`{key}`" in (line if "`[" in keys else keys):  # rows within a file have one line
            yield languages[0], languages[1]


def anchors(path: Path) -> set[str]:
    """What a link may name within a page, as the repository's site makes it of the headings."""
    headings = re.findall(r"^#+ (.+)$", BLOCKS.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_the_readme_is_short() -> None:
    """Whoever comes sees the whole of it; details stand on the other pages."""
    assert len(README.splitlines()) <= 200


@pytest.mark.parametrize("path", [PAGES[0], *sorted(DOCS.glob("*.md"))], ids=name_of)
def test_every_page_is_there_in_both_languages(path: Path) -> None:
    """Chinese first, English after, under a heading for each thing that the other half has."""
    chinese, english = halves(TEXTS[path])
    assert len(re.findall("[\u4e00-\u9fff]", chinese)) > 100
    assert not re.search("[\u4e00-\u9fff]", LINK.sub("", english))
    of_both = len(re.findall(r"^## [^A-Za-z\n]+ [A-Z][A-Za-z ]+$", chinese, re.MULTILINE))
    assert len(re.findall("^## ", chinese, re.MULTILINE)) - of_both == len(re.findall("^### ", english, re.MULTILINE))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_key_of_the_data_folder_is_explained(table: TableSchema) -> None:
    """The section of a file names each of its keys, and says which file a corridor cannot do without."""
    told = section(table.file)
    assert [column.name for column in table.columns if f"`{column.name}`" not in told] == []
    heading = f"`[{table.section}]`" if table.is_single else f"`[[{table.section}]]`"
    assert not table.section or heading in told
    assert (f"## {table.file} *\n" in FORMAT) == (table.file in required_files())


@pytest.mark.parametrize(("file", "key"), [(file, key) for file, keys in EXTRA_KEYS.items() for key in keys])
def test_every_table_of_settings_is_explained(file: str, key: str) -> None:
    """So are the tables of a TOML file that are no rows."""
    assert f"`[{key}]`" in section(file)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_choice_is_explained_in_both_languages(table: TableSchema) -> None:
    """Whoever fills a cell finds its allowed values at the key itself, whichever language he reads."""
    missing = [
        (column.name, choice)
        for column in table.columns
        for choice in column.usual or column.choices
        if (choice, column.default) != ("false", "true")
        if not any(
            f"`{choice}`" in chinese and f"`{choice}`" in english
            for chinese, english in explained(table.file, column.name)
        )
    ]
    assert missing == []


def test_the_reference_is_no_corridor(packs: tuple[Path, ...]) -> None:
    """The page that lies among the corridors is not taken for one."""
    assert PAGES[1] in set((ROOT / "data").iterdir())
    assert discover(ROOT / "data") == tuple(pack for pack in packs if pack.parent == ROOT / "data")


def test_each_command_does_all_its_set_up() -> None:
    """One line starts and one line tests, each also as Windows has it, and the same lines in both languages."""
    for half in halves(README):
        lines = commands(half)
        assert tuple(line for line in lines if "streamlit run" in line) == START
        assert tuple(line for line in lines if "pytest" in line) == TEST
        assert "apt-get install python3-venv" in lines


def test_the_build_takes_its_test_command_from_the_readme() -> None:
    """What `.ci/run` looks for is found, so that what is built is what the README tells."""
    (wanted,) = re.findall(r"grep -m 1 -x '([^']+)' README\.md", (ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    assert [line for line in README.splitlines() if re.fullmatch(wanted, line)] == [TEST[0]] * 2


def test_every_command_is_listed_in_both_languages() -> None:
    """The commands of the program are those that its page lists, and no page tells to type another."""
    for half in halves(TEXTS[DOCS / "operate.md"]):
        assert sorted(LISTED.findall("\n".join(commands(half)))) == sorted(COMMANDS)
    assert {name for text in TEXTS.values() for name in re.findall(r"python -m corridor (\w+)", text)} == set(COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_exists(command: str) -> None:
    """The command line knows what the pages tell to type."""
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0


def test_every_variable_is_explained() -> None:
    """The environment variables that the pages name are those the code reads, and one table has them all."""
    code = [ROOT / "dashboard.py", *(ROOT / "corridor").rglob("*.py")]
    read = {name for path in code for name in VARIABLE.findall(path.read_text(encoding="utf-8"))}
    assert set(re.findall(r"^\| `(CORRIDOR_[A-Z]+)` \|", TEXTS[DOCS / "operate.md"], re.MULTILINE)) == read
    assert {name for text in TEXTS.values() for name in VARIABLE.findall(text)} == read


def test_every_key_of_the_tour_is_explained() -> None:
    """The table of keys names each that the tour answers to."""
    (keys,) = KEYS.findall(
        (ROOT / "corridor" / "draw" / "web" / "js" / "player" / "keys.js").read_text(encoding="utf-8")
    )
    names = [quoted or bare for quoted, bare in re.findall(r'(?:"([^"]+)"|(\w+)): "', keys)]
    table = "".join(line for line in TEXTS[DOCS / "present.md"].splitlines() if line.startswith("| `"))
    signs = [SIGNS.get(name, name.upper() if len(name) == 1 else name) for name in names]
    assert [sign for sign in signs if f"`{sign}`" not in table] == []


def test_every_promise_names_a_test_that_exists() -> None:
    """In both languages the same tests, and each is there."""
    chinese, english = map(NAMED.findall, halves(TEXTS[DOCS / "promises.md"]))
    assert chinese == english != []
    assert [
        (file, name) for file, name in chinese if f"\ndef {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    ] == []


def test_the_rooms_are_those_that_are_held() -> None:
    """The table of who may import whom is that of the test that holds it."""
    rows = re.findall(r"^\| `(\w+)` \| ((?:`\w+` ?)*)\| ", CODE, re.MULTILINE)
    assert {room: set(re.findall(r"\w+", below)) for room, below in rows} == {
        room: set(below) for room, below in BELOW.items()
    }


@pytest.mark.parametrize(("room", "stages"), [("intake", STAGES), ("draw", DRAWING)])
def test_every_module_has_its_place(room: str, stages: tuple[str, ...]) -> None:
    """Whoever follows an upload, or a drawing, finds each module at its stage, and the stages in their order."""
    rows = re.findall(r"^\| `([\w/]+)` \| [^|]+ \| (`[^|]+) \|$", CODE, re.MULTILINE)
    told = {folder: set(re.findall(r"`(\w+)`", names)) for folder, names in rows if folder.split("/")[0] in stages}
    assert tuple(dict.fromkeys(folder.split("/")[0] for folder in told)) == stages
    home = ROOT / "corridor" / room
    found = {path.relative_to(home).parent.as_posix(): set() for path in home.rglob("*.py") if path.parent != home}
    for path in home.rglob("*.py"):
        if path.stem != "__init__" and path.parent != home:
            found[path.relative_to(home).parent.as_posix()].add(path.stem)
    assert told == found


def test_every_picture_is_shown() -> None:
    """The documentation shows the pictures that the browser tests take, all of them."""
    taken = {path.name for path in (ROOT / "tests" / "browser" / "pictures").glob("*.png")}
    assert {Path(picture).name for text in TEXTS.values() for picture in PICTURE.findall(text)} == taken


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_link_leads_somewhere(path: Path) -> None:
    """A link or picture names a file of the repository, and an anchor a heading of its page."""
    dead = []
    for link in LINK.findall(BLOCKS.sub("", TEXTS[path])):
        if link.startswith(("https://", "http://")):
            continue
        file, _, anchor = unquote(link).partition("#")
        found = (path.parent / file).resolve() if file else path
        if not found.exists() or (anchor and anchor not in anchors(found)):
            dead.append(link)
    assert dead == []
