# cython: language_level=3, cdivision=True, boundscheck=False, wraparound=False
"""Reads and writes JSON: the Cython backend of the JSON library (day 2).

    >>> loads(b'{"a": [1, 2.5, "\\u00e9"]}', None)
    {'a': [1, 2.5, 'é']}
    >>> dumpb({"a": [1, 2.5, "é"]}, None)
    b'{"a":[1,2.5,"\\xc3\\xa9"]}'

What is read and written, and each error, is defined beside the Python backend. Each idea is one
included file, from the bottom up:

    objects                     the parts of CPython's API that are used
    words                       eight bytes at a time
    powers                      leading bits of the powers of ten
    float_read, wholes          digits to numbers, and long numbers to digits
    utf8                        str to bytes
    state                       the stacks of a reader, and its error
    strings_read, keys_read     text between quotes to str
    numbers_read, reader        a document to its value
    loads                       what may be read, and how
    output, levels              the document and the levels of a writer, and its error
    float_write, strings_write  numbers and str to text
    keys_write, writer          a value to its document
    dumps                       how may be written
"""

from mmap import mmap
from operator import itemgetter

from libc.math cimport INFINITY, NAN, isfinite, isinf, isnan
from libc.stdint cimport INT64_MAX, int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcmp, memcpy, memset

cdef extern from "Python.h":
    Py_ssize_t PY_SSIZE_T_MAX

include "objects.pxi"
include "words.pxi"
include "powers.pxi"
include "float_read.pxi"
include "wholes.pxi"
include "utf8.pxi"
include "state.pxi"
include "strings_read.pxi"
include "keys_read.pxi"
include "numbers_read.pxi"
include "reader.pxi"
include "loads.pxi"
include "output.pxi"
include "float_write.pxi"
include "strings_write.pxi"
include "levels.pxi"
include "keys_write.pxi"
include "writer.pxi"
include "dumps.pxi"


def install(hooks, /):
    """Takes over what the package in front defines: its errors, and its number types.

    Args:
        hooks: Has decode_error(code, pos, pointer, data), encode_error(code, pointer, obj),
            Decimal, Number and bad_number_digits().
    """
    global DECODE_ERROR, ENCODE_ERROR, DECIMAL_TYPE, NUMBER, DIGITS_LIMIT
    DECODE_ERROR = hooks.decode_error
    ENCODE_ERROR = hooks.encode_error
    DECIMAL_TYPE = hooks.Decimal
    NUMBER = hooks.Number
    DIGITS_LIMIT = hooks.bad_number_digits


def loads(data, options, /):
    """Returns the value of a document.

    Args:
        data: bytes, bytearray, a contiguous memoryview, mmap or str.
        options: LoadOptions; None for the defaults.

    Raises:
        Exception: What decode_error makes, if the document is not what was asked for.
        TypeError: The data is of another type.
    """
    cdef Rules rules
    if options is None:
        return load(data, &DEFAULT_RULES)
    rules = rules_of(options)
    return load(data, &rules)


def dumpb(obj, options, /):
    """Returns the document of a value, as UTF-8.

    Args:
        obj: The value.
        options: DumpOptions; None for the defaults.

    Raises:
        Exception: What encode_error makes, if JSON cannot hold the value; or what `default` raises.
    """
    return dump(obj, options, False)


def dumps(obj, options, /):
    """Returns the document of a value as a str; else as `dumpb`."""
    return dump(obj, options, True)
