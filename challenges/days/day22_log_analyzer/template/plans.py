"""Format plans: what a line looks like, as plain JSON (`definitions.md`, "Plans"; stage 6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Plan = Mapping[str, Any]

COLUMNS = ("path", "ip", "user_agent", "referrer", "user", "host")


def has_latency(plan: Plan) -> bool:
    """Tells whether lines of the plan may say how long a request took."""
    raise NotImplementedError("has_latency")


def present_columns(plan: Plan) -> frozenset[str]:
    """Returns those of COLUMNS that have a value in every good line of the plan."""
    raise NotImplementedError("present_columns")


def check_plan(plan: object) -> None:
    """Raises ValueError, which names what is wrong, unless it is a plan that backends can run."""
    raise NotImplementedError("check_plan")
