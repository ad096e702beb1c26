# Approximate mode: all that grows with the log is bounded.
#
# Distinct keys are estimated by HyperLogLog (Flajolet et al. 2007), frequent ones are found by
# Misra-Gries summaries (1982; merged as in Agarwal et al., "Mergeable Summaries", 2012), and
# latencies go to buckets of 2 % (DDSketch, Masson et al. 2019) whose limits are whole numbers.

cdef enum:
    REGISTER_BITS = 14
    REGISTERS = 1 << REGISTER_BITS
    SKETCHES = COLUMN_COUNT + 1      # of the columns, and of the visitors
    MOST_RANK = 64 - REGISTER_BITS + 1
    MOST_KEYS = 4096         # that a table holds
    KEPT_KEYS = 2048         # at most, when it is pruned
    MOST_KEY_BYTES = 1 << 20
    KEPT_KEY_BYTES = 512 << 10
    MOST_BUCKETS = 2200

cdef extern from *:
    int leading_zeros "__builtin_clzll"(unsigned long long word) noexcept nogil

cdef uint64_t bucket_limits[MOST_BUCKETS]
cdef size_t bucket_count = 0


def make_limits():
    """Fill in the largest value of each latency bucket."""
    global bucket_count
    limits = [0, 1]
    while limits[-1] < 1 << 63:
        limits.append(max(limits[-1] + 1, limits[-1] * 102 // 100))
    for limit in limits:
        bucket_limits[bucket_count] = limit
        bucket_count += 1


make_limits()


cdef uint64_t bucket_of(uint64_t latency) noexcept nogil:
    """The first bucket whose limit is not below a latency."""
    cdef size_t low = 0, high = bucket_count - 1, middle
    while low < high:
        middle = (low + high) // 2
        if bucket_limits[middle] < latency:
            low = middle + 1
        else:
            high = middle
    return low


cdef uint64_t canonical_hash(const uint8_t* key, size_t length) noexcept nogil:
    """The hash that all backends share: a key as a number modulo 2**61 - 1, well mixed.

    Eight bytes a step from the key's end: 2**64 is 8 for this modulus.
    """
    cdef uint64_t modulus = (<uint64_t>1 << 61) - 1, state = 0, word = 0
    cdef size_t rest = length % 8
    cdef const uint8_t* at = key + length - rest
    memcpy(&word, at, rest)
    state = (word & modulus) + (word >> 61)
    while at > key:
        at -= 8
        word = load_word(at)
        state = (state << 3 & modulus) + (state >> 58) + (word & modulus) + (word >> 61)
        state = (state & modulus) + (state >> 61)
    if state >= modulus:
        state -= modulus
    state ^= length * <uint64_t>0x9E3779B97F4A7C15
    state = (state ^ (state >> 33)) * <uint64_t>0xFF51AFD7ED558CCD
    state = (state ^ (state >> 33)) * <uint64_t>0xC4CEB9FE1A85EC53
    return state ^ (state >> 33)


cdef inline void note_key(uint8_t* registers, const uint8_t* key, size_t length) noexcept nogil:
    """Let a sketch have seen a key."""
    cdef uint64_t hash = canonical_hash(key, length)
    cdef uint64_t low = hash << REGISTER_BITS
    cdef uint8_t rank = leading_zeros(low) + 1 if low else MOST_RANK
    cdef uint8_t* register = registers + (hash >> (64 - REGISTER_BITS))
    if rank > register[0]:
        register[0] = rank


cdef inline bint is_over(const KeyTable* table) noexcept nogil:
    return table.count > MOST_KEYS or table.key_bytes > MOST_KEY_BYTES


cdef int by_count(const void* one, const void* other) noexcept nogil:
    """Largest count first."""
    cdef uint64_t a = (<const Entry**>one)[0].count, b = (<const Entry**>other)[0].count
    return (a < b) - (a > b)


cdef uint64_t cut_of(KeyTable* table, const Entry** entries) noexcept nogil:
    """The smallest number such that the keys above it are few and short enough."""
    cdef size_t count = 0, size = 0
    cdef Entry* entry = next_entry(table, NULL)
    while entry != NULL:
        entries[count] = entry
        count += 1
        entry = next_entry(table, entry)
    qsort(entries, count, sizeof(Entry*), by_count)
    for count in range(min(count, <size_t>KEPT_KEYS + 1)):
        size += entries[count].length
        if count == KEPT_KEYS or size > KEPT_KEY_BYTES:
            return entries[count].count
    return 0


cdef bint keep_above(KeyTable* table, uint64_t cut, KeyTable* kept) noexcept nogil:
    """Add the keys whose count is above the cut, less the cut; False when memory is out."""
    cdef Entry* entry = next_entry(table, NULL)
    cdef Entry* copy
    cdef uint32_t ref
    while entry != NULL:
        if entry.count > cut:
            ref = table_add(kept, key_of(entry), entry.length, entry.hash)
            if ref == 0:
                return False
            copy = entry_at(kept, ref)
            copy.count = entry.count - cut
            copy.bytes_lo = entry.bytes_lo
            copy.bytes_hi = entry.bytes_hi
            copy.errors = entry.errors
            if table.timed:
                timing_of(copy)[0] = timing_of(entry)[0]
        entry = next_entry(table, entry)
    return True


cdef bint prune(KeyTable* table) noexcept nogil:
    """Bound a table that is over its limits; False when memory is out (it is unchanged)."""
    cdef const Entry** entries
    cdef KeyTable kept
    cdef uint64_t cut
    if not is_over(table):
        return True
    entries = <const Entry**>malloc(table.count * sizeof(Entry*))
    if entries == NULL:
        return False
    cut = cut_of(table, entries)
    free(entries)
    memset(&kept, 0, sizeof(KeyTable))
    kept.timed = table.timed
    kept.lost = table.lost + cut
    if not keep_above(table, cut, &kept):
        table_free(&kept)
        return False
    table_free(table)
    table[0] = kept
    return True
