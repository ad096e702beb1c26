"""The file attempt_tests.py of a unit: where it lies, how it begins, whether it has a test."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tools.kata.learner.errors import KataError
from tools.kata.state.files import replace_file
from tools.kata.units import Unit

_BEGINNING = '''\
"""My tests of {slug}.

`kata mytests {slug}` runs them on the reference, which must pass them all, then on wrong versions,
each of which must fail at least one. They are plain pytest tests; `subject` is the module under
test, so a test never imports it.
"""


def test_is_there(subject):
    """Replace this by the first example of the README."""
    assert callable(subject.{name})
'''


def tests_file(unit: Unit) -> Path:
    """Returns where the learner's tests lie, or would."""
    return unit.folder / "attempt_tests.py"


def begin_tests(unit: Unit) -> Path:
    """Makes a first file of tests.

    Returns:
        The file.

    Raises:
        KataError: There is one already; it is left alone.
    """
    file = tests_file(unit)
    if file.exists():
        raise KataError(f"{file} is there already, and stays as it is")
    first = (*unit.functions, *unit.classes)[0]
    name = re.split(r"\W", first, maxsplit=1)[0]
    replace_file(file, _BEGINNING.format(slug=unit.slug, name=name).encode())
    return file


def has_tests(file: Path) -> bool:
    """Whether a file defines a test, as pytest looks for them; one that cannot be parsed may."""
    try:
        body = ast.parse(file.read_bytes()).body
    except (SyntaxError, ValueError):
        return True
    classes = [n for n in body if isinstance(n, ast.ClassDef) and n.name.startswith("Test")]
    found = [*body, *(node for inside in classes for node in inside.body)]
    return any(isinstance(n, ast.FunctionDef) and n.name.startswith("test") for n in found)
