# What a good line says: slices into the line, and what stands for the missing.

cdef enum:                   # reasons, in the order of REASONS
    BLANK
    NO_HOST
    BAD_TIMESTAMP
    BAD_REQUEST_QUOTE
    BAD_STATUS
    BAD_SIZE
    BAD_LATENCY
    TRAILING_GARBAGE
    TOO_FEW_FIELDS
    INVALID_JSON
    NUMBER_OVERFLOW
    LINE_TOO_LONG
    REASON_COUNT
    PARSED                   # no reason: the line is good
    NO_ROOM                  # memory is out

cdef struct Slice:
    const uint8_t* start
    uint32_t length
    uint32_t hash            # filled in when the line is known to be good
    uint32_t guess           # the entry that it may be, while counting

cdef enum:                   # columns, in the order of their sections in a partial
    PATH
    CLIENT
    AGENT
    REFERRER
    USER
    HOST
    COLUMN_COUNT

cdef struct Record:
    Slice keys[COLUMN_COUNT] # "-" where the plan has no such field
    Slice method
    Slice protocol
    int64_t minute           # minutes since the epoch, UTC
    int32_t day
    int second
    int status
    uint64_t size
    uint64_t latency         # microseconds
    bint timed               # whether there is a latency
    bint bad_request
    bint rootless            # the path lacks its first slash, as that of http://host?query
    # Filled in while counting:
    uint32_t client_ref
    uint32_t agent_ref
    bint new_visitor

cdef extern from *:
    """
    #define EACH_BYTE UINT64_C(0x0101010101010101)
    static inline int lowest_byte(uint64_t marks) { return __builtin_ctzll(marks) >> 3; }
    """
    const uint64_t EACH_BYTE
    int lowest_byte(uint64_t marks) noexcept nogil

cdef const uint8_t* DASH = <const uint8_t*>"-"


cdef inline Slice slice_between(const uint8_t* start, const uint8_t* end) noexcept nogil:
    cdef Slice found
    found.start = start
    found.length = <uint32_t>(end - start)
    found.hash = found.guess = 0
    return found


cdef inline const uint8_t* find_byte(
    const uint8_t* at, const uint8_t* end, int byte
) noexcept nogil:
    return <const uint8_t*>memchr(at, byte, end - at)


cdef inline uint64_t marks_below(uint64_t word, uint8_t limit) noexcept nogil:
    """The top bit of each of eight bytes that is below `limit`, which is at most 128.

    Bits above the lowest may be set for other bytes, too.
    """
    return (word - EACH_BYTE * limit) & ~word & (EACH_BYTE * 0x80)


cdef const uint8_t* closing_quote(const uint8_t* at, const uint8_t* end) noexcept nogil:
    """The quote that ends a field starting at `at`, or NULL.

    A quote after an odd run of backslashes is protected, and no other is: reading the run backwards
    gives what a scan from the left gives, and leaves the search for quotes to memchr.
    """
    cdef const uint8_t* quote = find_byte(at, end, c'"')
    cdef const uint8_t* before
    while quote != NULL:
        before = quote
        while before > at and (before - 1)[0] == c'\\':
            before -= 1
        if (quote - before) % 2 == 0:
            return quote
        quote = find_byte(quote + 1, end, c'"')
    return NULL
