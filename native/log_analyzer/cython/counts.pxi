# All counters of one run of lines: what a thread fills alone, and what a Tally adds up.

cdef enum:
    STATUS_COUNT = 600       # statuses are 100 to 599
    SAMPLE_BYTES = 200

cdef enum:                   # columns, in the order of their sections in a partial
    PATH
    CLIENT
    AGENT
    REFERRER
    USER
    COLUMN_COUNT

cdef struct Layout:          # what is asked of each line
    bint combined
    bint strip_query
    uint64_t max_line        # bytes
    size_t samples           # malformed lines kept with their bytes

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
    MinuteTable minutes
    VisitorSet visitors
    Sample* samples          # in the order of the lines
    size_t sample_count
    size_t sample_room
    StampCache stamp
    int64_t minute           # the minute of the line before
    size_t minute_index      # its index plus 1; 0 = no line before


cdef void counts_init(Counts* counts) noexcept nogil:
    memset(counts, 0, sizeof(Counts))
    counts.first = INT64_MAX
    counts.last = INT64_MIN


cdef void counts_free(Counts* counts) noexcept nogil:
    cdef int i
    table_free(&counts.methods)
    table_free(&counts.protocols)
    for i in range(COLUMN_COUNT):
        table_free(&counts.columns[i])
    minutes_free(&counts.minutes)
    visitors_free(&counts.visitors)
    free(counts.samples)
    counts_init(counts)


cdef bint count_plain(KeyTable* table, Slice key) noexcept nogil:
    """Count a method or a protocol; False when memory is out."""
    cdef uint32_t ref = table_intern(
        table, key.start, key.length, hash_key(key.start, key.length), 0
    )
    if ref == 0:
        return False
    entry_at(table, ref).count += 1
    return True


cdef inline uint32_t count_key(KeyTable* table, Slice key, Record* record) noexcept nogil:
    """Count a hashed key with its line's size and error; its reference, or 0 when memory is out."""
    cdef uint32_t ref = table_intern(table, key.start, key.length, key.hash, key.guess)
    cdef Entry* entry
    if ref:
        entry = entry_at(table, ref)
        entry.count += 1
        add_wide(&entry.bytes_lo, &entry.bytes_hi, record.size)
        entry.errors += record.status >= 400
    return ref


cdef bint count_rootless(KeyTable* paths, Record* record) noexcept nogil:
    """Count a path whose first slash is not in the line; False when memory is out."""
    cdef size_t length = record.path.length + 1
    cdef uint8_t* path = <uint8_t*>malloc(length)
    cdef Slice key
    cdef uint32_t ref
    if path == NULL:
        return False
    path[0] = c'/'
    memcpy(path + 1, record.path.start, length - 1)
    key = slice_between(path, path + length)
    hash_slice(&key)
    ref = count_key(paths, key, record)
    free(path)
    return ref != 0


cdef inline void hash_slice(Slice* key) noexcept nogil:
    key.hash = hash_key(key.start, key.length)


cdef inline bint count_minute(Counts* counts, Record* record) noexcept nogil:
    cdef Minute* minute
    cdef int64_t seconds = record.minute * 60 + record.second
    counts.first = min(counts.first, seconds)
    counts.last = max(counts.last, seconds)
    if counts.minute_index == 0 or counts.minute != record.minute:
        counts.minute_index = minutes_intern(&counts.minutes, record.minute * 60)
        if counts.minute_index == 0:
            return False
        counts.minute = record.minute
    minute = &counts.minutes.minutes[counts.minute_index - 1]
    minute.requests += 1
    add_wide(&minute.bytes_lo, &minute.bytes_hi, record.size)
    minute.client_errors += 400 <= record.status < 500
    minute.server_errors += record.status >= 500
    return True


cdef inline void expect_record(Counts* counts, bint combined, Record* record) noexcept nogil:
    """Hash the keys of a good line, and have their slots brought into the cache."""
    hash_slice(&record.host)
    hash_slice(&record.path)
    hash_slice(&record.user)
    table_expect(&counts.columns[CLIENT], record.host.hash)
    table_expect(&counts.columns[PATH], record.path.hash)
    if combined:
        hash_slice(&record.agent)
        hash_slice(&record.referrer)
        table_expect(&counts.columns[AGENT], record.agent.hash)
        table_expect(&counts.columns[REFERRER], record.referrer.hash)


cdef inline void guess_entries(Counts* counts, bint combined, Record* record) noexcept nogil:
    record.host.guess = table_guess(&counts.columns[CLIENT], record.host.hash)
    record.path.guess = table_guess(&counts.columns[PATH], record.path.hash)
    if combined:
        record.agent.guess = table_guess(&counts.columns[AGENT], record.agent.hash)
        record.referrer.guess = table_guess(&counts.columns[REFERRER], record.referrer.hash)


cdef inline bint count_record(Counts* counts, bint combined, Record* record) noexcept nogil:
    """Count all of a good line but its visitor; False when memory is out."""
    cdef KeyTable* columns = counts.columns
    cdef Entry* client
    counts.parsed += 1
    counts.bad_request += record.bad_request
    add_wide(&counts.bytes_lo, &counts.bytes_hi, record.size)
    counts.statuses[record.status] += 1
    record.client_ref = count_key(&columns[CLIENT], record.host, record)
    record.agent_ref = count_key(&columns[AGENT], record.agent, record) if combined else 0
    if record.client_ref == 0 or (combined and (
        record.agent_ref == 0 or count_key(&columns[REFERRER], record.referrer, record) == 0
    )):
        return False
    # A client's next line is mostly of the same agent and day, and its entry is at hand.
    client = entry_at(&columns[CLIENT], record.client_ref)
    record.new_visitor = client.day != record.day or client.mark != record.agent_ref
    if record.new_visitor:
        client.day = record.day
        client.mark = record.agent_ref
        visitors_expect(&counts.visitors, record.client_ref, record.agent_ref, record.day)
    return (
        count_minute(counts, record)
        and (
            count_rootless(&columns[PATH], record) if record.rootless
            else count_key(&columns[PATH], record.path, record) != 0
        )
        and count_key(&columns[USER], record.user, record) != 0
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
    for i in range(count):
        if records[i].new_visitor and not visitors_add(
            &counts.visitors, records[i].client_ref, records[i].agent_ref, records[i].day
        ):
            return False
    return True


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


cdef bint counts_absorb(Counts* into, Counts* counts) noexcept nogil:
    """Add all of `counts` but its samples; False (and `into` incomplete) when memory is out."""
    cdef int i
    into.lines += counts.lines
    into.parsed += counts.parsed
    into.malformed += counts.malformed
    into.bad_request += counts.bad_request
    into.bytes_hi += counts.bytes_hi
    add_wide(&into.bytes_lo, &into.bytes_hi, counts.bytes_lo)
    into.first = min(into.first, counts.first)
    into.last = max(into.last, counts.last)
    for i in range(REASON_COUNT):
        into.reasons[i] += counts.reasons[i]
    for i in range(STATUS_COUNT):
        into.statuses[i] += counts.statuses[i]
    for i in range(COLUMN_COUNT):
        if not table_absorb(&into.columns[i], &counts.columns[i]):
            return False
    return (
        table_absorb(&into.methods, &counts.methods)
        and table_absorb(&into.protocols, &counts.protocols)
        and minutes_absorb(&into.minutes, &counts.minutes)
        and visitors_absorb(
            &into.visitors, &counts.visitors, &counts.columns[CLIENT], &counts.columns[AGENT]
        )
    )
