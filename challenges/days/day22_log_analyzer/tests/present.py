"""Which backends the tests run with: those that are here, or the one of CHALLENGES_BACKEND."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable

import pytest

_MODULES = {"cython": "log_analyzer_cython", "rust": "log_analyzer_rust"}


def _present() -> list[str]:
    chosen = os.environ.get("CHALLENGES_BACKEND")
    if chosen:
        return [chosen]
    native = [name for name, module in _MODULES.items() if importlib.util.find_spec(module)]
    return ["python", *native]


BACKENDS = _present()
on_each_backend = pytest.mark.parametrize("backend", BACKENDS)


def needs_python(test: Callable[..., None]) -> Callable[..., None]:
    """Leaves a test about the processes of the python backend out where that one is not chosen."""
    test.__test__ = "python" in BACKENDS  # type: ignore[attr-defined]
    return test
