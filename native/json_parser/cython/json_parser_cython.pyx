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
    lines                       a document a line
    pieces, stream, walk        documents as they arrive
    events                      and where in them something is
    skim                        the way through a document that is not read
    output, levels              the document and the levels of a writer, and its error
    float_write, strings_write  numbers and str to text
    keys_write, writer          a value to its document
    dumps                       how may be written
"""

from cpython.buffer cimport PyBUF_SIMPLE, PyBuffer_Release, PyObject_GetBuffer
from cython cimport final
from mmap import mmap
from operator import itemgetter

from libc.math cimport INFINITY, NAN, isfinite, isinf, isnan
from libc.stdint cimport INT64_MAX, int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memchr, memcmp, memcpy, memmove, memset, strcmp

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
include "lines.pxi"
include "pieces.pxi"
include "stream.pxi"
include "walk.pxi"
include "events.pxi"
include "skim.pxi"
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
        hooks: Has decode_error(code, pos, pointer, data),
            piece_error(code, doc, byte, path, origin, is_text), encode_error(code, pointer, obj),
            Decimal, Number and bad_number_digits().
    """
    global DECODE_ERROR, PIECE_ERROR, ENCODE_ERROR, DECIMAL_TYPE, NUMBER, DIGITS_LIMIT
    DECODE_ERROR = hooks.decode_error
    PIECE_ERROR = hooks.piece_error
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


def lines(data, options, from_str, /):
    """Returns an iterator over the values of lines, each of which is read as by `loads`.

    Args:
        data: bytes.
        options: LoadOptions; None for the defaults.
        from_str: Whether the data was a str, and may hold surrogates.
    """
    cdef Lines found = Lines.__new__(Lines)
    found.data = data
    found.from_str = from_str
    found.rules = rules_of(options) if options is not None else DEFAULT_RULES
    return found


def events(options, multiple, from_str, /):
    """Returns a reader of pieces whose `drain` lists (pointer, event, value).

    Args:
        options: LoadOptions; None for the defaults.
        multiple: Whether documents may follow one another, or none may come.
        from_str: Whether the pieces were str, and may hold surrogates.
    """
    return (<Stream>Stream.__new__(Stream)).begin(options, multiple, from_str, None)


def values(options, multiple, from_str, steps, /):
    """Returns a reader of pieces whose `drain` lists the values of the places that are wanted.

    Args:
        steps: The way to them from the root, of which `*` stands for any step.
        others: As for `events`.
    """
    return (<Stream>Stream.__new__(Stream)).begin(options, multiple, from_str, tuple(steps))


def skip(bytes data not None, Py_ssize_t at, /):
    """Returns the end of the value that begins at an offset; -1 if the text is odd."""
    cdef const uint8_t* start = <const uint8_t*>PyBytes_AS_STRING(<PyObject*>data)
    cdef const uint8_t* end = NULL
    if 0 <= at < PyBytes_GET_SIZE(<PyObject*>data):
        end = value_end(start + at, start + PyBytes_GET_SIZE(<PyObject*>data))
    return ODD if end == NULL else end - start


def members(bytes data not None, Py_ssize_t at, /):
    """Returns where the elements or members of the container at an offset are, in their order.

    Returns:
        For each, offset and end of its key, quotes included, and the offset of its value. Elements
        have no key: all three are the offset. Or -1 if the text is odd, -3 if there is no container.
    """
    cdef const uint8_t* start = <const uint8_t*>PyBytes_AS_STRING(<PyObject*>data)
    cdef Walk walk
    cdef Member found
    cdef list places = []
    if not begin_walk(&walk, data, at):
        return SCALAR
    while next_member(&walk, &found):
        places.append((found.key - start, found.key_end - start, found.value - start))
    return ODD if walk.is_odd else places


def member(bytes data not None, Py_ssize_t at, str step not None, /):
    """Returns the offset of one value in the container at an offset.

    Args:
        data: The document.
        at: Offset of the container.
        step: The key; of equal ones the last counts, and one with an escape that is none equals
            nothing. Or the index, without leading zeros and of 18 digits at most. Neither is an
            element that is found, nor what follows it, looked at.

    Returns:
        The offset; -1 if the text is odd, -2 if there is no such, -3 if there is no container.
    """
    cdef const uint8_t* start = <const uint8_t*>PyBytes_AS_STRING(<PyObject*>data)
    cdef Walk walk
    cdef Member found
    cdef Py_ssize_t place = MISSING, left
    if not begin_walk(&walk, data, at):
        return SCALAR
    if not walk.is_array:
        wanted = encoded_text(<PyObject*>step)
        while next_member(&walk, &found):
            if is_key(found.key + 1, found.key_end - 1, wanted):
                place = found.value - start
        return ODD if walk.is_odd else place
    left = index_of(step)
    while left >= 0 and next_member(&walk, &found):
        if left == 0:
            return found.value - start
        left -= 1
    return ODD if walk.is_odd else MISSING


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
