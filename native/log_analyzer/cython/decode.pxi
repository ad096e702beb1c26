# A partial back to counts. Everything is checked before anything is added: the bytes may come from
# another machine or a damaged disk. What each column adds up to must agree with the totals, which
# also proves that no later sum can overflow.

cdef class Section:
    """The payload of one section, read from front to back."""

    cdef str name
    cdef const uint8_t* at
    cdef size_t left

    cdef object corrupt(self, str why):
        return ValueError(f"corrupt partial: section {self.name}: {why}")

    cdef const uint8_t* take(self, uint64_t length) except NULL:
        cdef const uint8_t* at = self.at
        if length > self.left:
            raise self.corrupt(f"{length} bytes wanted, {self.left} left")
        self.at += length
        self.left -= length
        return at

    cdef uint64_t word(self) except? 0xDEAD:
        return load_word(self.take(8))

    cdef const uint8_t* words(self, uint64_t count) except NULL:
        """`count` numbers: not aligned, to be read by load_word."""
        if count > self.left // 8:
            raise self.corrupt(f"{count} numbers wanted, {self.left} bytes left")
        return self.take(count * 8)

    cdef int end(self) except -1:
        if self.left:
            raise self.corrupt(f"{self.left} bytes too many")
        return 0


cdef Section open_section(Section partial, bytes tag):
    """The next section of a partial, which must have this tag."""
    cdef Section inner = Section()
    cdef bytes found = partial.take(4)[:4]
    inner.name = tag.decode()
    if found != tag:
        raise partial.corrupt(f"section {tag.decode()} expected, found {found!r}")
    inner.left = partial.word()
    inner.at = partial.take(inner.left)
    return inner


cdef int decode_totals(Section section, Counts* counts) except -1:
    counts.lines = section.word()
    counts.parsed = section.word()
    counts.reasons[BLANK] = section.word()
    counts.malformed = section.word()
    counts.bad_request = section.word()
    counts.bytes_lo = section.word()
    counts.bytes_hi = section.word()
    counts.first = <int64_t>section.word()
    counts.last = <int64_t>section.word()
    section.end()
    lines = counts.parsed + <object>counts.reasons[BLANK] + <object>counts.malformed
    if counts.lines != lines or counts.lines > INT64_MAX or counts.bad_request > counts.parsed:
        raise section.corrupt(f"{counts.lines} lines are not the parsed, malformed and blank ones")
    size = wide(counts.bytes_lo, counts.bytes_hi)
    if size > counts.parsed * <object>INT64_MAX:
        raise section.corrupt(f"{size} bytes are too many for {counts.parsed} lines")
    if counts.first > counts.last if counts.parsed else (
        counts.first != INT64_MAX or counts.last != INT64_MIN
    ):
        raise section.corrupt(f"first {counts.first} and last {counts.last} are not times")
    return 0


cdef int decode_reasons(Section section, Counts* counts) except -1:
    cdef const uint8_t* words = section.words(REASON_COUNT)
    cdef uint64_t blank = counts.reasons[BLANK]
    cdef int i
    section.end()
    for i in range(REASON_COUNT):
        counts.reasons[i] = load_word(words + 8 * i)
    if counts.reasons[BLANK] != blank:
        raise section.corrupt(f"{counts.reasons[BLANK]} blank lines, {blank} in TOTL")
    if sum([counts.reasons[i] for i in range(1, REASON_COUNT)]) != counts.malformed:
        raise section.corrupt(f"the reasons do not add up to {counts.malformed} malformed lines")
    return 0


