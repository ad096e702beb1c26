"""Stage 2, the witness: CPython's own tests of functools.lru_cache."""

from __future__ import annotations

import functools
import importlib
import io
import unittest
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest


@pytest.fixture(scope="module")
def cpython() -> Any:
    """CPython's tests, which Debian has in a package of their own."""
    try:
        return importlib.import_module("test.test_functools")
    except ImportError as error:
        pytest.skip(f"{error}; on Debian they are in the package libpython3.11-testsuite")


def test_cpythons_own_tests_pass(subject: ModuleType, cpython: Any) -> None:
    """All 24 of CPython's TestLRU that do not need its own module-level functions pass.

    They want equal calls in several threads to compute at the same time, and a result to be
    computed within its own computation: single_flight is off.
    """

    def lru_cache(maxsize: Any = 128, typed: bool = False) -> Any:
        if callable(maxsize):
            return subject.lru_cached(single_flight=False)(maxsize)
        return subject.lru_cached(maxsize, typed, single_flight=False)

    names = {name: getattr(functools, name) for name in dir(functools)}
    names |= {"lru_cache": lru_cache, "_CacheInfo": subject.CacheInfo}

    class Ours(cpython.TestLRU, unittest.TestCase):  # type: ignore[misc]
        module = SimpleNamespace(**names)

    loader = unittest.defaultTestLoader
    wanted = [
        name
        for name in loader.getTestCaseNames(Ours)
        # These look for functions at the top of CPython's test module.
        if name not in ("test_pickle", "test_copy", "test_deepcopy")
    ]
    assert len(wanted) >= 24
    output = io.StringIO()
    result = unittest.TextTestRunner(output).run(unittest.TestSuite(map(Ours, wanted)))
    assert result.wasSuccessful(), output.getvalue()
    assert not result.skipped
