"""The canonical bytes of a tally (`definitions.md`, "Partial, version 1"; stages 3 and 5)."""

from __future__ import annotations

from dataclasses import dataclass

MAGIC = b"LAP1"
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


@dataclass(frozen=True, slots=True)
class Options:
    """What decides how lines are counted; only partials with equal options can be merged."""

    format: str
    max_line: int
    samples: int
    strip_query: bool

    def header(self) -> bytes:
        """Returns the header of a partial."""
        raise NotImplementedError("Options.header")


def decode_options(data: bytes) -> Options:
    """Reads only the header of a partial.

    Raises:
        PartialError: It is none, or its header is damaged.
    """
    raise NotImplementedError("decode_options")