cdef int decode_statuses(Section section, Counts* counts) except -1:
    cdef uint64_t count = section.word(), i, status, previous = 0, left = counts.parsed, number
    cdef const uint8_t* statuses = section.words(count)
    cdef const uint8_t* numbers = section.words(count)
    section.end()
    for i in range(count):
        status = load_word(statuses + 8 * i)
        number = load_word(numbers + 8 * i)
        if status <= max(previous, <uint64_t>99) or status >= STATUS_COUNT:
            raise section.corrupt(f"status {status} after {previous}")
        if number == 0 or number > left:
            raise section.corrupt(f"status {status} has {number} of {left} lines")
        counts.statuses[status] = number
        left -= number
        previous = status
    if left:
        raise section.corrupt(f"{left} parsed lines have no status")
    return 0


cdef uint64_t error_count(Counts* counts, int lowest, int highest) noexcept nogil:
    cdef uint64_t errors = 0
    cdef int status
    for status in range(lowest, highest + 1):
        errors += counts.statuses[status]
    return errors


cdef int decode_keys(Section section, KeyTable* table, uint64_t count) except -1:
    """Add `count` keys in ascending order, with zero counters."""
    cdef uint64_t length = section.word(), i
    cdef const uint8_t* at = section.take(length)
    cdef const uint8_t* end = at + length
    cdef const uint8_t* newline
    cdef Entry* previous
    cdef uint32_t ref = 0, key_length
    if count == 0 and length or count > length + 1:
        raise section.corrupt(f"{count} keys in {length} bytes")
    for i in range(count):
        newline = find_byte(at, end, c'\n')
        if (newline == NULL) != (i + 1 == count):
            raise section.corrupt(f"not {count} keys")
        key_length = <uint32_t>((newline if newline != NULL else end) - at)
        if <size_t>key_length != <size_t>((newline if newline != NULL else end) - at):
            raise section.corrupt("a key of 4 GiB")
        if ref:
            previous = entry_at(table, ref)
            order = memcmp(key_of(previous), at, min(previous.length, key_length))
            if order > 0 or (order == 0 and previous.length >= key_length):
                raise section.corrupt(f"key {at[:min(key_length, 200)]!r} does not ascend")
        ref = table_add(table, at, key_length, hash_key(at, key_length))
        if ref == 0:
            raise MemoryError(f"no memory for {count} keys of section {section.name}")
        at += key_length + 1
    return 0


cdef int decode_table(
    Section section, KeyTable* table, Counts* counts, bint measured, bint unused
) except -1:
    """Fill a fresh table; its entries lie in the arena in the order of the keys.

    `measured`: its keys have bytes and errors; `unused`: the format does not have this column.
    """
    cdef uint64_t count = section.word(), i, lines = 0, errors = 0
    cdef uint64_t low = 0, high = 0
    cdef const uint8_t* words
    cdef Entry* entry = NULL
    decode_keys(section, table, count)
    words = section.words(count)
    if measured:
        section.words(3 * count)
    section.end()
    for i in range(count):
        entry = next_entry(table, entry)
        entry.count = load_word(words + 8 * i)
        if entry.count == 0 or entry.count > counts.parsed - lines:
            raise section.corrupt(f"key {i} has {entry.count} of {counts.parsed - lines} lines")
        lines += entry.count
        if measured:
            entry.bytes_lo = load_word(words + 8 * (count + i))
            entry.bytes_hi = load_word(words + 8 * (2 * count + i))
            entry.errors = load_word(words + 8 * (3 * count + i))
            if entry.errors > entry.count or entry.bytes_hi > counts.bytes_hi - high:
                raise section.corrupt(f"key {i} has more errors or bytes than are left")
            errors += entry.errors
            high += entry.bytes_hi
            add_wide(&low, &high, entry.bytes_lo)
            if high > counts.bytes_hi:
                raise section.corrupt(f"key {i} has more bytes than are left")
    if unused and count == 0:
        return 0
    if unused or lines != counts.parsed:
        raise section.corrupt(f"{lines} lines, {counts.parsed} in TOTL")
    if measured and (
        low != counts.bytes_lo or high != counts.bytes_hi or errors != error_count(counts, 400, 599)
    ):
        raise section.corrupt("bytes or errors differ from those in TOTL and STAT")
    return 0


