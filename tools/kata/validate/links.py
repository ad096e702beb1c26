"""Checks that the links of a unit's prose lead somewhere."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

from tools.kata.problems import Problem
from tools.kata.units import Entry
from tools.kata.validate.markdown import Markdown, anchor

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def check_links(
    file: Markdown, folder: Path, root: Path, catalogue: Sequence[Entry]
) -> Iterator[Problem]:
    """Checks a file's relative links.

    A target outside of the unit may be absent where only the unit's files are (as in a sandbox):
    then it must lead into the folder of a unit of the catalogue.

    Args:
        file: The file.
        folder: The unit's folder.
        root: Root of the repository.
        catalogue: All units of the course.
    """
    anchors = {anchor(heading.title) for heading in file.headings()}
    planned = [root.absolute() / entry.folder for entry in catalogue]
    for line, target in file.links():
        path, _, fragment = target.partition("#")
        if _SCHEME.match(target):
            continue
        if not path:
            if fragment not in anchors:
                yield Problem(file.file, line, f"#{fragment} is no heading", "a heading's anchor")
            continue
        # Not resolve(): in a sandbox the files are links to somewhere else.
        place = Path(os.path.normpath(file.file.parent / unquote(path)))
        outside = not place.is_relative_to(folder)
        known = outside and any(place.is_relative_to(unit) for unit in planned)
        if not place.exists() and not known:
            yield Problem(file.file, line, f"link {target!r} leads nowhere", "an existing file")
