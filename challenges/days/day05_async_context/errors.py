"""What can go wrong with the lifetime of a resource, each a class of its own."""

from __future__ import annotations


class AsyncContextError(Exception):
    """Base of all errors of this package."""


class DidNotYield(AsyncContextError, RuntimeError):
    """The generator of a resource ended without yielding, so there is nothing to hand out.

    Attributes:
        generator: The generator.
    """

    def __init__(self, message: str, generator: object) -> None:
        """Remember the generator that is wrong."""
        super().__init__(message)
        self.generator = generator


class DidNotStop(AsyncContextError, RuntimeError):
    """The generator of a resource yielded a second time; it was closed.

    Attributes:
        generator: The generator.
    """

    def __init__(self, message: str, generator: object) -> None:
        """Remember the generator that is wrong."""
        super().__init__(message)
        self.generator = generator


class AlreadyEntered(AsyncContextError, RuntimeError):
    """A manager that serves one `with` was entered a second time."""


class WrongTask(AsyncContextError, RuntimeError):
    """What was entered in one task is left in another.

    Attributes:
        entered: Where it was entered, as lines of a traceback, outermost first.
        left: Where it is left.
    """

    def __init__(self, message: str, entered: list[str], left: list[str]) -> None:
        """Keep both tracebacks, and show them."""
        shown = "".join(["\nentered at\n", *entered, "left at\n", *left])
        super().__init__(message + shown.rstrip("\n"))
        self.entered = entered
        self.left = left


class BlockingInLoop(AsyncContextError, RuntimeError):
    """`with` was used on an async resource where an event loop runs: it would stand still."""


class DeadlineExceeded(AsyncContextError, TimeoutError):
    """A block or a piece of clean-up took longer than it was allowed to."""


class PoolTimeout(AsyncContextError, TimeoutError):
    """No connection became free in time."""


class PoolClosed(AsyncContextError, RuntimeError):
    """The pool is drained, or is being drained: it lends nothing any more."""


class LifespanError(AsyncContextError, ValueError):
    """The resources of a lifespan do not fit together: a cycle, an unknown or a double name."""


class StartInterrupted(AsyncContextError):
    """A signal came while a lifespan was starting; what had started is left."""


class ResourceLeak(AsyncContextError, AssertionError):
    """Something that was opened is still open where nothing may be."""
