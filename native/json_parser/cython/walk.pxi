"""The way through what has come: an automaton that can stop before any token, and goes on there."""


cdef Step step_of(name) except *:
    """Returns a step of the way to the values that were asked for; the name is borrowed."""
    cdef Step step
    step.is_any = name == "*"
    step.index = index_of(name)
    step.name = <PyObject*>name
    return step


cdef Py_ssize_t index_of(str step) except? -1:
    """Returns the index that a step of a pointer is, or -1; no array has one of 19 digits."""
    if step.isascii() and step.isdigit() and len(step) < 19 and (step[0] != "0" or step == "0"):
        return int(step)
    return -1


cdef bint read_on(Stream s) except False:
    """Read until more must come, or something is wrong, or nothing comes any more.

    Complexity: O(bytes), and what is not whole yet is looked at once.
    """
    cdef Reader* r = &s.r
    if not s.begun and r.at < r.end:
        s.begun = True
        r.rules.max_size = -1
        if not check_start(r):
            return True
    while r.code == NULL:
        r.between = False
        if next_byte(r) == 0 and r.at == r.end:
            return end_of_hand(s)
        if r.reached != NULL and not scan_on(r):
            return starve(s)
        if not read_next(s):
            return starve(s)
    return True


cdef bint end_of_hand(Stream s) noexcept:
    """Say what is missing where nothing comes any more."""
    cdef Reader* r = &s.r
    if r.more:
        return starve(s)
    r.between = r.expected == END
    if r.expected == START:
        if not s.multiple:
            fail(r, "empty", r.at)
    elif r.expected != DONE:
        fail(r, "truncated", r.at)
    return True


cdef bint starve(Stream s) noexcept:
    """What is in hand does not do: there may be no more than that."""
    if s.overflown and s.r.code == NULL:
        fail(&s.r, "size", s.r.end)
    return True


cdef bint scan_on(Reader* r) noexcept:
    """Look at more of a token that was not whole; whether it is now, or wrong."""
    cdef const uint8_t* at = r.reached
    cdef Py_ssize_t count = 0
    cdef uint32_t bits = 0
    r.reached = NULL
    if r.at[0] == c'"':
        return measure(r, r.at + 1, at, &count, &bits) != NULL
    return not (r.more and goes_on(r, at))


cdef bint read_next(Stream s) except? False:
    """Read what comes next; False where more must come for it, after an error or an exception."""
    cdef Reader* r = &s.r
    cdef uint8_t byte = r.at[0]
    if r.expected == VALUE:
        if byte == c']' and not r.frames[r.depth - 1].is_object:
            return step_out_early(s)
        return read_value(s)
    if r.expected == END:
        return read_end(s, byte)
    if r.expected == KEY:
        if byte == c'}':
            return step_out_early(s)
        return read_member_name(s) if byte == c'"' else expect(r, "expected_key")
    if r.expected == COLON:
        if byte != c':':
            return expect(r, "expected_colon")
        r.at += 1
        r.expected = VALUE
        return True
    if r.expected == DONE and not s.multiple:
        return expect(r, "trailing_data")
    return read_value(s)


cdef bint expect(Reader* r, const char* code) noexcept:
    fail(r, code, r.at)
    return False


cdef bint read_end(Stream s, uint8_t byte) except? False:
    """Go on behind a value: to the next member, or out."""
    cdef Reader* r = &s.r
    cdef bint is_object = r.frames[r.depth - 1].is_object
    if byte == c',':
        r.at += 1
        r.expected = KEY if is_object else VALUE
        return True
    if byte == (c'}' if is_object else c']'):
        return step_out(s)
    r.between = True
    return expect(r, "expected_comma_or_end")


cdef bint step_out_early(Stream s) except? False:
    """Step out of the innermost container where a member may come, if no comma is before."""
    cdef Reader* r = &s.r
    cdef Frame* frame = &r.frames[r.depth - 1]
    if r.count == frame.base and frame.passed == 0:
        return step_out(s)
    fail(r, "trailing_comma", comma_before(r.at, r.start))  # NULL if it was dropped
    return False


cdef bint read_member_name(Stream s) except? False:
    cdef Reader* r = &s.r
    if read_name(r) == FAILED:
        return False
    r.expected = COLON
    if s.tells_events:
        pointer = <str>s.walked[s.walked_count - 1].pointer
        s.found.append((pointer, KEY_EVENT, <str>r.values[r.count - 1]))
    return True


