"""Checks what authors write: one unit with all its files, or the catalogue with all units.

Every check returns all that is wrong, as `Problem`s; none stops at the first.
"""

from tools.kata.validate.catalogue import validate_catalogue
from tools.kata.validate.unit import validate_unit

__all__ = ["validate_catalogue", "validate_unit"]
