"""Holds the backends against each other, and against the standard library, on one document."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from challenges.days.day02_json_parser import dumpb, loads
from challenges.days.day02_json_parser.proofs.documents import Case
from challenges.days.day02_json_parser.proofs.outcomes import (
    Outcome,
    Raised,
    Refused,
    Value,
    outcome,
)
from challenges.days.day02_json_parser.proofs.stdlib import disagreement
from challenges.days.day02_json_parser.proofs.streams import in_lines, in_pieces, looked_into

REFERENCE = "python"


class Finding(NamedTuple):
    """Something that is not as it must be.

    Attributes:
        check: What was checked.
        backend: Of which backend.
        expected: What must be.
        got: What is.
    """

    check: str
    backend: str
    expected: object
    got: object


class Judge:
    """Judges cases.

    Args:
        backends: Names of those that take part.

    Attributes:
        told: How often each outcome of reading came: "read", or the code of an error.
    """

    def __init__(self, backends: tuple[str, ...]) -> None:
        self._backends = backends
        self._others = [name for name in backends if name != REFERENCE]
        self.told: dict[str, int] = {}

    def finding(self, case: Case) -> Finding | None:
        """Returns the first thing that is wrong with a case, or None."""
        return next(self._findings(case), None)

    def _findings(self, case: Case) -> Iterator[Finding]:
        given, load = case.given(), dict(case.load)
        comparable = load.get("nonfinite") != "allow"
        found = outcome(lambda: loads(given, backend=REFERENCE, **load), comparable, True)
        told = found.code if isinstance(found, Refused) else "read"
        self.told[told] = self.told.get(told, 0) + 1
        if isinstance(found, Raised):
            yield Finding("reading", REFERENCE, "a value or a JSONDecodeError", found)
        for name in self._others:
            got: Outcome = outcome(lambda n=name: loads(given, backend=n, **load), comparable, True)  # type: ignore[misc]
            if got != found:
                yield Finding("reading", name, found, got)
        if said := disagreement(given, load, found):
            yield Finding("the standard library", REFERENCE, said, found)
        if isinstance(found, Value):
            value: Any = found.value if comparable else loads(given, backend=REFERENCE, **load)
            yield from self._written(value, case, found)
        if case.cuts is not None:
            for check in (in_pieces, in_lines, looked_into):
                for wrong in check(case, self._backends, found):
                    yield Finding(check.__name__, *wrong)
        if not gc.isenabled():
            gc.enable()
            yield Finding("the collector", "any", "on, as before", "off")

    def _written(self, value: Any, case: Case, read: Value) -> Iterator[Finding]:
        """Yields what is wrong with the text of a value."""

        def write(name: str) -> Callable[[], bytes]:
            return lambda: dumpb(value, backend=name, **case.dump)

        found = outcome(write(REFERENCE))
        if isinstance(found, Raised):
            yield Finding("writing", REFERENCE, "a text or a JSONEncodeError", found)
        for name in self._others:
            if (other := outcome(write(name))) != found:
                yield Finding("writing", name, found, other)
        if case.load or case.dump or not isinstance(found, Value):
            return
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        if text != found.value:
            yield Finding("the standard library's text", REFERENCE, text, found.value)
        for name in self._backends:
            again: Outcome = outcome(lambda n=name: loads(text, backend=n))  # type: ignore[misc]
            if again != read:
                yield Finding("reading what was written", name, read, again)
