"""Preparation does each step once, again when needed, and says what the machine lacks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from recruitcrm import machine, preparation
from recruitcrm.preparation import Stamp, Stopped, fingerprint


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(preparation, "ROOT", tmp_path)
    monkeypatch.setattr(preparation, "LOGS", tmp_path / "log")
    return tmp_path


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with apt and the rights to use it; the file tells what apt was asked."""
    asked = tmp_path / "asked"
    program = tmp_path / "apt-get"
    program.write_text(f'#!/bin/sh\necho "$@" >> {asked}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(machine, "family", lambda: "debian")
    monkeypatch.setattr(machine, "rights", list)
    return asked


def test_a_step_is_fresh_until_what_it_depends_on_changes(project):
    source = project / "source"
    source.write_text("one")
    stamp = Stamp(project / "stamp", fingerprint(files=[source]))
    assert not stamp.is_fresh()
    with stamp:
        pass
    assert stamp.is_fresh()
    source.write_text("two")
    assert not Stamp(project / "stamp", fingerprint(files=[source])).is_fresh()


def test_a_step_that_was_cut_off_is_not_fresh(project):
    stamp = Stamp(project / "stamp", "mark")
    with stamp:
        pass
    with pytest.raises(KeyboardInterrupt), stamp:
        raise KeyboardInterrupt
    assert not stamp.is_fresh()


def test_a_renamed_file_is_a_change(project):
    (project / "a").write_text("same")
    before = fingerprint(files=[project / "a"])
    (project / "a").rename(project / "b")
    assert fingerprint(files=[project / "b"]) != before


def test_a_program_that_fails_stops_with_its_last_words(project):
    fails = [sys.executable, "-c", "print('the reason'); raise SystemExit(3)"]
    with pytest.raises(Stopped, match="the reason"):
        preparation.run_showing_progress("thing", fails, steps=())
    assert "the reason" in (project / "log" / "thing.log").read_text()


def test_preparation_needs_nothing_but_the_standard_library():
    """It makes the environment, so it cannot need one."""
    code = "import recruitcrm.preparation, sys; print(*sorted(sys.modules))"
    said = subprocess.run(
        [sys.executable, "-S", "-c", code],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert "recruitcrm.machine" in said
    assert not {"django", "babel", "environ"} & set(said)


def test_what_is_lacking_is_installed_where_we_may(apt, monkeypatch, said):
    answers = iter([["libpango-1.0"]])
    monkeypatch.setattr(machine, "lacking", lambda: next(answers))
    monkeypatch.setattr(machine, "still_lacking", list)
    machine.see_to_libraries(said.append)
    assert "libharfbuzz-subset0" in apt.read_text()
    assert "fonts-dejavu-core" in apt.read_text()


@pytest.mark.parametrize(
    ("family", "command"),
    [
        ("debian", "sudo apt install -y libpango-1.0-0"),
        ("fedora", "sudo dnf install -y pango"),
        ("macos", "brew install pango"),
        ("", "install Pango"),
    ],
)
def test_without_the_rights_the_command_to_type_is_given(family, command, monkeypatch, said):
    monkeypatch.setattr(machine, "family", lambda: family)
    monkeypatch.setattr(machine, "rights", lambda: None)
    monkeypatch.setattr(machine, "lacking", lambda: ["libpango-1.0", "a font"])
    with pytest.raises(machine.MachineLacks, match=command) as refusal:
        machine.see_to_libraries(said.append)
    assert "libpango-1.0, a font" in str(refusal.value)


def test_a_library_that_is_not_there_is_lacking(monkeypatch):
    monkeypatch.setattr(machine, "LIBRARIES", ("pango-1.0", "nosuch-1.0"))
    assert machine.lacking() == ["libnosuch-1.0"]


def test_a_machine_without_any_font_is_told_so(monkeypatch, tmp_path):
    """There WeasyPrint's process would die."""
    config = tmp_path / "fonts.conf"
    config.write_text("<fontconfig></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))
    assert machine.still_lacking() == ["a font"]


def test_chromium_is_taken_from_debian_and_else_from_playwright(apt, monkeypatch, said):
    monkeypatch.setattr(machine, "chromium", lambda: None)
    monkeypatch.setattr(machine, "is_debian_itself", lambda: True)
    playwright = apt.with_name("python")
    playwright.write_text(f'#!/bin/sh\necho "$@" >> {apt}\n')
    playwright.chmod(0o755)
    machine.see_to_chromium(playwright, said.append)
    first, second = apt.read_text().splitlines()
    assert first.endswith("install -y --no-install-recommends chromium")
    assert second == "-m playwright install --with-deps chromium"
