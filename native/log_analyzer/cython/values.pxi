# The fields of text, json and w3c plans: what each value must be, and what it makes of the record.

cdef tuple FIELDS = (
    "skip", "ip", "ip_port", "user", "host", "referrer", "user_agent",
    "time_clf", "time_iso", "time_s", "time_ms", "time_us", "time_auto", "date", "clock",
    "request", "method", "target", "query", "protocol",
    "status", "size", "latency_ms", "latency_s", "latency_us", "latency_w3c",
)

cdef enum:                   # fields, in the order of FIELDS, in which json and w3c check them
    SKIP_FIELD
    IP
    IP_PORT
    USER_FIELD
    HOST_FIELD
    REFERRER_FIELD
    USER_AGENT
    TIME_CLF
    TIME_ISO
    TIME_S
    TIME_MS
    TIME_US
    TIME_AUTO
    DATE
    CLOCK
    REQUEST
    METHOD
    TARGET
    QUERY
    PROTOCOL
    STATUS
    SIZE
    LATENCY_MS
    LATENCY_S
    LATENCY_US
    LATENCY_W3C
    FIELD_COUNT

cdef struct Draft:           # a record in the making
    Record* record
    StampCache* stamp
    Arena* arena
    bint strip_query
    bint loose               # json: numbers may have exponents
    bint given[FIELD_COUNT]  # the fields that the plan has
    Slice parts[FIELD_COUNT] # of the request, those that were met
    int64_t days
    int64_t clock
    bint untimed             # some latency is none


cdef inline bint is_dash(Slice text) noexcept nogil:
    return text.length == 1 and text.start[0] == c'-'


cdef Slice without_port(const uint8_t* start, const uint8_t* end) noexcept nogil:
    """An address without `:digits` at its end, and without one pair of brackets around it."""
    cdef const uint8_t* at = end
    while at > start and is_digit((at - 1)[0]):
        at -= 1
    if at < end and at > start and (at - 1)[0] == c':':
        end = at - 1
    if end - start >= 2 and start[0] == c'[' and (end - 1)[0] == c']':
        start += 1
        end -= 1
    return slice_between(start, end)


cdef bint take_time(
    Draft* draft, int field, const uint8_t* at, const uint8_t* end
) noexcept nogil:
    if field == TIME_CLF:
        return read_clf(at, end, draft.stamp, draft.record)
    if field == TIME_ISO:
        return read_iso(at, end, draft.record)
    if field == TIME_S:
        return read_epoch(at, end, 1, draft.record)
    if field == TIME_MS:
        return read_epoch(at, end, 1000, draft.record)
    if field == TIME_US:
        return read_epoch(at, end, 1000000, draft.record)
    if field == DATE:
        return read_date(at, end, &draft.days)
    if field == CLOCK:
        return read_clock(at, end, &draft.clock) == end
    return (
        read_iso(at, end, draft.record)
        or read_clf(at, end, draft.stamp, draft.record)
        or read_epoch(at, end, 1, draft.record)
    )


cdef int take_latency(
    Draft* draft, int field, const uint8_t* at, const uint8_t* end
) noexcept nogil:
    """Add a latency to the record's; PARSED, BAD_LATENCY or NUMBER_OVERFLOW."""
    cdef Decimal decimal
    cdef uint64_t number
    cdef Rest rest
    cdef int scale = 6
    if (end - at == 1 and at[0] == c'-') or (end - at == 2 and memcmp(at, "-1", 2) == 0):
        draft.untimed = True
        return PARSED
    if not read_decimal(at, end, &decimal) or decimal.negative:
        return BAD_LATENCY
    if field == LATENCY_US:
        scale = 0
    elif field == LATENCY_MS or (field == LATENCY_W3C and not decimal.fractional):
        scale = 3
    if (decimal.exponential and not draft.loose) or (decimal.fractional and scale == 0):
        return BAD_LATENCY
    if not scale_decimal(&decimal, scale, &number, &rest) or not half_even(&number, rest):
        return NUMBER_OVERFLOW
    if not draft.untimed:
        if number > <uint64_t>INT64_MAX - draft.record.latency:
            return NUMBER_OVERFLOW
        draft.record.latency += number
    return PARSED


