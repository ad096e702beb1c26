"""Places in a document (RFC 6901), and changes that name them (RFC 6902, RFC 7396)."""

from .patching import PatchError, merge_patch, patch
from .pointers import PointerError, delete, get, set

__all__ = ["PatchError", "PointerError", "delete", "get", "merge_patch", "patch", "set"]
