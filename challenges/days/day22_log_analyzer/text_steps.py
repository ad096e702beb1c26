"""From the parts of a format string to the steps of a text plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .errors import UnknownFormatError
from .plans import LATENCY_FIELDS, REQUEST_PARTS, TIME_FIELDS, Plan


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a format string.

    Attributes:
        name: As it is written.
        field: What it gives, `skip` for nothing.
    """

    name: str
    field: str


Part = str | Variable


def text_plan(parts: Iterable[Part], needed: dict[str, str]) -> Plan:
    """Returns the plan of a format string.

    Where several variables give one thing the first counts, and the finest of those that say how
    long a request took: they say the same.

    Args:
        parts: Literals and variables as they are met.
        needed: For status, time and request, which variables give it.

    Raises:
        UnknownFormatError: Something needed is missing, or two variables touch.
    """
    joined = _with_query(_joined(parts))
    for one, two in pairwise(joined):
        if isinstance(one, Variable) and isinstance(two, Variable):
            raise UnknownFormatError(f"{one.name} and {two.name} touch, must have text between")
    fields = _chosen([part.field for part in joined if isinstance(part, Variable)])
    _check_needed(set(fields), needed)
    left = iter(fields)
    steps: list[list[str]] = []
    for place, part in enumerate(joined):
        if isinstance(part, str):
            steps.append(["lit", _bytes_as_text(part)])
        else:
            steps.append(["quoted" if _is_quoted(joined, place) else "bare", next(left)])
    return {"kind": "text", "steps": steps}


def _joined(parts: Iterable[Part]) -> list[Part]:
    joined: list[Part] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part:
            joined.append(part)
    return joined


def _with_query(joined: Sequence[Part]) -> list[Part]:
    """Lets a target take in the query that follows at once, as in `%U%q` or `$uri$is_args$args`."""
    kept: list[Part] = []
    target = False
    for part in joined:
        if not isinstance(part, Variable):
            target = False
        elif target and (part.field == "query" or part.name == "$is_args"):
            continue
        else:
            target = part.field == "target"
        kept.append(part)
    return kept


def _is_quoted(joined: Sequence[Part], place: int) -> bool:
    around = [*joined[max(0, place - 1) : place], *joined[place + 1 : place + 2]]
    before, after = around if len(around) == 2 else ("", "")
    return str(before).endswith('"') and str(after).startswith('"')


def _bytes_as_text(literal: str) -> str:
    if "\n" in literal:
        raise UnknownFormatError(f"{literal!r} has a line break, and a line has none")
    try:
        return literal.encode("utf-8", "surrogateescape").decode("latin-1")
    except UnicodeEncodeError:
        raise UnknownFormatError(f"{literal!r} has no bytes in UTF-8") from None


def _chosen(fields: list[str]) -> list[str]:
    """Returns the fields with `skip` for those that others make needless."""
    latency = max((f for f in fields if f in LATENCY_FIELDS), key=LATENCY_FIELDS.index, default="")
    time = next((field for field in fields if field in TIME_FIELDS), "")
    needless = {*LATENCY_FIELDS, *TIME_FIELDS} - {latency, time}
    if time:
        needless |= {"date", "clock"}
    if "request" in fields:
        needless |= set(REQUEST_PARTS)
    chosen: list[str] = []
    for field in fields:
        chosen.append("skip" if field in needless or field in chosen else field)
    return chosen


def _check_needed(fields: set[str], needed: dict[str, str]) -> None:
    missing = []
    if "status" not in fields:
        missing.append("status")
    if not fields & set(TIME_FIELDS) and not {"date", "clock"} <= fields:
        missing.append("time")
    if not fields & {"request", "target"}:
        missing.append("request")
    if missing:
        said = "; ".join(f"no {name}: {needed[name]}" for name in missing)
        raise UnknownFormatError(f"the format has {said}")
