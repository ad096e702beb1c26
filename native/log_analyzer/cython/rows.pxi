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


cdef list top_rows(KeyTable* table, Measure measure, size_t room):
    """(key, count, bytes, errors) of the first `room` entries by a number."""
    cdef const Entry* entry
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
            entry = top[i].entry
            rows.append(
                (key_bytes(entry), entry.count, wide(entry.bytes_lo, entry.bytes_hi), entry.errors)
            )
    finally:
        free(top)
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
