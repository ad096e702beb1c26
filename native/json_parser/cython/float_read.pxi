"""Decimal to double: Lemire's algorithm, and the interpreter's own where that cannot decide."""

cdef bint nearest_double(uint64_t digits, int64_t power, double* found) noexcept nogil:
    """Find the double nearest to digits * 10**power, ties to even; False where that is not decided.

    Undecided are subnormal and infinite results, and about one case in 2**60.

    Args:
        digits: Exact, not 0.
        power: Any.
    """
    cdef uint64_t high, low, factor, factor_low, carry, mantissa
    cdef int zeros, upper, binary
    if power < LEAST_POWER or power > 308:
        return False
    factor = POWER_HIGH[power - LEAST_POWER]
    factor_low = POWER_LOW[power - LEAST_POWER]
    if power < -27 or power > 55:
        # The proof takes these rounded down; they are never exact.
        factor -= factor_low == 0
        factor_low -= 1
    zeros = leading_zeros(digits)
    digits <<= zeros
    low = full_product(digits, factor, &high)
    if high & 0x1FF == 0x1FF:
        # The bits behind the double's and its rounding bit are all set: a carry may run through.
        full_product(digits, factor_low, &carry)
        low += carry
        high += carry > low
    if low == 0xFFFFFFFFFFFFFFFFULL and (power < -27 or power > 55):
        return False
    upper = high >> 63
    mantissa = high >> (upper + 9)
    binary = ((217706 * power) >> 16) + 63 + upper - zeros + 1023
    if binary <= 0:
        return False
    if low <= 1 and -4 <= power <= 23 and mantissa & 3 == 1 and mantissa << (upper + 9) == high:
        mantissa &= ~<uint64_t>1  # halfway exactly: to even
    mantissa = (mantissa + (mantissa & 1)) >> 1
    if mantissa >> 53:
        mantissa >>= 1
        binary += 1
    if binary >= 0x7FF:
        return False
    mantissa = (mantissa & 0xFFFFFFFFFFFFFULL) | (<uint64_t>binary << 52)
    memcpy(found, &mantissa, sizeof(double))
    return True
