"""A value to its document: a loop over values, and a level for each container that is open."""

cdef enum:                   # Style.nonfinite
    REFUSED, AS_NULL, LITERAL
cdef enum:
    MOST_WHOLE_TEXT = 20     # bytes of an int64_t


cdef bint write_whole(Writer* w, PyObject* number) except False:
    cdef int overflow
    cdef int64_t value = PyLong_AsLongLongAndOverflow(number, &overflow)
    cdef uint64_t size = value
    if overflow:
        return write_plain(w, whole_text(<object>number))
    reserve(&w.out, MOST_WHOLE_TEXT)
    if value < 0:
        put(&w.out, c'-')
        size = 0 - size
    w.out.at += write_digits(w.out.at, size)
    return True


cdef bint write_float(Writer* w, PyObject* number) except False:
    cdef double value = PyFloat_AS_DOUBLE(number)
    if isfinite(value):
        reserve(&w.out, MOST_DOUBLE_TEXT)
        w.out.at = write_double(w.out.at, value)
        return True
    if w.style.nonfinite == REFUSED:
        refuse(w, "nonfinite", number)
    if w.style.nonfinite == AS_NULL:
        return write_bytes(&w.out, "null", 4)
    if isnan(value):
        return write_bytes(&w.out, "NaN", 3)
    if value < 0:
        return write_bytes(&w.out, "-Infinity", 9)
    return write_bytes(&w.out, "Infinity", 8)


cdef bint write_plain(Writer* w, str text) except False:
    """Write what is ASCII and needs no quotes."""
    return write_bytes(
        &w.out, PyUnicode_DATA(<PyObject*>text), PyUnicode_GET_LENGTH(<PyObject*>text)
    )


cdef inline bint write_string(Writer* w, PyObject* text) except False:
    if write_text(&w.out, text, w.style.ensure_ascii):
        return True
    return refuse(w, "lone_surrogate", text)


cdef bint write_line(Writer* w) except False:
    """Begin a line, where each item has its own."""
    cdef Py_ssize_t i
    if w.style.indent == NULL:
        return True
    reserve(&w.out, 1 + w.indented * w.style.indent_size)
    put(&w.out, c'\n')
    for i in range(w.indented):
        memcpy(w.out.at, w.style.indent, w.style.indent_size)
        w.out.at += w.style.indent_size
    return True


cdef bint open_level(Writer* w, Kind kind, PyObject* value) except False:
    """Step into a list, tuple or dict."""
    check_depth(w, value)
    if kind == DICT and (w.style.sort_keys or Py_TYPE(value) != &PyDict_Type):
        # The methods of a subclass decide what it holds, as those of OrderedDict do on the order.
        members = <object>value
        enter(w, DICT, value, owned(members))
        items = sorted_items(w, members) if w.style.sort_keys else [
            (key, item) for key, item in members.items()
        ]
        change_holder(w, ITEMS, owned(items))
    else:
        Py_INCREF(value)
        enter(w, kind, value, value)
    w.indented += 1
    reserve(&w.out, 1)
    put(&w.out, c'{' if kind == DICT else c'[')
    return True


cdef void change_holder(Writer* w, Kind kind, PyObject* holder) noexcept:
    cdef Level* level = &w.levels[w.depth - 1]
    cdef PyObject* former = level.holder
    level.kind = kind
    level.holder = holder
    Py_DECREF(former)


cdef bint open_result(Writer* w, PyObject* value) except False:
    """Step into what `default` returns for a value."""
    check_depth(w, value)
    origin = <object>value
    result = (<object>w.style.default)(origin)
    return enter(w, RESULT, <PyObject*>origin, owned(result))


cdef bint open_odd(Writer* w, PyObject* value) except False:
    """Write what is of no common type itself: a subclass of one, a Number, or a stand-in."""
    if PyUnicode_Check(value):
        return write_string(w, value)
    if PyLong_Check(value):
        return write_whole(w, value)
    if PyFloat_Check(value):
        return write_float(w, value)
    if PyDict_Check(value):
        return open_level(w, DICT, value)
    if PyList_Check(value):
        return open_level(w, LIST, value)
    if PyTuple_Check(value):
        return open_level(w, TUPLE, value)
    if <PyObject*>Py_TYPE(value) == <PyObject*>NUMBER:
        return write_plain(w, str(<object>value))
    if w.style.default == NULL:
        return refuse(w, "unsupported_type", value)
    return open_result(w, value)


