"""Keys and values as bytes.

What comes back is equal to what went in and of the same type, else it is refused: a cache that
turns tuples into lists after a restart has changed its answers. Pickle is not used unless asked
for, and then signed, since who can write to Redis could run code in every process that reads it.
"""

from __future__ import annotations

from typing import Any, Protocol


class Serializer(Protocol):
    """How values become bytes."""

    def dumps(self, value: Any) -> bytes:
        """Return the bytes of a value.

        Raises:
            Exception: It has none.
        """

    def loads(self, data: bytes) -> Any:
        """Return the value of bytes.

        Raises:
            Exception: They are those of no value.
        """


class MsgpackSerializer:
    """None, bool, int, float, str, bytes, list, dict; tuple, set, dates, Decimal, complex.

    Objects of other classes, and of subclasses of these, are refused.
    """

    def dumps(self, value: Any) -> bytes:
        """Return the bytes of a value.

        Raises:
            ormsgpack.MsgpackEncodeError: It is, or has in it, something else.
        """
        raise NotImplementedError("MsgpackSerializer.dumps")

    def loads(self, data: bytes) -> Any:
        """Return the value of bytes.

        Raises:
            ValueError, KeyError: They are those of no value.
        """
        raise NotImplementedError("MsgpackSerializer.loads")


class SignedPickle:
    """Any object that pickle takes; only bytes signed with the same secret are unpickled."""

    def __init__(self, secret: bytes) -> None:
        """Use a secret of at least 16 bytes, which only those may know who may run code here.

        Raises:
            ValueError: It is shorter.
        """
        raise NotImplementedError("SignedPickle.__init__")

    def dumps(self, value: Any) -> bytes:
        """Return the signature and the pickled value."""
        raise NotImplementedError("SignedPickle.dumps")

    def loads(self, data: bytes) -> Any:
        """Return the value.

        Raises:
            ValueError: The signature is another one; nothing is unpickled then.
        """
        raise NotImplementedError("SignedPickle.loads")
