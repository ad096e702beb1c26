"""What reading a document has in hand: its bytes, one stack of values, and what went wrong."""

cdef enum:
    EXACT, DECIMAL, LOSSLESS, FLOAT      # Rules.numbers
cdef enum:
    LAST, FIRST, ERROR, PAIRS            # Rules.duplicates
cdef enum:
    FIRST_VALUES = 128       # room that small documents need no allocation for
    FIRST_FRAMES = 16

cdef struct Rules:           # LoadOptions
    int numbers
    int duplicates
    bint keep_surrogates
    bint allow_nonfinite
    bint bom_error
    bint intern_keys
    bint pause_gc
    Py_ssize_t max_depth
    Py_ssize_t max_size
    Py_ssize_t max_digits

cdef enum:                   # Reader.expected
    START, VALUE, KEY, COLON, END, DONE

cdef struct Frame:           # a container that is open
    Py_ssize_t base          # where its elements, or keys and values in turn, begin on the stack
    Py_ssize_t passed        # elements or members before these, of which nothing is kept
    bint is_object
    PyObject* seen           # its keys, where none may come twice; else NULL

cdef struct Place:           # of a key in a cache
    PyObject* key            # owned, compact ASCII; NULL while the place is free
    uint64_t noted           # serial number of the document that has it in its dict

cdef struct Reader:
    const uint8_t* start     # of the document; a NUL follows its last byte
    const uint8_t* at
    const uint8_t* end
    bint from_str            # its UTF-8 may hold surrogates
    bint more                # what follows `end` is not known yet
    int expected             # what comes next, where that was not in hand
    const uint8_t* reached   # how far the token that comes next is known, where more must come
    Place* cache             # of keys; NULL where Python code might run meanwhile and change it
    Rules rules
    PyObject** values        # owned
    Py_ssize_t count
    Py_ssize_t capacity
    Frame* frames
    Py_ssize_t depth
    Py_ssize_t frame_capacity
    PyObject* keys           # dict of keys that are not in the cache, or may leave it; or NULL
    uint64_t serial          # of the document
    const char* code         # of the error; NULL while nothing is wrong
    const uint8_t* place     # of the error
    bint between             # the error is between two members, not in one
    PyObject* first_values[FIRST_VALUES]
    Frame first_frames[FIRST_FRAMES]


cdef enum:
    CACHE_BITS = 11

cdef Place CACHE[1 << CACHE_BITS]
cdef uint64_t SERIAL = 0     # of the document begun last


cdef void reader_begin(
    Reader* r, const uint8_t* start, Py_ssize_t size, bint from_str, Rules* rules
) noexcept:
    global SERIAL
    SERIAL += 1
    r.serial = SERIAL
    # A collection runs Python code, as Decimal and Number are.
    r.cache = NULL
    if rules.pause_gc and (rules.numbers == EXACT or rules.numbers == FLOAT):
        r.cache = CACHE
    r.rules = rules[0]
    r.start = r.at = start
    r.end = start + size
    r.from_str = from_str
    r.values = r.first_values
    r.frames = r.first_frames
    r.capacity = FIRST_VALUES
    r.frame_capacity = FIRST_FRAMES
    r.count = r.depth = 0
    r.keys = NULL
    r.code = NULL
    r.between = False
    r.more = False
    r.reached = NULL


cdef void reader_end(Reader* r) noexcept:
    """Give back everything that is still on the stacks."""
    cdef Py_ssize_t i
    for i in range(r.count):
        Py_DECREF(r.values[i])
    for i in range(r.depth):
        Py_XDECREF(r.frames[i].seen)
    Py_XDECREF(r.keys)
    if r.values != r.first_values:
        PyMem_Free(r.values)
    if r.frames != r.first_frames:
        PyMem_Free(r.frames)


cdef PyObject* fail(Reader* r, const char* code, const uint8_t* place) noexcept:
    """Note an error; NULL."""
    r.code = code
    r.place = place
    return NULL


cdef PyObject* fail_unless_end(Reader* r, const char* code, const uint8_t* place) noexcept:
    """Note an error, which at the end of the document is that more must come; NULL."""
    if place == r.end:
        code = "truncated"
    return fail_in_hand(r, code, place, place == r.end)


cdef PyObject* fail_in_hand(
    Reader* r, const char* code, const uint8_t* place, bint at_end
) noexcept:
    """Note an error, unless it lies in what is not in hand yet; NULL."""
    return NULL if at_end and r.more else fail(r, code, place)


cdef PyObject* fail_between(Reader* r, const char* code, const uint8_t* place) noexcept:
    """Note an error that is in no member of the innermost container; NULL."""
    r.between = True
    return fail(r, code, place)


cdef void* grown(
    void* items, const void* first, Py_ssize_t* capacity, size_t size
) except NULL:
    """Returns an array with twice the room; the first one is part of the reader and stays."""
    cdef void* found
    if items == first:
        found = PyMem_Malloc(2 * capacity[0] * size)
        if found != NULL:
            memcpy(found, first, capacity[0] * size)
    else:
        found = PyMem_Realloc(items, 2 * capacity[0] * size)
    if found == NULL:
        raise MemoryError
    capacity[0] *= 2
    return found


cdef bint grow_values(Reader* r, PyObject* value) except False:
    """Make room for the next value; its reference is given back when there is no memory."""
    try:
        r.values = <PyObject**>grown(r.values, r.first_values, &r.capacity, sizeof(PyObject*))
    except MemoryError:
        Py_DECREF(value)
        raise
    return True


cdef inline bint push(Reader* r, PyObject* value) except False:
    """Put a value on the stack, which takes the reference over, also when that fails."""
    if r.count == r.capacity:
        grow_values(r, value)
    r.values[r.count] = value
    r.count += 1
    return True


cdef bint open_container(Reader* r, bint is_object) except? False:
    """Step into the container whose bracket is next; False: it is too deep, or an exception."""
    cdef Frame* frame
    if r.depth == r.rules.max_depth:
        fail(r, "depth", r.at)
        return False
    if r.depth == r.frame_capacity:
        r.frames = <Frame*>grown(r.frames, r.first_frames, &r.frame_capacity, sizeof(Frame))
    frame = &r.frames[r.depth]
    frame.base = r.count
    frame.passed = 0
    frame.is_object = is_object
    frame.seen = NULL
    if is_object and r.rules.duplicates == ERROR:
        frame.seen = PySet_New(NULL)
        if frame.seen == NULL:
            return False
    r.depth += 1
    r.at += 1
    return True


cdef tuple path_of(Reader* r):
    """Keys and indexes of the containers entered, as far as they are known."""
    cdef Py_ssize_t i, end
    cdef Frame* frame
    cdef list steps = []
    for i in range(r.depth):
        frame = &r.frames[i]
        end = r.count if i + 1 == r.depth else r.frames[i + 1].base
        if i + 1 == r.depth and r.between:
            break
        if not frame.is_object:
            steps.append(frame.passed + end - frame.base)
        elif (end - frame.base) % 2:
            steps.append(<object>r.values[end - 1])  # a key whose value is not complete
    return tuple(steps)
