"""A document to its value: a loop over values, and one stack for all that are not complete."""

cdef enum:                   # what became of a step
    FAILED = -1
    OPEN = 0                 # another value must follow
    COMPLETE = 1


cdef inline uint8_t next_byte(Reader* r) noexcept nogil:
    """Pass white space; the byte behind it, 0 at the end."""
    if r.at[0] <= c' ':
        r.at = blank_end(r.at, r.end)
    return r.at[0]


cdef PyObject* read_word(Reader* r, const char* word, Py_ssize_t size, PyObject* value) noexcept:
    """Returns the value of the only literal that begins as the next byte does."""
    if follows(r, r.at, word, size):
        r.at += size
        Py_INCREF(value)
        return value
    return fail_unless_end(r, "bad_literal", r.end if is_cut(r, word, size) else r.at)


cdef PyObject* read_odd(Reader* r) noexcept:
    """Returns what only `allow_nonfinite` allows, or says what is wrong with the next byte."""
    cdef uint8_t byte = r.at[0]
    if r.at == r.end:
        return fail_unless_end(r, "", r.at) if r.depth else fail_in_hand(r, "empty", r.at, True)
    if byte != c'N' and byte != c'I':
        return fail(r, "expected_value", r.at)
    if not r.rules.allow_nonfinite:
        return fail(r, "bad_literal", r.at)
    if follows(r, r.at, "NaN", 3):
        r.at += 3
        return PyFloat_FromDouble(NAN)
    if follows(r, r.at, "Infinity", 8):
        r.at += 8
        return PyFloat_FromDouble(INFINITY)
    return fail_in_hand(
        r, "bad_literal", r.at, is_cut(r, "NaN", 3) or is_cut(r, "Infinity", 8)
    )


cdef bint is_cut(Reader* r, const char* word, Py_ssize_t size) noexcept:
    """Whether the text in hand ends within a word that is next."""
    cdef Py_ssize_t there = r.end - r.at
    return there < size and memcmp(r.at, word, there) == 0


cdef int failed(Reader* r, int expected, const char* code) noexcept:
    """Note what was expected instead of the next byte, or of the end."""
    r.expected = expected
    fail_unless_end(r, code, r.at)
    return FAILED


cdef inline int read_name(Reader* r) except? FAILED:
    """Read a key."""
    cdef const uint8_t* quote = r.at
    cdef PyObject* seen = r.frames[r.depth - 1].seen
    cdef PyObject* key = read_key(r)
    if key == NULL:
        r.expected = KEY
        return FAILED
    push(r, key)
    if seen != NULL:
        if PySet_Contains(seen, key):
            fail_between(r, "duplicate_key", quote)
            return FAILED
        PySet_Add(seen, key)
    return OPEN


cdef inline int read_member_key(Reader* r) except? FAILED:
    """Read a key and its colon."""
    if read_name(r) == FAILED:
        return FAILED
    if next_byte(r) != c':':
        return failed(r, COLON, "expected_colon")
    r.at += 1
    return OPEN


cdef PyObject* array_of(Reader* r, PyObject** items, Py_ssize_t count) noexcept:
    """Returns a list that takes the references of the values over."""
    cdef PyObject* array = PyList_New(count)
    if array != NULL and count:
        memcpy((<PyListObject*>array).ob_item, items, count * sizeof(PyObject*))
        r.count -= count
    return array


cdef PyObject* object_of(Reader* r, PyObject** items, Py_ssize_t count) noexcept:
    """Returns the dict of keys and values in turn; their references stay with the stack."""
    cdef Py_ssize_t i
    cdef bint done
    cdef PyObject* members = PyDict_New()
    if members == NULL:
        return NULL
    for i in range(0, count, 2):
        if r.rules.duplicates == FIRST:
            done = PyDict_SetDefault(members, items[i], items[i + 1]) != NULL
        else:
            done = PyDict_SetItem(members, items[i], items[i + 1]) == 0
        if not done:
            Py_DECREF(members)
            return NULL
    return members


