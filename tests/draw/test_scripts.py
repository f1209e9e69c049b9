"""The page's scripts: held to the rules of a linter, file by file and as they run, with nothing unused in them."""

import re
import subprocess
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import pytest

from corridor.draw.web.scripts import module, script

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "corridor"
JS = PACKAGE / "draw" / "web" / "js"
TEXTS = {path.relative_to(JS).with_suffix("").as_posix(): path.read_text(encoding="utf-8") for path in JS.rglob("*.js")}
IMPORT = re.compile(r'^import \{([^}]*)\} from "([^"]*)\.js";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?:async )?(?:function|const|class) (\w+)", re.MULTILINE)
ASKED_FOR = re.compile(r'\b(script|module)\("(\w+/\w+)"\)')
OF_THE_ASSEMBLED = ("no-shadow", "unicorn/consistent-function-scoping")
"""What a file may name within itself is seen twice, and a function that stood at its head stands in another."""


def imports(name: str) -> set[tuple[str, str]]:
    """What a file imports: from which file which name."""
    found = IMPORT.findall(TEXTS[name])
    folder = JS / Path(name).parent
    return {
        ((folder / target).resolve().relative_to(JS.resolve()).as_posix(), one.strip())
        for names, target in found
        for one in names.split(",")
        if one.strip()
    }


def asked_for() -> set[tuple[str, str]]:
    """Which files the program makes a script of, and how."""
    return {found for path in PACKAGE.rglob("*.py") for found in ASKED_FOR.findall(path.read_text(encoding="utf-8"))}


def assembled() -> dict[str, str]:
    """Every script of ours as a browser gets it, by name."""
    makers = {"script": script, "module": module}
    return {name: makers[how](name) for how, name in asked_for()}


@pytest.fixture(scope="module")
def oxlint() -> Path:
    """The linter, out of its package."""
    try:
        listed = files("oxlint") or []
    except PackageNotFoundError:
        pytest.skip("oxlint, which lints the scripts, is not installed")
    return next(Path(str(file.locate())) for file in listed if file.stem == "oxlint" and not file.suffix.endswith("py"))


def findings(oxlint: Path, folder: Path, *options: str) -> str:
    """What the linter says of a folder; empty where it finds nothing."""
    told = subprocess.run(
        [oxlint, "--config", ROOT / ".oxlintrc.json", *options, folder],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return told.stdout + told.stderr if told.returncode else ""


def test_no_file_has_a_finding(oxlint: Path) -> None:
    """Names that nothing declares, keys that stand twice, files that need each other: each file is read by itself."""
    assert findings(oxlint, JS) == ""


def test_no_script_has_a_finding(oxlint: Path, tmp_path: Path) -> None:
    """What is made of the files runs as one text, and is read as one."""
    for name, text in assembled().items():
        (tmp_path / f"{name.replace('/', '-')}.js").write_text(text, encoding="utf-8")
    allowed = [part for rule in OF_THE_ASSEMBLED for part in ("--allow", rule)]
    assert findings(oxlint, tmp_path, *allowed) == ""


def test_the_linter_finds_what_it_is_for(oxlint: Path, tmp_path: Path) -> None:
    """A key that stands twice, a name that nothing declares and one that nothing uses would each be told."""
    wrong = 'const KEYS = { "?": 1, "?": 2 };\nexport const asked = (key) => KEY[key] == 1;\nlet spare = 1;\n'
    (tmp_path / "wrong.js").write_text(wrong, encoding="utf-8")
    said = findings(oxlint, tmp_path)
    assert all(rule in said for rule in ("no-dupe-keys", "no-undef", "no-unused-vars", "eqeqeq"))


def test_every_export_is_imported() -> None:
    """Nothing is offered that no other file takes."""
    taken = {pair for name in TEXTS for pair in imports(name)}
    assert {(name, one) for name, text in TEXTS.items() for one in EXPORT.findall(text)} - taken == set()


def test_every_file_is_run() -> None:
    """Each is asked for by the program, or needed by one that is."""
    asked = {name for _, name in asked_for()}
    needed = {file for name in TEXTS for file, _ in imports(name)}
    assert asked | needed == set(TEXTS)
    assert asked & needed == set()


def test_every_import_and_export_is_understood() -> None:
    """None is left in a script but the default export of a component, of which there is one."""
    left = re.compile(r"^\s*(import|export)\b(?! default)", re.MULTILINE)
    assert [name for name, text in assembled().items() if left.search(text)] == []
    components = {name for how, name in asked_for() if how == "module"}
    assert {name for name, text in TEXTS.items() if "\nexport default " in text} == components


def test_every_file_says_what_it_is_for() -> None:
    """In its first line."""
    assert [name for name, text in TEXTS.items() if not text.startswith(("// ", "/* "))] == []


def test_a_module_needed_twice_is_there_once() -> None:
    """The map and its labels need the same geometry."""
    assert script("map/frame").count("Boxes, and places for them") == 1


def test_a_script_leaves_one_name_behind() -> None:
    """The frame of a map is shared with others' scripts: they see what is set on the window and nothing else."""
    racer = pytest.importorskip("py_mini_racer", reason="mini-racer, which runs scripts without a browser, is missing")
    engine = racer.MiniRacer()
    engine.eval("var window = globalThis; var matchMedia = () => ({ matches: false });")
    before = set(engine.eval("JSON.stringify(Object.getOwnPropertyNames(globalThis))").split(","))
    engine.eval(script("map/frame"))
    after = set(engine.eval("JSON.stringify(Object.getOwnPropertyNames(globalThis))").split(","))
    assert {name.strip('"[]') for name in after} - {name.strip('"[]') for name in before} == {"corridorMap"}
    assert engine.eval("typeof corridorMap.draw + typeof placeAll") == "functionundefined"
