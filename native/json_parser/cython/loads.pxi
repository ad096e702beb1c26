"""What `loads` is given, and the error it raises."""

cdef object DECODE_ERROR, ENCODE_ERROR, DECIMAL_TYPE, NUMBER, DIGITS_LIMIT    # from `install`

cdef Rules DEFAULT_RULES = Rules(
    numbers=EXACT, duplicates=LAST, keep_surrogates=False, allow_nonfinite=False, bom_error=False,
    intern_keys=True, pause_gc=True, max_depth=1024, max_size=-1, max_digits=-1,
)


cdef Rules rules_of(options) except *:
    cdef Rules rules
    rules.numbers = options.numbers
    rules.duplicates = options.duplicates
    rules.keep_surrogates = options.keep_surrogates
    rules.allow_nonfinite = options.allow_nonfinite
    rules.bom_error = options.bom_error
    rules.intern_keys = options.intern_keys
    rules.pause_gc = options.pause_gc
    rules.max_depth = options.max_depth
    rules.max_size = min(options.max_size, PY_SSIZE_T_MAX)
    rules.max_digits = min(options.max_digits, PY_SSIZE_T_MAX)
    return rules


cdef object load(data, Rules* rules):
    """Reads data of any kind: as bytes that end with a NUL and that nobody can change."""
    if isinstance(data, bytes):
        return load_bytes(data, data, False, rules)
    if isinstance(data, str):
        PyUnicode_READY(<PyObject*>data)
        if not PyUnicode_IS_ASCII(<PyObject*>data):
            return load_bytes(data, encoded_text(<PyObject*>data), True, rules)
        return load_buffer(
            data, <const uint8_t*>PyUnicode_DATA(<PyObject*>data),
            PyUnicode_GET_LENGTH(<PyObject*>data), True, rules,
        )
    if isinstance(data, memoryview) and not data.c_contiguous:
        raise TypeError("data is a memoryview that is not contiguous")
    if isinstance(data, (bytearray, memoryview, mmap)):
        return load_bytes(data, bytes(data), False, rules)
    raise TypeError(
        f"data is of type {type(data).__name__}, "
        "must be bytes, bytearray, memoryview, mmap or str"
    )


cdef object load_bytes(data, encoded, bint from_str, Rules* rules):
    return load_buffer(
        data, <const uint8_t*>PyBytes_AS_STRING(<PyObject*>encoded),
        PyBytes_GET_SIZE(<PyObject*>encoded), from_str, rules,
    )


cdef object load_buffer(
    data, const uint8_t* start, Py_ssize_t size, bint from_str, Rules* rules
):
    cdef Reader reader
    cdef PyObject* value
    cdef bint paused = rules.pause_gc and PyGC_Disable()
    reader_begin(&reader, start, size, from_str, rules)
    try:
        value = read_document(&reader)
        if value == NULL:
            raise decode_error(&reader, data)
    finally:
        reader_end(&reader)
        if paused:
            PyGC_Enable()
    return taken(value)


cdef object decode_error(Reader* r, data):
    return DECODE_ERROR(r.code.decode("ascii"), r.place - r.start, path_of(r), data)
