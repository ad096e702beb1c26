"""Ints of any size to text and back, past the interpreter's own limit.

That limit (`sys.set_int_max_str_digits`) is about quadratic time; `max_digits` is this library's
own. So long ones are halved until the interpreter takes the parts: multiplication does the rest, in
less than quadratic time.
"""

cdef enum:
    PART_DIGITS = 512        # the interpreter's limit is at least 640, or none


cdef object PART_LIMIT = TEN ** PART_DIGITS, MINUS_PART_LIMIT = -PART_LIMIT


cdef object long_whole(const uint8_t* at, Py_ssize_t size):
    """Returns the int of digits. Recurses once for each halving."""
    cdef char text[PART_DIGITS + 1]
    cdef Py_ssize_t low
    if size <= PART_DIGITS:
        memcpy(text, at, size)
        text[size] = 0
        return taken(PyLong_FromString(text, NULL, 10))
    low = size // 2
    return long_whole(at, size - low) * TEN**low + long_whole(at + size - low, low)


cdef str long_digits(number, Py_ssize_t digits):
    """Returns the text of an int >= 0, with zeros in front to make `digits`; 0 for no zeros."""
    if number < PART_LIMIT:
        return repr(number).zfill(digits)
    # A bit is 0.301 digits: this is about half of them.
    cdef Py_ssize_t low = digits // 2 or number.bit_length() * 3 // 20
    high, rest = divmod(number, TEN**low)
    return long_digits(high, digits - low if digits else 0) + long_digits(rest, low)


cdef str whole_text(number):
    """Returns the text of an int, or of an instance of a subclass by its value."""
    if type(number) is not int:
        number = int.__int__(number)
    if MINUS_PART_LIMIT < number < PART_LIMIT:
        return repr(number)
    return f"-{long_digits(-number, 0)}" if number < 0 else long_digits(number, 0)
