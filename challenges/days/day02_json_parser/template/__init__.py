"""JSON that loses nothing and says where it is wrong: exact, bounded, incremental.

These are the public names. Behind them you may cut the modules otherwise than they are cut here.
"""

from . import compat, path, pointer
from .api import dump, dumpb, dumps, load, loads
from .backends import BACKENDS, active_backend, use_backend
from .document import Document
from .errors import BackendUnavailableError, JSONDecodeError, JSONEncodeError
from .lines import dump_lines, loads_lines
from .number import Number
from .push import PushParser
from .stream import aiterparse, iterparse
from .typed import TypeMismatchError, decode, encode

__all__ = [
    "BACKENDS",
    "BackendUnavailableError",
    "Document",
    "JSONDecodeError",
    "JSONEncodeError",
    "Number",
    "PushParser",
    "TypeMismatchError",
    "active_backend",
    "aiterparse",
    "compat",
    "decode",
    "dump",
    "dump_lines",
    "dumpb",
    "dumps",
    "encode",
    "iterparse",
    "load",
    "loads",
    "loads_lines",
    "path",
    "pointer",
    "use_backend",
]
