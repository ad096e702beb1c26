# The tables of a partial: keys with counters, and groups.

cdef uint64_t error_count(Counts* counts, int lowest, int highest) noexcept nogil:
    cdef uint64_t errors = 0
    cdef int status
    for status in range(lowest, highest + 1):
        errors += counts.statuses[status]
    return errors


cdef uint32_t add_ascending(
    Section section, KeyTable* table, uint32_t before, const uint8_t* key, uint32_t length
) except 0:
    """Add a key that must be above the one added before (a reference, or 0)."""
    cdef uint32_t ref
    cdef Entry* previous
    if before:
        previous = entry_at(table, before)
        order = memcmp(key_of(previous), key, min(previous.length, length))
        if order > 0 or (order == 0 and previous.length >= length):
            raise section.corrupt(f"key {key[:min(length, 200)]!r} does not ascend")
    ref = table_add(table, key, length, hash_key(key, length))
    if ref == 0:
        raise MemoryError(f"no memory for the keys of section {section.name}")
    return ref


cdef int decode_keys(Section section, KeyTable* table, uint64_t count) except -1:
    """Add `count` keys in ascending order, with zero counters."""
    cdef uint64_t length = section.word(), i
    cdef const uint8_t* at = section.take(length)
    cdef const uint8_t* end = at + length
    cdef const uint8_t* newline
    cdef uint32_t ref = 0, key_length
    if count == 0 and length or count > length + 1:
        raise section.corrupt(f"{count} keys in {length} bytes")
    for i in range(count):
        newline = find_byte(at, end, c'\n')
        if (newline == NULL) != (i + 1 == count):
            raise section.corrupt(f"not {count} keys")
        key_length = <uint32_t>((newline if newline != NULL else end) - at)
        if <size_t>key_length != <size_t>((newline if newline != NULL else end) - at):
            raise section.corrupt("a key of 4 GiB")
        ref = add_ascending(section, table, ref, at, key_length)
        at += key_length + 1
    return 0


cdef uint64_t decode_counts(
    Section section, KeyTable* table, Counts* counts, const uint8_t* words, bint exact
) except? 0xDEAD:
    """The first number of each key of a fresh table; their sum."""
    cdef Entry* entry = NULL
    cdef uint64_t lines = 0, i
    for i in range(table.count):
        entry = next_entry(table, entry)
        entry.count = load_word(words + 8 * i)
        if entry.count == 0 or entry.count > counts.parsed - lines:
            raise section.corrupt(f"key {i} has {entry.count} of {counts.parsed - lines} lines")
        lines += entry.count
    if exact and lines != counts.parsed:
        raise section.corrupt(f"{lines} lines, {counts.parsed} in TOTL")
    if not exact and is_over(table):
        raise section.corrupt(f"{table.count} keys, or their bytes, are too many")
    return lines


cdef int decode_sizes(
    Section section, KeyTable* table, Counts* counts, const uint8_t* words, bint exact
) except -1:
    """Bytes and errors of each key of a fresh table."""
    cdef Entry* entry = NULL
    cdef uint64_t errors = 0, low = 0, high = 0, i
    cdef uint64_t all_errors = error_count(counts, 400, 599)
    for i in range(table.count):
        entry = next_entry(table, entry)
        entry.bytes_lo = load_word(words + 8 * i)
        entry.bytes_hi = load_word(words + 8 * (table.count + i))
        entry.errors = load_word(words + 8 * (2 * table.count + i))
        if (
            entry.errors > entry.count + table.lost or entry.errors > all_errors - errors
            or entry.bytes_hi > counts.bytes_hi - high
        ):
            raise section.corrupt(f"key {i} has more errors or bytes than are left")
        errors += entry.errors
        high += entry.bytes_hi
        add_wide(&low, &high, entry.bytes_lo)
        if high > counts.bytes_hi or (high == counts.bytes_hi and low > counts.bytes_lo):
            raise section.corrupt(f"key {i} has more bytes than are left")
    if exact and (low != counts.bytes_lo or high != counts.bytes_hi or errors != all_errors):
        raise section.corrupt("bytes or errors differ from those in TOTL and STAT")
    return 0


cdef uint64_t decode_timings(
    Section section, KeyTable* table, Counts* counts, const uint8_t* words, bint exact
) except? 0xDEAD:
    """Latencies of each key of a fresh table; how many lines have one."""
    cdef Entry* entry = NULL
    cdef Timing* timing
    cdef uint64_t timed = 0, i
    for i in range(table.count):
        entry = next_entry(table, entry)
        timing = timing_of(entry)
        timing.timed = load_word(words + 8 * i)
        timing.latency_lo = load_word(words + 8 * (table.count + i))
        timing.latency_hi = load_word(words + 8 * (2 * table.count + i))
        # Pruning lowers counts, and nothing else.
        if timing.timed > entry.count + table.lost or timing.timed > counts.parsed - timed:
            raise section.corrupt(f"key {i} has {timing.timed} lines with a latency")
        timed += timing.timed
        latency = wide(timing.latency_lo, timing.latency_hi)
        if latency > <object>timing.timed * INT64_MAX:
            raise section.corrupt(f"key {i}: {latency} us are too many for {timing.timed} lines")
    return timed


