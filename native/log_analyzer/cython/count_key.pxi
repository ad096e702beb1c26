# One key of a line into its table.

cdef inline void hash_slice(Slice* key) noexcept nogil:
    key.hash = hash_key(key.start, key.length)


cdef inline uint32_t count_key(KeyTable* table, Slice key, Record* record) noexcept nogil:
    """Count a hashed key with its line's size, error and latency; its reference, or 0 when memory is
    out.

    A record has a latency only where tables have room for it.
    """
    cdef uint32_t ref = table_intern(table, key.start, key.length, key.hash, key.guess)
    cdef Entry* entry
    cdef Timing* timing
    if ref:
        entry = entry_at(table, ref)
        entry.count += 1
        add_wide(&entry.bytes_lo, &entry.bytes_hi, record.size)
        entry.errors += record.status >= 400
        if record.timed:
            timing = timing_of(entry)
            timing.timed += 1
            add_wide(&timing.latency_lo, &timing.latency_hi, record.latency)
    return ref
