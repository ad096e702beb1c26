"""JSON that loses nothing and says where it is wrong: exact, bounded, incremental.

`loads` and `dumpb` are the way in. Which rules hold, byte by byte, stands in `definitions.md`; they
are the same for each of the backends.
"""

from .api import dump, dumpb, dumps, load, loads
from .backends import BACKENDS, active_backend, use_backend
from .errors import BackendUnavailableError, JSONDecodeError, JSONEncodeError
from .number import Number

__all__ = [
    "BACKENDS",
    "BackendUnavailableError",
    "JSONDecodeError",
    "JSONEncodeError",
    "Number",
    "active_backend",
    "dump",
    "dumpb",
    "dumps",
    "load",
    "loads",
    "use_backend",
]
