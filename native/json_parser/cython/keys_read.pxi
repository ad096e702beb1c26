"""Keys: equal ones of a document are one str, and mostly made by an earlier document already.

The cache is direct-mapped: a key has one place, and who comes last has it. A key of this document
that loses its place is noted in a dict, where it is found when it comes again; so are all keys that
cannot enter the cache.
"""

cdef enum:
    LONGEST_CACHED = 64      # bytes


cdef inline size_t place_of(const uint8_t* at, Py_ssize_t size) noexcept nogil:
    """Where in the cache a key belongs, by its beginning, middle and end.

    Nobody gains by choosing keys that share a place: each then costs what it costs without a cache.
    """
    cdef uint64_t first, middle = 0, last = 0
    if size >= 8:
        first = word_at(at)
        middle = word_at(at + size // 2 - 4)
        last = word_at(at + size - 8)
    elif size >= 4:
        first = half_at(at)
        last = half_at(at + size - 4)
    else:
        first = at[0] | <uint64_t>at[size >> 1] << 8 | <uint64_t>at[size - 1] << 16 if size else 0
    return (
        first * 0x9E3779B97F4A7C15ULL + middle * 0xC2B2AE3D27D4EB4FULL
        + last * 0x165667B19E3779F9ULL + <uint64_t>size * 0x27D4EB2F165667C5ULL
    ) >> (64 - CACHE_BITS)


cdef PyObject* known_key(Reader* r, PyObject* key) noexcept:
    """Returns the document's own str of this value; takes the reference over."""
    cdef PyObject* known
    if key == NULL:
        return NULL
    if r.keys == NULL:
        r.keys = PyDict_New()
    known = PyDict_SetDefault(r.keys, key, key) if r.keys != NULL else NULL
    if known != NULL:
        Py_INCREF(known)
    Py_DECREF(key)
    return known


cdef PyObject* new_key(
    Reader* r, Place* place, const uint8_t* at, Py_ssize_t size
) noexcept:
    """Returns a key that is not in its place, and puts it there."""
    cdef PyObject* key = ascii_text(at, size)
    cdef PyObject* former = place.key
    cdef PyObject* noted
    if former != NULL and r.rules.intern_keys:
        # Both may be this document's: the new one had the place before the old one, which loses it.
        key = known_key(r, key)
        if key != NULL and place.noted != r.serial:
            Py_INCREF(former)
            noted = known_key(r, former)
            if noted == NULL:
                Py_DECREF(key)
                return NULL
            Py_DECREF(noted)
        place.noted = r.serial
    if key != NULL:
        Py_INCREF(key)
        place.key = key
        Py_XDECREF(former)
    return key


cdef inline PyObject* read_key(Reader* r) noexcept:
    """Returns the key whose opening quote is next."""
    cdef const uint8_t* begin = r.at + 1
    cdef const uint8_t* at = plain_end(begin, r.end)
    cdef Py_ssize_t size = at - begin
    cdef Place* place
    cdef PyObject* key
    if at[0] == c'"' and size <= LONGEST_CACHED and r.cache != NULL:
        r.at = at + 1
        place = &r.cache[place_of(begin, size)]
        key = place.key
        if (
            key != NULL and PyUnicode_GET_LENGTH(key) == size
            and are_same(ascii_of(key), begin, size)
        ):
            Py_INCREF(key)
            return key
        return new_key(r, place, begin, size)
    key = read_string(r)
    return known_key(r, key) if r.rules.intern_keys else key
