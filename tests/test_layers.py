"""The rules of the house: which room may know which, and what may not stand in the code at all."""

import ast
import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

PACKAGE = Path(__file__).parent.parent / "corridor"
BELOW = {
    "model": (),
    "geo": ("model",),
    "i18n": ("model",),
    "analysis": ("geo", "i18n", "model"),
    "pack": ("geo", "i18n", "model"),
    "intake": ("analysis", "pack", "geo", "i18n", "model"),
    "draw": ("analysis", "intake", "pack", "geo", "i18n", "model"),
    "export": ("draw", "analysis", "intake", "pack", "geo", "i18n", "model"),
    "doctor": ("export", "draw", "analysis", "intake", "pack", "geo", "i18n", "model"),
    "ui": ("export", "draw", "analysis", "intake", "pack", "geo", "i18n", "model"),
    "commands": ("doctor", "export", "draw", "analysis", "intake", "pack", "geo", "i18n", "model"),
    "__main__": ("commands", "pack", "i18n", "model"),
}
STAGES = ("terms", "template", "open", "headers", "cells", "rows", "compare", "plausibility", "apply", "publish")
"""The way of an upload through `corridor.intake`, from the words that are given out to the version that is made."""
FEW = 2
"""Fields that cannot be mistaken for each other."""
DRAWING = ("words", "layout", "web")
"""The rooms of `corridor.draw`, from what is said to what a browser shows."""
OF_THE_WEB = {"branca", "folium", "jinja2", "markupsafe"}
"""What makes HTML: words and pictures are finished before it."""
TOP = {"pyproject.toml", "README.md", "LICENSE", "dashboard.py", "data", "corridor", "tests"}
MARKUP = re.compile(
    r"</?(?:a|b|body|br|button|circle|div|g|h[1-6]|head|html|i|iframe|img|input|li|line|ol|p|path|polygon|rect|script"
    r"|section|span|strong|style|svg|table|tbody|td|text|th|thead|tr|ul)\b[^<>]*/?>"
)
STYLE = re.compile(r"\{\s*[\w-]+\s*:[^{};]+;|!important")
TEXT_FILES = {".py", ".j2", ".js", ".css", ".toml", ".html"}
REMOTE = re.compile(r"https?://([\w.-]+)")
NAMESPACES = {
    "www.w3.org",
    "schemas.openxmlformats.org",
    "schemas.microsoft.com",
    "example.com",
    "127.0.0.1",
    "localhost",
}
"""Names of formats, the address reserved for examples, and this machine itself."""


def modules() -> list[Path]:
    """The package's own modules."""
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """A module as a failing test names it."""
    return path.relative_to(PACKAGE.parent).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """A file as Python understands it."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, wherever in the file it does."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(level=0, module=str(module), names=names):
                yield from ((f"{module}.{alias.name}" for alias in names) if module == "corridor" else (module,))
            case ast.ImportFrom():
                yield "."


def sayings(path: Path) -> Iterator[tuple[int, str]]:
    """The string constants of a file that are not docstrings, with their line."""
    statements = {id(node.value) for node in ast.walk(tree(path)) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in statements:
            yield node.lineno, node.value


def features(pack: Path, name: str) -> list[dict[str, Any]]:
    """The features of a GeoJSON file."""
    found: list[dict[str, Any]] = json.loads((pack / name).read_text(encoding="utf-8-sig"))["features"]
    return found


def names(pack: Path) -> set[str]:
    """What a corridor calls itself, its nodes and its crossings."""
    settings = tomllib.loads((pack / "corridor.toml").read_text(encoding="utf-8-sig"))
    things = [settings, *features(pack, "nodes.geojson"), *features(pack, "axis.geojson")]
    ids = {str(thing["id"]) for thing in things} - {"axis"}
    named = [thing.get("properties", thing) for thing in things]
    return ids | {str(thing[key]) for thing in named for key in ("name_zh", "name_en") if thing.get(key)}


def room(path: Path) -> str:
    """The first part of a module's place in the package; the package itself has none."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def test_imports_go_down() -> None:
    """A module knows its own room and those below it, always by their full name."""
    wrong = [
        (name_of(path), name)
        for path in modules()
        if room(path) != "__init__"
        for name in imports(path)
        if name == "." or (name.startswith("corridor.") and name.split(".")[1] not in {room(path), *BELOW[room(path)]})
    ]
    assert wrong == []


def stage_of(path: Path, room_name: str) -> str:
    """The part of a room that a module belongs to; ``__init__.py`` is what the room itself says."""
    return path.relative_to(PACKAGE / room_name).parts[0]


def looking_back(room_name: str, stages: tuple[str, ...]) -> list[tuple[str, str]]:
    """The imports of a room that go to one of its parts from an earlier one."""
    order = {stage: place for place, stage in enumerate(stages)}
    return [
        (name_of(path), name)
        for path in (PACKAGE / room_name).rglob("*.py")
        for name in imports(path)
        if name.startswith(f"corridor.{room_name}.")
        and order[name.split(".")[2]] > order.get(stage_of(path, room_name), -1)
    ]


