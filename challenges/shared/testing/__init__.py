"""What the tests of the units are written with.

`check` judges an answer; `Counted`, `CountedSequence` and `traced_lines` judge its cost by
counting, `cpu_growth`, `speedup` and `peak_bytes` by comparing runs of one process; `Scheduler`,
`explore` and `random_runs` run threads in an order that the test chooses, `run_virtual` runs
asyncio without waiting. `chain` and `tree` build what is made of nodes; `c_calls` and `audited` see
what a call does behind its answer.
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
from challenges.shared.testing.structures import (
    chain,
    counting_links,
    levels,
    nodes,
    tree,
    values,
)
from challenges.shared.testing.tracing import traced_lines
from challenges.shared.testing.verdicts import CostExceeded, WrongAnswer, at_most

if TYPE_CHECKING:
    from challenges.shared.testing.observing import Events, audited, c_calls
    from challenges.shared.testing.scheduled_turns import Deadlock, Stuck
    from challenges.shared.testing.scheduling import (
        Exploration,
        Scheduler,
        explore,
        random_runs,
        replay,
    )
    from challenges.shared.testing.virtual_time import VirtualTimeLoop, run_virtual

__all__ = [
    "Checked",
    "CostExceeded",
    "Counted",
    "CountedInt",
    "CountedSequence",
    "Deadlock",
    "Events",
    "Exploration",
    "Scheduler",
    "Stuck",
    "Tally",
    "VirtualTimeLoop",
    "WrongAnswer",
    "at_most",
    "audited",
    "c_calls",
    "chain",
    "check",
    "counted",
    "counting_links",
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
    "run_virtual",
    "speedup",
    "traced_lines",
    "tree",
    "values",
]

_ON_DEMAND = {
    "observing": ("Events", "audited", "c_calls"),
    "scheduling": (
        "Deadlock",
        "Exploration",
        "Scheduler",
        "Stuck",
        "explore",
        "random_runs",
        "replay",
    ),
    "virtual_time": ("VirtualTimeLoop", "run_virtual"),
}
"""Modules whose import costs what most tests do not need, and their public names."""


def __getattr__(name: str) -> Any:
    # Most tests start no thread and no loop, and the scheduler alone is a third of the time to
    # import this package.
    for module, names in _ON_DEMAND.items():
        if name in names:
            return getattr(import_module(f"challenges.shared.testing.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
