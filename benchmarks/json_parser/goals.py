"""What the backends must reach, and what they aim for, beside what was measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.json_parser.tables import Table

BEST = "the best peer"
FILES = ("twitter", "github", "canada", "citm_catalog")
_OURS = ("rust", "cython", "python", "marshal")


@dataclass(frozen=True, slots=True)
class Goal:
    """A ratio of times that must not be passed.

    Attributes:
        ours: Whose time.
        peer: Divided by whose.
        tables: Titles of the tables; the largest ratio counts.
        must: The ratio that must be reached.
        aim: The ratio that is aimed for.
    """

    ours: str
    peer: str
    tables: tuple[str, ...]
    must: float
    aim: float


def _each(what: str, *documents: str) -> tuple[str, ...]:
    return tuple(f"{document}: {what}" for document in documents)


GOALS = (
    Goal("rust", "orjson", _each("read", "twitter", "github"), 1.15, 0.90),
    Goal("rust", "orjson", _each("read", "canada", "citm_catalog"), 0.85, 0.60),
    Goal("rust", BEST, _each("read", *FILES), 1.25, 1.00),
    Goal("rust", "orjson", _each("write", *FILES), 1.30, 0.90),
    Goal("rust", "msgspec", ("small object: read",), 1.6, 1.0),
    Goal("rust", "orjson", ("small object: write",), 1.6, 1.0),
    Goal("rust", "stdlib C", ("40-digit ints: read",), 1.0, 0.7),
    Goal("rust", "msgspec decode_lines", ("lines",), 1.3, 1.0),
    Goal("rust", "ijson yajl2_c", ("iterparse: rows", "iterparse: twitter"), 0.40, 0.25),
    Goal(
        "rust, Document",
        "pysimdjson, Parser",
        ("one key: twitter", "one key: citm_catalog"),
        3,
        1.3,
    ),
    Goal("cython", "stdlib C", _each("read", "twitter", "canada", "github"), 0.75, 0.50),
    Goal("cython", "stdlib C", _each("read", "citm_catalog"), 1.0, 0.75),
    Goal("cython", "stdlib C", _each("write", *FILES), 0.25, 0.12),
    Goal("python", "stdlib pure", _each("read", *FILES), 1.00, 0.60),
    Goal("python", "stdlib pure", _each("write", *FILES), 0.90, 0.50),
    Goal("python, PushParser", "python, loads", _each("events", *FILES), 4, 2.5),
    Goal("rust", "the input", _each("memory", *FILES), 0.5, 0.05),
)


def judged(tables: Mapping[str, Table]) -> list[dict[str, Any]]:
    """Returns each goal with what was measured; "measured" is None where a part of it was not."""
    return [_judged(goal, tables) for goal in GOALS]


def _judged(goal: Goal, tables: Mapping[str, Table]) -> dict[str, Any]:
    ratios = [_ratio(goal, tables.get(title)) for title in goal.tables]
    known = [
        (ratio, title)
        for ratio, title in zip(ratios, goal.tables, strict=True)
        if ratio is not None
    ]
    worst = max(known) if len(known) == len(ratios) else (None, "not measured")
    return {
        "ours": goal.ours,
        "peer": goal.peer,
        "tables": list(goal.tables),
        "must": goal.must,
        "aim": goal.aim,
        "measured": worst[0],
        "worst": worst[1],
        "verdict": _verdict(goal, worst[0]),
    }


def _ratio(goal: Goal, table: Table | None) -> float | None:
    if table is None:
        return None
    if goal.peer != BEST:
        return table.ratio(goal.ours, goal.peer)
    names = table.record()["engines"]
    peers = [name for name in names if name.split(",")[0] not in _OURS]
    ratios = [ratio for name in peers if (ratio := table.ratio(goal.ours, name)) is not None]
    return max(ratios, default=None)


def _verdict(goal: Goal, measured: float | None) -> str:
    if measured is None:
        return "not measured"
    if measured <= goal.aim:
        return "aim met"
    return "must met" if measured <= goal.must else "NOT MET"


def lines(found: list[dict[str, Any]]) -> list[str]:
    """Returns the goals as text."""
    rows = ["goals: of several tables the largest ratio counts", _HEAD]
    for goal in found:
        measured = f"{goal['measured']:.2f}" if goal["measured"] is not None else "-"
        rows.append(
            f"  {goal['ours']} / {goal['peer']}".ljust(_WIDTH)
            + f"{goal['must']:6.2f}{goal['aim']:6.2f}{measured:>10}  "
            + f"{goal['verdict']:14}{'; '.join(goal['tables'])}"
        )
    return rows


_WIDTH = 40
_HEAD = f"{'  times of':{_WIDTH}}{'must':>6}{'aim':>6}{'measured':>10}  {'verdict':14}tables"
