"""Encodes all that it has decoded after each run, to see whether it is still right: quadratic."""

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
    text = ""
    place = 0
    while place < len(code):
        run = re.compile(r"([0-9]*)(\\.|[^\\])", re.DOTALL).match(code, place)
        if run is None:
            raise ValueError(f"no run begins at {place}")
        text += run[2][-1] * int(run[1] or 1)
        place = run.end()
        again = encode_runs(text)
        if len(again) != place or not code.startswith(again):
            raise ValueError(f"no text has a code that begins like this one up to {place}")
    return text
