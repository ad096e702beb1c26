# One key of a line into its table.

cdef inline void hash_slice(Slice* key) noexcept nogil:
    key.hash = hash_key(key.start, key.length)


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


cdef inline uint32_t count_timed_key(KeyTable* table, Slice key, Record* record) noexcept nogil:
    """As `count_key`, with the line's latency; if it has one, the table has room for it."""
    cdef uint32_t ref = count_key(table, key, record)
    cdef Timing* timing
    if ref and record.timed:
        timing = timing_of(entry_at(table, ref))
        timing.timed += 1
        add_wide(&timing.latency_lo, &timing.latency_hi, record.latency)
    return ref
