"""The canonical bytes of a tally (`definitions.md`, "Partial, version 2"; stages 3 and 5)."""

from __future__ import annotations

from .options import Options

MAGIC = b"LAP2"
REASONS = (
    "blank",
    "no_host",
    "bad_timestamp",
    "bad_request_quote",
    "bad_status",
    "bad_size",
    "bad_latency",
    "trailing_garbage",
    "too_few_fields",
    "invalid_json",
    "number_overflow",
    "line_too_long",
)


def decode_options(data: bytes) -> Options:
    """Reads only the header of a partial.

    Raises:
        PartialError: It is none, or its header is damaged.
    """
    raise NotImplementedError("decode_options")
