"""What can go wrong, as the public API shows it."""

from __future__ import annotations


class ContainerError(Exception):
    """Base of all errors of this package.

    Attributes:
        file: The file of the registration that is at fault; empty where there is none.
        line: Its line, from 1; 0 where there is none.
    """

    def __init__(self, message: str, file: str = "", line: int = 0) -> None:
        """Take the text that people read, and where to look."""
        super().__init__(message)
        self.file = file
        self.line = line


class RegistrationError(ContainerError):
    """A registration cannot be: no key, a wrong type, parameters nobody can read, or too late."""


class UnresolvedHint(RegistrationError):
    """An annotation names what is not there when the program runs."""


class MissingDependency(ContainerError, LookupError):
    """Nobody provides what is wanted."""


class CircularDependency(ContainerError):
    """Bindings need each other to be made."""


class CaptiveDependency(ContainerError):
    """An object wants one that does not live as long as itself."""


class AmbiguousBinding(ContainerError):
    """Several bindings provide what is wanted, and nothing says which."""


class ScopeClosed(ContainerError):
    """The scope has been closed."""


class ScopeNotOpen(ContainerError):
    """No scope is open in which the object could live."""


class AsyncRequired(ContainerError):
    """The object is made or closed by a coroutine, and was asked for without `await`."""


class OverrideError(ContainerError):
    """An override is of what nobody wants, or ends before one that was made within it."""


class FactoryError(ContainerError):
    """A generator that provides an object yields not once: never, or again when it should end."""
