"""The command line: is the graph right, what does it look like, who provides a type."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .errors import ContainerError
from .registry import Registry

FINE, WRONG, MISUSED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns:
        0 if the graph is right, 1 if it is wrong, 2 if there is no such registry or type.
    """
    options = _parser().parse_args(arguments)
    # As `python -m` does: what the user means is found from where the user is.
    sys.path.insert(0, str(Path.cwd()))
    try:
        registry = _named(options.registry)
    except (ImportError, AttributeError, ValueError) as error:
        print(f"{options.registry}: {error}", file=sys.stderr)
        return MISUSED
    if not isinstance(registry, Registry):
        print(f"{options.registry} is no Registry but {registry!r}", file=sys.stderr)
        return MISUSED
    if options.command == "check":
        return _check(registry)
    if options.command == "graph":
        graph = registry.graph()
        print(graph.to_dot() if options.format == "dot" else graph.to_mermaid(), end="")
        return FINE
    return _explain(registry, options.type, options.name)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m challenges.days.day03_di_container",
        description="Looks at a registry without running any factory; conditions are asked.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="list what build would refuse, as FILE:LINE: problem")
    graph = commands.add_parser("graph", help="print who needs whom")
    explain = commands.add_parser("explain", help="print who provides a type, and what it needs")
    for command in (check, graph, explain):
        command.add_argument("registry", help="MODULE:NAME of a Registry")
    graph.add_argument("--format", choices=("mermaid", "dot"), default="mermaid")
    explain.add_argument("type", help="MODULE:NAME of a type")
    explain.add_argument("--name", help="the name of the binding")
    return parser


def _named(text: str) -> Any:
    module, colon, path = text.partition(":")
    if not colon:
        raise ValueError("must be MODULE:NAME")
    found: Any = importlib.import_module(module)
    for name in path.split("."):
        found = getattr(found, name)
    return found


def _check(registry: Registry) -> int:
    problems = registry.problems()
    for problem in problems:
        text = "\n  ".join(str(problem).splitlines())
        print(f"{problem.file}:{problem.line}: {type(problem).__name__}: {text}")
    if not problems:
        print(f"{len(registry.graph().nodes)} bindings, nothing wrong")
    return WRONG if problems else FINE


def _explain(registry: Registry, wanted: str, name: str | None) -> int:
    try:
        print(registry.graph().explain(_named(wanted), name))
    except (ImportError, AttributeError, ValueError) as error:
        print(f"{wanted}: {error}", file=sys.stderr)
        return MISUSED
    except ContainerError as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return WRONG
    return FINE
