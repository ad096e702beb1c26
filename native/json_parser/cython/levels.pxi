"""The containers that are being written, from the outermost in, and the errors that name them."""

cdef enum:
    FIRST_LEVELS = 16

cdef enum Kind:
    LIST, TUPLE, DICT, ITEMS, RESULT     # ITEMS: of a dict, as a list; RESULT: of `default`

cdef struct Style:           # DumpOptions
    const char* item
    const char* key
    const char* indent       # NULL: all on one line
    Py_ssize_t item_size
    Py_ssize_t key_size
    Py_ssize_t indent_size
    int nonfinite
    bint sort_keys
    bint ensure_ascii
    bint coerce_keys
    bint newline
    Py_ssize_t max_depth
    PyObject* default        # of the caller; NULL for none

cdef struct Level:
    Kind kind
    PyObject* origin         # owned; what is written
    PyObject* holder         # owned; what its members are taken from
    PyObject* key            # owned; of the member being written; NULL before it is written
    Py_ssize_t done          # members begun
    Py_ssize_t position      # in a dict

cdef struct Writer:
    Output out
    Style style
    Level* levels
    Py_ssize_t depth
    Py_ssize_t capacity
    Py_ssize_t indented      # of the depth; what stands in for another object is no level of these
    Level first_levels[FIRST_LEVELS]


cdef void writer_end(Writer* w) noexcept:
    while w.depth:
        leave(w)
    if w.levels != w.first_levels:
        PyMem_Free(w.levels)
    Py_XDECREF(w.out.document)


cdef inline void leave(Writer* w) noexcept:
    """Step out of the innermost level. What that frees may run Python code, so it comes last."""
    cdef Level level
    w.depth -= 1
    level = w.levels[w.depth]
    Py_XDECREF(level.key)
    Py_DECREF(level.holder)
    Py_DECREF(level.origin)


cdef inline bint enter(Writer* w, Kind kind, PyObject* origin, PyObject* holder) except False:
    """Step into a container; the holder's reference is taken over, also when that fails."""
    cdef Level* level
    if w.depth == w.capacity:
        try:
            w.levels = <Level*>grown(w.levels, w.first_levels, &w.capacity, sizeof(Level))
        except MemoryError:
            Py_DECREF(holder)
            raise
    level = &w.levels[w.depth]
    Py_INCREF(origin)
    level.kind = kind
    level.origin = origin
    level.holder = holder
    level.key = NULL
    level.done = level.position = 0
    w.depth += 1
    return True


cdef inline bint check_depth(Writer* w, PyObject* value) except False:
    """Refuse a container one level too deep."""
    if w.depth == w.style.max_depth:
        refuse(w, "circular" if is_circular(w, value) else "depth", value)
    return True


cdef bint is_circular(Writer* w, PyObject* value) except *:
    """Whether one of the containers is its own ancestor; asked once they are too deep."""
    cdef Py_ssize_t i
    addresses = {<size_t>value}
    for i in range(w.depth):
        addresses.add(<size_t>w.levels[i].origin)
    return len(addresses) <= w.depth


cdef bint refuse(Writer* w, str code, PyObject* value) except False:
    """Raise the error of a value at the place that is being written."""
    cdef Py_ssize_t i
    cdef Level* level
    cdef list steps = []
    for i in range(w.depth):
        level = &w.levels[i]
        if level.kind == LIST or level.kind == TUPLE:
            steps.append(level.done - 1)
        elif level.key != NULL:
            steps.append(<object>level.key)
    raise ENCODE_ERROR(code, tuple(steps), <object>value)
