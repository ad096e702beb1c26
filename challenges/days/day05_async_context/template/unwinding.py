"""What becomes of the errors when many exits run, and several of them fail."""

from __future__ import annotations

from typing import Literal

Errors = Literal["group", "chain"]
