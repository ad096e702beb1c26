"""CPython's own tests of contextlib, run on the package instead.

The test modules are loaded once more while `contextlib` is a module whose classes are made of the
package's: the names differ, and the stacks are told to do as nested `with` statements do.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import io
import sys
import unittest
from collections.abc import Iterator
from types import MethodType, ModuleType
from typing import Any

SKIPPED = {
    "ContextManagerTestCase.test_contextmanager_trap_second_yield": "looks at a private generator",
    "ContextManagerTestCase.test_contextmanager_trap_yield_after_throw": "the same",
    "test_exit_exception_traceback": "names the private frames of contextlib (once in each module)",
    "test_instance_docstring_given_cm_docstring": "the docstring is the factory's, not repeated "
    "on each instance, for speed (once in each module)",
    "TestSuppress.test_no_result_from_enter": "the counter is handed out on purpose",
}
OWN = {
    "test.test_contextlib": (
        "ContextManagerTestCase",
        "TestExitStack",
        "TestRedirectStdout",
        "TestRedirectStderr",
        "TestSuppress",
        "TestChdir",
    ),
    "test.test_contextlib_async": ("AsyncContextManagerTestCase", "TestAsyncExitStack"),
}
"""The classes that test what the package has; the others test abstract classes, locks, files."""


def available() -> bool:
    """Tell whether the tests are installed (Debian: libpython3.11-testsuite)."""
    return all(_found(name) for name in OWN)


def _found(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def run(subject: ModuleType, module: str) -> unittest.TestResult:
    """Run one of the two modules on the package."""
    suite = unittest.TestSuite()
    loaded = _loaded(subject, module)
    for name in OWN[module]:
        for test in unittest.defaultTestLoader.loadTestsFromTestCase(getattr(loaded, name)):
            if not _skipped(test.id()):
                suite.addTest(test)
    result = unittest.TestResult()
    suite.run(result)
    return result


def _skipped(test: str) -> bool:
    return any(f"{test}.".endswith(f".{name}.") for name in SKIPPED)


def _loaded(subject: ModuleType, module: str) -> ModuleType:
    importlib.import_module("test.support.os_helper")
    kept = {name: sys.modules.pop(name) for name in OWN if name in sys.modules}
    sys.modules["contextlib"] = stand_in(subject)
    try:
        return importlib.import_module(module)
    finally:
        sys.modules["contextlib"] = contextlib
        for name in OWN:
            sys.modules.pop(name, None)
        sys.modules.update(kept)


def stand_in(subject: ModuleType) -> ModuleType:
    """Return a module like contextlib whose managers are the package's."""
    module = ModuleType("contextlib")
    module.__dict__.update(vars(contextlib))
    module.__dict__.update(
        contextmanager=subject.resource,
        asynccontextmanager=subject.resource,
        ExitStack=_exit_stack(subject),
        AsyncExitStack=_async_exit_stack(subject),
        suppress=subject.suppress_and_count,
        redirect_stdout=_redirect(subject, "stdout"),
        redirect_stderr=_redirect(subject, "stderr"),
        chdir=subject.chdir,
    )
    return module


def _redirect(subject: ModuleType, name: str) -> type:
    class Redirect(subject.redirect):  # type: ignore[name-defined,misc]
        """One stream, by position."""

        def __init__(self, target: Any) -> None:
            super().__init__(**{name: io.StringIO() if target is None else target})

    return Redirect


class _Listed:
    """Keeps the list that the tests look into; what is in it plays no part."""

    def __init__(self, **options: Any) -> None:
        super().__init__(errors="chain", **options)
        self._exit_callbacks: list[tuple[bool, Any]] = []

    def _list(self, manager: Any, name: str) -> None:
        self._exit_callbacks.append((True, MethodType(getattr(type(manager), name), manager)))

    def push(self, leave: Any) -> Any:
        """Push, and list the exit of a manager or the function itself."""
        end = getattr(type(leave), "__aexit__", None) or getattr(type(leave), "__exit__", None)
        self._exit_callbacks.append((True, MethodType(end, leave) if end else leave))
        return super().push(leave)  # type: ignore[misc]

    def callback(self, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Push a callback, and list what contextlib makes of it."""

        def wrapper() -> None: ...

        wrapper.__wrapped__ = function  # type: ignore[attr-defined]
        self._exit_callbacks.append((True, wrapper))
        return super().callback(function, *args, **kwargs)  # type: ignore[misc]


def _exit_stack(subject: ModuleType) -> type:
    class ExitStack(_Listed, subject.ResourceStack):  # type: ignore[name-defined,misc]
        """A stack, as contextlib calls it."""

        def __init__(self, **_: Any) -> None:
            super().__init__()

        def enter_context(self, manager: Any) -> Any:
            value = self.enter(manager)
            self._list(manager, "__exit__")
            return value

    return ExitStack


def _async_exit_stack(subject: ModuleType) -> type:
    class AsyncExitStack(_Listed, subject.AsyncResourceStack):  # type: ignore[name-defined,misc]
        """An async stack, as contextlib calls it."""

        def __init__(self, **_: Any) -> None:
            super().__init__(task_bound=False)

        def enter_context(self, manager: Any) -> Any:
            if not hasattr(type(manager), "__enter__"):
                raise TypeError("the context manager protocol is not supported")
            value = _at_once(self.enter(manager))
            self._list(manager, "__exit__")
            return value

        async def enter_async_context(self, manager: Any) -> Any:
            if not hasattr(type(manager), "__aenter__"):
                raise TypeError("the asynchronous context manager protocol is not supported")
            value = await self.enter(manager)
            self._list(manager, "__aexit__")
            return value

        def push_async_exit(self, leave: Any) -> Any:
            return self.push(leave)

        def push_async_callback(self, function: Any, /, *args: Any, **kwargs: Any) -> Any:
            return self.callback(function, *args, **kwargs)

        async def aclose(self) -> None:
            await subject.AsyncResourceStack.close(self)

    return AsyncExitStack


def _at_once(coroutine: Any) -> Any:
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("it has waited")


def failures(result: unittest.TestResult) -> Iterator[str]:
    """Yield the name and the traceback of each test that did not pass."""
    for test, trace in [*result.failures, *result.errors]:
        yield f"{test.id()}\n{trace}"
