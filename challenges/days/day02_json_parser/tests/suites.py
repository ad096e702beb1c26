"""The suites of others, which are fetched and not kept here."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest


def suite(folder: str) -> list[Path]:
    """Returns the files of a suite in order, none of those that are about the suite itself.

    They lie on the import path (`@json_suites` in WORKSPACE), or below JSON_SUITES.
    """
    for place in (os.environ.get("JSON_SUITES", ""), *sys.path):
        found = Path(place) / "third-party" / folder if place else Path("/nowhere")
        if found.is_dir():
            return sorted(path for path in found.rglob("*.*") if path.is_file())
    return []


def needs(files: list[Path]) -> pytest.MarkDecorator:
    """Skips a test, visibly, where a suite could not be fetched."""
    return pytest.mark.skipif(not files, reason="the suite is not here: see @json_suites")