cdef PyObject* pairs_of(PyObject** items, Py_ssize_t count) noexcept:
    """Returns a list of (key, value); the references stay with the stack."""
    cdef Py_ssize_t i
    cdef PyObject* pair
    cdef PyObject* pairs = PyList_New(count // 2)
    if pairs == NULL:
        return NULL
    for i in range(0, count, 2):
        pair = PyTuple_Pack(2, items[i], items[i + 1])
        if pair == NULL:
            Py_DECREF(pairs)
            return NULL
        PyList_SET_ITEM(pairs, i // 2, pair)
    return pairs


cdef inline int close_container(Reader* r, PyObject** value) except? FAILED:
    """Make the value of the container whose closing bracket is next, and step out of it."""
    cdef Frame* frame = &r.frames[r.depth - 1]
    cdef PyObject** items = r.values + frame.base
    cdef Py_ssize_t count = r.count - frame.base, i
    if not frame.is_object:
        value[0] = array_of(r, items, count)
        if value[0] == NULL:
            return FAILED
    else:
        if r.rules.duplicates == PAIRS:
            value[0] = pairs_of(items, count)
        else:
            value[0] = object_of(r, items, count)
        if value[0] == NULL:
            return FAILED
        r.count -= count
        for i in range(count):
            Py_DECREF(items[i])
        Py_XDECREF(frame.seen)
    r.at += 1
    r.depth -= 1
    return COMPLETE


cdef inline int begin_value(Reader* r, PyObject** value) except? FAILED:
    """Read a scalar or an empty container, or step into a container."""
    cdef uint8_t byte = next_byte(r)
    if byte == c'"':
        value[0] = read_string(r)
    elif c'0' <= byte <= c'9' or byte == c'-':
        value[0] = read_number(r)
    elif byte == c'{':
        return begin_object(r, value)
    elif byte == c'[':
        if not open_container(r, False):
            return FAILED
        return close_container(r, value) if next_byte(r) == c']' else OPEN
    elif byte == c't':
        value[0] = read_word(r, "true", 4, TRUE)
    elif byte == c'f':
        value[0] = read_word(r, "false", 5, FALSE)
    elif byte == c'n':
        value[0] = read_word(r, "null", 4, NULL_VALUE)
    else:
        value[0] = read_odd(r)
    if value[0] != NULL:
        return COMPLETE
    r.expected = VALUE
    return FAILED


cdef inline int begin_object(Reader* r, PyObject** value) except? FAILED:
    cdef uint8_t byte
    if not open_container(r, True):
        return FAILED
    byte = next_byte(r)
    if byte == c'"':
        return read_member_key(r)
    if byte == c'}':
        return close_container(r, value)
    return failed(r, KEY, "expected_key")


cdef inline int after_value(Reader* r, PyObject** value) except? FAILED:
    """Go on behind a member of the innermost container: to the next one, or out."""
    cdef bint is_object = r.frames[r.depth - 1].is_object
    cdef uint8_t byte = next_byte(r)
    cdef const uint8_t* comma = r.at
    if byte != c',':
        if byte == (c'}' if is_object else c']'):
            return close_container(r, value)
        r.between = True
        return failed(r, END, "expected_comma_or_end")
    r.at += 1
    byte = next_byte(r)
    if byte == (c'}' if is_object else c']'):
        fail(r, "trailing_comma", comma)
        return FAILED
    if not is_object:
        return OPEN
    return read_member_key(r) if byte == c'"' else failed(r, KEY, "expected_key")


cdef bint check_start(Reader* r) noexcept:
    """Check the size, and pass a byte order mark; False after an error."""
    if 0 <= r.rules.max_size < r.end - r.start:
        fail(r, "size", r.start + r.rules.max_size)
    elif follows(r, r.start, "\xEF\xBB\xBF", 3):
        if r.rules.bom_error:
            fail(r, "bom", r.start)
        r.at += 3
    return r.code == NULL


cdef PyObject* read_document(Reader* r) except? NULL:
    """Returns the value of the whole document; NULL after an error.

    Complexity: O(bytes); a stack entry for each value of the containers that are open.
    """
    cdef PyObject* value = NULL
    cdef int step
    if not check_start(r):
        return NULL
    while True:
        step = begin_value(r, &value)
        while step == COMPLETE:
            if r.depth == 0:
                next_byte(r)
                if r.at == r.end:
                    return value
                Py_DECREF(value)
                return fail(r, "trailing_data", r.at)
            push(r, value)
            step = after_value(r, &value)
        if step == FAILED:
            return NULL