cdef int check_words(Section section, Counts* counts) except -1:
    """Methods and protocols must be such, or a report could not show them as text."""
    cdef Entry* entry = next_entry(&counts.methods, NULL)
    cdef const uint8_t* key
    cdef uint64_t bad_requests = 0
    while entry != NULL:
        key = key_of(entry)
        if entry.length == 0 or after_method(key, key + entry.length) != key + entry.length:
            raise section.corrupt(f"{key_bytes(entry)!r} is no method")
        entry = next_entry(&counts.methods, entry)
    entry = next_entry(&counts.protocols, NULL)
    while entry != NULL:
        key = key_of(entry)
        if entry.length == 1 and key[0] == c'-':
            bad_requests = entry.count
        elif not is_protocol(key, entry.length):
            raise section.corrupt(f"{key_bytes(entry)!r} is no protocol")
        entry = next_entry(&counts.protocols, entry)
    if bad_requests != counts.bad_request:
        raise section.corrupt(f"{bad_requests} bad requests, {counts.bad_request} in TOTL")
    return 0


cdef int decode_minutes(Section section, Counts* counts) except -1:
    cdef uint64_t count = section.word(), i, requests = 0, low = 0, high = 0
    cdef uint64_t client_errors = 0, server_errors = 0
    cdef const uint8_t* words = section.words(count)
    cdef int64_t start, previous = INT64_MIN
    cdef Minute* minute
    cdef size_t index
    if count:
        section.words(5 * count)
    section.end()
    for i in range(count):
        start = <int64_t>load_word(words + 8 * i)
        if start % 60 or start <= previous:
            raise section.corrupt(f"minute {start} after {previous}")
        previous = start
        index = minutes_intern(&counts.minutes, start)
        if index == 0:
            raise MemoryError(f"no memory for {count} minutes")
        minute = &counts.minutes.minutes[index - 1]
        minute.requests = load_word(words + 8 * (count + i))
        minute.bytes_lo = load_word(words + 8 * (2 * count + i))
        minute.bytes_hi = load_word(words + 8 * (3 * count + i))
        minute.client_errors = load_word(words + 8 * (4 * count + i))
        minute.server_errors = load_word(words + 8 * (5 * count + i))
        if (
            minute.requests == 0 or minute.requests > counts.parsed - requests
            or minute.client_errors > minute.requests or minute.server_errors > minute.requests
            or minute.bytes_hi > counts.bytes_hi - high
        ):
            raise section.corrupt(f"minute {start} has more than the totals")
        requests += minute.requests
        client_errors += minute.client_errors
        server_errors += minute.server_errors
        high += minute.bytes_hi
        add_wide(&low, &high, minute.bytes_lo)
        if high > counts.bytes_hi:
            raise section.corrupt(f"minute {start} has more bytes than the totals")
    if (
        requests != counts.parsed or low != counts.bytes_lo or high != counts.bytes_hi
        or client_errors != error_count(counts, 400, 499)
        or server_errors != error_count(counts, 500, 599)
    ):
        raise section.corrupt("the minutes do not add up to the totals")
    if count and (
        counts.minutes.minutes[0].start != floor_division(counts.first, 60) * 60
        or previous != floor_division(counts.last, 60) * 60
    ):
        raise section.corrupt("the first or last minute is not that of the first or last time")
    return 0