@pytest.mark.parametrize(("room_name", "stages"), [("intake", STAGES), ("draw", DRAWING)])
def test_a_room_goes_straight_through(room_name: str, stages: tuple[str, ...]) -> None:
    """A stage of an upload, or of a drawing, knows itself and those before it; every module belongs to a stage."""
    assert {stage_of(path, room_name) for path in (PACKAGE / room_name).rglob("*.py")} == {*stages, "__init__.py"}
    assert looking_back(room_name, stages) == []


def test_words_and_pictures_know_no_html() -> None:
    """What is said and where it stands are settled before anything is markup."""
    wrong = [
        (name_of(path), name)
        for part in DRAWING[:-1]
        for path in (PACKAGE / "draw" / part).rglob("*.py")
        for name in imports(path)
        if name.split(".")[0] in OF_THE_WEB
    ]
    assert wrong == []


def test_a_cell_of_an_upload_is_understood_once() -> None:
    """What a row's cells mean is kept beside their texts: no stage after the rows reads a text again."""
    later = STAGES[STAGES.index("rows") + 1 :]
    again = [
        name_of(path)
        for stage in later
        for path in (PACKAGE / "intake" / stage).glob("*.py")
        if "corridor.pack.cells" in imports(path)
    ]
    assert again == []


def types_of(path: Path) -> Iterator[str]:
    """The classes of a module, and the types that it gives a name to; ``T`` is no name."""
    for thing in tree(path).body:
        match thing:
            case ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) if re.fullmatch(r"[A-Z]+[a-z]\w*", name):
                yield name


def test_no_type_is_called_like_another() -> None:
    """Who reads a name, or looks for it, finds one thing; a name with an underscore is its module's own affair."""
    homes: dict[str, list[str]] = {}
    for path in modules():
        for name in types_of(path):
            if not name.startswith("_"):
                homes.setdefault(name, []).append(name_of(path))
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


def test_what_has_many_fields_is_built_by_their_names() -> None:
    """Two texts or numbers that stand in each other's place look right to every reader and every type checker."""
    positional = [
        (name_of(path), thing.name)
        for path in modules()
        for thing in ast.walk(tree(path))
        if isinstance(thing, ast.ClassDef)
        and any("dataclass" in ast.unparse(one) for one in thing.decorator_list)
        and sum(isinstance(line, ast.AnnAssign) for line in thing.body) > FEW
        and not any("kw_only=True" in ast.unparse(one) for one in thing.decorator_list)
        and not any(
            isinstance(line, ast.AnnAssign) and ast.unparse(line.annotation) == "KW_ONLY" for line in thing.body
        )
    ]
    assert positional == []


def test_streamlit_lives_in_one_room() -> None:
    """Only `corridor.ui` imports Streamlit or its components."""
    wrong = [
        (name_of(path), name)
        for path in modules()
        if room(path) != "ui"
        for name in imports(path)
        if name.split(".")[0] in {"streamlit", "streamlit_folium"}
    ]
    assert wrong == []


def test_no_markup_in_python() -> None:
    """HTML, SVG and CSS are written in templates and style sheets."""
    written = [
        (name_of(path), line, text)
        for path in modules()
        for line, text in sayings(path)
        if MARKUP.search(text) or STYLE.search(text)
    ]
    assert [found for found in written if ".*?" not in found[2]] == []  # a pattern that finds it is no markup


def test_no_corridor_in_the_code(packs: tuple[Path, ...]) -> None:
    """No id, name or coordinate of any corridor appears in the package."""
    known = set().union(*(names(pack) for pack in packs))
    texts = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*") if path.suffix in TEXT_FILES}
    found = [
        (name_of(path), name)
        for path, text in texts.items()
        for name in known
        if name in text and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
    ]
    assert found == []


def test_no_address_of_another_machine_in_the_code() -> None:
    """Nothing in the package names a server, so that nothing can depend on one."""
    found = [
        (name_of(path), host)
        for path in PACKAGE.rglob("*")
        if path.suffix in TEXT_FILES
        for host in REMOTE.findall(path.read_text(encoding="utf-8"))
        if host not in NAMESPACES
    ]
    assert found == []


@pytest.mark.parametrize(
    ("memory", "home"), [("session_state", "corridor/ui/session.py"), ("st.query_params", "corridor/ui/url.py")]
)
def test_memory_and_address_have_one_home_each(memory: str, home: str) -> None:
    """One module touches what the session remembers and one the address; the rest ask them."""
    named = re.compile(rf"\b{re.escape(memory)}\b")
    assert [name_of(path) for path in modules() if named.search(path.read_text(encoding="utf-8"))] == [home]


@pytest.mark.skipif(shutil.which("git") is None, reason="asks git what belongs to the repository")
def test_the_top_level_is_short(root: Path) -> None:
    """Nothing but the agreed files and folders, and dot-files, lies at the top."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached"], cwd=root, capture_output=True, encoding="utf-8", check=False
    )
    if listed.returncode:
        pytest.skip(f"git knows no repository here: {listed.stderr.strip()}")
    top = {name.split("/")[0] for name in listed.stdout.splitlines()}
    assert {name for name in top if not name.startswith(".")} <= TOP