cdef uint64_t decode_numbers(
    Section section, KeyTable* table, Counts* counts, bint exact
) except? 0xDEAD:
    """All numbers of the keys of a fresh table; how many lines have a latency."""
    cdef uint64_t count = table.count
    cdef const uint8_t* words = section.words((7 if table.timed else 4) * count)
    section.end()
    decode_counts(section, table, counts, words, exact)
    decode_sizes(section, table, counts, words + 8 * count, exact)
    if not table.timed:
        return 0
    return decode_timings(section, table, counts, words + 32 * count, exact)


cdef uint64_t decode_lost(
    Section section, KeyTable* table, const Counts* counts, bint exact
) except? 0xDEAD:
    """The number of keys, and what their counts have lost."""
    cdef uint64_t count = section.word()
    table.lost = section.word()
    if table.lost > (0 if exact else counts.parsed):
        raise section.corrupt(f"{table.lost} lines lost of {counts.parsed}, exact is {exact}")
    return count


cdef int decode_words(
    Section section, KeyTable* table, Counts* counts, bint exact
) except -1:
    """Fill a fresh table of methods or protocols."""
    cdef uint64_t count = decode_lost(section, table, counts, exact)
    cdef const uint8_t* words
    decode_keys(section, table, count)
    words = section.words(count)
    section.end()
    decode_counts(section, table, counts, words, exact)
    return 0


cdef uint64_t decode_columns(
    Section partial, Counts* counts, const Layout* layout
) except? 0xDEAD:
    """Fill the fresh tables of all columns; how many lines have a latency, if exact.

    The entries of a table lie in the arena in the order of the keys.
    """
    cdef uint64_t count, found, timed = 0
    cdef KeyTable* table
    cdef Section section
    cdef int i
    for i in range(COLUMN_COUNT):
        table = &counts.columns[i]
        section = open_section(partial, COLUMN_TAGS[i])
        count = decode_lost(section, table, counts, not layout.approx)
        decode_keys(section, table, count)
        if not layout.present[i]:
            if count or table.lost:
                raise section.corrupt(f"{count} keys, though the plan has no such field")
            section.end()
            continue
        found = decode_numbers(section, table, counts, not layout.approx)
        if i == PATH:
            timed = found
        elif found != timed and not layout.approx:
            raise section.corrupt(f"{found} lines have a latency, {timed} in PATH")
    return timed


cdef uint32_t group_length(const uint8_t* at, size_t left, size_t values) noexcept nogil:
    """Bytes of the group that a block begins with; 0 when it is none, or longer than 4 GiB."""
    cdef uint64_t length = 0
    cdef uint32_t value
    for _ in range(values):
        if left - length < 4:
            return 0
        memcpy(&value, at + length, 4)
        length += 4
        if value > left - length:
            return 0
        length += value
    return <uint32_t>length if length <= <uint64_t>UINT32_MAX else 0


cdef int decode_groups(Section section, Counts* counts, const Layout* layout) except -1:
    cdef KeyTable* groups = &counts.groups
    cdef bint exact = not layout.approx
    cdef uint64_t count = decode_lost(section, groups, counts, exact)
    cdef uint64_t left = section.word(), i
    cdef const uint8_t* at = section.take(left)
    cdef uint32_t length, ref = 0
    if layout.grouping.count == 0:
        if count or left or groups.lost:
            raise section.corrupt(f"{count} groups, though none are asked for")
        section.end()
        return 0
    for i in range(count):
        length = group_length(at, left, layout.grouping.count)
        if length == 0:
            raise section.corrupt(f"group {i} has not {layout.grouping.count} values")
        ref = add_ascending(section, groups, ref, at, length)
        at += length
        left -= length
    if left:
        raise section.corrupt(f"{left} bytes behind {count} groups")
    decode_numbers(section, groups, counts, exact)
    return 0


cdef int check_words(Section section, Counts* counts, const Layout* layout) except -1:
    """Methods and protocols must be such, or a report could not show them as text."""
    cdef Entry* entry = next_entry(&counts.methods, NULL)
    cdef const uint8_t* key
    cdef uint64_t bad_requests = 0
    cdef bint told = (   # whether only bad requests have no protocol
        layout.kind <= COMBINED or layout.given[REQUEST] or layout.given[PROTOCOL]
    )
    while entry != NULL:
        key = key_of(entry)
        if entry.length == 0 or after_method(key, key + entry.length) != key + entry.length:
            raise section.corrupt(f"{key_bytes(entry)!r} is no method")
        entry = next_entry(&counts.methods, entry)
    entry = next_entry(&counts.protocols, NULL)
    while entry != NULL:
        key = key_of(entry)
        if entry.length == 1 and key[0] == c'-':
            bad_requests = entry.count
        elif not is_protocol(key, entry.length):
            raise section.corrupt(f"{key_bytes(entry)!r} is no protocol")
        entry = next_entry(&counts.protocols, entry)
    if bad_requests < counts.bad_request or (told and bad_requests != counts.bad_request):
        raise section.corrupt(f"{bad_requests} bad requests, {counts.bad_request} in TOTL")
    return 0
