"""Programs that tests start: they find the package under test by its folder, whatever its name."""

from __future__ import annotations

import importlib.util
import inspect
import os
import sys
from pathlib import Path
from types import ModuleType


def environment() -> dict[str, str]:
    """Return the environment of a child that finds what this process finds."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def command(subject: ModuleType, program: str, *arguments: str) -> list[str]:
    """Return the command that runs a program of this folder on the package under test."""
    package = Path(inspect.getfile(subject)).parent
    return [sys.executable, str(Path(__file__).with_name(program)), str(package), *arguments]


def load(package: str) -> ModuleType:
    """Return the package under test, in a child."""
    spec = importlib.util.spec_from_file_location(
        "package_under_test", Path(package) / "__init__.py", submodule_search_locations=[package]
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["package_under_test"] = module
    spec.loader.exec_module(module)
    return module
