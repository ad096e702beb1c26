"""Which backends are here. One that was built and cannot be used is an error, not an absence."""

from __future__ import annotations

import importlib.util

from challenges.days.day02_json_parser.backends import Backend, find_backend

_MODULES = {"cython": "json_parser_cython", "rust": "json_parser_rust"}


def present() -> tuple[str, ...]:
    """Returns the names of the backends whose modules are on the import path; Python's first."""
    native = [name for name, module in _MODULES.items() if importlib.util.find_spec(module)]
    return "python", *native


def opened(names: tuple[str, ...]) -> dict[str, Backend]:
    """Returns backends by name.

    Raises:
        BackendUnavailableError: One cannot be used.
    """
    return {name: find_backend(name) for name in names}
