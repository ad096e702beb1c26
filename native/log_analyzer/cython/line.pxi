# One line of format combined or common to a record of slices into the line.

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
    record.keys[CLIENT] = slice_between(start, space)
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
    record.keys[USER] = slice_between(start, space)
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
    cdef Slice* field = &record.keys[REFERRER]
    for i in range(2):
        if end - at < 2 or at[0] != c' ' or at[1] != c'"':
            return TOO_FEW_FIELDS
        quote = closing_quote(at + 2, end)
        if quote == NULL:
            return TOO_FEW_FIELDS
        field[0] = slice_between(at + 2, quote)
        field = &record.keys[AGENT]
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
