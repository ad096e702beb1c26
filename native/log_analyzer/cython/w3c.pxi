# W3C extended logs (IIS): a `#Fields:` line says which columns the lines after it have.

cdef dict W3C_FIELDS = {
    b"date": DATE, b"time": CLOCK, b"c-ip": IP, b"cs-username": USER_FIELD,
    b"cs-host": HOST_FIELD, b"cs(host)": HOST_FIELD,
    b"cs-method": METHOD, b"cs-uri-stem": TARGET, b"cs-uri": TARGET, b"cs-uri-query": QUERY,
    b"cs-version": PROTOCOL, b"cs-protocol-version": PROTOCOL,
    b"sc-status": STATUS, b"sc-bytes": SIZE,
    b"cs(referer)": REFERRER_FIELD, b"cs(user-agent)": USER_AGENT, b"time-taken": LATENCY_W3C,
}

cdef struct W3cName:
    const char* text
    size_t length
    int field

cdef struct W3cColumn:
    uint64_t place           # among the values of a line
    int field

cdef struct W3cColumns:
    uint64_t count           # values of a line; 0 = none known
    size_t known             # columns that mean something to us
    W3cColumn columns[FIELD_COUNT]

cdef W3cName w3c_names[32]
cdef size_t w3c_name_count = 0
cdef list w3c_kept = sorted(W3C_FIELDS)
for w3c_name in w3c_kept:
    w3c_names[w3c_name_count].text = PyBytes_AS_STRING(w3c_name)
    w3c_names[w3c_name_count].length = len(w3c_name)
    w3c_names[w3c_name_count].field = W3C_FIELDS[w3c_name]
    w3c_name_count += 1


cdef inline bint is_separator(uint8_t byte) noexcept nogil:
    return byte == c' ' or byte == c'\t'


cdef inline const uint8_t* value_end(const uint8_t* at, const uint8_t* end) noexcept nogil:
    """The first separator, or `end`; eight bytes a step."""
    cdef uint64_t word, marks
    while end - at >= 8:
        word = load_word(at)
        marks = marks_below(word ^ (EACH_BYTE * c' '), 1) | marks_below(
            word ^ (EACH_BYTE * c'\t'), 1
        )
        if marks:
            return at + lowest_byte(marks)
        at += 8
    while at < end and not is_separator(at[0]):
        at += 1
    return at


cdef bint equals_ignoring_case(
    const uint8_t* at, const char* name, size_t length
) noexcept nogil:
    """Whether bytes are a name, which is written in small letters."""
    cdef size_t i
    cdef uint8_t byte
    for i in range(length):
        byte = at[i]
        if c'A' <= byte <= c'Z':
            byte |= 0x20
        if byte != <uint8_t>name[i]:
            return False
    return True


cdef int w3c_field(const uint8_t* at, size_t length) noexcept nogil:
    cdef size_t i
    for i in range(w3c_name_count):
        if w3c_names[i].length == length and equals_ignoring_case(at, w3c_names[i].text, length):
            return w3c_names[i].field
    return SKIP_FIELD


cdef bint read_directive(
    const uint8_t* at, const uint8_t* end, W3cColumns* columns
) noexcept nogil:
    """Take the columns of a `#Fields:` line; False when the line is another one."""
    cdef const uint8_t* stop
    cdef int field
    cdef size_t i
    if end - at < 8 or memcmp(at, "#Fields:", 8) != 0:
        return False
    at += 8
    columns.count = columns.known = 0
    while True:
        while at < end and is_separator(at[0]):
            at += 1
        if at == end:
            return True
        stop = value_end(at, end)
        field = w3c_field(at, stop - at)
        for i in range(columns.known):
            if columns.columns[i].field == field:
                field = SKIP_FIELD
        if field != SKIP_FIELD:
            columns.columns[columns.known].place = columns.count
            columns.columns[columns.known].field = field
            columns.known += 1
        columns.count += 1
        at = stop


cdef bint same_columns(const W3cColumns* one, const W3cColumns* other) noexcept nogil:
    cdef size_t i
    if one.count != other.count or one.known != other.known:
        return False
    for i in range(one.known):
        if (
            one.columns[i].place != other.columns[i].place
            or one.columns[i].field != other.columns[i].field
        ):
            return False
    return True


cdef int split_values(
    const W3cColumns* columns, const uint8_t* at, const uint8_t* end, Slice* values
) noexcept nogil:
    """Find the value of each known column; PARSED, or the reason when they are not as many."""
    cdef uint64_t place = 0
    cdef size_t known = 0
    cdef const uint8_t* stop
    while True:
        stop = value_end(at, end)
        if known < columns.known and columns.columns[known].place == place:
            values[columns.columns[known].field] = slice_between(at, stop)
            known += 1
        place += 1
        if stop == end:
            break
        at = stop + 1
    if columns.count == 0 or place < columns.count:
        return TOO_FEW_FIELDS
    return PARSED if place == columns.count else TRAILING_GARBAGE


cdef int read_w3c(
    W3cColumns* columns, const uint8_t* at, const uint8_t* end, Draft* draft
) noexcept nogil:
    """Fill in the record of a line that is not blank; PARSED, BLANK for a directive, or why not."""
    cdef Slice values[FIELD_COUNT]
    cdef int field, reason
    cdef size_t i
    if at[0] == c'#':
        read_directive(at, end, columns)
        return BLANK
    for field in range(FIELD_COUNT):
        values[field] = slice_between(DASH, DASH + 1)
        draft.given[field] = False
    for i in range(columns.known):
        draft.given[columns.columns[i].field] = True
    draft.given[CLOCK] = draft.given[LATENCY_W3C] = True
    start_draft(draft, draft.record)
    reason = split_values(columns, at, end, values)
    if reason == PARSED and (values[IP].length == 0 or is_dash(values[IP])):
        reason = NO_HOST
    for field in range(IP, FIELD_COUNT):
        if reason != PARSED:
            return reason
        if field == IP_PORT or field == REQUEST or TIME_CLF <= field <= TIME_AUTO:
            continue
        if LATENCY_MS <= field <= LATENCY_US:
            continue
        reason = take_value(
            draft, field, values[field].start, values[field].start + values[field].length
        )
    return finish_draft(draft) if reason == PARSED else reason
