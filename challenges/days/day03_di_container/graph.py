"""Who needs whom: the bindings as nodes, their dependencies as edges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from .analysis import analyse
from .assembly import Assembled
from .bindings import Binding, Kind
from .errors import AmbiguousBinding, ContainerError, MissingDependency
from .explaining import Story, dot_text, explain, mermaid_text
from .generics import Templates
from .keys import Key
from .missing import missing_text
from .parameters import Dependency, How, read_key
from .scopes import Scope


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """A dependency and who provides it; nobody, where it can do without."""

    dependency: Dependency
    target: Node | None

    @property
    def direct(self) -> bool:
        """Whether the target is made before the object that needs it."""
        need = self.dependency.need
        return need is not None and need.how is How.ITSELF


@dataclass(slots=True, eq=False)
class Node:
    """A binding in the graph.

    Attributes:
        index: Its number, by which plans and scopes know it.
        binding: The binding.
        edges: What it needs, in the order of its parameters.
        lifetime: How long its object can live at most: its scope, for a TRANSIENT one the shortest
            of all that it needs.
        needs_async: Whether a coroutine makes the object, or one that it needs directly.
        circular: Whether it can be asked for while it is made, by way of Lazy or Provider.
        problem: Why it cannot be made; None if it can.
    """

    index: int
    binding: Binding
    edges: tuple[Edge, ...] = ()
    lifetime: Scope = Scope.APP
    needs_async: bool = False
    circular: bool = False
    problem: ContainerError | None = None

    def targets(self, direct: bool = False) -> Iterator[Node]:
        """Yield the nodes that it needs."""
        for edge in self.edges:
            if edge.target is not None and (edge.direct or not direct):
                yield edge.target


class Graph:
    """All bindings of an application, and what is wrong with them.

    Attributes:
        nodes: The bindings, in the order of registration.
        problems: All that is wrong, by file and line.
    """

    def __init__(self, assembled: Assembled) -> None:
        """Link the bindings: O(bindings and dependencies)."""
        self._assembled = assembled
        self._templates = Templates(assembled)
        self._nodes_by_key: dict[Key, Node] = {}
        self.nodes: list[Node] = []
        self.story: Story | None = None
        for key, binding in assembled.bindings.items():
            if not self._templates.is_template(binding):
                self._nodes_by_key[key] = self._added(binding)
        self.problems = list(dict.fromkeys([*assembled.problems, *self._linked(0)]))
        self.problems.sort(key=lambda problem: (problem.file, problem.line))

    @property
    def sound(self) -> bool:
        """Whether all bindings are known to be right."""
        return not self.problems

    def node(self, key: Key) -> Node:
        """Return the binding of a key; a generic one is specialised when it is asked for.

        Raises:
            MissingDependency: Nobody provides it.
            AmbiguousBinding: Several do.
        """
        count = len(self.nodes)
        found = self._find(key)
        if found is None:
            if (rivals := self._assembled.rivals.get(key)) is not None:
                raise AmbiguousBinding(str(rivals))
            raise MissingDependency(missing_text(self, key, None))
        self.problems += self._linked(count)
        return found

    def has(self, key: Key) -> bool:
        """Whether somebody provides a key."""
        try:
            self.node(key)
        except (MissingDependency, AmbiguousBinding):
            return False
        return True

    def is_context(self, key: Key) -> bool:
        """Whether whoever enters a scope may bring an object of a key."""
        return self.has(key) and self.node(key).binding.kind is Kind.CONTEXT

    def owns(self, _: Node) -> bool:
        """Return True: without an override each scope keeps its own objects."""
        return True

    def keys(self) -> Iterator[Key]:
        """Yield all keys that can be asked for, aliases included."""
        yield from self._nodes_by_key
        yield from self._assembled.aliases

    def is_wanted(self, key: Key) -> bool:
        """Whether somebody provides a key, or would take it."""
        return self.has(key) or any(
            edge.dependency.need is not None and edge.dependency.need.key == key
            for node in self.nodes
            for edge in node.edges
        )

    def rivals(self, key: Key) -> AmbiguousBinding | None:
        """Return the error about several that provide a key."""
        return self._assembled.rivals.get(key)

    def to_mermaid(self) -> str:
        """Return the graph as a Mermaid flowchart: an arrow from who needs to what is needed."""
        return mermaid_text(self.nodes)

    def to_dot(self) -> str:
        """Return the graph in the language of Graphviz."""
        return dot_text(self.nodes)

    def explain(self, wanted: Any, name: str | None = None) -> str:
        """Return who provides a type, with all that it needs, and what became of it.

        Where the graph is that of a container, it tells for each object that lives when, in which
        thread and for whom it was made.

        Raises:
            MissingDependency: Nobody provides it.
            AmbiguousBinding: Several do.
        """
        return explain(self.node(read_key(wanted, name)), self.story)

    def _find(self, key: Key) -> Node | None:
        key = self._assembled.resolved(key)
        found = self._nodes_by_key.get(key)
        if found is None and (binding := self._special(key)) is not None:
            found = self._nodes_by_key[key] = self._added(binding)
        return found

    def _special(self, key: Key) -> Binding | None:
        """Return a binding that follows from the key: a class itself, or one of a generic."""
        if get_origin(key.type) is type and isinstance(get_args(key.type)[0], type):
            place = self._templates.place
            return Binding(key, Scope.APP, Kind.VALUE, get_args(key.type)[0], (), place)
        return self._templates.specialised(key)

    def _added(self, binding: Binding) -> Node:
        node = Node(len(self.nodes), binding)
        self.nodes.append(node)
        return node

    def _linked(self, first: int) -> list[ContainerError]:
        """Give the nodes from a number on their edges, and find what is wrong with them."""
        done = first
        while done < len(self.nodes):  # looking for targets adds nodes
            node = self.nodes[done]
            node.edges = tuple(self._edge(d) for d in node.binding.dependencies)
            done += 1
        return analyse(self, self.nodes[first:])

    def _edge(self, dependency: Dependency) -> Edge:
        target = None if dependency.need is None else self._find(dependency.need.key)
        return Edge(dependency, target)