cdef uint32_t* references(KeyTable* table) except NULL:
    """The reference of each key of a fresh table, by rank; to be freed by the caller."""
    cdef uint32_t* refs = <uint32_t*>malloc((table.count + 1) * sizeof(uint32_t))
    cdef Entry* entry = next_entry(table, NULL)
    cdef size_t i = 0
    if refs == NULL:
        raise MemoryError(f"no memory for {table.count} references")
    while entry != NULL:
        refs[i] = <uint32_t>((<uint8_t*>entry - table.arena) // ARENA_UNIT)
        entry = next_entry(table, entry)
        i += 1
    return refs


cdef int decode_visitors(Section section, Counts* counts) except -1:
    cdef uint64_t count = section.word(), i, pair, previous_pair = 0
    cdef const uint8_t* pairs = section.words(count)
    cdef const uint8_t* days = section.words(count)
    cdef int64_t day, previous_day = INT64_MIN
    cdef int64_t first_day = floor_division(counts.first, 86400)
    cdef int64_t last_day = floor_division(counts.last, 86400)
    cdef size_t client_count = counts.columns[CLIENT].count
    cdef size_t agent_count = counts.columns[AGENT].count
    cdef uint32_t* clients = NULL
    cdef uint32_t* agents = NULL
    section.end()
    if first_day < -1000000 or last_day > 3000000:
        if counts.parsed:
            raise section.corrupt(f"days {first_day} to {last_day} are outside the years 1 to 9999")
    try:
        clients = references(&counts.columns[CLIENT])
        agents = references(&counts.columns[AGENT])
        if agent_count == 0:   # format common: all visitors are of agent 0
            agents[0] = 0
            agent_count = 1
        for i in range(count):
            pair = load_word(pairs + 8 * i)
            day = <int64_t>load_word(days + 8 * i)
            if pair < previous_pair or (pair == previous_pair and day <= previous_day):
                raise section.corrupt(f"visitor {i} is not in ascending order")
            if (
                pair >> 32 >= client_count or <uint32_t>pair >= agent_count
                or day < first_day or day > last_day
            ):
                raise section.corrupt(f"visitor {i} has a client, agent or day that is not there")
            previous_pair = pair
            previous_day = day
            if not visitors_add(
                &counts.visitors, clients[pair >> 32], agents[<uint32_t>pair], <int32_t>day
            ):
                raise MemoryError(f"no memory for {count} visitors")
    finally:
        free(clients)
        free(agents)
    if (counts.visitors.count == 0) != (counts.parsed == 0):
        raise section.corrupt(f"{count} visitors for {counts.parsed} lines")
    return 0


cdef int decode_header(Section partial, bytes header) except -1:
    """Check magic and header, which must be ours."""
    cdef uint32_t length
    cdef bytes found
    if partial.left < 4 or partial.take(4)[:4] != MAGIC:
        raise ValueError("not a partial of the log analyzer: it does not begin with LAP1")
    memcpy(&length, partial.take(4), 4)
    found = partial.take(length)[:length] if length else b""
    if found != header:
        raise ValueError(f"the partial was made with {found!r}, this tally has {header!r}")
    return 0


cdef object decode_partial(
    const uint8_t* data, size_t size, bytes header, Layout* layout, Counts* counts
):
    """Fill fresh counts from a partial and return its sources.

    Raises:
        ValueError: The bytes are no partial, or one made with other arguments, or damaged.
        MemoryError: There is no memory for the counts.
    """
    cdef Section partial = Section()
    cdef int i
    partial.name = "whole"
    partial.at = data
    partial.left = size
    decode_header(partial, header)
    decode_totals(open_section(partial, b"TOTL"), counts)
    decode_reasons(open_section(partial, b"MALF"), counts)
    decode_statuses(open_section(partial, b"STAT"), counts)
    decode_table(open_section(partial, b"METH"), &counts.methods, counts, False, False)
    words = open_section(partial, b"PROT")
    decode_table(words, &counts.protocols, counts, False, False)
    check_words(words, counts)
    for i in range(COLUMN_COUNT):
        decode_table(
            open_section(partial, COLUMN_TAGS[i]), &counts.columns[i], counts, True,
            not layout.combined and (i == AGENT or i == REFERRER),
        )
    decode_minutes(open_section(partial, b"MINU"), counts)
    decode_visitors(open_section(partial, b"VISI"), counts)
    sources = decode_sources(open_section(partial, b"SRCS"), counts, layout.samples)
    partial.end()
    return sources
