"""Classes whose annotations are texts, as `from __future__ import annotations` makes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


class Engine:
    """Needs a class that is defined below."""

    def __init__(self, fuel: Fuel) -> None:
        self.fuel = fuel


class Fuel:
    """Needs nothing."""


@dataclass
class Vehicle:
    """Its field is evaluated where it is written, also for classes of other modules."""

    engine: Engine


class Bill:
    """Names a type that only type checkers see."""

    def __init__(self, fuel: Fuel, total: Decimal) -> None:
        self.total = total
