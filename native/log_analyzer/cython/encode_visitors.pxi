# The visitors of a partial: by client, agent and day.

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
