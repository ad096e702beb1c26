"""`kata config`: what the learner may set."""

from __future__ import annotations

from pathlib import Path

from tools.kata.learner.attempts_repo import make_repository
from tools.kata.learner.errors import KataError
from tools.kata.learner.trial import Learner
from tools.kata.state.config import Config, ConfigError


def attempts_repo(learner: Learner, path: Path | None, *, off: bool) -> None:
    """Prints, sets or unsets the repository to which each pass is committed.

    Raises:
        KataError: It cannot be a repository, or the configuration is damaged.
    """
    config = Config(learner.home)
    if off:
        config.set_attempts_repo(None)
        print("passes are not committed any more; the repository stays as it is")
    elif path is not None:
        repository = make_repository(path, learner.course.root)
        config.set_attempts_repo(repository)
        print(f"each pass is committed to {repository}")
    else:
        try:
            found = config.attempts_repo()
        except ConfigError as error:
            raise KataError(f"{error}; remove it and set again what you need") from error
        print(found or "no repository is set; `kata config attempts-repo PATH` sets one")
