"""Old events in today's words: stored events never change, so they are changed when read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .errors import UpcastError

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]


class Upcasters:
    """Steps from one schema of an event type to the next, each written once and kept for ever."""

    def __init__(self) -> None:
        self._steps: dict[tuple[str, int], tuple[str, Upcaster]] = {}

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
        if (type, schema) in self._steps:
            raise ValueError(f"{type} of schema {schema} has an upcaster already")
        self._steps[type, schema] = to_type or type, upcaster

    def upcast(
        self, type: str, schema: int, data: Mapping[str, Any]
    ) -> tuple[str, int, Mapping[str, Any]]:
        """Take all steps that there are, and return type, schema and fields after them.

        Raises:
            UpcastError: a step has raised, or the steps go in a circle.
        """
        seen: set[tuple[str, int]] = set()
        while (step := self._steps.get((type, schema))) is not None:
            if (type, schema) in seen:
                raise UpcastError(f"the upcasters of {type} go in a circle at schema {schema}")
            seen.add((type, schema))
            to_type, upcaster = step
            try:
                data = upcaster(dict(data))
            except Exception as error:
                raise UpcastError(f"{type} of schema {schema}: {error!r}") from error
            type, schema = to_type, schema + 1 if to_type == type else 1
        return type, schema, data
