# One line of format combined or common to a record of slices into the line.

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

cdef struct Slice:
    const uint8_t* start
    uint32_t length
    uint32_t hash            # filled in when the line is known to be good
    uint32_t guess           # the entry that it may be, while counting

cdef struct Record:
    Slice host
    Slice user
    Slice method
    Slice protocol
    Slice path
    Slice referrer
    Slice agent
    int64_t minute           # minutes since the epoch, UTC
    int32_t day
    int second
    int status
    uint64_t size
    bint bad_request
    bint rootless            # the path lacks its first slash, as that of http://host?query
    # Filled in while counting:
    uint32_t client_ref
    uint32_t agent_ref
    bint new_visitor

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


cdef inline bint is_letter(uint8_t byte) noexcept nogil:
    return c'a' <= (byte | 0x20) <= c'z'


cdef inline bint is_digit(uint8_t byte) noexcept nogil:
    return c'0' <= byte <= c'9'


cdef const uint8_t* after_authority(const uint8_t* at, const uint8_t* end) noexcept nogil:
    """Where the path of a target `scheme://authority...` begins; NULL for another target."""
    if not is_letter(at[0]):
        return NULL
    while at < end and (
        is_letter(at[0]) or is_digit(at[0]) or at[0] == c'+' or at[0] == c'.' or at[0] == c'-'
    ):
        at += 1
    if end - at < 3 or memcmp(at, "://", 3) != 0:
        return NULL
    at += 3
    while at < end and at[0] != c'/' and at[0] != c'?' and at[0] != c'#':
        at += 1
    return at


cdef inline bint is_protocol(const uint8_t* at, size_t length) noexcept nogil:
    """Whether this is `HTTP/d` or `HTTP/d.d`."""
    if (length != 6 and length != 8) or memcmp(at, "HTTP/", 5) != 0 or not is_digit(at[5]):
        return False
    return length == 6 or (at[6] == c'.' and is_digit(at[7]))


cdef inline const uint8_t* after_method(const uint8_t* at, const uint8_t* end) noexcept nogil:
    """Where the bytes end that a method may have."""
    while at < end and (is_letter(at[0]) or at[0] == c'_' or at[0] == c'-'):
        at += 1
    return at


cdef inline size_t protocol_length(const uint8_t* start, const uint8_t* end) noexcept nogil:
    """Length of the space and the protocol a request ends with; 0 when it does not."""
    if end - start >= 9 and (end - 9)[0] == c' ' and is_protocol(end - 8, 8):
        return 9
    if end - start >= 7 and (end - 7)[0] == c' ' and is_protocol(end - 6, 6):
        return 7
    return 0


cdef void read_target(
    const uint8_t* at, const uint8_t* end, bint strip_query, Record* record
) noexcept nogil:
    """Fill in the path of a well-formed request's target."""
    cdef const uint8_t* path = after_authority(at, end) if at[0] != c'/' else NULL
    cdef const uint8_t* query
    if path != NULL:
        record.rootless = path == end or path[0] != c'/'
        at = path
    query = find_byte(at, end, c'?') if strip_query else NULL
    record.path = slice_between(at, query if query != NULL else end)


cdef inline void read_request(
    const uint8_t* at, const uint8_t* end, bint strip_query, Record* record
) noexcept nogil:
    """METHOD SP TARGET SP PROTOCOL, split at the first and the last space; else a bad request."""
    cdef size_t tail = protocol_length(at, end)
    cdef const uint8_t* space = after_method(at, end)
    record.rootless = False
    record.bad_request = not (
        tail and space > at and space[0] == c' ' and space + 1 < end - tail
    )
    if record.bad_request:
        record.method = slice_between(DASH, DASH + 1)
        record.protocol = record.method
        record.path = slice_between(at, end)
        return
    record.method = slice_between(at, space)
    record.protocol = slice_between(end - tail + 1, end)
    read_target(space + 1, end - tail, strip_query, record)


