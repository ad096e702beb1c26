"""The files that a new unit begins with: each says what is to be written, marked TODO."""

from __future__ import annotations

import uuid

from tools.kata.catalogue import Entry

_UNIT = """\
format = 1
uuid = "{uuid}"
number = {number}
slug = "{slug}"
title = "{title}"
level = "{level}"
topic = "{topic}"
difficulty = 3  # TODO: 1 to 5
minutes = 30  # TODO: how long a good learner needs
requires = []

[api]
functions = ["answer(value: int) -> int"]  # TODO: the signatures; classes = [...] likewise

[limits]
cpu_s = {cpu_s}
memory_mb = 512
output_kb = 40

[[stage]]
id = "examples"
title = "The examples"

[[stage]]
id = "edges"
title = "Edge cases"

# TODO: a [[perf]] that `kata bench` measures, or none
"""

_CODE = '''\
"""{title}: TODO: one line that says what it does."""

from __future__ import annotations


def answer(value: int) -> int:
    """TODO: the contract: Args, Returns, Raises, Complexity."""
    raise NotImplementedError("answer"){mark}
'''

_TEST_EXAMPLES = '''\
"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def test_first_example(subject: ModuleType) -> None:
    """TODO: a sentence that says what holds."""
    check(subject.answer, 1).returns(1, why="TODO: why this is right")
'''

_TEST_EDGES = '''\
"""The corners of the statement, one sentence each."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def test_smallest_input(subject: ModuleType) -> None:
    """TODO: a sentence that says what holds."""
    check(subject.answer, 0).returns(0, why="TODO: why this is right")
'''

_README = """\
# {title}

## Problem

TODO: what to write, in a paragraph.

## Examples

```python
>>> answer(1)  # TODO: an example that runs
1
```

## Input and output

- TODO: each requirement; each has a case in tests/.

## Constraints

- TODO: sizes, time, memory.

## API

```python
def answer(value: int) -> int: ...  # TODO: as in unit.toml
```
{day}
## What you practise

- TODO: what the learner can do afterwards.
"""

_README_DAY = """
## Stages

TODO: what each stage adds.

## Why real systems have it

TODO: where it is met, and what goes wrong without it.

## Design

TODO: the modules, and the alternatives that were rejected.
"""

_NOTES = """\
# {title}: notes

## Idea

TODO: why the solution is right.

## Complexity

TODO: time and memory.

## Alternatives

- TODO: another way, and how many times as long it takes, measured.
- TODO: one more.

## Pitfalls

- `first-mistake`: TODO: a line for each mutant.
"""

_MUTANT = """\
[[mutant]]
name = "first-mistake"  # TODO: at least four of them
{file}find = "TODO: a text of the solution that is there once"
replace = "TODO: what a learner would write instead"
expect = "WA"
stage = "examples"
says = "TODO: a text that the learner must see"
"""

_HINTS = (
    "TODO: a question that points, in at most 60 words.\n",
    "TODO: a technique, in at most 60 words.\n",
    "TODO: a skeleton of the key step, in at most 60 words.\n",
)

_BUILD = """\
load("//tools/bazel:units.bzl", "{macro}")

{macro}(name = "{slug}")
"""


def unit_files(entry: Entry) -> dict[str, str]:
    """Returns the files of a new unit: path inside its folder -> text.

    Args:
        entry: The unit as the catalogue plans it.
    """
    day = entry.level == "day"
    names = {"slug": entry.slug, "title": entry.title, "number": entry.number}
    names |= {"level": entry.level, "topic": entry.topic, "uuid": str(uuid.uuid4())}
    template = _CODE.format(title=entry.title, mark="")
    solution = _CODE.format(title=entry.title, mark="  # TODO: the reference")
    files = {
        "unit.toml": _UNIT.format(**names, cpu_s="30.0" if day else "2.0"),
        "template/__init__.py" if day else "template.py": template,
        "__init__.py" if day else "solution.py": solution,
        "tests/test_examples.py": _TEST_EXAMPLES,
        "tests/test_edges.py": _TEST_EDGES,
        "README.md": _README.format(title=entry.title, day=_README_DAY if day else ""),
        "notes.md": _NOTES.format(title=entry.title),
        "mutants.toml": _MUTANT.format(file='file = "__init__.py"\n' if day else ""),
        "BUILD.bazel": _BUILD.format(macro="day" if day else "challenge", slug=entry.slug),
    }
    return files | {f"hints/{rung}.md": text for rung, text in enumerate(_HINTS, start=1)}
