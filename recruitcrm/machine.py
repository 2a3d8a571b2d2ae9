"""What the machine itself must have: WeasyPrint's libraries, a font, and Chromium for the tests.

Standard library only: this runs before anything is installed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

LIBRARIES = (
    "gobject-2.0",
    "pango-1.0",
    "pangoft2-1.0",
    "harfbuzz",
    "harfbuzz-subset",
    "fontconfig",
)
DEBIAN_PACKAGES = (
    *("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
    *("fontconfig", "fonts-dejavu-core"),
)
BY_HAND = {
    "debian": "sudo apt install -y " + " ".join(DEBIAN_PACKAGES),
    "fedora": "sudo dnf install -y pango harfbuzz fontconfig dejavu-sans-fonts",
    "macos": "brew install pango",
}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class MachineLacks(Exception):
    """Something only the machine's owner can install is missing; the text is the command."""


def family() -> str:
    """`debian`, `fedora`, `macos` or ``""``."""
    if sys.platform == "darwin":
        return "macos"
    try:
        lines = Path("/etc/os-release").read_text().splitlines()
    except OSError:
        return ""
    about = dict(line.split("=", 1) for line in lines if "=" in line)
    words = f"{about.get('ID', '')} {about.get('ID_LIKE', '')}".replace('"', "").split()
    for name in ("debian", "fedora"):
        if name in words or (name == "debian" and "ubuntu" in words):
            return name
    return "fedora" if "rhel" in words else ""


def load(name: str) -> ctypes.CDLL:
    """Load a library as WeasyPrint will; OSError when it is not there."""
    numbered = {"pango-1.0": 0, "pangoft2-1.0": 0, "gobject-2.0": 0, "fontconfig": 1}.get(name, 0)
    if sys.platform == "darwin":
        for folder in ("/opt/homebrew/lib", "/usr/local/lib", ""):
            try:
                return ctypes.CDLL(os.path.join(folder, f"lib{name}.{numbered}.dylib"))
            except OSError:
                continue
        raise OSError(name)
    return ctypes.CDLL(f"lib{name}.so.{numbered}")


class FontSet(ctypes.Structure):
    _fields_ = (("count", ctypes.c_int), ("room", ctypes.c_int), ("fonts", ctypes.c_void_p))


def number_of_fonts() -> int:
    """Fonts known to fontconfig; with none at all WeasyPrint's process dies (facts.md)."""
    fontconfig = load("fontconfig")
    fontconfig.FcConfigGetCurrent.restype = ctypes.c_void_p
    fontconfig.FcConfigGetFonts.argtypes = (ctypes.c_void_p, ctypes.c_int)
    fontconfig.FcConfigGetFonts.restype = ctypes.POINTER(FontSet)
    fonts = fontconfig.FcConfigGetFonts(fontconfig.FcConfigGetCurrent(), 0)
    return int(fonts.contents.count) if fonts else 0


def lacking() -> list[str]:
    """What rendering a PDF needs and this machine has not."""
    missing = []
    for name in LIBRARIES:
        try:
            load(name)
        except OSError:
            missing.append(f"lib{name}")
    if "libfontconfig" not in missing and not number_of_fonts():
        missing.append("a font")
    return missing


def still_lacking() -> list[str]:
    """`lacking()` asked anew: a process remembers the fonts that it has seen."""
    ask = "from recruitcrm.machine import lacking; print('\\n'.join(lacking()))"
    answer = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    return answer.stdout.split("\n")[:-1] if answer.stdout.strip() else []


def rights() -> list[str] | None:
    """What to put before `apt-get`: nothing as root, `sudo` where it asks nothing, else None."""
    if os.getuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None


def install_with_apt(packages: Sequence[str], say: Callable[[str], None]) -> bool:
    """Whether apt was there, we were allowed to use it, and it did what we asked."""
    before = rights()
    if shutil.which("apt-get") is None or before is None:
        return False
    say(f"installing {' '.join(packages)} with apt")
    quiet = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    install = [*quiet, "install", "-y", "--no-install-recommends", *packages]
    if subprocess.run(install, capture_output=True).returncode == 0:
        return True
    subprocess.run([*quiet, "update"], capture_output=True)
    return subprocess.run(install, stdout=subprocess.DEVNULL).returncode == 0


def see_to_libraries(say: Callable[[str], None]) -> None:
    """Have what PDFs need, installing it where we may; otherwise stop with the command to type."""
    missing = lacking()
    if missing and family() == "debian" and install_with_apt(DEBIAN_PACKAGES, say):
        missing = still_lacking()
    if missing:
        hint = BY_HAND.get(family(), "install Pango, HarfBuzz (with its subset library) and a font")
        raise MachineLacks(
            f"To write PDFs {', '.join(missing)} must be installed. Type:\n\n  {hint}\n"
        )


def chromium() -> str | None:
    """The machine's Chromium, if it has one."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def is_debian_itself() -> bool:
    """Ubuntu's `chromium` is a snap, which runs no tests as root."""
    return family() == "debian" and "ID=debian" in Path("/etc/os-release").read_text().split()


def see_to_chromium(python: Path, say: Callable[[str], None]) -> None:
    """Have a Chromium for the browser tests: Debian's where we may, else Playwright's own."""
    if chromium() is not None:
        return
    if is_debian_itself():
        install_with_apt(("chromium",), say)
    if chromium() is None:
        say("downloading Playwright's Chromium")
        extra = ("--with-deps",) if rights() == [] and family() == "debian" else ()
        subprocess.run([python, "-m", "playwright", "install", *extra, "chromium"], check=True)
