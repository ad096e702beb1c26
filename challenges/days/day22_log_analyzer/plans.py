"""Format plans: what a line looks like, as plain JSON that every backend reads.

`definitions.md` ("Plans") says what the kinds mean; compilers make plans from format strings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Plan = Mapping[str, Any]

COLUMNS = ("path", "ip", "user_agent", "referrer", "user", "host")
TIME_FIELDS = ("time_clf", "time_iso", "time_s", "time_ms", "time_us")
LATENCY_FIELDS = ("latency_s", "latency_ms", "latency_us")
NUMBER_FIELDS = frozenset(("status", "size", "time_s", "time_ms", "time_us", *LATENCY_FIELDS))
REQUEST_PARTS = ("method", "target", "query", "protocol")
FIELDS = frozenset(
    (
        *("ip", "ip_port", "user", "host", "referrer", "user_agent"),
        *("request", "status", "size", "date", "clock", "skip", "rest"),
        *REQUEST_PARTS,
        *TIME_FIELDS,
        *LATENCY_FIELDS,
    )
)
JSON_FIELDS = FIELDS - {"skip", "rest"} | {"time_auto"}

_MOST_STEPS = 1000
_MOST_KEYS = 64
_EVERY_COLUMN = frozenset(COLUMNS)
_OF_COMMON = frozenset(("path", "ip", "user"))


def fields_of(plan: Plan) -> list[str]:
    """Returns the names of the fields of a text or json plan, in their order."""
    if plan["kind"] == "text":
        return [name for form, name in plan["steps"] if form != "lit"]
    return list(plan["fields"])


def is_latin(value: object) -> bool:
    """Tells whether a value is text in which each character stands for one byte."""
    return isinstance(value, str) and max(value, default="") <= "\xff"


def has_latency(plan: Plan) -> bool:
    """Tells whether lines of the plan may say how long a request took."""
    if plan["kind"] in ("text", "json"):
        return any(name in LATENCY_FIELDS for name in fields_of(plan))
    return bool(plan["kind"] == "w3c")


def present_columns(plan: Plan) -> frozenset[str]:
    """Returns those of COLUMNS that have a value in every good line of the plan."""
    if plan["kind"] == "common":
        return _OF_COMMON
    if plan["kind"] == "combined":
        return _EVERY_COLUMN - {"host"}
    if plan["kind"] != "text":
        return _EVERY_COLUMN
    names = {"ip" if name == "ip_port" else name for name in fields_of(plan)}
    return _EVERY_COLUMN & (names | {"path"})


def check_plan(plan: object) -> None:
    """Raises ValueError, which names what is wrong, unless it is a plan that backends can run."""
    if not isinstance(plan, Mapping):
        raise ValueError(f"plan is {plan!r:.200}, must be an object")
    kind = plan.get("kind")
    wanted = {"text": {"kind", "steps"}, "json": {"kind", "fields"}}.get(str(kind), {"kind"})
    if kind not in ("common", "combined", "text", "json", "w3c") or set(plan) != wanted:
        raise ValueError(f"plan of kind {kind!r:.200} has {', '.join(map(str, plan))!r:.200}")
    if kind == "text":
        _check_steps(plan["steps"])
        _check_fields(fields_of(plan))
    elif kind == "json":
        _check_paths(plan["fields"])
        _check_fields(fields_of(plan))


def _check_steps(steps: object) -> None:
    if not isinstance(steps, list | tuple) or not 0 < len(steps) <= _MOST_STEPS:
        raise ValueError(f"a text plan has 1 to {_MOST_STEPS} steps, not {steps!r:.200}")
    before = None
    for place, step in enumerate(steps):
        if not (isinstance(step, list | tuple) and [*map(type, step)] == [str, str]):
            raise ValueError(f"step {place} is {step!r:.200}, must be two strings")
        form, text = step
        if form == "lit":
            if not text or before == "lit" or not is_latin(text) or "\n" in text:
                raise ValueError(f"step {place} is the literal {text!r:.200}, after {before}")
        elif (
            form not in ("bare", "quoted", "rest")
            or text not in FIELDS
            or (form == "rest" and text not in ("skip", "rest"))
            or (form != "rest" and text == "rest")
        ):
            raise ValueError(f"step {place} is {step!r:.200}, of no known form or field")
        elif before not in (None, "lit") or (form == "rest" and place != len(steps) - 1):
            raise ValueError(f"step {place}, {text!r}, is not held apart from its neighbours")
        before = form


def _check_paths(fields: object) -> None:
    if not isinstance(fields, Mapping):
        raise ValueError(f"fields are {fields!r:.200}, must be an object")
    for name, path in fields.items():
        if name not in JSON_FIELDS:
            raise ValueError(f"field {name!r:.200} is unknown in a json plan")
        keys = path if isinstance(path, list | tuple) else ()
        if not 0 < len(keys) <= _MOST_KEYS or not all(map(is_latin, keys)):
            raise ValueError(
                f"field {name!r} is at {path!r:.200}, must be at most {_MOST_KEYS} keys"
            )


def _check_fields(names: Iterable[str]) -> None:
    names = [name for name in names if name != "skip" and name not in LATENCY_FIELDS]
    for one in names:
        if names.count(one) > 1:
            raise ValueError(f"field {one!r} is given {names.count(one)} times, must be once")
    times = [name for name in names if name in TIME_FIELDS or name == "time_auto"]
    parts = [name for name in names if name in ("date", "clock")]
    if (len(times), len(parts)) not in ((1, 0), (0, 2)):
        raise ValueError(f"time is in {times + parts}, must be one time, or date and clock")
    if "status" not in names:
        raise ValueError("the plan has no status")
    if "request" not in names and "target" not in names:
        raise ValueError("the plan has neither request nor target")
    if "ip" in names and "ip_port" in names:
        raise ValueError("the plan has both ip and ip_port")
