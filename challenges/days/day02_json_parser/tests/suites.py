"""The suites of others, which are fetched and not kept here."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable
from pathlib import Path


def suite(folder: str) -> list[Path]:
    """Returns the files of a suite in order, none of those that are about the suite itself.

    They lie on the import path (`@json_suites` in WORKSPACE), or below JSON_SUITES.
    """
    for place in (os.environ.get("JSON_SUITES", ""), *sys.path):
        found = Path(place) / "third-party" / folder if place else Path("/nowhere")
        if found.is_dir():
            return sorted(path for path in found.rglob("*.*") if path.is_file())
    return []


def needs(files: list[Path]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Leaves a test out, and says so, where a suite could not be fetched."""

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        if not files:
            warnings.warn(f"{test.__name__} is left out: see @json_suites", stacklevel=2)
        test.__test__ = bool(files)  # type: ignore[attr-defined]
        return test

    return decorate
