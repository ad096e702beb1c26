"""Double to the shortest decimal that reads back as the same: Giulietti's Schubfach.

The text is that of `float.__repr__`, which has the same digits.
"""

cdef enum:
    MOST_DOUBLE_TEXT = 32    # bytes; -2.2250738585072014e-308 has 24

cdef struct Decimal64:       # digits * 10**power
    uint64_t digits
    int power

cdef uint8_t HUNDRED[200]    # 00 01 02 ... 99
cdef uint64_t TENS[20]       # powers of ten


cdef void make_digits() noexcept:
    cdef int i
    for i in range(100):
        HUNDRED[2 * i] = c'0' + i // 10
        HUNDRED[2 * i + 1] = c'0' + i % 10
    TENS[0] = 1
    for i in range(1, 20):
        TENS[i] = 10 * TENS[i - 1]


make_digits()


cdef inline uint64_t scaled_to_odd(uint64_t high, uint64_t low, uint64_t factor) noexcept nogil:
    """Leading word of the product; its last bit is set when the rest is not nothing."""
    cdef uint64_t carry, top, rest
    full_product(low, factor, &carry)
    rest = full_product(high, factor, &top)
    rest += carry
    top += rest < carry
    return top | (rest > 1)


cdef Decimal64 shortest(uint64_t bits) noexcept nogil:
    """Digits of the positive finite double of these bits, nearest of the shortest."""
    cdef Decimal64 found
    cdef uint64_t fraction = bits & 0xFFFFFFFFFFFFFULL
    cdef int exponent = bits >> 52
    cdef uint64_t significand = fraction | (<uint64_t>1 << 52) if exponent else fraction
    cdef int binary = (exponent if exponent else 1) - 1075
    # Below a power of two the next double is nearer than above.
    cdef bint uneven = fraction == 0 and exponent > 1
    cdef int power = (binary * 1262611 - (524031 if uneven else 0)) >> 22
    cdef int shift = binary + ((-power * 1741647) >> 19) + 1
    cdef uint64_t high = POWER_HIGH[-power - LEAST_POWER], low = POWER_LOW[-power - LEAST_POWER]
    # Four times the neighbours' midpoints and the value; an even one owns its midpoints.
    cdef bint odd = significand & 1
    cdef uint64_t least = scaled_to_odd(high, low, (4 * significand - 2 + uneven) << shift) + odd
    cdef uint64_t value = scaled_to_odd(high, low, (4 * significand) << shift)
    cdef uint64_t most = scaled_to_odd(high, low, (4 * significand + 2) << shift) - odd
    cdef uint64_t whole = value // 4, tens = whole // 10
    cdef bint below = least <= 40 * tens, above = 40 * tens + 40 <= most
    if whole >= 10 and below != above:
        found.digits = tens + above
        found.power = power + 1
        return found
    below = least <= 4 * whole
    above = 4 * whole + 4 <= most
    if below == above:
        above = value > 4 * whole + 2 or (value == 4 * whole + 2 and whole & 1)
    found.digits = whole + above
    found.power = power
    return found


cdef inline int digit_count(uint64_t number) noexcept nogil:
    """How many digits a number has: log10(2) is about 1233 / 4096."""
    cdef int least = (64 - leading_zeros(number | 1)) * 1233 >> 12
    return least + (number >= TENS[least]) if number else 1


cdef inline int write_digits(uint8_t* to, uint64_t number) noexcept nogil:
    """Write a number; how many digits it has."""
    cdef int count = digit_count(number)
    cdef uint32_t four
    to += count
    while number >= 10000:
        # The next division need not wait for the two of these four digits.
        four = number % 10000
        number //= 10000
        to -= 4
        memcpy(to, HUNDRED + 2 * (four // 100), 2)
        memcpy(to + 2, HUNDRED + 2 * (four % 100), 2)
    four = <uint32_t>number
    if four >= 100:
        to -= 2
        memcpy(to, HUNDRED + 2 * (four % 100), 2)
        four //= 100
    if four >= 10:
        memcpy(to - 2, HUNDRED + 2 * four, 2)
    else:
        (to - 1)[0] = c'0' + <uint8_t>four
    return count


cdef inline uint8_t* write_exponent(uint8_t* to, int exponent) noexcept nogil:
    to[0] = c'e'
    to[1] = c'-' if exponent < 0 else c'+'
    exponent = abs(exponent)
    if exponent < 10:
        to[2] = c'0'
        to += 1
    return to + 2 + write_digits(to + 2, exponent)


cdef uint8_t* write_double(uint8_t* to, double number) noexcept nogil:
    """Write a finite double into MOST_DOUBLE_TEXT bytes; the byte behind it."""
    cdef uint64_t bits
    cdef Decimal64 found
    cdef uint8_t digits[20]
    cdef int count, point
    memcpy(&bits, &number, sizeof(bits))
    if bits >> 63:
        to[0] = c'-'
        to += 1
        bits &= ~(<uint64_t>1 << 63)
    if bits == 0:
        memcpy(to, "0.0", 3)
        return to + 3
    found = shortest(bits)
    count = write_digits(digits, found.digits)
    point = count + found.power
    while count > 1 and digits[count - 1] == c'0':
        count -= 1
    if point <= -4 or point > 16:
        to[0] = digits[0]
        to += 1
        if count > 1:
            to[0] = c'.'
            memcpy(to + 1, digits + 1, count - 1)
            to += count
        return write_exponent(to, point - 1)
    if point <= 0:
        memcpy(to, "0.000", 5)
        to += 2 - point
        memcpy(to, digits, count)
        return to + count
    if point < count:
        memcpy(to, digits, point)
        to[point] = c'.'
        memcpy(to + point + 1, digits + point, count - point)
        return to + count + 1
    memset(to, c'0', point)
    memcpy(to, digits, count)
    memcpy(to + point, ".0", 2)
    return to + point + 2
