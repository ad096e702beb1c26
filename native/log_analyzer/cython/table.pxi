# A hash table from byte strings to counters: stored hashes, keys in an arena.
#
# A slot is one 64-bit word: the key's hash above, below it the entry's place in the arena in units
# of 16 bytes (0 = empty slot). Growing the slots therefore never touches an entry. An entry's
# counters and its key lie side by side, so that a hit costs two cache misses: the slot and the
# entry. Keys are copied: the block they were read into is used again for the next one.

cdef extern from *:
    """
    #if !defined(__BYTE_ORDER__) || __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
    #error "the partial encoding is written by copying little-endian integers"
    #endif
    static inline uint64_t multiply_and_fold(uint64_t a, uint64_t b) {
        __uint128_t product = (__uint128_t)a * b;
        return (uint64_t)product ^ (uint64_t)(product >> 64);
    }
    """
    uint64_t multiply_and_fold(uint64_t a, uint64_t b) noexcept nogil

cdef extern from *:
    void prefetch "__builtin_prefetch"(const void* address) noexcept nogil

cdef enum:
    CACHE_LINE = 64          # bytes
    BATCH = 24               # look-ups that are prepared together
    ARENA_UNIT = 16          # bytes; 2**32 units bound one column's keys to 64 GiB
    FIRST_SLOTS = 64
    FIRST_ARENA = 4096       # bytes
    NO_DAY = -2147483648     # before any day of a four-digit year

cdef struct Entry:           # 48 bytes, followed by the key
    uint64_t count
    uint64_t bytes_lo
    uint64_t bytes_hi
    uint64_t errors
    uint32_t length          # of the key
    uint32_t hash
    uint32_t mark            # scratch: a client's last agent, a reference in another table, a rank
    int32_t day              # of the client's last visit

cdef struct Timing:          # follows the key, at a multiple of 8 bytes, where lines have latencies
    uint64_t timed           # lines with a latency
    uint64_t latency_lo      # sum in microseconds
    uint64_t latency_hi

cdef struct KeyTable:
    uint64_t* slots
    size_t mask              # slots - 1
    size_t count             # keys
    uint8_t* arena
    size_t used              # bytes
    size_t size              # bytes
    bint timed               # whether its entries have a Timing
    size_t key_bytes         # of all keys
    uint64_t lost            # approximate mode: by how much a count may be too low

# Chosen once a process: whoever writes the log must not be able to choose colliding keys.
cdef uint64_t hash_seed = int.from_bytes(os.urandom(8), "little") | 1


cdef inline uint64_t load_word(const uint8_t* place) noexcept nogil:
    cdef uint64_t word
    memcpy(&word, place, 8)
    return word


cdef inline uint32_t hash_key(const uint8_t* key, size_t length) noexcept nogil:
    """Hash a key 16 bytes a step by folded 64 x 64 -> 128 bit products (the scheme of wyhash)."""
    cdef uint64_t state = hash_seed ^ (length * <uint64_t>0x9E3779B97F4A7C15)
    cdef uint64_t low = 0, high = 0
    cdef size_t left = length
    while left > 16:
        state = multiply_and_fold(
            load_word(key) ^ <uint64_t>0xA0761D6478BD642F, load_word(key + 8) ^ state
        )
        key += 16
        left -= 16
    if left >= 8:
        low = load_word(key)
        high = load_word(key + left - 8)
    elif left >= 4:
        memcpy(&low, key, 4)
        memcpy(&high, key + left - 4, 4)
    elif left:
        low = key[0] | (<uint64_t>key[left >> 1] << 8) | (<uint64_t>key[left - 1] << 16)
    state = multiply_and_fold(low ^ <uint64_t>0xE7037ED1A0B428DB, high ^ state)
    state = multiply_and_fold(state ^ <uint64_t>0x8EBC6AF09C88C6E3, hash_seed)
    return <uint32_t>(state >> 32)


cdef inline Entry* entry_at(const KeyTable* table, uint32_t ref) noexcept nogil:
    return <Entry*>(table.arena + <size_t>ref * ARENA_UNIT)


