"""Events, and the pointers (RFC 6901) that say where they are."""

cdef str KEY_EVENT = "key", VALUE_EVENT = "value"
cdef str START_OBJECT = "start_object", END_OBJECT = "end_object"
cdef str START_ARRAY = "start_array", END_ARRAY = "end_array"


cdef str pointer_of_next(Stream s):
    """Returns the pointer of the value that is next."""
    cdef Reader* r = &s.r
    cdef Frame* frame
    cdef PyObject* parent
    cdef PyObject* key
    cdef uint8_t digits[20]
    cdef Py_ssize_t size
    if r.depth == 0:
        return ""
    frame = &r.frames[r.depth - 1]
    parent = s.walked[r.depth - 1].pointer
    if not frame.is_object:
        size = write_index(digits, frame.passed)
        return longer_pointer(parent, digits + 20 - size, size)
    key = r.values[r.count - 1]
    if PyUnicode_IS_COMPACT_ASCII(key):
        size = PyUnicode_GET_LENGTH(key)
        if memchr(ascii_of(key), c'~', size) == NULL == memchr(ascii_of(key), c'/', size):
            return longer_pointer(parent, ascii_of(key), size)
    step = (<str>key).replace("~", "~0").replace("/", "~1")
    return f"{<str>parent}/{step}"


cdef Py_ssize_t write_index(uint8_t* digits, Py_ssize_t index) noexcept:
    """Write an index at the end of twenty bytes; how many digits it has."""
    cdef Py_ssize_t size = 0
    while index or not size:
        size += 1
        digits[20 - size] = c'0' + index % 10
        index //= 10
    return size


cdef str longer_pointer(PyObject* parent, const uint8_t* step, Py_ssize_t size):
    """Returns a pointer with one more step, which is ASCII."""
    cdef Py_ssize_t before
    cdef PyObject* pointer
    if not PyUnicode_IS_COMPACT_ASCII(parent):
        return f"{<str>parent}/{step[:size].decode('ascii')}"
    before = PyUnicode_GET_LENGTH(parent)
    pointer = PyUnicode_New(before + 1 + size, 0x7F)
    if pointer == NULL:
        raise MemoryError
    memcpy(ascii_of(pointer), ascii_of(parent), before)
    ascii_of(pointer)[before] = c'/'
    copy_short(ascii_of(pointer) + before + 1, step, size)
    return taken(pointer)
