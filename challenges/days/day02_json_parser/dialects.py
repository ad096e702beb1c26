"""The dialects of JSON for people, the same for all backends."""

from __future__ import annotations

from .json5 import Json5Machine
from .jsonc import JsoncMachine
from .options import LoadOptions
from .python_backend import check_size, document_of, read_exactly

_MACHINES = {"jsonc": JsoncMachine, "json5": Json5Machine}


def loads(data: object, dialect: str, options: LoadOptions) -> object:
    """Returns the value of a document in a dialect.

    Raises:
        JSONDecodeError: The document is not what was asked for.
        ValueError: There is no such dialect.
    """
    if dialect not in _MACHINES:
        raise ValueError(f"dialect is {dialect!r}, must be json, {' or '.join(_MACHINES)}")
    document = document_of(data)
    if options.max_size >= 0:
        check_size(document, options.max_size)
    machine = _MACHINES[dialect](options, not isinstance(document, str), document)
    return read_exactly(machine, document, options)
