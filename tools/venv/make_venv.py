"""Makes a virtual environment from the lock: for `./kata`, and for editors.

    python3 tools/venv/make_venv.py [FOLDER]        default: .venv beside requirements.txt

Nothing is done when FOLDER was made from this very lock by this interpreter.  A run that
was interrupted leaves a folder without its mark, and the next run makes it again.
Needs nothing but Python with venv and pip.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import pathlib
import subprocess
import sys
from collections.abc import Sequence

ROOT = pathlib.Path(
    os.environ.get("BUILD_WORKSPACE_DIRECTORY") or pathlib.Path(__file__).parents[2]
)
MARK = "made-from"


class VenvError(RuntimeError):
    """The environment could not be made; the message says what to do."""


def fingerprint(lock: pathlib.Path) -> str:
    """What an environment is made from: the lock's content and the interpreter."""
    digest = hashlib.sha256(lock.read_bytes())
    digest.update(f"{sys.version}\n{getattr(sys, '_base_executable', sys.executable)}".encode())
    return digest.hexdigest()


def is_made(folder: pathlib.Path, lock: pathlib.Path) -> bool:
    """Whether `folder` is whole and was made from this lock."""
    mark = folder / MARK
    return mark.is_file() and mark.read_text(encoding="ascii") == fingerprint(lock)


def make(folder: pathlib.Path, lock: pathlib.Path) -> None:
    """Makes `folder` anew.

    Raises:
        VenvError: the interpreter cannot make environments, or pip failed.
    """
    (folder / MARK).unlink(missing_ok=True)
    try:
        import ensurepip  # noqa: F401  (Debian ships it apart)
        import venv
    except ImportError:
        raise VenvError(
            f"{sys.executable} has no venv module; on Debian: apt-get install python3-venv"
        ) from None
    venv.EnvBuilder(clear=True, with_pip=True, symlinks=True).create(folder)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    options = ["--require-hashes", "--only-binary=:all:", "--no-deps", "--progress-bar=off"]
    command = [*pip, "install", "--quiet", *options, "--requirement", str(lock)]
    if subprocess.run(command, check=False).returncode:
        raise VenvError(f"pip could not install {lock.name}; its own words are above")
    mark = folder / MARK
    mark.with_suffix(".part").write_text(fingerprint(lock), encoding="ascii")
    mark.with_suffix(".part").replace(mark)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=pathlib.Path, default=ROOT / ".venv")
    parser.add_argument("--lock", type=pathlib.Path, default=ROOT / "requirements.txt")
    options = parser.parse_args(arguments)
    if sys.version_info[:2] != (3, 11):
        found = f"{sys.version_info[0]}.{sys.version_info[1]}"
        print(f"make_venv: this is Python {found}; the lock is for 3.11", file=sys.stderr)
        return 2
    if is_made(options.folder, options.lock):
        return 0
    count = options.lock.read_text(encoding="utf-8").count("==")
    what = f"{options.folder} from {options.lock.name}"
    print(f"making {what}: about {count} packages, once", file=sys.stderr)
    try:
        make(options.folder, options.lock)
    except VenvError as error:
        print(f"make_venv: {error}", file=sys.stderr)
        return 1
    print(f"made {options.folder}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
