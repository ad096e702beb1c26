"""What the learner has configured: one small JSON file in the data folder."""

from __future__ import annotations

import json
from pathlib import Path

from tools.kata.state.files import replace_file

VERSION = 1


class ConfigError(ValueError):
    """The file is not what this tool writes."""


class Config:
    """The learner's configuration.

    Attributes:
        file: config.json; need not exist.
    """

    def __init__(self, home: Path) -> None:
        self.file = home / "config.json"

    def attempts_repo(self) -> Path | None:
        """Returns the folder of the learner's own repository, if one is set.

        Raises:
            ConfigError: The file is damaged, or of a later version.
        """
        try:
            found = json.loads(self.file.read_bytes())
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise ConfigError(f"{self.file} is damaged: {error}") from error
        if not isinstance(found, dict) or found.get("v") != VERSION:
            raise ConfigError(f"{self.file} has no version {VERSION}, the only one that is known")
        path = found.get("attempts_repo")
        return Path(path) if isinstance(path, str) else None

    def set_attempts_repo(self, path: Path | None) -> None:
        """Sets the folder, or none."""
        text = json.dumps({"v": VERSION, "attempts_repo": str(path) if path else None})
        replace_file(self.file, f"{text}\n".encode())
