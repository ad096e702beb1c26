"""What a container and all scopes opened from it have in common."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from challenges.shared.clock import Clock

from .bells import Bell
from .bindings import Kind
from .explaining import Creation
from .flights import Flight
from .graph import Graph, Node
from .keys import Key
from .parameters import read_key
from .plans import Plan, Plans
from .scopes import Scope

if TYPE_CHECKING:
    from .container import Container


class Table(dict[Any, Plan]):
    """Plans by what is wanted: a type, or a key; each is made when it is asked for first."""

    def __init__(self, plans: Plans, make: Callable[[Node, Scope], Plan], level: Scope) -> None:
        """Begin without any."""
        super().__init__()
        self.view = plans.view
        self._make = make
        self._level = level

    def __missing__(self, wanted: Any) -> Plan:
        """Make the plan of what is wanted."""
        key = read_key(wanted.type, wanted.name) if isinstance(wanted, Key) else read_key(wanted)
        plan = self._make(self.view.node(key), self._level)
        self[wanted] = plan
        return plan


@dataclass(slots=True)
class Level:
    """What the scopes of one kind have in common.

    Attributes:
        core: What all scopes of the container have in common.
        scope: Which kind.
        table: Plans of `get`.
        async_table: Plans of `aget`.
        eager: What is made when such a scope is entered.
        context: What may be in its context, with the numbers of these objects.
        inner: By kind of scope, what can be entered from it; None where it cannot.
        is_session: Whether it is the kind SESSION.
    """

    core: Core
    scope: Scope
    table: Table
    async_table: Table
    eager: tuple[Key, ...]
    context: dict[Key, int]
    inner: tuple[Level | None, ...]
    is_session: bool


def make_levels(core: Core, plans: Plans, nodes: list[Node]) -> dict[Scope, Level]:
    """Return the levels of a view: APP, SESSION and REQUEST."""
    levels: dict[Scope, Level] = {}
    for scope in (Scope.REQUEST, Scope.SESSION, Scope.APP):
        mine = [node for node in nodes if node.binding.scope is scope]
        levels[scope] = Level(
            core,
            scope,
            Table(plans, plans.plan, scope),
            Table(plans, plans.async_plan, scope),
            tuple(node.binding.key for node in mine if node.binding.eager),
            {n.binding.key: n.index for n in mine if n.binding.kind is Kind.CONTEXT},
            tuple(levels.get(inner) for inner in Scope),
            scope is Scope.SESSION,
        )
    return levels


class Core:
    """What belongs to a container and all its scopes.

    Attributes:
        graph: The bindings.
        clock: What tells `explain` the time.
        bell: Rings when a scope's lock is released.
        lock: Held while it is looked at which flights wait for each other.
        flights: Constructions by coroutines that are under way.
        creations: By number of the binding, when its last object was made.
        overridden: Whether there has ever been an override.
        marks: Whether scopes note where they were opened: if warnings about those that nobody
            closes can be seen, which by default they are in tests and development only.
        levels: What the scopes of each kind have in common.
    """

    def __init__(self, graph: Graph, *, trace: bool, clock: Clock) -> None:
        """Prepare plans, none of them made yet."""
        self.graph = graph
        self.trace = trace
        self.clock = clock
        self.bell = Bell()
        self.lock = Lock()
        self.flights: dict[tuple[Container, int], Flight] = {}
        self.creations: dict[int, Creation] = {}
        self.overridden = False
        self.marks = trace or _shown(ResourceWarning)
        graph.story = self.creations.get
        plans = Plans(graph, self.bell, guard_all=trace)
        self.levels = make_levels(self, plans, graph.nodes)


def _shown(category: type[Warning]) -> bool:
    for action, _, filtered, _, _ in warnings.filters:
        if issubclass(category, filtered):
            return action != "ignore"
    return True
