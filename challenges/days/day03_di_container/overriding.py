"""Objects in the place of bindings, for one task: nothing that others use is touched.

An override makes copies of the bindings that depend on what it replaces, and for each scope that
is used within it a shadow, which keeps the objects of these; all others come from the scope below.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import replace
from threading import RLock
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any

from .analysis import set_async, set_lifetime
from .bindings import Binding, Kind, Place
from .closing import Owned, finish, finish_async, raise_all
from .components import components
from .core import Core, make_levels
from .errors import OverrideError
from .graph import Edge, Graph, Node
from .keys import Key
from .plans import Plans
from .scopes import Scope

if TYPE_CHECKING:
    from .container import Container

_OVERRIDES: ContextVar[Mapping[Core, Override]] = ContextVar("_OVERRIDES", default={})  # noqa: B039
"""The innermost override of each container that holds for the running task."""


def current_override(core: Core) -> Override | None:
    """Return the innermost override that holds for the running task."""
    return _OVERRIDES.get().get(core)


class OverriddenView:
    """The bindings under an override: copies of those that depend on what is replaced."""

    def __init__(self, below: Graph | OverriddenView, values: Mapping[Key, Any]) -> None:
        """Copy what depends on the keys: O(V + E).

        Raises:
            OverrideError: Nobody provides or wants a key.
        """
        self._below = below
        self.sound = False
        self.nodes: list[Node] = list(below.nodes)
        self._values: dict[Key, Node] = {}
        self._copies: dict[int, Node] = {}
        lowest = min((node.index for node in below.nodes), default=0)
        for number, (key, value) in enumerate(values.items(), start=1):
            binding = Binding(key, Scope.APP, Kind.VALUE, value, (), Place("", 0))
            node = below.node(key) if below.has(key) else None
            if node is None and not below.is_wanted(key):
                raise OverrideError(f"nobody provides or wants {key}")
            index = min(lowest, 0) - number if node is None else node.index
            self._values[key] = Node(index, binding)
            if node is not None:
                self._copies[node.index] = self._values[key]
        self._copy_dependents()
        self.nodes = [self._copies.get(node.index, node) for node in below.nodes]

    def _copy_dependents(self) -> None:
        parents: dict[int, list[Node]] = {}
        todo: list[Node] = []
        for node in self._below.nodes:
            for edge in node.edges:
                if edge.target is not None:
                    parents.setdefault(edge.target.index, []).append(node)
                elif edge.dependency.need is not None and edge.dependency.need.key in self._values:
                    todo.append(node)
        todo += [node for index in self._copies for node in parents.get(index, ())]
        copied: list[Node] = []
        while todo:
            node = todo.pop()
            if node.index not in self._copies:
                copy = Node(node.index, node.binding, circular=node.circular, problem=node.problem)
                self._copies[node.index] = copy
                copied.append(node)
                todo += parents.get(node.index, ())
        for node in copied:
            self._copies[node.index].edges = tuple(map(self._edge, node.edges))
        mine = [self._copies[node.index] for node in copied]
        for group in components(mine, lambda node: node.targets()):
            set_lifetime(group)
        for group in components(mine, lambda node: node.targets(direct=True)):
            set_async(group)

    def _edge(self, edge: Edge) -> Edge:
        if edge.target is not None:
            return replace(edge, target=self._copies.get(edge.target.index, edge.target))
        need = edge.dependency.need
        return replace(edge, target=self._values.get(need.key) if need is not None else None)

    def node(self, key: Key) -> Node:
        """Return the binding of a key; see `Graph.node`."""
        if key in self._values:
            return self._values[key]
        node = self._below.node(key)
        return self._copies.get(node.index, node)

    def has(self, key: Key) -> bool:
        """Whether somebody provides a key."""
        return key in self._values or self._below.has(key)

    def is_wanted(self, key: Key) -> bool:
        """Whether somebody provides a key, or would take it."""
        return key in self._values or self._below.is_wanted(key)

    def owns(self, _: Node) -> bool:
        """Whether the object depends on what is replaced."""
        return self._copies.get(_.index) is _ or _ in self._values.values()


class Override:
    """Objects in the place of bindings, from entering to leaving; see `Container.override`."""

    def __init__(self, core: Core, values: Mapping[Key, Any]) -> None:
        """Look whether somebody wants the keys.

        Raises:
            OverrideError: Nobody does.
        """
        for key in values:
            if not core.graph.is_wanted(key):
                raise OverrideError(f"nobody provides or wants {key}")
        self._core = core
        self._values = values
        self._outer: Override | None = None
        self._lock = RLock()
        self._shadows: dict[int, Container] = {}
        self._sync = False
        self._begun = False

    def __enter__(self) -> None:
        """Let the override hold."""
        self._sync = True
        self._begin()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        """Close what was made under the override."""
        wrong = self._end()
        raise_all("an override", wrong + finish(self._shut_shadows(), error), error)

    async def __aenter__(self) -> None:
        """Let the override hold."""
        self._begin()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        """Close what was made under the override."""
        wrong = self._end()
        errors = await finish_async(self._shut_shadows(), error)
        raise_all("an override", wrong + errors, error)

    def _begin(self) -> None:
        if self._begun:
            raise OverrideError("an override holds once; make another one")
        self._begun = True
        held = _OVERRIDES.get()
        self._outer = held.get(self._core)
        outer = self._outer
        below: Graph | OverriddenView = outer.view if outer else self._core.graph
        self.view: OverriddenView = OverriddenView(below, self._values)
        plans = Plans(self.view, self._core.bell, guard_all=self._core.trace)
        self._levels = make_levels(self._core, plans, self.view.nodes)
        self._core.overridden = True
        _OVERRIDES.set({**held, self._core: self})

    def _end(self) -> list[BaseException]:
        held = _OVERRIDES.get()
        if held.get(self._core) is not self:
            text = "an override ends in another task than it began, or before one made within it"
            return [OverrideError(text)]
        _OVERRIDES.set(self._others())
        return []

    def _others(self) -> dict[Core, Override]:
        """Return the overrides that would hold without this one."""
        held = {core: one for core, one in _OVERRIDES.get().items() if core is not self._core}
        return held | ({self._core: self._outer} if self._outer else {})

    def shadow(self, scope: Container) -> Container:
        """Return the scope that keeps what is made under the override in place of another one."""
        if scope._override is self:
            return scope
        if self._outer is not None:
            scope = self._outer.shadow(scope)
        if scope._override is not self._outer:
            return scope  # of an override beside this one
        with self._lock:
            found = self._shadows.get(id(scope))
            if found is None:
                found = self._shadows[id(scope)] = self._made(scope, sys._getframe(3))
        return found

    def entered(
        self,
        outer: Container,
        scope: Scope,
        context: Mapping[Any, Any] | None,
        frame: FrameType,
    ) -> Container:
        """Open a scope within a shadow: its own shadow, which closes it, too."""
        token = _OVERRIDES.set(self._others())
        try:
            inner = outer._below.enter(scope, context)
        finally:
            _OVERRIDES.reset(token)
        inner._mark(frame)
        made = self._made(inner, frame)
        made._below_is_mine = True
        return made

    def _made(self, below: Container, frame: FrameType) -> Container:
        app = None if below._app is None else self.shadow(below._app)
        made = type(below)(self._levels[below.scope], app, frame)
        made._below = below
        made._override = self
        made._sync = self._sync and below.scope is Scope.APP
        if below._session is not None:
            made._session = self.shadow(below._session)
        return made

    def _shut_shadows(self) -> list[list[Owned]]:
        return [shadow.shut() for shadow in reversed(self._shadows.values())]
