# The minutes and visitors of a partial.

cdef int64_t decode_step(Section section, bint approx) except 0:
    cdef uint64_t step = section.word()
    if step != MINUTE and not (approx and step in (3600, 86400, 32 * 86400)):
        raise section.corrupt(f"a step of {step} seconds")
    return <int64_t>step


cdef int decode_minutes(
    Section section, MinuteTable* table, Counts* counts, bint approx
) except -1:
    cdef int64_t step = decode_step(section, approx)
    cdef uint64_t count = section.word(), i, requests = 0, low = 0, high = 0
    cdef uint64_t client_errors = 0, server_errors = 0
    cdef const uint8_t* words = section.words(count)
    cdef int64_t start, previous = INT64_MIN
    cdef Minute* minute
    cdef size_t index
    if count:
        section.words(5 * count)
    section.end()
    table.step = step
    if approx and count > MOST_STARTS:
        raise section.corrupt(f"{count} minutes, {MOST_STARTS} are allowed")
    for i in range(count):
        start = <int64_t>load_word(words + 8 * i)
        if start % step or start <= previous:
            raise section.corrupt(f"minute {start} after {previous}")
        previous = start
        index = minutes_intern(table, start)
        if index == 0:
            raise MemoryError(f"no memory for {count} minutes")
        minute = &table.minutes[index - 1]
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
        table.minutes[0].start != floor_division(counts.first, step) * step
        or previous != floor_division(counts.last, step) * step
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


cdef int decode_visitors(Section section, Counts* counts, const Layout* layout) except -1:
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
        if not layout.present[AGENT]:   # all visitors are of agent 0
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
    if (count == 0) != (counts.parsed == 0 or layout.approx or not layout.present[CLIENT]):
        raise section.corrupt(f"{count} visitors for {counts.parsed} lines")
    return 0
