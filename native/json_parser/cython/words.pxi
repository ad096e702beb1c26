"""Eight or sixteen bytes at a time: what is looked for in a run is found by arithmetic on words."""

cdef extern from *:
    """
    #define leading_zeros(word) __builtin_clzll(word)
    #define trailing_zeros(word) __builtin_ctzll(word)

    #ifdef __SSE2__  /* each x86-64 has it */
    #include <emmintrin.h>
    #define HAS_SIXTEEN 1
    /* A bit for each byte that is a quote, a backslash, below 0x20 or negative: above 0x7f. */
    static inline unsigned special_sixteen(const uint8_t* at) {
        __m128i bytes = _mm_loadu_si128((const __m128i*) at);
        __m128i special = _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20));
        special = _mm_or_si128(special, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')));
        special = _mm_or_si128(special, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\\\')));
        return (unsigned) _mm_movemask_epi8(special);
    }
    #else
    #define HAS_SIXTEEN 0
    #define special_sixteen(at) 0
    #endif
    """
    bint HAS_SIXTEEN
    unsigned special_sixteen(const uint8_t* at) noexcept nogil
    int leading_zeros(uint64_t) noexcept nogil
    int trailing_zeros(uint64_t) noexcept nogil


cdef inline uint64_t word_at(const uint8_t* at) noexcept nogil:
    cdef uint64_t word
    memcpy(&word, at, 8)
    return word


cdef inline uint32_t half_at(const uint8_t* at) noexcept nogil:
    cdef uint32_t half
    memcpy(&half, at, 4)
    return half


cdef inline uint64_t special_bytes(uint64_t word) noexcept nogil:
    """Not 0 if one of eight bytes is a quote, a backslash, below 0x20 or above 0x7f.

    A byte that is x becomes 0 by xor with x; subtracting 1 then borrows into its top bit, as 0x20
    does for a byte below that. A borrow may taint bytes above, never below: 0 is certain, and so is
    the lowest byte whose top bit is set.
    """
    cdef uint64_t quote = word ^ 0x2222222222222222ULL
    cdef uint64_t backslash = word ^ 0x5C5C5C5C5C5C5C5CULL
    return (
        (word - 0x2020202020202020ULL) | (quote - 0x0101010101010101ULL)
        | (backslash - 0x0101010101010101ULL) | word
    ) & 0x8080808080808080ULL


cdef inline bint is_plain(uint8_t byte) noexcept nogil:
    """Whether a string shows this byte as it is, in one byte."""
    return 0x20 <= byte < 0x80 and byte != c'"' and byte != c'\\'


cdef inline const uint8_t* plain_end(const uint8_t* at, const uint8_t* end) noexcept nogil:
    """Where a run of plain bytes ends; `end` points to one that is not plain."""
    cdef uint64_t special
    while HAS_SIXTEEN and end - at >= 16:
        special = special_sixteen(at)
        if special:
            return at + trailing_zeros(special)
        at += 16
    while end - at >= 8:
        special = special_bytes(word_at(at))
        if special:
            if LITTLE_ENDIAN:
                return at + trailing_zeros(special) // 8
            break
        at += 8
    while is_plain(at[0]):
        at += 1
    return at


cdef inline const uint8_t* blank_end(const uint8_t* at, const uint8_t* end) noexcept nogil:
    """Where white space ends; `end` points to something else. Most of it is indentation."""
    cdef uint64_t other
    while True:
        while LITTLE_ENDIAN and end - at >= 8:
            other = word_at(at) ^ 0x2020202020202020ULL
            if other:
                at += trailing_zeros(other) // 8
                break
            at += 8
        if at[0] != c' ' and at[0] != c'\n' and at[0] != c'\r' and at[0] != c'\t':
            return at
        at += 1


cdef inline bint are_same(const uint8_t* a, const uint8_t* b, Py_ssize_t size) noexcept nogil:
    """Whether two short runs of bytes are equal."""
    cdef Py_ssize_t i
    if size >= 8:
        for i in range(0, size - 8, 8):
            if word_at(a + i) != word_at(b + i):
                return False
        return word_at(a + size - 8) == word_at(b + size - 8)
    if size >= 4:
        return half_at(a) == half_at(b) and half_at(a + size - 4) == half_at(b + size - 4)
    for i in range(size):
        if a[i] != b[i]:
            return False
    return True


cdef inline void copy_short(uint8_t* to, const uint8_t* at, Py_ssize_t size) noexcept nogil:
    """Copy what is mostly too short to be worth a call; the last word overlaps the one before."""
    cdef Py_ssize_t i
    if size > 64:
        memcpy(to, at, size)
    elif size >= 8:
        for i in range(0, size - 8, 8):
            memcpy(to + i, at + i, 8)
        memcpy(to + size - 8, at + size - 8, 8)
    elif size >= 4:
        memcpy(to, at, 4)
        memcpy(to + size - 4, at + size - 4, 4)
    else:
        for i in range(size):
            to[i] = at[i]


cdef inline bint are_eight_digits(uint64_t word) noexcept nogil:
    return (
        (word & 0xF0F0F0F0F0F0F0F0ULL)
        | (((word + 0x0606060606060606ULL) & 0xF0F0F0F0F0F0F0F0ULL) >> 4)
    ) == 0x3333333333333333ULL


cdef inline uint64_t eight_digits(uint64_t word) noexcept nogil:
    """Value of eight digits: pairs, fours, then all, each by one multiplication. Little-endian."""
    word = ((word & 0x0F0F0F0F0F0F0F0FULL) * 2561) >> 8
    word = ((word & 0x00FF00FF00FF00FFULL) * 6553601) >> 16
    return ((word & 0x0000FFFF0000FFFFULL) * 42949672960001ULL) >> 32
