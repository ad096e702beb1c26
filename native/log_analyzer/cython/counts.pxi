# All counters of one run of lines: what a thread fills alone, and what a Tally adds up.

cdef enum:
    STATUS_COUNT = 600       # statuses are 100 to 599
    SAMPLE_BYTES = 200

cdef struct Sample:
    size_t piece             # which of the run's ranges the line is in
    uint64_t offset          # of the line in its source
    uint64_t line            # 1-based, from the start of its piece
    int reason
    uint32_t length
    uint8_t text[SAMPLE_BYTES]

cdef struct Counts:
    uint64_t lines
    uint64_t parsed
    uint64_t malformed
    uint64_t filtered
    uint64_t bad_request
    uint64_t bytes_lo
    uint64_t bytes_hi
    int64_t first            # epoch seconds
    int64_t last
    uint64_t reasons[REASON_COUNT]
    uint64_t statuses[STATUS_COUNT]
    KeyTable methods
    KeyTable protocols
    KeyTable columns[COLUMN_COUNT]
    KeyTable groups
    MinuteTable minutes
    Histogram latencies
    Histogram minute_latencies
    Histogram key_latencies[COLUMN_COUNT]
    VisitorSet visitors
    uint8_t* registers       # approximate mode, once a line was counted: SKETCHES times REGISTERS
    Sample* samples          # in the order of the lines
    size_t sample_count
    size_t sample_room
    StampCache stamp
    int64_t minute           # the minute of the line before
    size_t minute_index      # its index plus 1; 0 = no line before


cdef void counts_init(Counts* counts, bint timed) noexcept nogil:
    """Counts of nothing; `timed`: lines may have latencies."""
    cdef int i
    memset(counts, 0, sizeof(Counts))
    counts.first = INT64_MAX
    counts.last = INT64_MIN
    counts.minutes.step = MINUTE
    counts.groups.timed = timed
    for i in range(COLUMN_COUNT):
        counts.columns[i].timed = timed


cdef void counts_free(Counts* counts) noexcept nogil:
    cdef int i
    cdef bint timed = counts.groups.timed
    table_free(&counts.methods)
    table_free(&counts.protocols)
    table_free(&counts.groups)
    for i in range(COLUMN_COUNT):
        table_free(&counts.columns[i])
        histogram_free(&counts.key_latencies[i])
    minutes_free(&counts.minutes)
    histogram_free(&counts.latencies)
    histogram_free(&counts.minute_latencies)
    visitors_free(&counts.visitors)
    free(counts.registers)
    free(counts.samples)
    counts_init(counts, timed)


cdef inline bint count_plain(KeyTable* table, Slice key) noexcept nogil:
    """Count a method or a protocol; False when memory is out."""
    cdef uint32_t ref = table_intern(
        table, key.start, key.length, hash_key(key.start, key.length), 0
    )
    if ref == 0:
        return False
    entry_at(table, ref).count += 1
    return True


cdef inline bint count_minute(Counts* counts, Record* record) noexcept nogil:
    cdef Minute* minute
    cdef int64_t seconds = record.minute * 60 + record.second
    counts.first = min(counts.first, seconds)
    counts.last = max(counts.last, seconds)
    if counts.minute_index == 0 or counts.minute != record.minute:
        counts.minute_index = minutes_intern(&counts.minutes, record.minute * MINUTE)
        if counts.minute_index == 0:
            return False
        counts.minute = record.minute
    minute = &counts.minutes.minutes[counts.minute_index - 1]
    minute.requests += 1
    add_wide(&minute.bytes_lo, &minute.bytes_hi, record.size)
    minute.client_errors += 400 <= record.status < 500
    minute.server_errors += record.status >= 500
    return True


cdef inline void expect_key(KeyTable* table, Slice* key) noexcept nogil:
    hash_slice(key)
    table_expect(table, key.hash)


cdef inline void guess_key(KeyTable* table, Slice* key) noexcept nogil:
    key.guess = table_guess(table, key.hash)


cdef inline void expect_record(Counts* counts, bint combined, Record* record) noexcept nogil:
    """Hash the keys of a good line, and have their slots brought into the cache."""
    expect_key(&counts.columns[CLIENT], &record.keys[CLIENT])
    expect_key(&counts.columns[PATH], &record.keys[PATH])
    hash_slice(&record.keys[USER])
    if combined:
        expect_key(&counts.columns[AGENT], &record.keys[AGENT])
        expect_key(&counts.columns[REFERRER], &record.keys[REFERRER])


