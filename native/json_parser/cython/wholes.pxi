"""Ints of any size to text and back, past the interpreter's own limit.

That limit (`sys.set_int_max_str_digits`) is about quadratic time; `max_digits` is this library's
own. So long ones are halved until the interpreter takes the parts: multiplication does the rest, in
less than quadratic time.
"""

cdef extern from "Python.h":
    object _PyLong_FromByteArray(const unsigned char*, size_t, int little_endian, int is_signed)

cdef enum:
    PART_DIGITS = 512        # the interpreter's limit is at least 640, or none
    FEW_WORDS = 4
    FEW_DIGITS = 77          # that surely fit these
    GROUP_DIGITS = 19        # that surely fit one


cdef object PART_LIMIT = TEN ** PART_DIGITS, MINUS_PART_LIMIT = -PART_LIMIT


cdef uint64_t few_digits(const uint8_t* at, Py_ssize_t size) noexcept nogil:
    cdef uint64_t digits = 0
    cdef Py_ssize_t i
    while LITTLE_ENDIAN and size >= 8:
        digits = digits * 100000000 + eight_digits(word_at(at))
        at += 8
        size -= 8
    for i in range(size):
        digits = digits * 10 + (at[i] - c'0')
    return digits


cdef object short_whole(const uint8_t* at, Py_ssize_t size):
    """Returns the int of at most FEW_DIGITS digits, group by group."""
    cdef uint64_t words[FEW_WORDS]
    cdef uint64_t carry, high
    cdef Py_ssize_t i, first = (size - 1) % GROUP_DIGITS + 1
    memset(words, 0, sizeof(words))
    words[0] = few_digits(at, first)
    while size > first:
        at += first
        size -= first
        first = GROUP_DIGITS
        carry = few_digits(at, GROUP_DIGITS)
        for i in range(FEW_WORDS):
            words[i] = full_product(words[i], 10000000000000000000ULL, &high)
            words[i] += carry
            carry = high + (words[i] < carry)
    return _PyLong_FromByteArray(<const unsigned char*>words, sizeof(words), 1, 0)


cdef object long_whole(const uint8_t* at, Py_ssize_t size):
    """Returns the int of digits. Recurses once for each halving."""
    cdef char text[PART_DIGITS + 1]
    cdef Py_ssize_t low
    if LITTLE_ENDIAN and size <= FEW_DIGITS:
        return short_whole(at, size)
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
