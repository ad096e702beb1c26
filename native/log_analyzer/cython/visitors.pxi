# The set of distinct (client, agent, UTC day), kept as references into the tables of clients and
# agents.

cdef struct Visitor:         # 12 bytes
    uint32_t client          # 0 = empty slot
    uint32_t agent           # 0 in format common, which has no agents
    int32_t day              # UTC days since 1970-01-01

cdef struct VisitorSet:
    Visitor* slots
    size_t mask
    size_t count


cdef inline size_t visitor_hash(uint32_t client, uint32_t agent, int32_t day) noexcept nogil:
    return <size_t>multiply_and_fold(
        ((<uint64_t>client << 32) | agent) ^ hash_seed,
        <uint64_t>0x9E3779B97F4A7C15 ^ ((<uint64_t><uint32_t>day) << 17),
    )


cdef void visitors_free(VisitorSet* visitors) noexcept nogil:
    free(visitors.slots)
    memset(visitors, 0, sizeof(VisitorSet))


cdef bint visitors_grow(VisitorSet* visitors) noexcept nogil:
    """Double the slots; False when memory is out (the set is unchanged)."""
    cdef size_t old = visitors.mask + 1 if visitors.slots != NULL else 0
    cdef size_t size = old * 2 if old else FIRST_SLOTS
    cdef Visitor* slots = <Visitor*>calloc(size, sizeof(Visitor))
    cdef Visitor* visitor
    cdef size_t i, at
    if slots == NULL:
        return False
    for i in range(old):
        visitor = &visitors.slots[i]
        if visitor.client:
            at = visitor_hash(visitor.client, visitor.agent, visitor.day) & (size - 1)
            while slots[at].client:
                at = (at + 1) & (size - 1)
            slots[at] = visitor[0]
    free(visitors.slots)
    visitors.slots = slots
    visitors.mask = size - 1
    return True


cdef inline void visitors_expect(
    VisitorSet* visitors, uint32_t client, uint32_t agent, int32_t day
) noexcept nogil:
    """Have the slot of a visitor that will be added soon brought into the cache."""
    if visitors.slots != NULL:
        prefetch(&visitors.slots[visitor_hash(client, agent, day) & visitors.mask])


cdef bint visitors_add(
    VisitorSet* visitors, uint32_t client, uint32_t agent, int32_t day
) noexcept nogil:
    """Add one visitor; False when memory is out."""
    cdef size_t at
    cdef Visitor* slot
    if visitors.slots == NULL or (visitors.count + 1) * 4 > (visitors.mask + 1) * 3:
        if not visitors_grow(visitors):
            return False
    at = visitor_hash(client, agent, day) & visitors.mask
    while True:
        slot = &visitors.slots[at]
        if slot.client == 0:
            slot.client = client
            slot.agent = agent
            slot.day = day
            visitors.count += 1
            return True
        if slot.client == client and slot.agent == agent and slot.day == day:
            return True
        at = (at + 1) & visitors.mask


cdef bint visitors_absorb(
    VisitorSet* into, VisitorSet* visitors, KeyTable* clients, KeyTable* agents
) noexcept nogil:
    """Add all of `visitors`, whose tables' marks hold the references to use in `into`."""
    cdef size_t at = 0, size = visitors.mask + 1 if visitors.slots != NULL else 0
    cdef Visitor batch[BATCH]
    cdef size_t count, i
    while at < size:
        count = 0
        while count < BATCH and at < size:
            if visitors.slots[at].client:
                batch[count] = visitors.slots[at]
                prefetch(entry_at(clients, batch[count].client))
                count += 1
            at += 1
        for i in range(count):
            batch[i].client = entry_at(clients, batch[i].client).mark
            if batch[i].agent:
                batch[i].agent = entry_at(agents, batch[i].agent).mark
            visitors_expect(into, batch[i].client, batch[i].agent, batch[i].day)
        for i in range(count):
            if not visitors_add(into, batch[i].client, batch[i].agent, batch[i].day):
                return False
    return True
