# Requests, bytes and errors per UTC minute; in approximate mode, when there are too many minutes,
# per hour, day or 32 days.

cdef enum:
    MINUTE = 60              # seconds
    MOST_STARTS = 131072     # in approximate mode

cdef struct Minute:
    int64_t start            # epoch seconds
    uint64_t requests
    uint64_t bytes_lo
    uint64_t bytes_hi
    uint64_t client_errors   # status 4xx
    uint64_t server_errors   # status 5xx

cdef struct MinuteTable:
    Minute* minutes          # in order of appearance
    size_t count
    uint32_t* slots          # index into minutes, plus 1
    size_t mask              # slots - 1; minutes has room for half as many
    int64_t step             # seconds between starts


cdef void minutes_free(MinuteTable* table) noexcept nogil:
    free(table.minutes)
    free(table.slots)
    memset(table, 0, sizeof(MinuteTable))
    table.step = MINUTE


cdef inline size_t minute_slot(MinuteTable* table, int64_t start) noexcept nogil:
    """The slot that holds a minute, or the free one where it belongs."""
    cdef size_t at = <size_t>multiply_and_fold(<uint64_t>start, hash_seed) & table.mask
    while table.slots[at] and table.minutes[table.slots[at] - 1].start != start:
        at = (at + 1) & table.mask
    return at


cdef bint minutes_grow(MinuteTable* table) noexcept nogil:
    """Double the room; False when memory is out (the table is unchanged)."""
    cdef size_t size = (table.mask + 1) * 2 if table.slots != NULL else FIRST_SLOTS
    cdef uint32_t* slots = <uint32_t*>calloc(size, sizeof(uint32_t))
    cdef Minute* minutes = <Minute*>realloc(table.minutes, size // 2 * sizeof(Minute))
    cdef size_t i
    if minutes != NULL:
        table.minutes = minutes
    if slots == NULL or minutes == NULL:
        free(slots)
        return False
    free(table.slots)
    table.slots = slots
    table.mask = size - 1
    for i in range(table.count):
        table.slots[minute_slot(table, minutes[i].start)] = <uint32_t>(i + 1)
    return True


cdef size_t minutes_intern(MinuteTable* table, int64_t start) noexcept nogil:
    """Index plus 1 of the step that holds a minute, with zero counters when new; 0: no memory."""
    cdef size_t at
    if table.step != MINUTE:
        start = floor_division(start, table.step) * table.step
    if table.slots == NULL or table.count * 2 == table.mask + 1:
        if not minutes_grow(table):
            return 0
    at = minute_slot(table, start)
    if table.slots[at] == 0:
        memset(&table.minutes[table.count], 0, sizeof(Minute))
        table.minutes[table.count].start = start
        table.count += 1
        table.slots[at] = <uint32_t>table.count
    return table.slots[at]


cdef bint minutes_absorb(MinuteTable* into, MinuteTable* table) noexcept nogil:
    """Add all counters of `table`, whose step is not above that of `into`; False: no memory."""
    cdef size_t i, index
    cdef Minute* source
    cdef Minute* target
    for i in range(table.count):
        source = &table.minutes[i]
        index = minutes_intern(into, source.start)
        if index == 0:
            return False
        target = &into.minutes[index - 1]
        target.requests += source.requests
        target.bytes_hi += source.bytes_hi
        add_wide(&target.bytes_lo, &target.bytes_hi, source.bytes_lo)
        target.client_errors += source.client_errors
        target.server_errors += source.server_errors
    return True


cdef bint minutes_coarsen(MinuteTable* table, int64_t step) noexcept nogil:
    """Give the table a larger step; False when memory is out (the table is unchanged)."""
    cdef MinuteTable coarse
    memset(&coarse, 0, sizeof(MinuteTable))
    coarse.step = step
    if not minutes_absorb(&coarse, table):
        minutes_free(&coarse)
        return False
    minutes_free(table)
    table[0] = coarse
    return True


cdef bint minutes_bound(MinuteTable* table) noexcept nogil:
    """Approximate mode: make the step larger until the starts are few; False: no memory."""
    cdef int64_t step
    while table.count > MOST_STARTS and table.step < 32 * 86400:
        step = 32 * 86400 if table.step == 86400 else 86400 if table.step == 3600 else 3600
        if not minutes_coarsen(table, step):
            return False
    return True
