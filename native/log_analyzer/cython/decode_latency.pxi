# The latencies of a partial.

cdef uint64_t decode_bins(
    Section section, Histogram* histogram, uint64_t* owners, uint64_t owner_count, bint owned,
    uint64_t limit,
) except? 0xDEAD:
    """Fill a fresh histogram; how many lines it has.

    Args:
        owners: For each index the key's reference; NULL when owners are minutes, or `owned` false.
        limit: The first value that is too large.
    """
    cdef uint64_t count = section.word(), i, lines = 0, number, value
    cdef const uint8_t* at = section.words(count) if owned else NULL
    cdef const uint8_t* values = section.words(count)
    cdef const uint8_t* numbers = section.words(count)
    cdef int64_t owner = 0, previous_owner = 0
    cdef uint64_t previous = 0
    for i in range(count):
        if owned:
            owner = <int64_t>load_word(at + 8 * i)
        value = load_word(values + 8 * i)
        number = load_word(numbers + 8 * i)
        if i and (owner < previous_owner or (owner == previous_owner and value <= previous)):
            raise section.corrupt(f"latency {i} does not ascend")
        if value >= limit or number == 0 or number > <uint64_t>INT64_MAX - lines:
            raise section.corrupt(f"latency {i}: {number} lines of {value}")
        if owned and (<uint64_t>owner >= owner_count if owners != NULL else owner % MINUTE != 0):
            raise section.corrupt(f"latency {i} is of {owner}, which is not there")
        previous_owner = owner
        previous = value
        lines += number
        if not histogram_add(
            histogram, owners[owner] if owners != NULL else <uint64_t>owner, value, number
        ):
            raise MemoryError(f"no memory for {count} latencies")
    return lines


cdef int decode_key_latencies(Section section, KeyTable* table, Histogram* histogram) except -1:
    """The latencies of a column's keys: each must have as many as it has timed lines."""
    cdef uint64_t* owners = NULL
    cdef uint32_t* refs = NULL
    cdef size_t i
    try:
        refs = references(table)
        owners = new_words(table.count)
        for i in range(table.count):
            owners[i] = refs[i]
        decode_bins(section, histogram, owners, table.count, True, 1 << 63)
        for i in range(table.count):   # from here on: what each key has still to have
            owners[i] = timing_of(entry_at(table, refs[i])).timed if table.timed else 0
            entry_at(table, refs[i]).mark = <uint32_t>i
        for i in range(histogram.mask + 1 if histogram.bins != NULL else 0):
            if histogram.bins[i].lines:
                owners[entry_at(table, <uint32_t>histogram.bins[i].owner).mark] -= (
                    histogram.bins[i].lines
                )
        for i in range(table.count):
            if owners[i]:
                raise section.corrupt(f"the latencies of key {i} are not those of its timed lines")
    finally:
        free(owners)
        free(refs)
    return 0


cdef int check_minute_latencies(Section section, Counts* counts) except -1:
    """The minutes' latencies must be of minutes with lines, and in all those of all lines."""
    cdef const Histogram* histogram = &counts.minute_latencies
    cdef Histogram left
    cdef const Bin* found
    cdef size_t i
    memset(&left, 0, sizeof(Histogram))
    try:
        for i in range(histogram.mask + 1 if histogram.bins != NULL else 0):
            found = &histogram.bins[i]
            if found.lines == 0:
                continue
            if counts.minutes.slots[minute_slot(&counts.minutes, <int64_t>found.owner)] == 0:
                raise section.corrupt(f"minute {<int64_t>found.owner} has latencies, but no lines")
            if not histogram_add(&left, 0, found.value, found.lines):
                raise MemoryError(f"no memory for {histogram.count} latencies")
        for i in range(left.mask + 1 if left.bins != NULL else 0):
            found = &left.bins[i]
            if found.lines and (
                found.lines != histogram_find(&counts.latencies, 0, found.value).lines
            ):
                raise section.corrupt(f"{found.lines} lines of {found.value} us are not as in LATE")
    finally:
        histogram_free(&left)
    return 0


cdef int decode_latencies(
    Section partial, Counts* counts, const Layout* layout, list latency_by, uint64_t timed
) except -1:
    """LATE, LMIN and LKEY; `timed` lines of an exact partial have a latency."""
    cdef Section section = open_section(partial, b"LATE")
    cdef uint64_t limit = bucket_count if layout.approx else <uint64_t>1 << 63
    cdef uint64_t lines = decode_bins(section, &counts.latencies, NULL, 0, False, limit)
    section.end()
    if lines > counts.parsed or (lines and not layout.timed) or (
        lines != timed and not layout.approx
    ):
        raise section.corrupt(f"{lines} latencies, {timed} lines have one")
    section = open_section(partial, b"LMIN")
    lines = decode_bins(section, &counts.minute_latencies, NULL, 0, True, limit)
    section.end()
    if lines != (0 if layout.approx else timed):
        raise section.corrupt(f"{lines} latencies, {timed} lines have one")
    check_minute_latencies(section, counts)
    section = open_section(partial, b"LKEY")
    for column in latency_by:
        decode_key_latencies(
            section, &counts.columns[<int>column], &counts.key_latencies[<int>column]
        )
    section.end()
    return 0
