"""The learner's own git repository, to which each pass is committed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tools.kata.hashes import pack_subject, unpack_subject
from tools.kata.learner.attempts import discard
from tools.kata.learner.errors import KataError
from tools.kata.state.files import replace_file
from tools.kata.units import Unit

# A hook or a signature may wait for somebody who is not there.
_WAIT_S = 10.0


class GitError(RuntimeError):
    """git could not do it; the message is what it says."""


def make_repository(path: Path, root: Path) -> Path:
    """Makes sure that there is a repository at a path outside of the checkout.

    Args:
        path: Made, if need be, with its repository.
        root: Root of the checkout.

    Returns:
        The path in full.

    Raises:
        KataError: It lies in the checkout, holds something else, or git fails.
    """
    path = path.expanduser().resolve()
    if path.is_relative_to(root.resolve()):
        raise KataError(f"{path} lies in the checkout {root}; name a folder outside of it")
    if path.exists() and not path.is_dir():
        raise KataError(f"{path} is no folder")
    if (path / ".git").exists():
        return path
    if path.is_dir() and any(path.iterdir()):
        said = f"{path} holds files and is no git repository"
        raise KataError(f"{said}; `git init` makes it one, or name an empty folder")
    path.mkdir(parents=True, exist_ok=True)
    try:
        _git(path, "init", "--quiet")
    except GitError as error:
        raise KataError(f"git made no repository at {path}: {error}") from error
    return path


def commit_attempt(repository: Path, unit: Unit) -> bool:
    """Commits an attempt as it is now, and nothing else that may be staged there.

    Returns:
        Whether there was something new.

    Raises:
        GitError: git fails, or takes too long; what it has of earlier passes is untouched.
        OSError: The files cannot be written.
    """
    if not (repository / ".git").exists():
        raise GitError(f"{repository} is no repository any more")
    place = unit.folder.relative_to(unit.folder.parents[1 if unit.is_day else 2])
    target = repository / place / unit.attempt.name
    discard(target)
    for name, content in unpack_subject(pack_subject(unit.attempt)).items():
        replace_file(target / name if unit.is_day else target, content)
    path = target.relative_to(repository).as_posix()
    # Forced, as the learner's own rules may ignore what a course calls attempt.py.
    _git(repository, "add", "--force", "--all", "--", path)
    if not _git(repository, "status", "--porcelain", "--", path):
        return False
    _git(repository, "commit", "--quiet", "-m", f"Solve {unit.title}", "--", path)
    return True


def _git(folder: Path, *arguments: str) -> str:
    # Whoever runs this from within a hook has variables that name another repository.
    environment = {name: value for name, value in os.environ.items() if name[:4] != "GIT_"}
    try:
        ended = subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env={**environment, "GIT_TERMINAL_PROMPT": "0"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=_WAIT_S,
        )
    except FileNotFoundError:
        raise GitError("there is no git on the path") from None
    except subprocess.TimeoutExpired:
        raise GitError(f"`git {arguments[0]}` took more than {_WAIT_S:.0f} s") from None
    if ended.returncode:
        said = ended.stderr.strip() or ended.stdout.strip()
        raise GitError(f"`git {arguments[0]}`: {said}")
    return ended.stdout
