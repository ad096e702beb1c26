"""A str to its text between quotes, eight plain characters at a time."""

cdef enum:
    MOST_ESCAPE = 12         # bytes of a pair of escapes

cdef uint8_t ESCAPE[128]     # what follows the backslash, u for a number; 0: there is none


cdef void make_escape() noexcept:
    cdef uint8_t short, character
    memset(ESCAPE, 0, 128)
    memset(ESCAPE, c'u', 0x20)
    for short, character in zip(b'"\\bfnrt', b'"\\\b\f\n\r\t'):
        ESCAPE[character] = short


make_escape()


cdef inline uint8_t* put_number(uint8_t* to, uint32_t code) noexcept nogil:
    """Write \\uxxxx; the byte behind it, as the functions below return too."""
    cdef const char* digits = "0123456789abcdef"
    to[0] = c'\\'
    to[1] = c'u'
    to[2] = digits[code >> 12]
    to[3] = digits[code >> 8 & 15]
    to[4] = digits[code >> 4 & 15]
    to[5] = digits[code & 15]
    return to + 6


cdef inline uint8_t* put_escape(uint8_t* to, uint8_t character) noexcept nogil:
    if ESCAPE[character] == c'u':
        return put_number(to, character)
    to[0] = c'\\'
    to[1] = ESCAPE[character]
    return to + 2


# The functions below write through a pointer of their own: behind out.at, which a byte written
# might have changed for all the compiler knows, each byte would cost a load and a store more.

cdef inline bint write_ascii(Output* out, const uint8_t* at, Py_ssize_t size) except False:
    """Write plain ASCII between quotes."""
    cdef const uint8_t* end = at + size
    cdef uint8_t* to
    reserve(out, size + 2)
    to = out.at
    to[0] = c'"'
    to += 1
    while HAS_SIXTEEN and end - at >= 16:
        if special_sixteen(at):
            return write_rest(out, to, at, end)
        memcpy(to, at, 16)
        to += 16
        at += 16
    while end - at >= 8:
        if special_bytes(word_at(at)):
            return write_rest(out, to, at, end)
        memcpy(to, at, 8)
        to += 8
        at += 8
    if size >= 8:
        # The last word again, with what was written before it: cheaper than up to seven bytes.
        if special_bytes(word_at(end - 8)):
            return write_rest(out, to, at, end)
        to += end - at
        memcpy(to - 8, end - 8, 8)
    else:
        while at < end:
            if ESCAPE[at[0]]:
                return write_rest(out, to, at, end)
            to[0] = at[0]
            to += 1
            at += 1
    to[0] = c'"'
    out.at = to + 1
    return True


cdef bint write_rest(
    Output* out, uint8_t* to, const uint8_t* at, const uint8_t* end
) except False:
    """Write what is left of ASCII in which something is escaped, and the quote."""
    cdef uint64_t special
    while at < end:
        if end - at >= 8:
            special = special_bytes(word_at(at))
            memcpy(to, at, 8)
            if special == 0:
                to += 8
                at += 8
                continue
            if LITTLE_ENDIAN:
                to += trailing_zeros(special) // 8
                at += trailing_zeros(special) // 8
        if not ESCAPE[at[0]]:
            to[0] = at[0]
            to += 1
        else:
            to = room_for(out, to, end - at + MOST_ESCAPE)
            to = put_escape(to, at[0])
        at += 1
    to[0] = c'"'
    out.at = to + 1
    return True


cdef inline uint8_t* room_for(Output* out, uint8_t* to, Py_ssize_t size) except NULL:
    """Make room behind a pointer of one's own; where it is then."""
    out.at = to
    reserve(out, size)
    return out.at


cdef int write_wide(Output* out, const Unit* at, Py_ssize_t size) except -1:
    """Write any characters between quotes as UTF-8; 0 at a surrogate."""
    cdef const Unit* end = at + size
    # What a character takes that is not escaped; an escape makes room for all that follows it.
    cdef Py_ssize_t widest = 2 if Unit is uint8_t else 3 if Unit is uint16_t else 4
    cdef uint8_t* to
    reserve(out, size * widest + 2)
    to = out.at
    to[0] = c'"'
    to += 1
    while at < end:
        if at[0] >= 0x80:
            if Unit is not uint8_t and is_surrogate(at[0]):
                return 0
            to = put_utf8(to, at[0])
        elif not ESCAPE[at[0]]:
            to[0] = <uint8_t>at[0]
            to += 1
        else:
            to = room_for(out, to, (end - at) * widest + MOST_ESCAPE)
            to = put_escape(to, <uint8_t>at[0])
        at += 1
    to[0] = c'"'
    out.at = to + 1
    return 1


cdef int write_escaped(Output* out, PyObject* text) except -1:
    """Write any characters between quotes as ASCII; 0 at a surrogate."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* characters = PyUnicode_DATA(text)
    cdef uint32_t character
    cdef Py_ssize_t i
    cdef uint8_t* to = room_for(out, out.at, 2)
    to[0] = c'"'
    to += 1
    for i in range(PyUnicode_GET_LENGTH(text)):
        to = room_for(out, to, MOST_ESCAPE + 1)
        character = PyUnicode_READ(kind, characters, i)
        if is_surrogate(character):
            return 0
        if character >= 0x10000:
            to = put_number(to, HIGH_SURROGATE + ((character - 0x10000) >> 10))
            to = put_number(to, LOW_SURROGATE + (character & 0x3FF))
        elif character >= 0x7F:
            to = put_number(to, character)
        elif ESCAPE[character]:
            to = put_escape(to, <uint8_t>character)
        else:
            to[0] = <uint8_t>character
            to += 1
    to[0] = c'"'
    out.at = to + 1
    return 1


cdef bint has_surrogate(PyObject* text) except *:
    cdef Py_ssize_t i
    PyUnicode_READY(text)
    if PyUnicode_KIND(text) != NARROW_KIND:
        for i in range(PyUnicode_GET_LENGTH(text)):
            if is_surrogate(PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), i)):
                return True
    return False


cdef int write_other(Output* out, PyObject* text, bint ensure_ascii) except -1:
    """Write a str that is no compact ASCII, or not as it is; 0 at half of a surrogate pair."""
    cdef Py_ssize_t size
    PyUnicode_READY(text)
    size = PyUnicode_GET_LENGTH(text)
    if ensure_ascii:
        return write_escaped(out, text)
    if PyUnicode_IS_ASCII(text):
        return write_ascii(out, <const uint8_t*>PyUnicode_DATA(text), size)
    if PyUnicode_KIND(text) == NARROW_KIND:
        return write_wide(out, <const uint8_t*>PyUnicode_DATA(text), size)
    if PyUnicode_KIND(text) == WIDE_KIND:
        return write_wide(out, <const uint16_t*>PyUnicode_DATA(text), size)
    return write_wide(out, <const uint32_t*>PyUnicode_DATA(text), size)


cdef inline int write_text(Output* out, PyObject* text, bint ensure_ascii) except -1:
    """Write a str between quotes; 0 if it holds half of a surrogate pair."""
    if not ensure_ascii and PyUnicode_IS_COMPACT_ASCII(text):
        return write_ascii(out, ascii_of(text), PyUnicode_GET_LENGTH(text))
    return write_other(out, text, ensure_ascii)
