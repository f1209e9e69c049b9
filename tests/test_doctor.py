"""The check before the event finds what would embarrass on stage, and says what to do."""

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from harm import small_pack

from corridor import doctor
from corridor.__main__ import main
from corridor.doctor import check_up
from corridor.model.text import LANGS
from corridor.pack.packs import data_folder


@pytest.fixture
def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A sound pack that is quickly looked through, for what does not depend on the pack."""
    return small_pack(tmp_path / "small")


def test_a_sound_installation_is_ready_for_the_stage(packs: tuple[Path, ...], free_port: int) -> None:
    """Nothing is reported that needs no attention, and no good line asks for anything."""
    findings = list(check_up(packs, free_port))
    assert [finding.message.en for finding in findings if not finding.good] == []
    assert not any(finding.remedy for finding in findings)


def test_a_pack_with_errors_is_named_with_what_to_do(pack: Path, tmp_path: Path, free_port: int) -> None:
    """The command that lists the errors is in the remedy."""
    broken = tmp_path / "broken"
    shutil.copytree(pack, broken)
    (broken / "axis.geojson").unlink()
    bad = [finding for finding in check_up((broken,), free_port) if not finding.good]
    assert len(bad) == 1
    assert "broken" in bad[0].message.zh
    assert all(f"corridor check {broken}" in bad[0].remedy[lang] for lang in LANGS)


def test_a_former_state_that_is_damaged_is_found(tmp_path: Path, free_port: int) -> None:
    """The current one is whole, so nothing else would say that one cannot be gone back to."""
    own = small_pack(tmp_path / "own", published=True)
    assert all(finding.good for finding in check_up((own,), free_port))
    (own / ".history" / "0002" / "note.txt").unlink()
    (bad,) = (finding for finding in check_up((own,), free_port) if not finding.good)
    assert "0002" in bad.message.zh
    assert "0003" not in bad.message.zh


def test_a_taken_port_is_found(small: Path) -> None:
    """A second start would fail; the remedy names another port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = int(listener.getsockname()[1])
        bad = [finding for finding in check_up((small,), port) if not finding.good]
    assert len(bad) == 1
    assert str(port + 1) in bad[0].remedy.zh


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a closed connection does not hold its port")
def test_a_dashboard_that_was_just_stopped_does_not_hold_the_port(small: Path) -> None:
    """Its closed connections linger for a minute, and a new start is not hindered by them."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = int(listener.getsockname()[1])
        with socket.create_connection(("127.0.0.1", port)) as visitor:
            listener.accept()[0].close()
            visitor.recv(1)
    assert all(finding.good for finding in check_up((small,), port))


def test_a_missing_font_is_found(free_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one the wall would show boxes."""
    monkeypatch.setattr(doctor, "_chinese_fonts", lambda: iter(()))
    bad = [finding.remedy.en for finding in check_up((), free_port) if not finding.good]
    assert any("Noto Sans CJK SC" in remedy for remedy in bad)


