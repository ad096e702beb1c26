"""The document being written: a bytes object that grows, and that becomes the result."""

cdef enum:
    FIRST_ROOM = 1024        # bytes
    SPARE = 8                # bytes behind all that is reserved: a comma or colon need not ask

cdef struct Output:
    PyObject* document       # owned bytes; NULL once it could not grow
    uint8_t* at
    uint8_t* limit           # SPARE bytes before the end


cdef bint output_begin(Output* out) except False:
    out.document = PyBytes_FromStringAndSize(NULL, FIRST_ROOM)
    out.at = <uint8_t*>PyBytes_AS_STRING(out.document)
    out.limit = out.at + FIRST_ROOM - SPARE
    return True


cdef bint grow(Output* out, Py_ssize_t size) except False:
    cdef Py_ssize_t used = out.at - <uint8_t*>PyBytes_AS_STRING(out.document)
    cdef Py_ssize_t room = max(2 * PyBytes_GET_SIZE(out.document), used + size + SPARE)
    _PyBytes_Resize(&out.document, room)
    out.at = <uint8_t*>PyBytes_AS_STRING(out.document) + used
    out.limit = out.at + room - used - SPARE
    return True


cdef inline bint reserve(Output* out, Py_ssize_t size) except False:
    """Make room for as many bytes."""
    return True if out.limit - out.at >= size else grow(out, size)


cdef inline void put(Output* out, uint8_t byte) noexcept:
    """Write into reserved room, or once behind it."""
    out.at[0] = byte
    out.at += 1


cdef inline bint write_bytes(Output* out, const void* bytes, Py_ssize_t size) except False:
    reserve(out, size)
    memcpy(out.at, bytes, size)
    out.at += size
    return True
