# Orders of the entries of a table: by key for the partial, by a number for the top lists.

cdef struct Ranked:
    uint64_t high            # of the number; or the key's first eight bytes, so that most
    uint64_t low             # comparisons stay inside this struct
    const Entry* entry


cdef int compare_keys(const Entry* one, const Entry* other) noexcept nogil:
    cdef int order = memcmp(key_of(one), key_of(other), min(one.length, other.length))
    if order == 0:
        return (one.length > other.length) - (one.length < other.length)
    return order


cdef int by_key(const void* one, const void* other) noexcept nogil:
    cdef const Ranked* a = <const Ranked*>one
    cdef const Ranked* b = <const Ranked*>other
    if a.high != b.high:
        return 1 if a.high > b.high else -1
    return compare_keys(a.entry, b.entry)


cdef int by_number(const void* one, const void* other) noexcept nogil:
    """Largest number first, then smallest key first."""
    cdef const Ranked* a = <const Ranked*>one
    cdef const Ranked* b = <const Ranked*>other
    if a.high != b.high:
        return -1 if a.high > b.high else 1
    if a.low != b.low:
        return -1 if a.low > b.low else 1
    return compare_keys(a.entry, b.entry)


cdef uint64_t key_prefix(const Entry* entry) noexcept nogil:
    """The first eight bytes as a number that sorts as they do; zeros stand for missing ones."""
    cdef const uint8_t* key = key_of(entry)
    cdef uint64_t prefix = 0
    cdef uint32_t i
    for i in range(min(entry.length, <uint32_t>8)):
        prefix |= <uint64_t>key[i] << (56 - 8 * i)
    return prefix


cdef Ranked* entries_by_key(KeyTable* table) except? NULL:
    """All entries, keys ascending; to be freed by the caller."""
    cdef Ranked* ranked = <Ranked*>malloc((table.count + 1) * sizeof(Ranked))
    cdef Entry* entry = next_entry(table, NULL)
    cdef size_t i = 0
    if ranked == NULL:
        raise MemoryError(f"no memory to sort {table.count} keys")
    while entry != NULL:
        ranked[i].entry = entry
        ranked[i].high = key_prefix(entry)
        entry = next_entry(table, entry)
        i += 1
    qsort(ranked, table.count, sizeof(Ranked), by_key)
    return ranked


cdef Ranked* ranked_keys(KeyTable* table) except? NULL:
    """As `entries_by_key`; the entries' marks become their ranks."""
    cdef Ranked* ranked = entries_by_key(table)
    cdef Entry* entry
    cdef size_t i
    for i in range(table.count):
        entry = <Entry*>ranked[i].entry
        entry.mark = <uint32_t>i
        entry.day = NO_DAY   # the mark is no longer the client's last agent
    return ranked


cdef enum Measure:           # in the order of MEASURES
    BY_COUNT
    BY_BYTES
    BY_ERRORS
    BY_LATENCY
    BY_P99


cdef Ranked measured(KeyTable* table, const Entry* entry, Measure measure) noexcept nogil:
    cdef Ranked ranked
    ranked.entry = entry
    ranked.high = entry.bytes_hi if measure == BY_BYTES else 0
    ranked.low = entry.count
    if measure == BY_BYTES:
        ranked.low = entry.bytes_lo
    elif measure == BY_ERRORS:
        ranked.low = entry.errors
    elif measure == BY_LATENCY:
        ranked.high = timing_of(entry).latency_hi if table.timed else 0
        ranked.low = timing_of(entry).latency_lo if table.timed else 0
    return ranked


cdef void sift_down(Ranked* heap, size_t size) noexcept nogil:
    """Restore the heap, whose root is the last of its entries in `by_number`, below a new root."""
    cdef size_t parent = 0, child = 1
    cdef Ranked root = heap[0]
    while child < size:
        if child + 1 < size and by_number(&heap[child + 1], &heap[child]) > 0:
            child += 1
        if by_number(&heap[child], &root) <= 0:
            break
        heap[parent] = heap[child]
        parent = child
        child = 2 * parent + 1
    heap[parent] = root


cdef size_t select_top(
    KeyTable* table, Measure measure, Ranked* top, size_t room
) noexcept nogil:
    """Put the first `room` entries in `by_number` order into `top`; how many there are.

    Takes O(keys * log room) comparisons at worst, and nearly always one a key.
    """
    cdef Entry* entry = next_entry(table, NULL)
    cdef size_t size = 0
    cdef Ranked candidate
    while entry != NULL:
        candidate = measured(table, entry, measure)
        entry = next_entry(table, entry)
        if size < room:
            top[size] = candidate
            size += 1
            if size == room:   # a list that is sorted from the last to the first is such a heap
                qsort(top, size, sizeof(Ranked), by_number_reversed)
        elif by_number(&candidate, &top[0]) < 0:
            top[0] = candidate
            sift_down(top, size)
    qsort(top, size, sizeof(Ranked), by_number)
    return size


cdef int by_number_reversed(const void* one, const void* other) noexcept nogil:
    return by_number(other, one)


cdef int by_start(const void* one, const void* other) noexcept nogil:
    """Minutes ascending; no two are equal."""
    return 1 if (<const Minute*>one).start > (<const Minute*>other).start else -1


cdef Minute* minutes_by_start(MinuteTable* table) except? NULL:
    """All minutes, ascending; to be freed by the caller."""
    cdef Minute* minutes = <Minute*>malloc((table.count + 1) * sizeof(Minute))
    if minutes == NULL:
        raise MemoryError(f"no memory to sort {table.count} minutes")
    if table.count:
        memcpy(minutes, table.minutes, table.count * sizeof(Minute))
    qsort(minutes, table.count, sizeof(Minute), by_start)
    return minutes
