# A request to method, path and protocol.

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


cdef inline void read_target(
    const uint8_t* at, const uint8_t* end, bint strip_query, Record* record
) noexcept nogil:
    """Fill in the path of a well-formed request's target."""
    cdef const uint8_t* path = after_authority(at, end) if at[0] != c'/' else NULL
    cdef const uint8_t* query
    if path != NULL:
        record.rootless = path == end or path[0] != c'/'
        at = path
    query = find_byte(at, end, c'?') if strip_query else NULL
    record.keys[PATH] = slice_between(at, query if query != NULL else end)


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
        record.keys[PATH] = slice_between(at, end)
        return
    record.method = slice_between(at, space)
    record.protocol = slice_between(end - tail + 1, end)
    read_target(space + 1, end - tail, strip_query, record)
