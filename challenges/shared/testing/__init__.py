"""What the tests of the units are written with.

`check` judges an answer; `Counted`, `CountedSequence` and `traced_lines` judge its cost by
counting, `cpu_growth`, `speedup` and `peak_bytes` by comparing runs of one process; `Scheduler`,
`explore` and `random_runs` run threads in an order that the test chooses.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from challenges.shared.testing.checking import Checked, check, live
from challenges.shared.testing.comparing import difference
from challenges.shared.testing.counting import (
    Counted,
    CountedInt,
    CountedSequence,
    Tally,
    counted,
)
from challenges.shared.testing.growth import cpu_growth, growth_exponent, peak_bytes, speedup
from challenges.shared.testing.structures import chain, levels, nodes, tree, values
from challenges.shared.testing.tracing import traced_lines
from challenges.shared.testing.verdicts import CostExceeded, WrongAnswer, at_most

if TYPE_CHECKING:
    from challenges.shared.testing.scheduled_turns import Deadlock, Stuck
    from challenges.shared.testing.scheduling import (
        Exploration,
        Scheduler,
        explore,
        random_runs,
        replay,
    )

__all__ = [
    "Checked",
    "CostExceeded",
    "Counted",
    "CountedInt",
    "CountedSequence",
    "Deadlock",
    "Exploration",
    "Scheduler",
    "Stuck",
    "Tally",
    "WrongAnswer",
    "at_most",
    "chain",
    "check",
    "counted",
    "cpu_growth",
    "difference",
    "explore",
    "growth_exponent",
    "levels",
    "live",
    "nodes",
    "peak_bytes",
    "random_runs",
    "replay",
    "speedup",
    "traced_lines",
    "tree",
    "values",
]

_SCHEDULING = frozenset(
    {"Deadlock", "Exploration", "Scheduler", "Stuck", "explore", "random_runs", "replay"}
)


def __getattr__(name: str) -> Any:
    # Most tests start no thread, and the scheduler is a third of the time to import this package.
    if name in _SCHEDULING:
        return getattr(import_module("challenges.shared.testing.scheduling"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
