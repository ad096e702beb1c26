"""Loads the module under test: solution, template, attempt, or any file or package by its path.

A challenge is one file, loaded under its unit's slug. A day's solution is the package
``challenges.days.<slug>``; every other variant of a day is a package that is loaded under its
folder's name, and found under that name by the processes that it starts.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
import tempfile
from functools import cache
from importlib.machinery import FileFinder, SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import NoReturn

VARIABLE = "KATA_SUBJECT"
CHOICES = ("solution", "template", "attempt")

_loaded: dict[tuple[Path, Path], ModuleType] = {}
_begun: set[Path] = set()


class _FreshLoader(SourceFileLoader):
    """Always compiles the source.

    Bytecode on disk counts as current while the source has the same size and was saved in the same
    second: a learner who saves twice in a second would be judged by the text before.
    """

    def path_stats(self, path: str) -> NoReturn:
        raise OSError(f"bytecode of {path} is not used")


class SubjectImportError(ImportError):
    """The module under test could not be imported.

    The exception that the import raised is the `__cause__`.
    """

    verdict = "IE"


def subject_path(unit_folder: Path, choice: str) -> Path:
    """Returns the file or package folder that a choice names.

    Args:
        unit_folder: Folder of the unit.
        choice: solution, template, attempt, or an absolute path.

    Raises:
        SubjectImportError: The choice is none of these, or nothing is there.
    """
    if choice in CHOICES:
        path = unit_folder / f"{choice}.py"
        if unit_folder.parent.name == "days":
            path = unit_folder if choice == "solution" else unit_folder / choice
    else:
        path = Path(choice)
        if not path.is_absolute():
            allowed = f"{', '.join(CHOICES)} or an absolute path"
            raise SubjectImportError(f"{VARIABLE} is {choice!r}; allowed: {allowed}")
    if not path.exists():
        raise SubjectImportError(f"there is no {choice} at {path}")
    return path


def load_subject(unit_folder: Path, choice: str) -> ModuleType:
    """Imports the module under test, once for each unit and variant.

    Raises:
        SubjectImportError: The import failed, for whatever reason, `sys.exit` included.
        MemoryError: The import used more memory than allowed.
    """
    path = subject_path(unit_folder, choice)
    key = (unit_folder, path)
    if key not in _loaded:
        _begun.add(path)
        try:
            if path.is_dir():
                _loaded[key] = _import_package(unit_folder, path)
            else:
                _loaded[key] = _import_file(unit_folder.name, path)
        except (KeyboardInterrupt, MemoryError):
            raise
        except BaseException as error:
            raise SubjectImportError(f"{path.name} cannot be imported: {error!r}") from error
    return _loaded[key]


def share_with_children(folder: str) -> None:
    """Lets processes that this one starts import from a folder, before all others."""
    others = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    kept = [folder, *(entry for entry in others if entry and entry != folder)]
    os.environ["PYTHONPATH"] = os.pathsep.join(kept)


def import_begun(path: Path) -> bool:
    """Whether code of a subject has had a chance to run in this process."""
    return path in _begun


def _import_file(name: str, path: Path, package: Path | None = None) -> ModuleType:
    loader = _FreshLoader(name, str(path))
    inside = [str(package)] if package else None
    spec = importlib.util.spec_from_file_location(
        name, path, loader=loader, submodule_search_locations=inside
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    # Dataclasses and pickle look their module up by name, so it must be there before it runs.
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _import_package(unit_folder: Path, path: Path) -> ModuleType:
    if path == unit_folder:
        return importlib.import_module(f"challenges.days.{path.name}")
    main = path / "__init__.py"
    if not main.is_file():
        raise ImportError(f"{path} has no __init__.py")
    name = path.name
    # Two units may have a package of this name: forget the other one.
    for loaded in [m for m in sys.modules if m == name or m.startswith(f"{name}.")]:
        del sys.modules[loaded]
    link = Path(_link_folder().name) / name
    link.unlink(missing_ok=True)
    link.symlink_to(path)
    _load_afresh(path)
    return _import_file(name, main, path)


@cache
def _link_folder() -> tempfile.TemporaryDirectory[str]:
    """Makes a folder from which this process and those it starts import packages, and no more.

    The folder around a package holds other things, such as modules of the solution, whose names
    would hide those of the standard library.
    """
    folder = tempfile.TemporaryDirectory(prefix="kata-subject-")
    sys.path.insert(0, folder.name)
    share_with_children(folder.name)
    return folder


def _load_afresh(package: Path) -> None:
    """Has the modules of a package always compiled anew."""

    def finder(folder: str) -> FileFinder:
        if not Path(folder).is_relative_to(package):
            raise ImportError("another finder is for this folder")
        return FileFinder(folder, (_FreshLoader, [".py"]))

    sys.path_hooks.insert(0, finder)
    sys.path_importer_cache.clear()
