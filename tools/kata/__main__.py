"""The learner's command line: ``python -m tools.kata``, or this file by its path.

A plain `kata test` asks the warden and imports nothing else, not even `site`, when Python was
started with -S; everything else goes to `cli`.
"""

import os
import sys

_FLAGS = ("--all", "--json")


def _plain_test(arguments: list[str]) -> tuple[str, str, set[str]] | None:
    """Returns unit, stage and flags of a `kata test` that needs no help from the command line."""
    names: list[str] = []
    stage = ""
    flags: set[str] = set()
    rest = iter(arguments)
    for argument in rest:
        if argument in _FLAGS:
            flags.add(argument)
        elif argument == "--stage":
            stage = next(rest, "")
            if not stage:
                return None
        elif argument.startswith("-"):
            return None
        else:
            names.append(argument)
    return (names[0] if names else "", stage, flags) if len(names) < 2 else None


def main() -> int:
    """Runs the command line; returns the exit status."""
    plain = _plain_test(sys.argv[2:]) if sys.argv[1:2] == ["test"] else None
    from tools.kata.warden.client import find_packages, test

    if plain is not None and "_KATA_COMPLETE" not in os.environ:
        unit, stage, flags = plain
        return test(unit, stage, run_all="--all" in flags, json="--json" in flags)
    find_packages()
    from tools.kata.cli.main import run

    return run()


if __name__ == "__main__":
    if not __package__:
        # Started by its path: not this folder but the repository's root is to be imported from.
        sys.path[0] = os.path.dirname(os.path.dirname(sys.path[0]))  # noqa: PTH120
    sys.exit(main())
