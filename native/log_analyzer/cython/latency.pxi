# How many lines took how long: of all, of each minute, of each key of a column.

cdef struct Bin:
    uint64_t owner           # 0, a minute's start as int64_t, or a key's reference in its table
    uint64_t value           # microseconds; in approximate mode the index of a bucket
    uint64_t lines           # 0 = empty slot

cdef struct Histogram:
    Bin* bins
    size_t mask
    size_t count


cdef void histogram_free(Histogram* histogram) noexcept nogil:
    free(histogram.bins)
    memset(histogram, 0, sizeof(Histogram))


cdef inline size_t bin_hash(uint64_t owner, uint64_t value) noexcept nogil:
    return <size_t>multiply_and_fold(value ^ hash_seed, owner ^ <uint64_t>0x9E3779B97F4A7C15)


cdef inline void histogram_expect(
    const Histogram* histogram, uint64_t owner, uint64_t value
) noexcept nogil:
    """Have the bin of a value that will be counted soon brought into the cache."""
    if histogram.bins != NULL:
        prefetch(&histogram.bins[bin_hash(owner, value) & histogram.mask])


cdef inline Bin* histogram_find(
    const Histogram* histogram, uint64_t owner, uint64_t value
) noexcept nogil:
    """The bin of a value, or the free one where it belongs."""
    cdef size_t at = bin_hash(owner, value) & histogram.mask
    while histogram.bins[at].lines and (
        histogram.bins[at].value != value or histogram.bins[at].owner != owner
    ):
        at = (at + 1) & histogram.mask
    return &histogram.bins[at]


cdef bint histogram_grow(Histogram* histogram) noexcept nogil:
    """Double the bins; False when memory is out (the histogram is unchanged)."""
    cdef Histogram grown
    cdef size_t old = histogram.mask + 1 if histogram.bins != NULL else 0
    cdef size_t size = old * 2 if old else FIRST_SLOTS, i
    grown.bins = <Bin*>calloc(size, sizeof(Bin))
    if grown.bins == NULL:
        return False
    grown.mask = size - 1
    grown.count = histogram.count
    for i in range(old):
        if histogram.bins[i].lines:
            histogram_find(&grown, histogram.bins[i].owner, histogram.bins[i].value)[0] = (
                histogram.bins[i]
            )
    free(histogram.bins)
    histogram[0] = grown
    return True


cdef bint histogram_add(
    Histogram* histogram, uint64_t owner, uint64_t value, uint64_t lines
) noexcept nogil:
    """Count lines, at least one; False when memory is out."""
    cdef Bin* found
    if histogram.bins == NULL or (histogram.count + 1) * 2 > histogram.mask + 1:
        if not histogram_grow(histogram):
            return False
    found = histogram_find(histogram, owner, value)
    histogram.count += found.lines == 0
    found.owner = owner
    found.value = value
    found.lines += lines
    return True


cdef bint histogram_absorb(
    Histogram* into, const Histogram* histogram, KeyTable* owners
) noexcept nogil:
    """Add all bins; owners that are keys have their reference in `into` as mark of `owners`."""
    cdef size_t size = histogram.mask + 1 if histogram.bins != NULL else 0, i
    cdef const Bin* found
    cdef uint64_t owner
    for i in range(size):
        found = &histogram.bins[i]
        if found.lines:
            owner = found.owner
            if owners != NULL:
                owner = entry_at(owners, <uint32_t>owner).mark
            if not histogram_add(into, owner, found.value, found.lines):
                return False
    return True


cdef int by_owner(const void* one, const void* other) noexcept nogil:
    """By owner, which may be negative, and value."""
    cdef const Bin* a = <const Bin*>one
    cdef const Bin* b = <const Bin*>other
    if a.owner != b.owner:
        return 1 if <int64_t>a.owner > <int64_t>b.owner else -1
    return (a.value > b.value) - (a.value < b.value)


cdef Bin* sorted_bins(const Histogram* histogram, KeyTable* owners) except NULL:
    """All bins by owner and value, keys by their mark; to be freed by the caller."""
    cdef Bin* bins = <Bin*>malloc((histogram.count + 1) * sizeof(Bin))
    cdef size_t size = histogram.mask + 1 if histogram.bins != NULL else 0, i, count = 0
    if bins == NULL:
        raise MemoryError(f"no memory to sort {histogram.count} latencies")
    for i in range(size):
        if histogram.bins[i].lines:
            bins[count] = histogram.bins[i]
            if owners != NULL:
                bins[count].owner = entry_at(owners, <uint32_t>bins[count].owner).mark
            count += 1
    qsort(bins, count, sizeof(Bin), by_owner)
    return bins
