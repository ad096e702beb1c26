"""Prints the distributions of a requirements.txt that this interpreter needs, as JSON.

    read_lock.py requirements.txt

The lock has one entry a distribution: `name==version [; marker]`, its `--hash`
lines and a `# via` note of what needs it.  The notes give the graph, so that a
Bazel target depends on what it imports and no more.
"""

from __future__ import annotations

import json
import pathlib
import re
import sys

from pip._vendor.packaging.markers import Marker
from pip._vendor.packaging.utils import canonicalize_name

_ENTRY = re.compile(
    r"^(?P<name>[A-Za-z0-9][\w.-]*)==(?P<version>[^\s;\\]+)\s*(?:;\s*(?P<marker>[^\\]+?))?\s*\\?$"
)
_VIA = re.compile(
    r"^\s+#(?:\s+via)?\s*(?P<name>[A-Za-z0-9][\w.-]*)?(?P<root> \(pyproject\.toml\))?\s*$"
)


class LockError(ValueError):
    """A line of the lock that is not understood."""


def read(text: str, name: str = "requirements.txt") -> dict[str, dict[str, object]]:
    """Returns distribution -> {"requirement": its lines, "requires": names it needs}.

    Args:
        text: the lock.
        name: its name, for error messages.

    Raises:
        LockError: a line is not understood, an entry has no hash, or two entries of one
            distribution hold for this interpreter.
    """
    found: dict[str, dict[str, object]] = {}
    needed_by: dict[str, list[str]] = {}
    current: str | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if entry := _ENTRY.match(line):
            marker = entry["marker"]
            current = canonicalize_name(entry["name"])
            if marker and not Marker(marker).evaluate():
                current = None
                continue
            if current in found:
                raise LockError(f"{name}:{number}: a second entry of {current} holds here; one may")
            found[current] = {"requirement": f"{entry['name']}=={entry['version']}", "requires": []}
            needed_by[current] = []
        elif re.match(r"^\s+--hash=sha256:[0-9a-f]{64}\s*\\?$", line):
            if current:
                found[current]["requirement"] += " " + line.strip(" \\")  # type: ignore[operator]
        elif via := _VIA.match(line):
            if current and via["name"] and not via["root"]:
                needed_by[current].append(canonicalize_name(via["name"]))
        elif line.strip() and not line.startswith("#"):
            allowed = "name==version, --hash=sha256: and # via were allowed"
            raise LockError(f"{name}:{number}: not understood: {line.strip()!r}; {allowed}")
    for distribution, locked in found.items():
        if "--hash=" not in str(locked["requirement"]):
            raise LockError(f"{name}: {distribution} has no --hash; each entry needs one")
        for parent in needed_by[distribution]:
            if parent in found:
                found[parent]["requires"].append(distribution)  # type: ignore[attr-defined]
    return found


if __name__ == "__main__":
    path = pathlib.Path(sys.argv[1])
    json.dump(
        read(path.read_text(encoding="utf-8"), path.name), sys.stdout, indent=1, sort_keys=True
    )