cdef int read_clients(
    const uint8_t** at, const uint8_t* end, Record* record
) noexcept nogil:
    """Host, ident and user; leaves `at` behind the ` [` of the timestamp."""
    cdef const uint8_t* start = at[0]
    cdef const uint8_t* space = find_byte(start, end, c' ')
    if space == NULL:
        return TOO_FEW_FIELDS
    if space == start:
        return NO_HOST
    record.host = slice_between(start, space)
    start = space + 1
    space = find_byte(start, end, c' ')
    if space == NULL or space == start:
        return TOO_FEW_FIELDS
    start = space + 1
    space = find_byte(start, end, c' ')
    while space != NULL and (space + 1 == end or space[1] != c'['):
        space = find_byte(space + 1, end, c' ')
    if space == NULL or space == start:
        return TOO_FEW_FIELDS
    record.user = slice_between(start, space)
    at[0] = space + 2
    return PARSED


cdef int read_status(const uint8_t** at, const uint8_t* end, Record* record) noexcept nogil:
    """The status behind the request's quote; leaves `at` behind the space that follows it."""
    cdef const uint8_t* start = at[0]
    if start == end:
        return TOO_FEW_FIELDS
    if (
        end - start < 4 or start[0] != c' ' or not (c'1' <= start[1] <= c'5')
        or not is_digit(start[2]) or not is_digit(start[3])
        or (end - start > 4 and start[4] != c' ')
    ):
        return BAD_STATUS
    record.status = (start[1] - c'0') * 100 + (start[2] - c'0') * 10 + start[3] - c'0'
    if end - start == 4:
        return TOO_FEW_FIELDS
    at[0] = start + 5
    return PARSED


cdef int read_size(const uint8_t** at, const uint8_t* end, Record* record) noexcept nogil:
    """Digits, or `-` for 0; leaves `at` behind them."""
    cdef const uint8_t* start = at[0]
    cdef uint64_t size = 0, digit
    cdef bint overflow = False
    if start == end:
        return BAD_SIZE
    if start[0] == c'-':
        start += 1
    else:
        while start < end and is_digit(start[0]):
            digit = start[0] - c'0'
            overflow = overflow or size > (<uint64_t>INT64_MAX - digit) // 10
            size = size * 10 + digit
            start += 1
        if start == at[0]:
            return BAD_SIZE
    if start < end and start[0] != c' ':
        return BAD_SIZE
    if overflow:
        return NUMBER_OVERFLOW
    record.size = size
    at[0] = start
    return PARSED


cdef int read_agents(const uint8_t* at, const uint8_t* end, Record* record) noexcept nogil:
    """` "referrer" "agent"` up to the end of the line."""
    cdef const uint8_t* quote
    cdef int i
    cdef Slice* field = &record.referrer
    for i in range(2):
        if end - at < 2 or at[0] != c' ' or at[1] != c'"':
            return TOO_FEW_FIELDS
        quote = closing_quote(at + 2, end)
        if quote == NULL:
            return TOO_FEW_FIELDS
        field[0] = slice_between(at + 2, quote)
        field = &record.agent
        at = quote + 1
    return PARSED if at == end else TRAILING_GARBAGE


cdef bint is_blank(const uint8_t* at, const uint8_t* end) noexcept nogil:
    while at < end and (at[0] == c' ' or at[0] == c'\t'):
        at += 1
    return at == end


cdef int read_line(
    const uint8_t* at, const uint8_t* end, bint combined, bint strip_query,
    StampCache* cache, Record* record,
) noexcept nogil:
    """Fill in the record of a line without its end; PARSED, or the first rule that fails.

    The order of the checks is the contract: the first that fails names the reason.
    """
    cdef const uint8_t* quote
    cdef int reason
    if at == end or ((at[0] == c' ' or at[0] == c'\t') and is_blank(at, end)):
        return BLANK
    reason = read_clients(&at, end, record)
    if reason != PARSED:
        return reason
    if end - at <= STAMP_LENGTH or at[STAMP_LENGTH] != c']':
        return BAD_TIMESTAMP
    record.second = read_stamp(at, cache)
    if record.second < 0:
        return BAD_TIMESTAMP
    record.minute = cache.minute
    record.day = cache.day
    at += STAMP_LENGTH + 1
    if end - at < 2 or at[0] != c' ' or at[1] != c'"':
        return BAD_REQUEST_QUOTE
    quote = closing_quote(at + 2, end)
    if quote == NULL:
        return BAD_REQUEST_QUOTE
    read_request(at + 2, quote, strip_query, record)
    at = quote + 1
    reason = read_status(&at, end, record)
    if reason == PARSED:
        reason = read_size(&at, end, record)
    if reason != PARSED:
        return reason
    if combined:
        return read_agents(at, end, record)
    return PARSED if at == end else TRAILING_GARBAGE