cdef inline void guess_entries(Counts* counts, bint combined, Record* record) noexcept nogil:
    guess_key(&counts.columns[CLIENT], &record.keys[CLIENT])
    guess_key(&counts.columns[PATH], &record.keys[PATH])
    if combined:
        guess_key(&counts.columns[AGENT], &record.keys[AGENT])
        guess_key(&counts.columns[REFERRER], &record.keys[REFERRER])


cdef inline void expect_visitor(Counts* counts, Record* record) noexcept nogil:
    """Have the slot of a line's visitor brought into the cache, if it may be a new one.

    A client's next line is mostly of the same agent and day, and its entry is at hand.
    """
    cdef Entry* client = entry_at(&counts.columns[CLIENT], record.client_ref)
    record.new_visitor = client.day != record.day or client.mark != record.agent_ref
    if record.new_visitor:
        client.day = record.day
        client.mark = record.agent_ref
        visitors_expect(&counts.visitors, record.client_ref, record.agent_ref, record.day)


cdef bint count_visitors(Counts* counts, const Record* records, size_t count) noexcept nogil:
    """Count the visitors that may be new; False when memory is out."""
    cdef size_t i
    for i in range(count):
        if records[i].new_visitor and not visitors_add(
            &counts.visitors, records[i].client_ref, records[i].agent_ref, records[i].day
        ):
            return False
    return True


cdef inline bint count_record(Counts* counts, bint combined, Record* record) noexcept nogil:
    """Count all of a good line but its visitor; False when memory is out."""
    cdef KeyTable* columns = counts.columns
    counts.parsed += 1
    counts.bad_request += record.bad_request
    add_wide(&counts.bytes_lo, &counts.bytes_hi, record.size)
    counts.statuses[record.status] += 1
    record.client_ref = count_key(&columns[CLIENT], record.keys[CLIENT], record)
    record.agent_ref = count_key(&columns[AGENT], record.keys[AGENT], record) if combined else 0
    if record.client_ref == 0 or (combined and (
        record.agent_ref == 0 or count_key(&columns[REFERRER], record.keys[REFERRER], record) == 0
    )):
        return False
    expect_visitor(counts, record)
    return (
        count_minute(counts, record)
        and count_key(&columns[PATH], record.keys[PATH], record) != 0
        and count_key(&columns[USER], record.keys[USER], record) != 0
        and count_plain(&counts.methods, record.method)
        and count_plain(&counts.protocols, record.protocol)
    )


cdef bint count_records(
    Counts* counts, bint combined, Record* records, size_t count
) noexcept nogil:
    """Count good lines; False when memory is out.

    Tables are larger than the caches, so each look-up would wait for memory. Instead those of a
    batch of lines are prepared a stage ahead: slots (`expect_record`), then entries, then visitors.
    Measured on 2 million lines: 0.53 s, against 0.83 s line by line.
    """
    cdef size_t i
    for i in range(count):
        guess_entries(counts, combined, &records[i])
    for i in range(count):
        if not count_record(counts, combined, &records[i]):
            return False
    return count_visitors(counts, records, count)


cdef bint keep_sample(
    Counts* counts, size_t limit, size_t piece, uint64_t line, uint64_t offset, int reason,
    const uint8_t* text, uint64_t length,
) noexcept nogil:
    """Keep the first bytes of a malformed line; False when memory is out."""
    cdef size_t room
    cdef Sample* sample
    if counts.sample_count >= limit:
        return True
    if counts.sample_count == counts.sample_room:
        room = counts.sample_room * 2 if counts.sample_room else 8
        sample = <Sample*>realloc(counts.samples, room * sizeof(Sample))
        if sample == NULL:
            return False
        counts.samples = sample
        counts.sample_room = room
    sample = &counts.samples[counts.sample_count]
    sample.piece = piece
    sample.offset = offset
    sample.line = line
    sample.reason = reason
    sample.length = <uint32_t>min(length, <uint64_t>SAMPLE_BYTES)
    memcpy(sample.text, text, sample.length)
    counts.sample_count += 1
    return True
