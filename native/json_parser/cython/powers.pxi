"""128 leading bits of each power of ten, and the products taken of them.

10**q = g * 2**(floor(log2(10**q)) - 127) with 2**127 <= g < 2**128; the table holds g rounded up.
Both ways between decimal and binary use it: reading (Lemire, "Number Parsing at a Gigabyte per
Second", 2021) and writing (Giulietti, "The Schubfach way to render doubles", 2020).
"""

cdef extern from *:
    """
    static inline uint64_t full_product(uint64_t a, uint64_t b, uint64_t* high) {
        unsigned __int128 product = (unsigned __int128) a * b;
        *high = (uint64_t) (product >> 64);
        return (uint64_t) product;
    }
    """
    uint64_t full_product(uint64_t, uint64_t, uint64_t* high) noexcept nogil

cdef enum:
    LEAST_POWER = -342       # below: even 19 digits make less than half of the least double
    MOST_POWER = 324         # what the shortest digits of the least double are scaled with

cdef uint64_t POWER_HIGH[MOST_POWER - LEAST_POWER + 1]
cdef uint64_t POWER_LOW[MOST_POWER - LEAST_POWER + 1]


cdef object ONE = 1, TEN = 10


cdef int make_powers() except -1:
    cdef object q, power, bits, leading    # ints of Python: they have up to 1200 bits
    for q in range(LEAST_POWER, MOST_POWER + 1):
        power = TEN ** abs(q)
        bits = power.bit_length()
        if q < 0:
            leading = -(-(ONE << (127 + bits)) // power)
        else:
            leading = -(-(power << 128) >> bits)
        POWER_HIGH[<int>q - LEAST_POWER] = leading >> 64
        POWER_LOW[<int>q - LEAST_POWER] = leading & 0xFFFFFFFFFFFFFFFF
    return 0


make_powers()
