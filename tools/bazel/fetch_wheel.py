"""Fetches one locked distribution and unpacks it.

    fetch_wheel.py REQUIREMENT SITE_PACKAGES BIN

REQUIREMENT is a file with `name==version --hash=...`; the wheel's library goes to
SITE_PACKAGES, its scripts to BIN.  pip finds the index by the machine's own
configuration and checks the hash.
"""

from __future__ import annotations

import compileall
import os
import pathlib
import py_compile
import shutil
import subprocess
import sys
import tempfile
import zipfile


def download(requirement: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    """Returns the wheel that pip chose for this interpreter.

    Raises:
        SystemExit: pip found none with the right hash; its own words are printed.
    """
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"]
    options = ["--no-deps", "--only-binary=:all:", "--require-hashes", "--dest", str(folder)]
    finished = subprocess.run(
        [*pip, "download", *options, "--requirement", str(requirement)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if finished.returncode:
        raise SystemExit(f"pip could not fetch it:\n{finished.stdout}")
    return next(folder.glob("*.whl"))


def unpack(wheel: pathlib.Path, site_packages: pathlib.Path, scripts: pathlib.Path) -> None:
    """Spreads a wheel as an installer would (PEP 427), executable bits included."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site_packages)
        for member in archive.infolist():
            if (member.external_attr >> 16) & 0o111 and not member.is_dir():
                (site_packages / member.filename).chmod(0o755)
    for data in site_packages.glob("*.data"):
        for folder in ("purelib", "platlib"):
            if (data / folder).is_dir():
                shutil.copytree(data / folder, site_packages, dirs_exist_ok=True)
        if (data / "scripts").is_dir():
            shutil.copytree(data / "scripts", scripts, dirs_exist_ok=True)
            for script in scripts.iterdir():
                script.chmod(0o755)
        shutil.rmtree(data)


def compile_bytecode(site_packages: pathlib.Path) -> None:
    """Compiles with unchecked hashes: a sandbox cannot write bytecode, nor needs to check it."""
    os.chdir(site_packages)
    compileall.compile_dir(
        ".", quiet=2, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
    )


def main(requirement: str, site_packages: str, scripts: str) -> None:
    with tempfile.TemporaryDirectory(dir=".") as folder:
        wheel = download(pathlib.Path(requirement), pathlib.Path(folder))
        unpack(wheel, pathlib.Path(site_packages), pathlib.Path(scripts))
    compile_bytecode(pathlib.Path(site_packages))


if __name__ == "__main__":
    main(*sys.argv[1:])
