"""Cuts off what it has worked off: each cut copies all that is left."""

from __future__ import annotations

import re
from itertools import groupby


def encode_runs(text: str) -> str:
    return "".join(
        (str(length) if length > 1 else "")
        + ("\\" if character in "0123456789\\" else "")
        + character
        for character, length in ((character, len(list(run))) for character, run in groupby(text))
    )


def decode_runs(code: str) -> str:
    text = []
    before = ""
    while code:
        run = re.match(r"([2-9]|[1-9][0-9]+)?(\\[0-9\\]|[^0-9\\])", code)
        if run is None or run[2][-1] == before:
            raise ValueError(f"no new run begins with {code[:10]!r}")
        before = run[2][-1]
        text.append(before * int(run[1] or 1))
        code = code[run.end() :]
    return "".join(text)
