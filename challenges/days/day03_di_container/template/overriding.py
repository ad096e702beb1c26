"""Objects in the place of bindings, for one task: nothing that others use is touched.

An override makes copies of the bindings that depend on what it replaces, and for each scope that
is used within it a shadow, which keeps the objects of these; all others come from the scope below.
"""

from __future__ import annotations

from types import TracebackType


class Override:
    """Objects in the place of bindings, from entering to leaving; see `Container.override`."""

    def __enter__(self) -> None:
        """Let the override hold."""
        raise NotImplementedError("Override.__enter__")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        """Close what was made under the override."""
        raise NotImplementedError("Override.__exit__")

    async def __aenter__(self) -> None:
        """Let the override hold."""
        raise NotImplementedError("Override.__aenter__")

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        """Close what was made under the override."""
        raise NotImplementedError("Override.__aexit__")