@pytest.mark.parametrize(
    ("names", "named"),
    [
        (("Noto Serif CJK SC", "Noto Sans Mono CJK SC", "Noto Sans CJK JP", "Noto Sans CJK SC"), "Noto Sans CJK SC"),
        (("simsun.ttc", "msyh.ttc"), "msyh.ttc"),
        (("Noto Serif CJK SC",), "Noto Serif CJK SC"),
    ],
)
def test_the_font_named_is_the_kind_that_is_used(
    names: tuple[str, ...], named: str, free_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything is set in a sans face; naming a serif one would answer another question."""
    monkeypatch.setattr(doctor, "_chinese_fonts", lambda: iter(names))
    assert [said for said in check_up((), free_port) if said.message.en.endswith(f": {named}")]


@pytest.mark.parametrize("said", [None, "[browser]\ngatherUsageStats = true\n", "[browser\n"])
def test_settings_that_would_call_out_are_found(
    said: str | None, tmp_path: Path, free_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit itself reports its use unless it is told not to."""
    (tmp_path / "dashboard.py").touch()
    settings = tmp_path / ".streamlit" / "config.toml"
    settings.parent.mkdir()
    if said is not None:
        settings.write_text(said, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    bad = [finding.message.zh for finding in check_up((), free_port) if not finding.good]
    assert any(str(settings) in message for message in bad)


@pytest.mark.parametrize("address", ["https://town.example/road", "town.example"])
def test_the_address_of_the_qr_code_is_said(
    small: Path, free_port: int, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """A presenter reads where phones will be led before the guests do, and what is no address is a finding."""
    monkeypatch.setenv("CORRIDOR_PUBLIC_URL", address)
    said = [finding for finding in check_up((small,), free_port) if finding.message.en.endswith(address)]
    assert [finding.good for finding in said] == [address.startswith("https://")]


def test_no_pack_at_all_is_a_finding(free_port: int) -> None:
    """An empty data folder is not a clean one, and it is said which one is empty."""
    bad = [finding for finding in check_up((), free_port) if not finding.good]
    assert [str(data_folder()) in finding.message.zh for finding in bad] == [True]


def _installed(site: Path, folder: Path, *arguments: object, **variables: str) -> subprocess.CompletedProcess[str]:
    """The command of a copy of the program outside any checkout, run in a folder that it does not import from."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "corridor", *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(site), "CORRIDOR_DATA": "", **variables},
    )


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds nothing but a copy of the program, as an installation does."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(root / "corridor", folder / "corridor", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def dashboard(root: Path, invented: Path, tmp_path: Path) -> Path:
    """A dashboard's folder with the invented corridor, with settings and without a program of its own."""
    shutil.copy2(root / "dashboard.py", tmp_path)
    shutil.copytree(root / ".streamlit", tmp_path / ".streamlit", ignore=shutil.ignore_patterns("secrets.toml"))
    shutil.copytree(invented, tmp_path / "data" / invented.name)
    return tmp_path


def _first_and_faults(done: subprocess.CompletedProcess[str]) -> tuple[str, list[str]]:
    """What doctor says first, and its faults save those of the machine (fonts, the port)."""
    lines = done.stdout.splitlines()
    assert lines, done.stderr
    faults = [line for line in lines if line.startswith("[ATTENTION]")]
    return lines[0], [line for line in faults if not re.search(r"\bfont\b|Port", line)]


def test_an_installed_copy_finds_what_lies_in_the_dashboards_folder(site: Path, dashboard: Path) -> None:
    """Data and settings are those of the folder, as they are for the folder's own program, and it says so."""
    first, faults = _first_and_faults(_installed(site, dashboard, "doctor", "--lang", "en"))
    assert faults == []
    assert str(site / "corridor") in first
    assert f"{dashboard / 'data'} (beside dashboard.py)" in first


def test_an_installed_copy_says_where_it_looked_in_vain(site: Path, tmp_path: Path) -> None:
    """In an empty folder neither data nor settings are there; each line names the place and the way out."""
    done = _installed(site, tmp_path, "doctor", "--lang", "en")
    first, faults = _first_and_faults(done)
    assert f"{tmp_path / 'data'} (neither" in first
    assert [str(tmp_path) in fault for fault in faults] == [True, True]
    assert done.stdout.count("the one that holds dashboard.py") == 2
    assert done.returncode == 1


def test_the_data_folder_that_is_named_wins(site: Path, dashboard: Path) -> None:
    """The variable comes before every folder, and the first line says that it decided."""
    first, _ = _first_and_faults(_installed(site, dashboard, "doctor", "--lang", "en", CORRIDOR_DATA=str(site)))
    assert f"{site} (named by the environment variable CORRIDOR_DATA)" in first


def test_an_installed_copy_that_differs_from_the_folders_program_is_a_fault(site: Path, dashboard: Path) -> None:
    """Otherwise one program would be checked and another one shown."""
    shutil.copytree(site / "corridor", dashboard / "corridor", ignore=shutil.ignore_patterns("__pycache__"))
    doctor_here = ("doctor", dashboard / "data" / "lantern-canal", "--lang", "en")
    first, faults = _first_and_faults(_installed(site, dashboard, *doctor_here))
    assert (first.startswith("[OK]"), faults) == (True, [])
    with (dashboard / "corridor" / "doctor.py").open("a", encoding="utf-8") as program:
        program.write("# newer\n")
    first, faults = _first_and_faults(_installed(site, dashboard, *doctor_here))
    assert faults == [first]
    assert str(site / "corridor") in first
    assert f"differs from the one in {dashboard};" in first


def test_an_installed_copy_checks_and_exports_from_any_folder(site: Path, invented: Path, tmp_path: Path) -> None:
    """What is named by its path needs no dashboard's folder."""
    assert _installed(site, tmp_path, "check", invented).returncode == 0
    done = _installed(site, tmp_path, "export", invented, "--format", "geojson", "-o", "nodes.geojson")
    assert (done.returncode, (tmp_path / "nodes.geojson").is_file()) == (0, True), done.stderr


@pytest.mark.parametrize(("lang", "said"), [("zh", "数据"), ("en", "Data")])
def test_the_command_speaks_plainly_in_both_languages(
    pack: Path, lang: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1 only when something is to be done."""
    code = main(["doctor", str(pack), "--lang", lang])
    printed = capsys.readouterr().out
    assert said in printed
    assert code in (0, 1)
    assert (code == 1) == ("怎么办" in printed or "What to do" in printed)