cdef bint read_value(Stream s) except? False:
    """Read a value, or step into a container that is walked through."""
    cdef Reader* r = &s.r
    cdef bint wanted = True, on_the_way
    cdef PyObject* value
    cdef uint8_t byte = r.at[0]
    if r.depth == s.walked_count:
        on_the_way = leads_to_wanted(s)
        wanted = on_the_way and r.depth == s.step_count and not s.tells_events
        if byte == c'[' or byte == c'{':
            if not wanted:
                return step_in(s, byte == c'{', on_the_way)
            r.rules.intern_keys = s.rules.intern_keys
    if not build(s, &value):
        return False
    return complete(s, value, wanted)


cdef bint build(Stream s, PyObject** value) except? False:
    """Read the value that is next, or the rest of one that was begun."""
    cdef Reader* r = &s.r
    cdef int step
    while True:
        step = begin_value(r, value)
        while step == COMPLETE:
            if r.depth == s.walked_count:
                return True
            push(r, value[0])
            step = after_value(r, value)
        if step == FAILED:
            return False


cdef bint complete(Stream s, PyObject* value, bint wanted) except False:
    """Take a value that no container is built of; its reference is taken over."""
    found = taken(value)
    if wanted:
        s.found.append(found)
        # Equal keys of one value are one object: a table for all values would grow with them.
        s.r.rules.intern_keys = False
        s.r.serial += 1
        Py_XDECREF(s.r.keys)
        s.r.keys = NULL
    elif s.tells_events:
        s.found.append((pointer_of_next(s), VALUE_EVENT, found))
    pass_member(s)
    return True


cdef void pass_member(Stream s) noexcept:
    """Note that a value is complete in a container that is walked through."""
    cdef Reader* r = &s.r
    cdef Frame* frame
    if r.depth == 0:
        r.expected = DONE
        return
    frame = &r.frames[r.depth - 1]
    frame.passed += 1
    if frame.is_object:
        r.count -= 1
        Py_DECREF(r.values[r.count])
    r.expected = END


cdef bint leads_to_wanted(Stream s) noexcept:
    """Whether the value that is next is one of those asked for, or around one."""
    cdef Reader* r = &s.r
    cdef Frame* frame
    cdef Step* step
    if r.depth == 0:
        return True
    if r.depth > s.step_count or not s.walked[r.depth - 1].on_the_way:
        return False
    frame = &r.frames[r.depth - 1]
    step = &s.steps[r.depth - 1]
    if step.is_any:
        return True
    if frame.is_object:
        return PyUnicode_Compare(r.values[r.count - 1], step.name) == 0
    return frame.passed == step.index


cdef bint step_in(Stream s, bint is_object, bint on_the_way) except? False:
    cdef Walked* walked
    cdef str pointer = None
    cdef Py_ssize_t room = max(16, 2 * s.walked_count)
    if s.walked_count == s.walked_room:
        walked = <Walked*>PyMem_Realloc(s.walked, room * sizeof(Walked))
        if walked == NULL:
            raise MemoryError
        s.walked = walked
        s.walked_room = room
    if s.tells_events:
        pointer = pointer_of_next(s)
    if not open_container(&s.r, is_object):
        return False
    walked = &s.walked[s.walked_count]
    walked.pointer = owned(pointer) if s.tells_events else NULL
    walked.on_the_way = on_the_way
    s.walked_count += 1
    s.r.expected = KEY if is_object else VALUE
    if s.tells_events:
        s.found.append((pointer, START_OBJECT if is_object else START_ARRAY, None))
    return True


cdef bint step_out(Stream s) except? False:
    """Step out of the innermost container, whose bracket is next."""
    cdef Reader* r = &s.r
    cdef PyObject* value
    if r.depth > s.walked_count:
        if close_container(r, &value) == FAILED:
            return False
        if r.depth == s.walked_count:
            return complete(s, value, True)
        push(r, value)
        r.expected = END
        return True
    step_out_walked(s)
    pass_member(s)
    return True


cdef bint step_out_walked(Stream s) except False:
    cdef Reader* r = &s.r
    cdef Frame* frame = &r.frames[r.depth - 1]
    cdef PyObject* pointer = s.walked[s.walked_count - 1].pointer
    if s.tells_events:
        s.found.append((<str>pointer, END_OBJECT if frame.is_object else END_ARRAY, None))
        Py_DECREF(pointer)
    Py_XDECREF(frame.seen)
    s.walked_count -= 1
    r.depth -= 1
    r.at += 1
    return True
