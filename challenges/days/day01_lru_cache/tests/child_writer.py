"""A process that writes until it is killed: PACKAGE URL JOURNAL FIRST.

It prints each number whose write has returned. Every third number it pops an earlier one, printed
with a minus.
"""

from __future__ import annotations

import importlib.util
import sys
from itertools import count
from pathlib import Path
from types import ModuleType


def load(package: str) -> ModuleType:
    """Returns the package under test, which lies in a folder of any name."""
    folder = Path(package)
    spec = importlib.util.spec_from_file_location(
        "package_under_test", folder / "__init__.py", submodule_search_locations=[package]
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["package_under_test"] = module
    spec.loader.exec_module(module)
    return module


def main(package: str, url: str, journal: str, first: str) -> None:
    """Writes numbers from `first` on, without an end."""
    subject = load(package)
    cache = subject.PersistentLRU(
        None, url, "app", mode="write_behind", journal=journal, flush_every=0.002
    )
    cache.load()
    for number in count(int(first)):
        cache[number] = ("value", number)
        print(number, flush=True)
        if number % 3 == 0 and number > int(first) + 3:
            cache.pop(number - 2)
            print(2 - number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
