"""A str to UTF-8, with surrogates as three bytes each: the reader says whether they may be there."""

ctypedef fused Unit:         # of a str's storage
    uint8_t
    uint16_t
    uint32_t


cdef inline uint8_t* put_utf8(uint8_t* to, uint32_t character) noexcept nogil:
    """Write a character above 0x7f; the byte behind it."""
    if character < 0x800:
        to[0] = 0xC0 | character >> 6
        to[1] = 0x80 | character & 0x3F
        return to + 2
    if character < 0x10000:
        to[0] = 0xE0 | character >> 12
    else:
        to[0] = 0xF0 | character >> 18
        to[1] = 0x80 | character >> 12 & 0x3F
        to += 1
    to[1] = 0x80 | character >> 6 & 0x3F
    to[2] = 0x80 | character & 0x3F
    return to + 3


cdef Py_ssize_t utf8_size(const Unit* at, Py_ssize_t size) noexcept nogil:
    cdef Py_ssize_t i, count = size
    for i in range(size):
        count += (at[i] >= 0x80) + (at[i] >= 0x800) + (at[i] >= 0x10000)
    return count


cdef void encode(const Unit* at, Py_ssize_t size, uint8_t* to) noexcept nogil:
    cdef const Unit* end = at + size
    cdef int i
    while at < end:
        # Mostly ASCII, as a document's quotes, brackets and indentation are: eight at a time.
        while end - at >= 8 and (
            (at[0] | at[1] | at[2] | at[3] | at[4] | at[5] | at[6] | at[7]) < 0x80
        ):
            for i in range(8):
                to[i] = <uint8_t>at[i]
            at += 8
            to += 8
        if at < end:
            if at[0] < 0x80:
                to[0] = <uint8_t>at[0]
                to += 1
            else:
                to = put_utf8(to, at[0])
            at += 1


cdef object encoded_units(const Unit* at, Py_ssize_t size):
    found = taken(PyBytes_FromStringAndSize(NULL, utf8_size(at, size)))
    encode(at, size, <uint8_t*>PyBytes_AS_STRING(<PyObject*>found))
    return found


cdef object encoded_text(PyObject* text):
    """Returns the bytes of a str that is ready."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    if PyUnicode_KIND(text) == NARROW_KIND:
        return encoded_units(<const uint8_t*>PyUnicode_DATA(text), size)
    if PyUnicode_KIND(text) == WIDE_KIND:
        return encoded_units(<const uint16_t*>PyUnicode_DATA(text), size)
    return encoded_units(<const uint32_t*>PyUnicode_DATA(text), size)