cdef inline bint open_value(Writer* w, PyObject* value) except False:
    """Step into what is no common scalar, or write it if it is one all the same."""
    if Py_TYPE(value) == &PyDict_Type:
        return open_level(w, DICT, value)
    if Py_TYPE(value) == &PyList_Type:
        return open_level(w, LIST, value)
    return open_odd(w, value)


cdef inline int write_scalar(Writer* w, PyObject* value) except -1:
    """Write a common scalar; 0 for anything else. Runs no Python code."""
    cdef PyTypeObject* kind = Py_TYPE(value)
    if kind == &PyUnicode_Type:
        return write_string(w, value)
    if kind == &PyLong_Type:
        return write_whole(w, value)
    if kind == &PyFloat_Type:
        return write_float(w, value)
    if value == NULL_VALUE:
        return write_bytes(&w.out, "null", 4)
    if value == TRUE:
        return write_bytes(&w.out, "true", 4)
    if value == FALSE:
        return write_bytes(&w.out, "false", 5)
    return 0


cdef bint write_value(Writer* w, PyObject* value) except False:
    """Write a scalar, or step into what is none."""
    return True if write_scalar(w, value) else open_value(w, value)


cdef inline bint write_separator(Writer* w, Level* level) except False:
    """Begin a member."""
    if level.done:
        if w.style.item_size == 1:
            put(&w.out, c',')
        else:
            write_bytes(&w.out, w.style.item, w.style.item_size)
    level.done += 1
    return write_line(w)


cdef inline PyObject* next_element(Level* level) noexcept:
    """Returns the next element of a list or tuple, borrowed; NULL at its end."""
    if level.kind == LIST:
        if level.done < PyList_GET_SIZE(level.holder):
            return PyList_GET_ITEM(level.holder, level.done)
    elif level.done < PyTuple_GET_SIZE(level.holder):
        return PyTuple_GET_ITEM(level.holder, level.done)
    return NULL


cdef inline int write_elements(Writer* w, Level* level, PyObject** value) except -1:
    """Write elements up to one that is no scalar: it is borrowed. 0 at the end."""
    while True:
        value[0] = next_element(level)
        if value[0] == NULL:
            return 0
        write_separator(w, level)
        if not write_scalar(w, value[0]):
            return 1


cdef inline bint next_pair(Level* level, PyObject** key, PyObject** value) noexcept:
    """Find the next member of a dict, borrowed; False at its end."""
    cdef PyObject* pair
    if level.kind == DICT:
        return PyDict_Next(level.holder, &level.position, key, value)
    if level.done == PyList_GET_SIZE(level.holder):
        return False
    pair = PyList_GET_ITEM(level.holder, level.done)
    key[0] = PyTuple_GET_ITEM(pair, 0)
    value[0] = PyTuple_GET_ITEM(pair, 1)
    return True


cdef inline int write_members(Writer* w, Level* level, PyObject** value) except -1:
    """Write members up to one whose value is no scalar: it is borrowed. 0 at the end."""
    cdef PyObject* key
    while True:
        # What frees a key may run Python code, and that may change the dict: so it comes first.
        key = level.key
        level.key = NULL
        Py_XDECREF(key)
        if not next_pair(level, &key, value):
            return 0
        write_separator(w, level)
        write_key(w, level, key)
        if not write_scalar(w, value[0]):
            return 1


cdef bint write_result(Writer* w, Level* level) except False:
    """Write what stands in for an object, or step into it; where that is done, step out."""
    if level.done:
        leave(w)
        return True
    level.done = 1
    return write_value(w, level.holder)


cdef inline bint close_level(Writer* w, uint8_t bracket) except False:
    cdef bint empty = w.levels[w.depth - 1].done == 0
    leave(w)
    w.indented -= 1
    if not empty:
        write_line(w)
    reserve(&w.out, 1)
    put(&w.out, bracket)
    return True


cdef bint write_document(Writer* w, PyObject* value) except False:
    """Write a value and everything in it.

    Complexity: O(what is written), and O(n log n) for the keys that are sorted.
    """
    cdef Level* level
    write_value(w, value)
    while w.depth:
        level = &w.levels[w.depth - 1]
        if level.kind == RESULT:
            write_result(w, level)
        elif level.kind == LIST or level.kind == TUPLE:
            if write_elements(w, level, &value):
                open_value(w, value)
            else:
                close_level(w, c']')
        elif write_members(w, level, &value):
            open_value(w, value)
        else:
            close_level(w, c'}')
    if w.style.newline:
        write_bytes(&w.out, "\n", 1)
    return True
