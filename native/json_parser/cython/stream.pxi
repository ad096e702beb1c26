"""Documents as they arrive: their events, or the values of some places.

A container is built as by `loads` if its value was asked for, and the others around it are walked
through: of these only the place is kept. Those that are built always lie within those that are
walked through.
"""

cdef object PIECE_ERROR      # from `install`

cdef struct Walked:          # a container that is walked through
    PyObject* pointer        # owned; NULL where no events are told
    bint on_the_way          # to a value that was asked for

cdef struct Step:            # of the way to the values that were asked for
    bint is_any
    Py_ssize_t index         # of an element; -1 if it is none
    PyObject* name           # borrowed


@final
cdef class Stream:
    """Reads documents that are fed in pieces."""

    cdef Reader r
    cdef Rules rules
    cdef Text text
    cdef bint multiple, tells_events
    cdef bint running        # one of the calls is
    cdef bint begun, overflown
    cdef tuple names
    cdef Step* steps
    cdef Py_ssize_t step_count
    cdef Walked* walked
    cdef Py_ssize_t walked_count, walked_room
    cdef Origin comma_origin     # of the last comma, when it was dropped
    cdef bytes comma_text
    cdef list found
    cdef object error

    def __cinit__(self):
        reader_begin(&self.r, NULL, 0, False, &DEFAULT_RULES)

    def __dealloc__(self):
        cdef Py_ssize_t i
        reader_end(&self.r)
        for i in range(self.walked_count):
            Py_XDECREF(self.walked[i].pointer)
        if self.r.cache != NULL and self.r.cache != CACHE:
            for i in range(1 << CACHE_BITS):
                Py_XDECREF(self.r.cache[i].key)
            PyMem_Free(self.r.cache)
        PyMem_Free(self.walked)
        PyMem_Free(self.steps)
        PyMem_Free(self.text.start)

    cdef object begin(self, options, bint multiple, bint from_str, steps):
        """Get ready; steps of None ask for events."""
        self.rules = rules_of(options) if options is not None else DEFAULT_RULES
        self.multiple = multiple
        self.tells_events = steps is None
        self.names = tuple(steps or ())
        self.step_count = len(self.names)
        self.steps = <Step*>PyMem_Malloc((self.step_count + 1) * sizeof(Step))
        if self.steps == NULL or not add_text(&self.text, b"", 0):
            raise MemoryError
        for i, name in enumerate(self.names):
            self.steps[i] = step_of(name)
        reader_begin(&self.r, self.text.start, 0, from_str, &self.rules)
        # Of its own: documents that are read meanwhile, and Python code, do not change it.
        self.r.cache = <Place*>PyMem_Calloc(1 << CACHE_BITS, sizeof(Place))
        self.r.rules.intern_keys = False
        self.r.more = True
        self.r.expected = START
        return self

    def feed(self, data, /):
        """Takes the next piece: bytes, or what has the same buffer."""
        cdef Py_buffer view
        self.enter()
        try:
            if self.error is None:
                PyObject_GetBuffer(data, &view, PyBUF_SIMPLE)
                try:
                    self.take(<const uint8_t*>view.buf, view.len)
                finally:
                    PyBuffer_Release(&view)
        finally:
            self.running = False

    def finish(self):
        """Says that nothing follows."""
        self.enter()
        try:
            show_unseen(&self.text)
            self.show_text()
            self.r.more = False
        finally:
            self.running = False

    def overflow(self):
        """Says that what follows is too long to be read."""
        self.overflown = True

    def drain(self):
        """Returns the list of what has become known since.

        Raises:
            Exception: What piece_error makes, when nothing comes before the error.
        """
        if self.error is not None:
            raise self.error
        cdef list found = []
        self.enter()
        self.found = found
        cdef bint paused = self.rules.pause_gc and PyGC_Disable()
        try:
            read_on(self)
        except BaseException as error:
            self.error = error  # what was being read is lost
        finally:
            if paused:
                PyGC_Enable()
            self.running = False
        if self.error is None and self.r.code != NULL:
            self.error = self.error_of_reader()
        if self.error is not None and not found:
            raise self.error
        return found

    cdef bint take(self, const uint8_t* at, Py_ssize_t size) except False:
        self.drop_read()
        show_unseen(&self.text)
        add_text(&self.text, at, size)
        hide_unseen(&self.text)
        self.show_text()
        return True

    cdef bint enter(self) except False:
        if self.running:
            raise ValueError("the reader is in use")
        self.running = True
        return True

    cdef bint drop_read(self) except False:
        """Drop what was read; the token that is next remains."""
        cdef Reader* r = &self.r
        cdef Py_ssize_t read = r.at - r.start
        cdef const uint8_t* comma
        if read == 0:
            return True
        if r.expected == VALUE or r.expected == KEY:
            comma = comma_before(r.at, r.start)
            if comma != NULL:
                self.comma_origin = self.text.origin
                origin_after(&self.comma_origin, r.start, comma)
                self.comma_text = comma[:min(STUB, r.at - comma)]
        origin_after(&self.text.origin, r.start, r.at)
        self.text.size -= read
        memmove(self.text.start, r.at, self.text.size)
        r.at -= read
        if r.reached != NULL:
            r.reached -= read
        return True

    cdef void show_text(self) noexcept:
        """Let the reader see the text in hand, which may have moved."""
        cdef Reader* r = &self.r
        cdef Py_ssize_t moved = self.text.start - r.start
        r.start += moved
        r.at += moved
        if r.reached != NULL:
            r.reached += moved
        r.end = self.text.start + self.text.size

    cdef object error_of_reader(self):
        cdef Reader* r = &self.r
        code, path = r.code.decode("ascii"), path_of(r)
        text, origin = self.comma_text, origin_tuple(&self.comma_origin)
        place = 0
        if r.place != NULL:  # not a comma that was dropped
            place = r.place - r.start
            if code == "size":
                show_unseen(&self.text)
                place, path = self.text.size, ()
            text, origin = self.text.start[:self.text.size], origin_tuple(&self.text.origin)
        return PIECE_ERROR(code, text, place, path, origin, bool(r.from_str))
