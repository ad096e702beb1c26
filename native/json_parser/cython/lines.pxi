"""NDJSON: a document a line."""

@final
cdef class Lines:
    """Yields the values of the lines that are not blank.

    When a line is none, its error is raised, and the next call goes on behind it.

    Attributes:
        start, end: Offsets of the line read last, without its newline.
    """

    cdef readonly Py_ssize_t start, end
    cdef bytes data
    cdef bint from_str
    cdef bint running
    cdef Rules rules
    cdef Py_ssize_t next
    cdef uint8_t* line       # a copy with a NUL behind it, on which the reader relies
    cdef Py_ssize_t room

    def __dealloc__(self):
        PyMem_Free(self.line)

    def __iter__(self):
        return self

    def __next__(self):
        # Decimal and Number are Python code, and so is what a collection runs.
        if self.running:
            raise ValueError("the lines are being read")
        self.running = True
        try:
            return self.read()
        finally:
            self.running = False

    cdef object read(self):
        cdef Reader reader
        cdef PyObject* value
        cdef const char* code
        cdef bint paused = self.rules.pause_gc and PyGC_Disable()
        try:
            while self.find():
                reader_begin(
                    &reader, self.line, self.end - self.start, self.from_str, &self.rules
                )
                try:
                    value = read_document(&reader)
                    if value != NULL:
                        return taken(value)
                    if strcmp(reader.code, "empty") != 0:
                        raise decode_error(&reader, self.data[self.start:self.end])
                finally:
                    reader_end(&reader)
        finally:
            if paused:
                PyGC_Enable()
        raise StopIteration

    cdef bint find(self) except *:
        """Copy the next line; False at the end."""
        cdef const uint8_t* data = <const uint8_t*>PyBytes_AS_STRING(<PyObject*>self.data)
        cdef Py_ssize_t room, size = PyBytes_GET_SIZE(<PyObject*>self.data) - self.next
        cdef const uint8_t* newline
        cdef uint8_t* line
        if size <= 0:
            return False
        newline = <const uint8_t*>memchr(data + self.next, c'\n', size)
        if newline != NULL:
            size = newline - data - self.next
        if size >= self.room:
            room = max(size + 1, 2 * self.room)
            line = <uint8_t*>PyMem_Realloc(self.line, room)
            if line == NULL:
                raise MemoryError
            self.line = line
            self.room = room
        memcpy(self.line, data + self.next, size)
        self.line[size] = 0
        self.start = self.next
        self.end = self.next + size
        self.next = self.end + 1
        return True
