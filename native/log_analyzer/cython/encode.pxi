# The canonical partial: equal counts give equal bytes, whatever threads and blocks made them.

cdef bytes MAGIC = b"LAP1"


cdef uint64_t* new_words(size_t count) except? NULL:
    cdef uint64_t* words = <uint64_t*>malloc((count + 1) * sizeof(uint64_t))
    if words == NULL:
        raise MemoryError(f"no memory to encode {count} numbers")
    return words


cdef bytes section(bytes tag, list parts):
    return tag + sum(len(part) for part in parts).to_bytes(8, "little") + b"".join(parts)


cdef bytes words_of(list numbers):
    return struct.pack(f"<{len(numbers)}Q", *numbers)


cdef bytes encode_totals(Counts* counts):
    return section(b"TOTL", [
        words_of([
            counts.lines, counts.parsed, counts.reasons[BLANK], counts.malformed,
            counts.bad_request, counts.bytes_lo, counts.bytes_hi,
        ]),
        struct.pack("<qq", counts.first, counts.last),
    ])


cdef bytes encode_statuses(Counts* counts):
    cdef list present = [i for i in range(STATUS_COUNT) if counts.statuses[i]]
    cdef list numbers = [counts.statuses[<size_t>i] for i in present]
    return section(b"STAT", [words_of([len(present)]), words_of(present), words_of(numbers)])


cdef bytes encode_keys(Ranked* ranked, size_t count):
    """The keys joined by newlines, which no key holds."""
    cdef size_t i, length = count - 1 if count else 0
    cdef bytes block
    cdef uint8_t* at
    for i in range(count):
        length += ranked[i].entry.length
    block = PyBytes_FromStringAndSize(NULL, length)
    at = <uint8_t*>PyBytes_AS_STRING(block)
    for i in range(count):
        if i:
            at[0] = c'\n'
            at += 1
        memcpy(at, key_of(ranked[i].entry), ranked[i].entry.length)
        at += ranked[i].entry.length
    return block


cdef bytes encode_table(bytes tag, KeyTable* table, bint measured):
    """A table's section; its entries' marks become their ranks by key."""
    cdef size_t count = table.count, i
    cdef Ranked* ranked = entries_by_key(table)
    cdef uint64_t* words = NULL
    cdef Entry* entry
    try:
        words = new_words(4 * count)
        for i in range(count):
            entry = <Entry*>ranked[i].entry
            words[i] = entry.count
            words[count + i] = entry.bytes_lo
            words[2 * count + i] = entry.bytes_hi
            words[3 * count + i] = entry.errors
            entry.mark = <uint32_t>i
            entry.day = NO_DAY   # the mark is no longer the client's last agent
        keys = encode_keys(ranked, count)
        numbers = PyBytes_FromStringAndSize(<char*>words, (4 if measured else 1) * count * 8)
    finally:
        free(words)
        free(ranked)
    return section(tag, [words_of([count, len(keys)]), keys, numbers])


cdef bytes encode_minutes(MinuteTable* table):
    cdef size_t count = table.count, i
    cdef Minute* minutes = minutes_by_start(table)
    cdef uint64_t* words = NULL
    try:
        words = new_words(6 * count)
        for i in range(count):
            words[i] = <uint64_t>minutes[i].start
            words[count + i] = minutes[i].requests
            words[2 * count + i] = minutes[i].bytes_lo
            words[3 * count + i] = minutes[i].bytes_hi
            words[4 * count + i] = minutes[i].client_errors
            words[5 * count + i] = minutes[i].server_errors
        numbers = PyBytes_FromStringAndSize(<char*>words, 6 * count * 8)
    finally:
        free(words)
        free(minutes)
    return section(b"MINU", [words_of([count]), numbers])


cdef struct RankedVisitor:
    uint32_t agent           # rank by key
    int32_t day


cdef int by_agent_and_day(const void* one, const void* other) noexcept nogil:
    cdef const RankedVisitor* a = <const RankedVisitor*>one
    cdef const RankedVisitor* b = <const RankedVisitor*>other
    if a.agent != b.agent:
        return 1 if a.agent > b.agent else -1
    return (a.day > b.day) - (a.day < b.day)


cdef void group_by_client(Counts* counts, RankedVisitor* visitors, uint64_t* ends) noexcept nogil:
    """Sort all visitors: by client with a counting sort (`ends`: one zero a client, and one more),
    then each client's few by agent and day. Ranks are the entries' marks.
    """
    cdef KeyTable* clients = &counts.columns[CLIENT]
    cdef KeyTable* agents = &counts.columns[AGENT]
    cdef Visitor* visitor
    cdef RankedVisitor* ranked
    cdef size_t i, rank, start = 0
    for i in range(counts.visitors.mask + 1):
        visitor = &counts.visitors.slots[i]
        if visitor.client:
            ends[entry_at(clients, visitor.client).mark + 1] += 1
    for i in range(clients.count):
        ends[i + 1] += ends[i]
    for i in range(counts.visitors.mask + 1):
        visitor = &counts.visitors.slots[i]
        if visitor.client:
            rank = entry_at(clients, visitor.client).mark
            ranked = &visitors[ends[rank]]
            ranked.agent = entry_at(agents, visitor.agent).mark if visitor.agent else 0
            ranked.day = visitor.day
            ends[rank] += 1
    for i in range(clients.count):
        qsort(visitors + start, ends[i] - start, sizeof(RankedVisitor), by_agent_and_day)
        start = ends[i]


cdef bytes encode_visitors(Counts* counts):
    """The visitors' section; the marks of clients and agents must be their ranks."""
    cdef size_t clients = counts.columns[CLIENT].count, count = counts.visitors.count
    cdef size_t rank, i = 0
    cdef uint64_t* ends = NULL
    cdef uint64_t* words = NULL
    cdef RankedVisitor* visitors = NULL
    if count == 0:
        return section(b"VISI", [words_of([0])])
    try:
        ends = new_words(clients + 1)
        memset(ends, 0, (clients + 1) * sizeof(uint64_t))
        visitors = <RankedVisitor*>new_words(count)
        group_by_client(counts, visitors, ends)
        words = new_words(2 * count)
        for rank in range(clients):
            while i < ends[rank]:
                words[i] = (<uint64_t>rank << 32) | visitors[i].agent
                words[count + i] = <uint64_t><int64_t>visitors[i].day
                i += 1
        numbers = PyBytes_FromStringAndSize(<char*>words, 2 * count * 8)
    finally:
        free(ends)
        free(words)
        free(visitors)
    return section(b"VISI", [words_of([count]), numbers])


cdef bytes encode_counts(Counts* counts):
    """All sections but the sources, in their order."""
    cdef int i
    cdef list sections = [
        encode_totals(counts),
        section(b"MALF", [words_of([counts.reasons[i] for i in range(REASON_COUNT)])]),
        encode_statuses(counts),
        encode_table(b"METH", &counts.methods, False),
        encode_table(b"PROT", &counts.protocols, False),
    ]
    for i in range(COLUMN_COUNT):
        sections.append(encode_table(COLUMN_TAGS[i], &counts.columns[i], True))
    sections.append(encode_minutes(&counts.minutes))
    sections.append(encode_visitors(counts))
    return b"".join(sections)
