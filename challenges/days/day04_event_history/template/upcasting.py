"""Old events in today's words: stored events never change, so they are changed when read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]


class Upcasters:
    """Steps from one schema of an event type to the next, each written once and kept for ever."""

    def __init__(self) -> None:
        raise NotImplementedError("Upcasters")

    def add(
        self, type: str, schema: int, upcaster: Upcaster, *, to_type: str | None = None
    ) -> None:
        """Say how an event of one schema becomes one of the next.

        Args:
            type: the name it was stored under.
            schema: the schema it was stored with; the result has `schema + 1`, and schema 1 where
                the type is another.
            upcaster: gets a dict of its own, and returns the fields of the next schema.
            to_type: the name of the type from then on, if it was renamed.

        Raises:
            ValueError: there is a step from this schema already.
        """
        raise NotImplementedError("add")

    def upcast(
        self, type: str, schema: int, data: Mapping[str, Any]
    ) -> tuple[str, int, Mapping[str, Any]]:
        """Take all steps that there are, and return type, schema and fields after them.

        Raises:
            UpcastError: a step has raised, or the steps go in a circle.
        """
        raise NotImplementedError("upcast")
