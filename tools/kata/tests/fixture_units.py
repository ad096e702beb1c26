"""Writes small units, complete in every file, for the tests of the tools."""

from __future__ import annotations

import os
import shutil
import textwrap
import uuid
from dataclasses import dataclass, field
from pathlib import Path

# Not resolved: in a sandbox the files are links to somewhere else.
PROJECT = Path(__file__).absolute().parents[3]

SOLUTION = '''\
"""Twice."""


def double(value: int) -> int:
    """Return twice the value."""
    return value * 2
'''

TEMPLATE = '''\
"""Twice."""


def double(value: int) -> int:
    """Return twice the value."""
    raise NotImplementedError("double")
'''

TEST_EXAMPLES = """\
import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("value", "expected"),
    [pytest.param(1, 2, id="one"), pytest.param(-3, -6, id="below zero")],
)
def test_double(subject, value, expected):
    check(subject.double, value).returns(expected, why="twice is twice")
"""

TEST_ANY_INPUT = """\
from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import check


@given(st.integers())
def test_sum(subject, value):
    check(subject.double, value).returns(value + value)
"""

README = """\
# Twice

## Problem

Return twice the value.

## Examples

```python
>>> double(2)
4
```

## Input and output

A whole number.

## Constraints

None.

## API

`double(value: int) -> int`

## What you practise

To multiply.
"""

NOTES = """\
# Notes

## Idea

Multiply.

## Complexity

O(1).

## Alternatives

- **Add**: 1.1 times as long.
- **Shift**: 0.9 of the time.

## Pitfalls

- `triples`: three is too much.
- `zero`: zero is not enough.
- `big-only`: large numbers count, too.
- `crashes`: it must not.
"""

MUTANTS = """\
[[mutant]]
name = "triples"
find = "value * 2"
replace = "value * 3"
expect = "WA"
stage = "examples"
says = "twice is twice"

[[mutant]]
name = "zero"
source = "mutants/zero.py"
expect = "WA"
stage = "examples"

[[mutant]]
name = "big-only"
find = "value * 2"
replace = "value * 2 if value < 1000 else 0"
expect = "WA"
stage = "any_input"

[[mutant]]
name = "crashes"
find = "value * 2"
replace = "value * 2 if value < 1000 else 1 // 0"
expect = "RTE"
stage = "any_input"
"""

SCREENS = """\
=== triples
WA wrong answer
stage examples
case      double: one
call      double(1)
expected  2
got       3
why       twice is twice

=== zero
WA wrong answer
stage examples
case      double: one
call      double(1)
expected  2
got       0
why       twice is twice

=== big-only
WA wrong answer
stage any_input
case      sum
call      double(1000)
expected  2000
got       0

=== crashes
RTE run-time error
stage any_input
case      sum
call      double(1000)
error     ZeroDivisionError: integer division or modulo by zero
where     solution.py:6 in double
"""

HINTS = ("What is twice?\n", "Use `*`.\n", "value, then two.\n")

UNIT_TOML = """\
format = 1
uuid = "{uuid}"
number = {number}
slug = "{slug}"
title = "Twice"
level = "intermediate"
topic = "{topic}"
difficulty = 1
minutes = 5
requires = []

[api]
functions = ["double(value: int) -> int"]

[limits]
cpu_s = {cpu_s}
memory_mb = 96
output_kb = 40

[[stage]]
id = "examples"
title = "The examples"

[[stage]]
id = "any_input"
title = "Any input"
"""


@dataclass
class FixtureUnit:
    """A unit in a checkout of its own.

    Attributes:
        root: Root of the checkout; `challenges` lies below it.
        folder: The unit's folder.
    """

    root: Path
    slug: str = "twice"
    number: int = 1
    cpu_s: float = 1.0
    topic: str = "arrays"
    uuid: str = field(default_factory=lambda: str(uuid.uuid4()))

    def __post_init__(self) -> None:
        self.folder = self.root / "challenges" / "intermediate" / self.topic / self.slug
        fields = vars(self)
        self.write("unit.toml", UNIT_TOML.format(**fields))
        self.write("solution.py", SOLUTION)
        self.write("template.py", TEMPLATE)
        self.write("tests/test_examples.py", TEST_EXAMPLES)
        self.write("tests/test_any_input.py", TEST_ANY_INPUT)
        self.write("README.md", README)
        self.write("notes.md", NOTES)
        self.write("mutants.toml", MUTANTS)
        self.write("screens.txt", SCREENS)
        self.write("mutants/zero.py", SOLUTION.replace("value * 2", "0"))
        self.write("alternatives/shifts.py", SOLUTION.replace("value * 2", "value << 1"))
        for rung, hint in enumerate(HINTS, start=1):
            self.write(f"hints/{rung}.md", hint)
        entry = f'number = {self.number}\nslug = "{self.slug}"\ntitle = "Twice"\n'
        entry = f'[[unit]]\n{entry}level = "intermediate"\ntopic = "{self.topic}"\n\n'
        catalogue = self.root / "challenges" / "catalogue.toml"
        with catalogue.open("a", encoding="utf-8") as stream:
            stream.write(entry)

    def write(self, name: str, text: str) -> Path:
        """Writes one of its files."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text), encoding="utf-8")
        return file

    def change(self, name: str, old: str, new: str) -> Path:
        """Replaces a text in one of its files that must be there once."""
        file = self.folder / name
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {name}"
        file.write_text(text.replace(old, new), encoding="utf-8")
        return file

    def attempt(self, body: str) -> Path:
        """Writes an attempt; `body` is the whole module."""
        return self.write("attempt.py", body)


def python_path(*roots: Path) -> str:
    """Returns a PYTHONPATH of some roots, and what this process itself has there."""
    return os.pathsep.join([*map(str, roots), *filter(None, [os.environ.get("PYTHONPATH")])])


def copy_tools(root: Path) -> None:
    """Copies what `kata` needs to run in a checkout of its own."""
    for name in ("tools/kata", "challenges/shared/testing"):
        source = PROJECT / name
        ignored = shutil.ignore_patterns("tests", "__pycache__", "BUILD.bazel")
        shutil.copytree(source, root / name, ignore=ignored)
