"""The README says what is so: every key, command, variable, picture and link in it exists, and none is left out."""

import re
from pathlib import Path

import pytest

from corridor.__main__ import main
from corridor.store.schema import EXTRA_KEYS, TABLES, Table, required_files

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
START = "python -m pip install -e . && python -m streamlit run dashboard.py"
TEST = 'python -m pip install -e ".[test]" && python -m pytest'
BLOCKS = re.findall(r"^```\w*\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
COMMANDS = sorted(set(re.findall(r"^python -m corridor (\w+)", "".join(BLOCKS), re.MULTILINE)))
VARIABLE = re.compile(r"\bCORRIDOR_[A-Z]+\b")


def section(file: str) -> str:
    """What the README says of a file of the data folder."""
    found = re.search(rf"^### {re.escape(file)}(?: \*)?\n(.*?)(?=^#)", README, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_key_of_the_data_folder_is_explained(table: Table) -> None:
    """The section of a file names each of its keys, and says which file a corridor cannot do without."""
    told = section(table.file)
    assert [column.name for column in table.columns if f"`{column.name}`" not in told] == []
    assert not table.section or f"`[[{table.section}]]`" in told
    assert (f"### {table.file} *\n" in README) == (table.file in required_files())


@pytest.mark.parametrize(("file", "key"), [(file, key) for file, keys in EXTRA_KEYS.items() for key in keys])
def test_every_table_of_settings_is_explained(file: str, key: str) -> None:
    """So are the tables of a TOML file that are no rows."""
    assert f"`[{key}]`" in section(file)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_choice_is_explained(table: Table) -> None:
    """Whoever fills a cell finds its allowed values."""
    told = section(table.file)
    choices = {choice for column in table.columns for choice in column.choices if choice != "false"}
    assert {choice for choice in choices if f"`{choice}`" not in told} == set()


def test_each_command_does_all_its_set_up() -> None:
    """One line starts and one line tests, the same line in both languages."""
    lines = [line for block in BLOCKS for line in block.splitlines()]
    assert [line for line in lines if "streamlit run" in line and "&&" in line] == [START, START]
    assert [line for line in lines if "pytest" in line] == [TEST, TEST]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_exists(command: str) -> None:
    """The command line knows what the README tells to type."""
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0


def test_every_variable_is_explained() -> None:
    """The environment variables of the README are those the code reads."""
    code = [ROOT / "dashboard.py", *(ROOT / "corridor").rglob("*.py")]
    read = {name for path in code for name in VARIABLE.findall(path.read_text(encoding="utf-8"))}
    assert set(VARIABLE.findall(README)) == read


@pytest.mark.parametrize("picture", sorted(set(re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README))))
def test_every_picture_exists(picture: str) -> None:
    """No picture of the README is missing."""
    assert (ROOT / picture).is_file()


@pytest.mark.parametrize("anchor", sorted(set(re.findall(r"\]\(#([^)]+)\)", README))))
def test_every_link_inside_leads_somewhere(anchor: str) -> None:
    """A link within the README names one of its headings."""
    headings = re.findall(r"^#+ (.+)$", README, re.MULTILINE)
    assert anchor in {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}
