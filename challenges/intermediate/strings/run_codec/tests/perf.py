"""Inputs on which the cost of encode_runs and decode_runs shows, and what is done with them."""

from __future__ import annotations

from types import ModuleType


def short_runs(size: int) -> tuple[str]:
    """A text of n characters whose runs are one or two long, a quarter of them escaped."""
    return ("ab7cc" * (size // 5),)


def there_and_back(subject: ModuleType, text: str) -> str:
    """Encodes the text and decodes the code."""
    decoded: str = subject.decode_runs(subject.encode_runs(text))
    return decoded