cdef int take_value(
    Draft* draft, int field, const uint8_t* at, const uint8_t* end
) noexcept nogil:
    """Check a value and put it into the record; PARSED or why it cannot be."""
    cdef Record* record = draft.record
    if field == STATUS:
        return read_status_value(at, end, &record.status)
    if field == SIZE:
        return read_size_value(at, end, &record.size)
    if field >= LATENCY_MS:
        return take_latency(draft, field, at, end)
    if field >= METHOD:
        draft.parts[field] = slice_between(at, end)
    elif field == REQUEST:
        read_request(at, end, draft.strip_query, record)
    elif field >= TIME_CLF:
        return PARSED if take_time(draft, field, at, end) else BAD_TIMESTAMP
    elif field == IP:
        record.keys[CLIENT] = slice_between(at, end)
    elif field == IP_PORT:
        record.keys[CLIENT] = without_port(at, end)
        if record.keys[CLIENT].length == 0:
            return NO_HOST
    elif field == USER_AGENT:
        record.keys[AGENT] = slice_between(at, end)
    elif field == REFERRER_FIELD:
        record.keys[REFERRER] = slice_between(at, end)
    elif field == USER_FIELD:
        record.keys[USER] = slice_between(at, end)
    elif field == HOST_FIELD:
        record.keys[HOST] = slice_between(at, end)
    return PARSED


cdef void start_draft(Draft* draft, Record* record) noexcept nogil:
    draft.record = record
    draft.untimed = not (
        draft.given[LATENCY_MS] or draft.given[LATENCY_S] or draft.given[LATENCY_US]
        or draft.given[LATENCY_W3C]
    )
    record.latency = 0
    record.size = 0
    record.rootless = False


cdef bint is_good_request(const Draft* draft) noexcept nogil:
    cdef Slice method = draft.parts[METHOD], target = draft.parts[TARGET]
    cdef Slice protocol = draft.parts[PROTOCOL]
    cdef const uint8_t* end
    if target.length == 0 or is_dash(target):
        return False
    if draft.given[METHOD]:
        end = method.start + method.length
        if method.length == 0 or is_dash(method) or after_method(method.start, end) != end:
            return False
    return not draft.given[PROTOCOL] or is_protocol(protocol.start, protocol.length)


cdef bint join_target(Draft* draft) noexcept nogil:
    """Append the query to the target; False when memory is out."""
    cdef Slice target = draft.parts[TARGET], query = draft.parts[QUERY]
    cdef bint mark
    cdef uint8_t* joined
    if not draft.given[QUERY] or query.length == 0 or is_dash(query):
        return True
    mark = query.start[0] != c'?'
    joined = arena_take(draft.arena, <uint64_t>target.length + mark + query.length)
    if joined == NULL:
        return False
    memcpy(joined, target.start, target.length)
    joined[target.length] = c'?'
    memcpy(joined + target.length + mark, query.start, query.length)
    draft.parts[TARGET] = slice_between(
        joined, joined + target.length + mark + query.length
    )
    return True


cdef bint join_parts(Draft* draft) noexcept nogil:
    """The path of a bad request: method, target and protocol, as far as the plan has them."""
    cdef uint64_t length = 2
    cdef uint8_t* joined
    cdef uint8_t* at
    cdef int field
    for field in range(METHOD, PROTOCOL + 1):
        length += draft.parts[field].length
    joined = at = arena_take(draft.arena, length)
    if joined == NULL:
        return False
    for field in range(METHOD, PROTOCOL + 1):
        if field == QUERY or (field != TARGET and not draft.given[field]):
            continue
        if field > METHOD and (field == PROTOCOL or draft.given[METHOD]):
            at[0] = c' '
            at += 1
        memcpy(at, draft.parts[field].start, draft.parts[field].length)
        at += draft.parts[field].length
    draft.record.keys[PATH] = slice_between(joined, at)
    return True


cdef bint finish_request(Draft* draft) noexcept nogil:
    """Method, path and protocol from the parts of a request; False when memory is out."""
    cdef Record* record = draft.record
    cdef Slice target
    record.bad_request = not is_good_request(draft)
    if (record.bad_request or not draft.strip_query) and not join_target(draft):
        return False
    record.method = record.protocol = slice_between(DASH, DASH + 1)
    if record.bad_request:
        return join_parts(draft)
    if draft.given[METHOD]:
        record.method = draft.parts[METHOD]
    if draft.given[PROTOCOL]:
        record.protocol = draft.parts[PROTOCOL]
    target = draft.parts[TARGET]
    read_target(target.start, target.start + target.length, draft.strip_query, record)
    return True


cdef int finish_draft(Draft* draft) noexcept nogil:
    """What is left to do when all values are good; PARSED or NO_ROOM."""
    if draft.given[CLOCK]:
        set_moment(draft.record, draft.days * 86400 + draft.clock)
    draft.record.timed = not draft.untimed
    if not draft.given[REQUEST] and not finish_request(draft):
        return NO_ROOM
    return PARSED
