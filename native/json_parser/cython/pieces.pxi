"""A document in pieces: what is in hand of it, and how much came before.

The text in hand begins with the token that is next and ends with a NUL, so that all that reads a
whole document reads it too. What was read is dropped when more comes; only then are its characters
and lines counted.
"""

cdef enum:
    STUB = 160               # bytes kept at a comma that is dropped, for the snippet of an error

cdef struct Origin:          # of a text: what came before it
    Py_ssize_t size          # in bytes
    Py_ssize_t characters
    Py_ssize_t lines
    Py_ssize_t column        # characters behind the last newline

cdef struct Text:
    uint8_t* start
    Py_ssize_t size          # without what is not seen
    Py_ssize_t room
    Origin origin
    uint8_t unseen[4]        # the beginning of a character that is not whole yet
    int unseen_size


cdef Py_ssize_t count_bytes(
    const uint8_t* at, Py_ssize_t size, uint8_t mask, uint8_t value
) noexcept nogil:
    """How many bytes have a value, under a mask. Few at a time: then the compiler adds up bytes."""
    cdef Py_ssize_t i, count = 0
    cdef int part
    cdef uint8_t few
    while size > 0:
        part = <int>min(size, 240)
        few = 0
        for i in range(part):
            few += at[i] & mask == value
        count += few
        at += part
        size -= part
    return count


cdef Py_ssize_t count_characters(const uint8_t* at, const uint8_t* end) noexcept nogil:
    return end - at - count_bytes(at, end - at, 0xC0, 0x80)


cdef const uint8_t* line_start(const uint8_t* at, const uint8_t* end) noexcept nogil:
    """The place behind the last newline; there is one."""
    while (end - 1)[0] != c'\n':
        end -= 1
    return end


cdef void origin_after(Origin* origin, const uint8_t* at, const uint8_t* end) noexcept nogil:
    """Go past a text that is well-formed."""
    cdef Py_ssize_t lines = count_bytes(at, end - at, 0xFF, c'\n')
    origin.size += end - at
    origin.characters += count_characters(at, end)
    if lines:
        origin.lines += lines
        origin.column = 0
        at = line_start(at, end)
    origin.column += count_characters(at, end)


cdef tuple origin_tuple(Origin* origin):
    return (origin.size, origin.characters, origin.lines, origin.column)


cdef bint add_text(Text* t, const uint8_t* at, Py_ssize_t size) except False:
    """Put bytes behind the text in hand."""
    cdef Py_ssize_t needed = t.size + size + 1
    cdef uint8_t* start
    if needed > t.room:
        needed = max(needed, t.size + t.size // 2)
        start = <uint8_t*>PyMem_Realloc(t.start, needed)
        if start == NULL:
            raise MemoryError
        t.start = start
        t.room = needed
    memcpy(t.start + t.size, at, size)
    t.size += size
    t.start[t.size] = 0
    return True


cdef bint show_unseen(Text* t) except False:
    """Put the beginning of a character back into the text: its rest, or the end, comes next."""
    cdef int size = t.unseen_size
    t.unseen_size = 0
    return add_text(t, t.unseen, size)


cdef void hide_unseen(Text* t) noexcept nogil:
    """Set the beginning of a character that is not whole aside: what it is will be seen later."""
    cdef int size = 1
    while size < 4 and size <= t.size:
        if is_cut_utf8(t.start + t.size - size, size):
            memcpy(t.unseen, t.start + t.size - size, size)
            t.unseen_size = size
            t.size -= size
            t.start[t.size] = 0
            return
        size += 1


cdef bint is_cut_utf8(const uint8_t* at, int size) noexcept nogil:
    """Whether one to three bytes are the beginning of a sequence (table 3-7, or a surrogate's)."""
    cdef uint8_t lead = at[0], second = at[1]
    if not 0xC2 <= lead <= 0xF4 or size >= 2 + (lead >= 0xE0) + (lead >= 0xF0):
        return False
    if size > 1 and (
        second & 0xC0 != 0x80
        or (lead == 0xE0 and second < 0xA0) or (lead == 0xF0 and second < 0x90)
        or (lead == 0xF4 and second >= 0x90)
    ):
        return False
    return size < 3 or at[2] & 0xC0 == 0x80


cdef const uint8_t* comma_before(const uint8_t* at, const uint8_t* start) noexcept nogil:
    """The comma that only white space follows up to a place; NULL if it is not in hand."""
    while at > start:
        at -= 1
        if at[0] > c' ':
            return at if at[0] == c',' else NULL
    return NULL
