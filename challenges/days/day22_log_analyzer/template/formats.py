"""The log formats: names, format strings and field maps, each compiled to one plan.

What a plan says, every backend reads alike; how stands in `definitions.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Plan = Mapping[str, Any]
FieldMap = Mapping[str, str | Sequence[str]]

AUTO = "auto"


@dataclass(frozen=True, slots=True)
class LogFormat:
    """A log format.

    Attributes:
        name: What `format=` and `--format` take.
        plan: What a line looks like.
        example: One line in this format, if it has a name of its own.
    """

    name: str
    plan: Plan
    example: str = ""


# By name; the README lists them.
FORMATS: dict[str, LogFormat] = {}


def find_format(format: str | FieldMap | LogFormat) -> LogFormat:
    """Returns a format, compiled if need be.

    Args:
        format: A name of FORMATS, `iis`, an nginx `log_format`, an Apache `LogFormat`,
            `json:ip=client.ip,time=ts,...`, or a map of fields for lines of JSON.

    Raises:
        UnknownFormatError: It is none of these.
    """
    raise NotImplementedError("find_format")
