"""Writes a small day for the tests of the tools."""

from __future__ import annotations

import shutil

from tools.kata.tests.fixture_units import UNIT_TOML, FixtureUnit

INIT = '''\
"""Twice."""

from .inner import double, in_another_process, spawned

__all__ = ["double", "in_another_process", "spawned"]
'''

INNER = '''\
"""The inside."""

import subprocess
import sys
from multiprocessing import get_context


def double(value: int) -> int:
    """Return twice the value."""
    return value * 2


def in_another_process(value: int) -> str:
    """Return twice the value, as a process of its own finds it."""
    code = f"import html; html.escape; from {__package__} import double; print(double({value}))"
    command = [sys.executable, "-c", code]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout.strip()


def spawned(value: int) -> int:
    """Return twice the value, worked out in a process that `multiprocessing` spawns."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(double, (value,))
'''

TEST_PROCESS = """

def test_process(subject):
    check(subject.in_another_process, 4).returns("8")


def test_spawned(subject):
    check(subject.spawned, 4).returns(8)
"""


class FixtureDay(FixtureUnit):
    """A day whose package has an inner module, and starts a process that imports it."""

    def __post_init__(self) -> None:
        super().__post_init__()
        days = self.root / "challenges" / "days"
        days.mkdir(parents=True)
        self.folder = self.folder.rename(days / self.slug)
        shutil.rmtree(self.folder / "mutants")
        shutil.rmtree(self.folder / "alternatives")
        for file in ("solution.py", "template.py"):
            (self.folder / file).unlink()
        toml = UNIT_TOML.replace('level = "intermediate"', 'level = "day"')
        self.write("unit.toml", toml.format(**{**vars(self), "topic": "week1"}))
        for place in ("", "template/"):
            self.write(f"{place}__init__.py", INIT)
            self.write(f"{place}inner.py", INNER)
        # Beside template and attempt; it must not hide the module of the standard library.
        self.write("html.py", '"""Pages."""\n')
        self.change("template/inner.py", "return value * 2", 'raise NotImplementedError("double")')
        mutants = (self.folder / "mutants.toml").read_text(encoding="utf-8")
        mutants = mutants.replace('find = "v', 'file = "inner.py"\nfind = "v')
        mutants = mutants.replace(
            'source = "mutants/zero.py"', 'file = "inner.py"\nfind = "* 2"\nreplace = "* 0"'
        )
        self.write("mutants.toml", mutants)
        (self.folder / "screens.txt").unlink()
        examples = (self.folder / "tests/test_examples.py").read_text(encoding="utf-8")
        self.write("tests/test_examples.py", examples + TEST_PROCESS)
        self.change("README.md", "int`\n", "int`, `in_another_process`, `spawned`\n")
        catalogue = self.root / "challenges" / "catalogue.toml"
        text = catalogue.read_text(encoding="utf-8").replace("intermediate", "day")
        catalogue.write_text(text.replace("arrays", "week1"), encoding="utf-8")
