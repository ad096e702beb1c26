# Tables as Python values, for reports.

cdef object wide(uint64_t low, uint64_t high):
    return (<object>high << 64) | <object>low


cdef bytes key_bytes(const Entry* entry):
    return key_of(entry)[:entry.length]


cdef dict plain_counts(KeyTable* table):
    """Key to count, keys ascending."""
    cdef Ranked* ranked = entries_by_key(table)
    cdef size_t i
    try:
        return {
            key_bytes(ranked[i].entry): ranked[i].entry.count
            for i in range(table.count)
        }
    finally:
        free(ranked)


cdef tuple numbers_of(const KeyTable* table, const Entry* entry):
    """Count, bytes, errors, timed lines and their latencies of an entry."""
    cdef Timing timing
    memset(&timing, 0, sizeof(Timing))
    if table.timed:
        timing = timing_of(entry)[0]
    return (
        entry.count, wide(entry.bytes_lo, entry.bytes_hi), entry.errors,
        timing.timed, wide(timing.latency_lo, timing.latency_hi),
    )


cdef list top_rows(KeyTable* table, Measure measure, size_t room):
    """(key, *numbers) of the first `room` entries by a number."""
    cdef size_t size, i
    cdef list rows = []
    cdef Ranked* top
    if room == 0:
        return rows
    top = <Ranked*>malloc(room * sizeof(Ranked))
    if top == NULL:
        raise MemoryError(f"no memory for the first {room} keys")
    try:
        size = select_top(table, measure, top, room)
        for i in range(size):
            rows.append((key_bytes(top[i].entry), *numbers_of(table, top[i].entry)))
    finally:
        free(top)
    return rows


cdef void rank_by_p99(
    KeyTable* table, Ranked* ranked, const Bin* bins, size_t count
) noexcept nogil:
    """Put 1 + the 99th percentile (nearest rank) into each key's low number, 0 when it has none.

    The bins ascend by their key's index in `ranked` and by value.
    """
    cdef uint64_t seen = 0, lines
    cdef size_t i
    for i in range(table.count):
        ranked[i].high = ranked[i].low = 0
    for i in range(count):
        if i == 0 or bins[i].owner != bins[i - 1].owner:
            seen = 0
        seen += bins[i].lines
        lines = timing_of(ranked[bins[i].owner].entry).timed
        if ranked[bins[i].owner].low == 0 and seen >= lines - lines // 100:
            ranked[bins[i].owner].low = bins[i].value + 1


cdef list slowest_rows(KeyTable* table, Histogram* histogram, size_t room):
    """(key, *numbers) of the first `room` entries by the 99th percentile of their latencies."""
    cdef Bin* bins = NULL
    cdef Ranked* ranked = ranked_keys(table)
    cdef size_t i
    try:
        bins = sorted_bins(histogram, table)
        rank_by_p99(table, ranked, bins, histogram.count)
        qsort(ranked, table.count, sizeof(Ranked), by_number)
        return [
            (key_bytes(ranked[i].entry), *numbers_of(table, ranked[i].entry)) for i in range(room)
        ]
    finally:
        free(ranked)
        free(bins)


cdef list group_rows(KeyTable* groups, size_t values):
    """(values, *numbers) of each group, in canonical order."""
    cdef Ranked* ranked = entries_by_key(groups)
    cdef size_t i
    try:
        return [
            (group_values(ranked[i].entry, values), *numbers_of(groups, ranked[i].entry))
            for i in range(groups.count)
        ]
    finally:
        free(ranked)


cdef list bin_rows(const Histogram* histogram):
    """(owner, value, lines) of each bin, ascending."""
    cdef Bin* bins = sorted_bins(histogram, NULL)
    cdef size_t i
    try:
        return [
            (<int64_t>bins[i].owner, bins[i].value, bins[i].lines) for i in range(histogram.count)
        ]
    finally:
        free(bins)


cdef list key_rows(KeyTable* table, const Histogram* histogram, bytes key):
    """(value, lines) of one key's bins, ascending; O(bins) of all keys."""
    cdef const uint8_t* text = <const uint8_t*>PyBytes_AS_STRING(key)
    cdef size_t size = histogram.mask + 1 if histogram.bins != NULL else 0, i
    cdef uint32_t ref
    cdef list rows = []
    if len(key) > UINT32_MAX:
        return rows
    ref = table_find(table, text, <uint32_t>len(key), hash_key(text, len(key)))
    for i in range(size):
        if histogram.bins[i].lines and histogram.bins[i].owner == ref:
            rows.append((histogram.bins[i].value, histogram.bins[i].lines))
    rows.sort()
    return rows


cdef list minute_rows(MinuteTable* table):
    """(start in epoch seconds, requests, bytes, 4xx, 5xx) of each minute, ascending."""
    cdef Minute* minutes = minutes_by_start(table)
    cdef size_t i
    cdef list rows = []
    try:
        for i in range(table.count):
            rows.append((
                minutes[i].start, minutes[i].requests,
                wide(minutes[i].bytes_lo, minutes[i].bytes_hi),
                minutes[i].client_errors, minutes[i].server_errors,
            ))
    finally:
        free(minutes)
    return rows
