"""Who needs whom: the bindings as nodes, their dependencies as edges."""

from __future__ import annotations

from typing import Any


class Graph:
    """All bindings of an application, and what is wrong with them.

    Attributes:
        nodes: The bindings, in the order of registration.
        problems: All that is wrong, by file and line.
    """

    def to_mermaid(self) -> str:
        """Return the graph as a Mermaid flowchart: an arrow from who needs to what is needed."""
        raise NotImplementedError("Graph.to_mermaid")

    def to_dot(self) -> str:
        """Return the graph in the language of Graphviz."""
        raise NotImplementedError("Graph.to_dot")

    def explain(self, wanted: Any, name: str | None = None) -> str:
        """Return who provides a type, with all that it needs, and what became of it.

        Where the graph is that of a container, it tells for each object that lives when, in which
        thread and for whom it was made.

        Raises:
            MissingDependency: Nobody provides it.
            AmbiguousBinding: Several do.
        """
        raise NotImplementedError("Graph.explain")
