"""Which backends the tests run with: those that are here, or the one of CHALLENGES_BACKEND."""

from __future__ import annotations

import importlib.util
import os

import pytest

_MODULES = {"cython": "json_parser_cython", "rust": "json_parser_rust"}


def _present() -> list[str]:
    chosen = os.environ.get("CHALLENGES_BACKEND")
    if chosen:
        return [chosen]
    native = [name for name, module in _MODULES.items() if importlib.util.find_spec(module)]
    return ["python", *native]


BACKENDS = _present()
on_each_backend = pytest.mark.parametrize("backend", BACKENDS)
