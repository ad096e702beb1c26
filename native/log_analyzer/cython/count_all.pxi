# Counting with all there is: any plan, latencies, groups, approximate mode.

cdef void expect_any(Counts* counts, const Layout* layout, Record* record) noexcept nogil:
    """Hash the keys of a good line, and have their slots brought into the cache."""
    cdef int i
    for i in range(COLUMN_COUNT):
        if layout.present[i]:
            expect_key(&counts.columns[i], &record.keys[i])


cdef bint sketch_record(
    Counts* counts, const Layout* layout, Record* record, Arena* arena
) noexcept nogil:
    """Let the sketches see a line's keys and visitor; False when memory is out."""
    cdef Slice client = record.keys[CLIENT], agent = record.keys[AGENT]
    cdef uint8_t* visitor
    cdef uint8_t* at
    cdef int i
    if counts.registers == NULL:
        counts.registers = <uint8_t*>calloc(SKETCHES, REGISTERS)
        if counts.registers == NULL:
            return False
    for i in range(COLUMN_COUNT):
        if layout.present[i]:
            note_key(
                counts.registers + i * REGISTERS, record.keys[i].start, record.keys[i].length
            )
    if not layout.present[CLIENT]:
        return True
    if not layout.present[AGENT]:
        agent.length = 0
    visitor = arena_take(arena, <uint64_t>client.length + agent.length + 2 + VALUE_ROOM)
    if visitor == NULL:
        return False
    memcpy(visitor, client.start, client.length)
    at = visitor + client.length
    at[0] = c'\n'
    memcpy(at + 1, agent.start, agent.length)
    at += 1 + agent.length
    at[0] = c'\n'
    at = put_number(at + 1, record.day)
    note_key(counts.registers + COLUMN_COUNT * REGISTERS, visitor, at - visitor)
    return True


cdef uint8_t* put_number(uint8_t* at, int32_t number) noexcept nogil:
    """A number in decimal; what follows it."""
    cdef int digits = 1
    cdef int64_t size = number if number >= 0 else -<int64_t>number, limit = 10
    if number < 0:
        at[0] = c'-'
        at += 1
    while size >= limit:
        limit *= 10
        digits += 1
    return put_digits(at, <int>size, digits, 0) - 1


cdef bint count_columns(Counts* counts, const Layout* layout, Record* record) noexcept nogil:
    """Count a line's keys, and their latencies; False when memory is out."""
    cdef KeyTable* table
    cdef uint32_t ref
    cdef int i
    record.client_ref = record.agent_ref = 0
    for i in range(COLUMN_COUNT):
        if not layout.present[i]:
            continue
        table = &counts.columns[i]
        ref = count_timed_key(table, record.keys[i], record)
        if ref == 0:
            return False
        if i == CLIENT:
            record.client_ref = ref
        elif i == AGENT:
            record.agent_ref = ref
        if layout.latency_by[i] and record.timed and not histogram_add(
            &counts.key_latencies[i], ref, record.latency, 1
        ):
            return False
    return True


cdef bint count_latency(Counts* counts, const Layout* layout, Record* record) noexcept nogil:
    if layout.approx:
        return histogram_add(&counts.latencies, 0, bucket_of(record.latency), 1)
    return histogram_add(&counts.latencies, 0, record.latency, 1) and histogram_add(
        &counts.minute_latencies, <uint64_t>(record.minute * MINUTE), record.latency, 1
    )


cdef bint bound_counts(Counts* counts) noexcept nogil:
    """Approximate mode: prune what grew over its limits; False when memory is out."""
    cdef int i
    for i in range(COLUMN_COUNT):
        if not prune(&counts.columns[i]):
            return False
    if counts.minutes.count > MOST_STARTS:
        counts.minute_index = 0
        if not minutes_bound(&counts.minutes):
            return False
    return prune(&counts.methods) and prune(&counts.groups)


cdef bint count_any_record(
    Counts* counts, const Layout* layout, Record* record, Arena* arena
) noexcept nogil:
    """Count all of a good line but its visitor; False when memory is out."""
    counts.parsed += 1
    counts.bad_request += record.bad_request
    add_wide(&counts.bytes_lo, &counts.bytes_hi, record.size)
    counts.statuses[record.status] += 1
    if not (
        count_columns(counts, layout, record)
        and count_minute(counts, record)
        and count_plain(&counts.methods, record.method)
        and count_plain(&counts.protocols, record.protocol)
    ):
        return False
    if record.timed and not count_latency(counts, layout, record):
        return False
    if layout.grouping.count and not count_group(
        &layout.grouping, &counts.groups, record, arena
    ):
        return False
    record.new_visitor = False
    if layout.approx:
        return sketch_record(counts, layout, record, arena) and bound_counts(counts)
    if record.client_ref:
        expect_visitor(counts, record)
    return True


cdef inline void guess_any(Counts* counts, const Layout* layout, Record* record) noexcept nogil:
    cdef int i
    for i in range(COLUMN_COUNT):
        if layout.present[i]:
            guess_key(&counts.columns[i], &record.keys[i])
    if record.timed:
        histogram_expect(
            &counts.minute_latencies, <uint64_t>(record.minute * MINUTE), record.latency
        )


cdef bint count_any_records(
    Counts* counts, const Layout* layout, Record* records, size_t count, Arena* arena
) noexcept nogil:
    """Count good lines; False when memory is out."""
    cdef size_t i
    if not layout.approx:   # where pruning moves the entries
        for i in range(count):
            guess_any(counts, layout, &records[i])
    for i in range(count):
        if not count_any_record(counts, layout, &records[i], arena):
            return False
    return count_visitors(counts, records, count)