cdef inline const uint8_t* key_of(const Entry* entry) noexcept nogil:
    return <const uint8_t*>entry + sizeof(Entry)


cdef inline Timing* timing_of(const Entry* entry) noexcept nogil:
    return <Timing*>(<uint8_t*>entry + sizeof(Entry) + (<size_t>entry.length + 7) // 8 * 8)


cdef inline size_t entry_units(const KeyTable* table, size_t length) noexcept nogil:
    cdef size_t size = sizeof(Entry) + length
    if table.timed:
        size = (size + 7) // 8 * 8 + sizeof(Timing)
    return (size + ARENA_UNIT - 1) // ARENA_UNIT


cdef void table_free(KeyTable* table) noexcept nogil:
    """Make the table empty; whether its entries have a Timing stays."""
    cdef bint timed = table.timed
    free(table.slots)
    free(table.arena)
    memset(table, 0, sizeof(KeyTable))
    table.timed = timed


cdef bint table_grow_slots(KeyTable* table) noexcept nogil:
    """Double the slots; False when memory is out (the table is unchanged)."""
    cdef size_t old = table.mask + 1 if table.slots != NULL else 0
    cdef size_t size = old * 2 if old else FIRST_SLOTS
    cdef uint64_t* slots
    cdef size_t i, at
    if size > (<size_t>1 << 32):   # positions come from a 32-bit hash
        return False
    slots = <uint64_t*>calloc(size, sizeof(uint64_t))
    if slots == NULL:
        return False
    for i in range(old):
        if table.slots[i]:
            at = (table.slots[i] >> 32) & (size - 1)
            while slots[at]:
                at = (at + 1) & (size - 1)
            slots[at] = table.slots[i]
    free(table.slots)
    table.slots = slots
    table.mask = size - 1
    return True


cdef bint table_grow_arena(KeyTable* table, size_t needed) noexcept nogil:
    """Make room for `needed` more bytes; False when memory is out (the table is unchanged)."""
    cdef size_t size = table.size * 2 if table.size else FIRST_ARENA
    cdef uint8_t* arena
    while size < table.used + needed:
        size *= 2
    if size > (<size_t>ARENA_UNIT << 32):
        return False
    arena = <uint8_t*>realloc(table.arena, size)
    if arena == NULL:
        return False
    table.arena = arena
    table.size = size
    return True


cdef uint32_t table_add(
    KeyTable* table, const uint8_t* key, uint32_t length, uint32_t hash
) noexcept nogil:
    """Append a key that is known to be absent; its reference, or 0 when memory is out."""
    cdef size_t needed = entry_units(table, length) * ARENA_UNIT
    cdef size_t at
    cdef uint32_t ref
    cdef Entry* entry
    if table.slots == NULL or (table.count + 1) * 2 > table.mask + 1:
        if not table_grow_slots(table):
            return 0
    if table.used == 0:
        table.used = ARENA_UNIT   # reference 0 stands for an empty slot
    if table.used + needed > table.size and not table_grow_arena(table, needed):
        return 0
    ref = <uint32_t>(table.used // ARENA_UNIT)
    table.used += needed
    entry = entry_at(table, ref)
    memset(entry, 0, sizeof(Entry))
    entry.length = length
    entry.hash = hash
    entry.day = NO_DAY
    memcpy(<void*>key_of(entry), key, length)
    if table.timed:
        memset(timing_of(entry), 0, sizeof(Timing))
    table.key_bytes += length
    at = hash & table.mask
    while table.slots[at]:
        at = (at + 1) & table.mask
    table.slots[at] = (<uint64_t>hash << 32) | ref
    table.count += 1
    return ref


cdef inline void table_expect(KeyTable* table, uint32_t hash) noexcept nogil:
    """Have the slot of a key that will be counted soon brought into the cache."""
    if table.slots != NULL:
        prefetch(&table.slots[hash & table.mask])


cdef inline uint32_t table_guess(KeyTable* table, uint32_t hash) noexcept nogil:
    """The first entry with this hash, which is nearly always the key's, or 0.

    Once the slot has come: the entry is not looked at, but brought into the cache.
    """
    cdef size_t at
    cdef uint64_t slot
    cdef uint8_t* entry
    if table.slots == NULL:
        return 0
    at = hash & table.mask
    slot = table.slots[at]
    while slot and <uint32_t>(slot >> 32) != hash:
        at = (at + 1) & table.mask
        slot = table.slots[at]
    entry = table.arena + <size_t><uint32_t>slot * ARENA_UNIT
    prefetch(entry)
    prefetch(entry + CACHE_LINE)
    return <uint32_t>slot


cdef inline bint entry_is(
    Entry* entry, const uint8_t* key, uint32_t length
) noexcept nogil:
    return entry.length == length and memcmp(key_of(entry), key, length) == 0


cdef inline uint32_t table_find(
    const KeyTable* table, const uint8_t* key, uint32_t length, uint32_t hash
) noexcept nogil:
    """The reference of a key, or 0."""
    cdef size_t at
    cdef uint64_t slot
    if table.slots == NULL:
        return 0
    at = hash & table.mask
    slot = table.slots[at]
    while slot:
        if <uint32_t>(slot >> 32) == hash and entry_is(
            entry_at(table, <uint32_t>slot), key, length
        ):
            return <uint32_t>slot
        at = (at + 1) & table.mask
        slot = table.slots[at]
    return 0


cdef inline uint32_t table_intern(
    KeyTable* table, const uint8_t* key, uint32_t length, uint32_t hash, uint32_t guess
) noexcept nogil:
    """The reference of a key, added with zero counters when new; 0 when memory is out.

    `guess` is what `table_guess` said, however long ago, or 0.
    """
    cdef uint32_t ref
    if guess and entry_is(entry_at(table, guess), key, length):
        return guess
    ref = table_find(table, key, length, hash)
    return ref if ref else table_add(table, key, length, hash)


cdef inline void add_wide(uint64_t* low, uint64_t* high, uint64_t amount) noexcept nogil:
    """Add to a 128-bit sum: sizes reach 2**63 - 1, so two lines can pass 64 bits."""
    low[0] += amount
    high[0] += low[0] < amount


cdef inline Entry* next_entry(KeyTable* table, Entry* entry) noexcept nogil:
    """The entry that was added after this one, the first one after NULL; NULL at the end."""
    cdef uint8_t* next
    if entry == NULL:
        return entry_at(table, 1) if table.count else NULL
    next = <uint8_t*>entry + entry_units(table, entry.length) * ARENA_UNIT
    return <Entry*>next if next < table.arena + table.used else NULL


cdef inline void timing_absorb(Timing* into, const Timing* timing) noexcept nogil:
    into.timed += timing.timed
    into.latency_hi += timing.latency_hi
    add_wide(&into.latency_lo, &into.latency_hi, timing.latency_lo)


cdef bint entry_absorb(KeyTable* into, Entry* source, uint32_t guess) noexcept nogil:
    cdef uint32_t ref = table_intern(into, key_of(source), source.length, source.hash, guess)
    cdef Entry* target
    if ref == 0:
        return False
    target = entry_at(into, ref)
    target.count += source.count
    target.bytes_hi += source.bytes_hi
    add_wide(&target.bytes_lo, &target.bytes_hi, source.bytes_lo)
    target.errors += source.errors
    if into.timed:
        timing_absorb(timing_of(target), timing_of(source))
    source.mark = ref
    return True


cdef bint table_absorb(KeyTable* into, KeyTable* table) noexcept nogil:
    """Add all counters of `table`; each of its entries gets its reference in `into` as mark.

    False when memory is out; `into` is then incomplete.
    """
    cdef Entry* ahead = next_entry(table, NULL)
    cdef Entry* batch[BATCH]
    cdef uint32_t guesses[BATCH]
    cdef size_t count, i
    into.lost += table.lost
    while ahead != NULL:
        count = 0
        while count < BATCH and ahead != NULL:
            batch[count] = ahead
            table_expect(into, ahead.hash)
            ahead = next_entry(table, ahead)
            count += 1
        for i in range(count):
            guesses[i] = table_guess(into, batch[i].hash)
        for i in range(count):
            if not entry_absorb(into, batch[i], guesses[i]):
                return False
    return True
