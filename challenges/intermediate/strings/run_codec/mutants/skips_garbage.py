"""Collects the runs that it can read, and passes over what lies between and behind them."""

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
    for length, symbol in re.findall(r"([2-9]|[0-9]{2,})?(\\[0-9\\]|[^0-9\\])", code):
        if symbol[-1] == text[-1:] or length[:1] == "0":
            raise ValueError(f"{length}{symbol} does not begin a run of its own")
        text += symbol[-1] * int(length or 1)
    return text
