"""A document as a backend reads it, in the words of the tests."""

from __future__ import annotations

from contextlib import suppress
from types import ModuleType
from typing import Any, NamedTuple

from challenges.shared.testing.comparing import difference


class Refused(NamedTuple):
    """Why a document is not read.

    Attributes:
        code: What is wrong.
        byte: Where, in bytes.
        pointer: In which value.
    """

    code: str
    byte: int
    pointer: str = ""


class Reader:
    """Reads documents with one backend."""

    def __init__(self, subject: ModuleType, backend: str) -> None:
        self._subject = subject
        self._backend = backend

    def once(self, data: Any, **options: Any) -> Any:
        """Returns the value of a document, or why it is refused."""
        try:
            return self._subject.loads(data, backend=self._backend, **options)
        except self._subject.JSONDecodeError as error:
            return Refused(error.code, error.byte, error.pointer)

    def read(self, data: bytes, **options: Any) -> Any:
        """Returns the value of a document, or why it is refused, in whatever form it is given.

        The document is also read as bytearray, memoryview and, where it is UTF-8, as str. Should
        these not agree, all outcomes are returned.
        """
        forms: list[Any] = [data, bytearray(data), memoryview(data)]
        with suppress(UnicodeDecodeError):
            forms.append(data.decode())
        outcomes = [self.once(form, **options) for form in forms]
        if all(difference(outcomes[0], other) is None for other in outcomes):
            return outcomes[0]
        return {type(form).__name__: outcome for form, outcome in zip(forms, outcomes, strict=True)}

    def shown(self, data: bytes, **options: Any) -> str:
        """Returns the repr of what `read` returns."""
        return repr(self.read(data, **options))
