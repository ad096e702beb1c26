"""What tests ask of messages."""

from __future__ import annotations

from typing import Any


def saying(text: str) -> dict[str, Any]:
    """Returns arguments of `raises` that want a text in the message."""
    return {"holds": lambda error: text in str(error), "what": f"{text!r} in its message"}
