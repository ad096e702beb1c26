"""Keys of the objects that are written: what may be one, and in which order they come."""

cdef object BY_KEY = itemgetter(0)


cdef str key_text(Writer* w, key):
    """Returns the text of a key, with coercion as the standard library has it.

    Raises:
        Exception: The encode error bad_key.
    """
    if isinstance(key, str):
        return str.__str__(key)
    if w.style.coerce_keys:
        if key is None:
            return "null"
        if key is True or key is False:
            return "true" if key else "false"
        if isinstance(key, int):
            return whole_text(key)
        if isinstance(key, float) and isfinite(PyFloat_AS_DOUBLE(<PyObject*>key)):
            return float.__repr__(key)
    refuse(w, "bad_key", <PyObject*>key)


cdef list sorted_items(Writer* w, members):
    """Returns (key, value) by code points of the keys; all are checked before one is written."""
    cdef list items = []
    for key, value in members.items():
        key = key_text(w, key)
        if has_surrogate(<PyObject*>key):
            refuse(w, "lone_surrogate", <PyObject*>key)
        items.append((key, value))
    items.sort(key=BY_KEY)
    return items


cdef bint write_key(Writer* w, Level* level, PyObject* key) except False:
    """Write the key of the innermost level's next member, and the separator."""
    if Py_TYPE(key) == &PyUnicode_Type:
        Py_INCREF(key)
    else:
        key = owned(key_text(w, <object>key))
    if not write_text(&w.out, key, w.style.ensure_ascii):
        refused = taken(key)
        refuse(w, "lone_surrogate", <PyObject*>refused)
    level.key = key
    if w.style.key_size > 1:
        return write_bytes(&w.out, w.style.key, w.style.key_size)
    put(&w.out, c':')
    return True
