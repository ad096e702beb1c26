"""What `dumpb` and `dumps` are given, and what they return."""

cdef Style style_of(options) except *:
    """The options live as long as their caller's call does: so do the pointers into them."""
    cdef Style style
    memset(&style, 0, sizeof(Style))
    style.item = ","
    style.key = ":"
    style.item_size = style.key_size = 1
    style.max_depth = 1024
    if options is None:
        return style
    style.item = PyBytes_AS_STRING(<PyObject*>options.item_separator)
    style.item_size = len(options.item_separator)
    style.key = PyBytes_AS_STRING(<PyObject*>options.key_separator)
    style.key_size = len(options.key_separator)
    if options.indent is not None:
        style.indent = PyBytes_AS_STRING(<PyObject*>options.indent)
        style.indent_size = len(options.indent)
    style.nonfinite = options.nonfinite
    style.sort_keys = options.sort_keys
    style.ensure_ascii = options.ensure_ascii
    style.coerce_keys = options.coerce_keys
    style.newline = options.newline
    style.max_depth = options.max_depth
    if options.default is not None:
        style.default = <PyObject*>options.default
    return style


cdef object dump(obj, options, bint as_str):
    """Returns the document of a value, as bytes or as str."""
    cdef Writer writer
    cdef Py_ssize_t size
    cdef const char* start
    writer.style = style_of(options)
    writer.levels = writer.first_levels
    writer.capacity = FIRST_LEVELS
    writer.depth = writer.indented = 0
    output_begin(&writer.out)
    try:
        write_document(&writer, <PyObject*>obj)
        start = PyBytes_AS_STRING(writer.out.document)
        size = <const char*>writer.out.at - start
        if as_str:
            return taken(PyUnicode_DecodeUTF8(start, size, NULL))
        _PyBytes_Resize(&writer.out.document, size)
        return <object>writer.out.document
    finally:
        writer_end(&writer)
