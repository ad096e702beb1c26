# Memory of the compiled options: Python objects in a list own it, so that it goes when they do.

cdef void* keep_room(list kept, size_t size) except NULL:
    """Zeroed room."""
    cdef bytes room = bytes(max(size, 1))
    kept.append(room)
    return PyBytes_AS_STRING(room)


cdef const uint8_t* keep_bytes(list kept, bytes text, size_t* length) except NULL:
    kept.append(text)
    length[0] = len(text)
    return <const uint8_t*>PyBytes_AS_STRING(text)


cdef bytes latin(str text):
    """The bytes that a text stands for, one a character."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        raise ValueError(f"{text!r:.200} has a character that stands for no byte") from None
