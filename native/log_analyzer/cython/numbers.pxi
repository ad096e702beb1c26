# Numbers as text: status, size, and decimals that are scaled exactly.

cdef enum:
    NUMBER_BYTES = 64        # a longer decimal is wrong, so that its digits fit in a Decimal
    EXPONENT_DIGITS = 3
    TIME_DIGITS = 18         # before the point of a time

cdef struct Decimal:
    bint negative
    bint fractional          # written with a point
    bint exponential         # written with an exponent
    int whole                # digits before the point as written
    int point                # digits before the point when the exponent has moved it
    int count
    uint8_t digits[NUMBER_BYTES]


cdef int read_status_value(
    const uint8_t* at, const uint8_t* end, int* status
) noexcept nogil:
    """Three digits from 100 to 599; PARSED or BAD_STATUS."""
    if (
        end - at != 3 or not (c'1' <= at[0] <= c'5') or not is_digit(at[1]) or not is_digit(at[2])
    ):
        return BAD_STATUS
    status[0] = (at[0] - c'0') * 100 + (at[1] - c'0') * 10 + at[2] - c'0'
    return PARSED


cdef int read_size_value(const uint8_t* at, const uint8_t* end, uint64_t* size) noexcept nogil:
    """Digits, or `-` for 0; PARSED, BAD_SIZE or NUMBER_OVERFLOW."""
    cdef uint64_t number = 0, digit
    cdef bint overflow = False
    if at == end:
        return BAD_SIZE
    if end - at == 1 and at[0] == c'-':
        size[0] = 0
        return PARSED
    while at < end:
        if not is_digit(at[0]):
            return BAD_SIZE
        digit = at[0] - c'0'
        overflow = overflow or number > (<uint64_t>INT64_MAX - digit) // 10
        number = number * 10 + digit
        at += 1
    size[0] = number
    return NUMBER_OVERFLOW if overflow else PARSED


cdef const uint8_t* take_digits(
    const uint8_t* at, const uint8_t* end, Decimal* decimal
) noexcept nogil:
    while at < end and is_digit(at[0]):
        decimal.digits[decimal.count] = at[0] - c'0'
        decimal.count += 1
        at += 1
    return at


cdef bint read_exponent(const uint8_t* at, const uint8_t* end, Decimal* decimal) noexcept nogil:
    cdef int exponent = 0
    cdef bint negative = at < end and at[0] == c'-'
    if at < end and (at[0] == c'-' or at[0] == c'+'):
        at += 1
    if not 1 <= end - at <= EXPONENT_DIGITS:
        return False
    while at < end:
        if not is_digit(at[0]):
            return False
        exponent = exponent * 10 + at[0] - c'0'
        at += 1
    decimal.point += -exponent if negative else exponent
    decimal.exponential = True
    return True


cdef bint read_decimal(const uint8_t* at, const uint8_t* end, Decimal* decimal) noexcept nogil:
    """`[-]digits[.digits][e[+-]digits]`, at most 64 bytes; False when it is something else."""
    cdef const uint8_t* start
    if end - at > NUMBER_BYTES:
        return False
    decimal.count = 0
    decimal.fractional = decimal.exponential = False
    decimal.negative = at < end and at[0] == c'-'
    start = at + decimal.negative
    at = take_digits(start, end, decimal)
    decimal.whole = decimal.point = decimal.count
    if at == start:
        return False
    if at < end and at[0] == c'.':
        decimal.fractional = True
        start = at + 1
        at = take_digits(start, end, decimal)
        if at == start:
            return False
    if at < end and (at[0] | 0x20) == c'e':
        return read_exponent(at + 1, end, decimal)
    return at == end


cdef enum Rest:              # what of a decimal the whole number leaves out, in units of its last
    NOTHING
    BELOW_HALF
    HALF
    ABOVE_HALF


cdef Rest rest_of(const Decimal* decimal, int point) noexcept nogil:
    """How much stands behind the first `point` digits."""
    cdef int first = decimal.digits[point] if 0 <= point < decimal.count else 0
    cdef bint more = False
    cdef int i
    for i in range(max(point + 1, 0), decimal.count):
        more = more or decimal.digits[i] != 0
    if point < 0:
        return BELOW_HALF if more else NOTHING
    if first == 5 and not more:
        return HALF
    if first >= 5:
        return ABOVE_HALF
    return BELOW_HALF if first or more else NOTHING


cdef bint scale_decimal(
    const Decimal* decimal, int scale, uint64_t* number, Rest* rest
) noexcept nogil:
    """The whole part of |decimal| * 10**scale and what it leaves out; False above 2**63 - 1."""
    cdef int point = decimal.point + scale
    cdef uint64_t digit
    cdef int i
    number[0] = 0
    rest[0] = rest_of(decimal, point)
    for i in range(min(point, decimal.count)):
        digit = decimal.digits[i]
        if number[0] > (<uint64_t>INT64_MAX - digit) // 10:
            return False
        number[0] = number[0] * 10 + digit
    for i in range(decimal.count, point):
        if number[0] == 0:
            return True
        if number[0] > <uint64_t>INT64_MAX // 10:
            return False
        number[0] *= 10
    return True


cdef bint half_even(uint64_t* number, Rest rest) noexcept nogil:
    """Round a whole part by what it leaves out; False above 2**63 - 1."""
    number[0] += rest == ABOVE_HALF or (rest == HALF and number[0] % 2 == 1)
    return number[0] <= <uint64_t>INT64_MAX
