"""Numbers: one pass finds the end and gathers the digits; most values come from these at once."""

cdef enum:
    MOST_GATHERED = 19       # digits that surely fit a uint64_t
    MOST_EXPONENT = 99999    # beyond, what has so few digits is 0 or infinite

cdef struct Numeral:
    const uint8_t* start     # with the sign
    bint negative
    bint is_whole
    uint64_t digits          # of the integer and the fraction together, if they fit
    Py_ssize_t count         # of these digits
    int64_t power            # value = digits * 10**power


cdef inline const uint8_t* gather(
    const uint8_t* at, const uint8_t* end, uint64_t* digits
) noexcept nogil:
    """Pass digits and add them to the number; overflow is the caller's to see by their count."""
    while LITTLE_ENDIAN and end - at >= 8 and are_eight_digits(word_at(at)):
        digits[0] = digits[0] * 100000000 + eight_digits(word_at(at))
        at += 8
    while c'0' <= at[0] <= c'9':
        digits[0] = digits[0] * 10 + (at[0] - c'0')
        at += 1
    return at


cdef const uint8_t* no_digit(Reader* r, const uint8_t* at) noexcept:
    fail_unless_end(r, "bad_number", at)
    return NULL


cdef inline const uint8_t* scan_exponent(Reader* r, const uint8_t* at, int64_t* power) noexcept:
    """Pass what follows an `e`; NULL after an error."""
    cdef bint negative = at[0] == c'-'
    cdef int64_t exponent = 0
    at += negative or at[0] == c'+'
    if not c'0' <= at[0] <= c'9':
        return no_digit(r, at)
    while c'0' <= at[0] <= c'9':
        if exponent <= MOST_EXPONENT:
            exponent = exponent * 10 + (at[0] - c'0')
        at += 1
    power[0] += -exponent if negative else exponent
    return at


cdef inline const uint8_t* scan_number(Reader* r, Numeral* n) noexcept:
    """Find the end of the number that is next; NULL after an error."""
    cdef const uint8_t* at = r.at
    cdef const uint8_t* begin
    n.start = at
    n.negative = at[0] == c'-'
    at += n.negative
    begin = at
    n.digits = 0
    if not c'0' <= at[0] <= c'9':
        return no_digit(r, at)
    if at[0] == c'0':
        at += 1
        if c'0' <= at[0] <= c'9':
            fail(r, "leading_zero", begin)
            return NULL
    else:
        while c'0' <= at[0] <= c'9':
            n.digits = n.digits * 10 + (at[0] - c'0')
            at += 1
    n.count = at - begin
    n.power = 0
    n.is_whole = True
    if at[0] == c'.':
        n.is_whole = False
        begin = at + 1
        at = gather(begin, r.end, &n.digits)
        if at == begin:
            return no_digit(r, at)
        n.count += at - begin
        n.power = begin - at
    if at[0] | 0x20 == c'e':
        n.is_whole = False
        at = scan_exponent(r, at + 1, &n.power)
    return at


cdef PyObject* float_of(Reader* r, Numeral* n) except? NULL:
    """Returns the nearest float; the interpreter finds it where the digits at hand do not do."""
    cdef double value = 0.0
    cdef char* end
    if n.count > MOST_GATHERED or (n.digits and not nearest_double(n.digits, n.power, &value)):
        value = PyOS_string_to_double(<const char*>n.start, &end, NULL)
        if isinf(value) and not r.rules.allow_nonfinite:
            return fail(r, "number_range", n.start)
    elif n.negative:
        value = -value
    return PyFloat_FromDouble(value)


cdef PyObject* whole_of(Reader* r, Numeral* n) except? NULL:
    """Returns the int of more digits than fit a machine word, or than are allowed."""
    if r.rules.max_digits < 0:
        r.rules.max_digits = DIGITS_LIMIT()
    if 0 < r.rules.max_digits < n.count:
        return fail(r, "too_many_digits", n.start)
    value = long_whole(n.start + n.negative, n.count)
    return owned(-value if n.negative else value)


cdef PyObject* text_number(Reader* r, Numeral* n, kind) except? NULL:
    """Returns the Decimal or Number of the text."""
    text = n.start[:r.at - n.start].decode("ascii")
    try:
        value = kind(text)
        finite = kind is NUMBER or value.is_finite()
    except ArithmeticError:  # the exponent is more than decimal can hold
        finite = False
    return owned(value) if finite else fail(r, "number_range", n.start)


cdef inline PyObject* read_number(Reader* r) except? NULL:
    """Returns the number whose first character is next."""
    cdef Numeral n
    cdef const uint8_t* at = scan_number(r, &n)
    if r.more and goes_on(r, r.at if at == NULL else at):
        r.code = NULL
        return NULL
    if at == NULL:
        return nonfinite_number(r) if r.rules.allow_nonfinite else NULL
    r.at = at
    if r.rules.numbers == EXACT or (n.is_whole and r.rules.numbers == DECIMAL):
        if not n.is_whole:
            return float_of(r, &n)
        if (
            n.count <= MOST_GATHERED and n.digits <= INT64_MAX
            and not 0 < r.rules.max_digits < n.count
        ):
            return PyLong_FromLongLong(-<int64_t>n.digits if n.negative else <int64_t>n.digits)
        return whole_of(r, &n)
    if r.rules.numbers == FLOAT:
        return float_of(r, &n)
    return text_number(r, &n, NUMBER if r.rules.numbers == LOSSLESS else DECIMAL_TYPE)


cdef bint goes_on(Reader* r, const uint8_t* at) noexcept nogil:
    """Whether the number that is next may go on behind what is in hand, from a place within it.

    It ends, right or wrong, where a byte comes that no number and no literal has.
    """
    while c'0' <= at[0] <= c'9' or c'a' <= at[0] | 0x20 <= c'z' or at[0] in b"+-.":
        at += 1
    if at < r.end:
        return False
    r.reached = at
    return True


cdef PyObject* nonfinite_number(Reader* r) noexcept:
    """Returns -Infinity where it stands; else what was found wrong with the number stays."""
    if not follows(r, r.at, "-Infinity", 9):
        return NULL
    r.at += 9
    r.code = NULL
    return PyFloat_FromDouble(-INFINITY)


cdef inline bint follows(
    Reader* r, const uint8_t* at, const char* word, Py_ssize_t size
) noexcept nogil:
    return r.end - at >= size and memcmp(at, word, size) == 0
