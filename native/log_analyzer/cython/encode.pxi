# The canonical partial: equal counts give equal bytes, whatever threads and blocks made them.

cdef bytes MAGIC = b"LAP2"


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
            counts.filtered, counts.bad_request, counts.bytes_lo, counts.bytes_hi,
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


cdef bytes encode_measures(Ranked* ranked, size_t count, bint measured, bint timed):
    """The numbers of all keys, one kind after the other."""
    cdef int kinds = (7 if timed else 4) if measured else 1
    cdef uint64_t* words = new_words(kinds * count)
    cdef const Entry* entry
    cdef Timing* timing
    cdef size_t i
    try:
        for i in range(count):
            entry = ranked[i].entry
            words[i] = entry.count
            if measured:
                words[count + i] = entry.bytes_lo
                words[2 * count + i] = entry.bytes_hi
                words[3 * count + i] = entry.errors
            if timed:
                timing = timing_of(entry)
                words[4 * count + i] = timing.timed
                words[5 * count + i] = timing.latency_lo
                words[6 * count + i] = timing.latency_hi
        return PyBytes_FromStringAndSize(<char*>words, kinds * count * 8)
    finally:
        free(words)


cdef bytes encode_table(bytes tag, KeyTable* table, bint measured):
    """A table's section; its entries' marks become their ranks by key."""
    cdef Ranked* ranked = ranked_keys(table)
    try:
        keys = encode_keys(ranked, table.count)
        numbers = encode_measures(ranked, table.count, measured, table.timed)
    finally:
        free(ranked)
    return section(tag, [words_of([table.count, table.lost, len(keys)]), keys, numbers])


cdef bytes encode_groups(KeyTable* groups):
    cdef size_t i
    cdef Ranked* ranked = entries_by_key(groups)
    try:
        keys = b"".join([key_bytes(ranked[i].entry) for i in range(groups.count)])
        numbers = encode_measures(ranked, groups.count, True, groups.timed)
    finally:
        free(ranked)
    return section(b"GRUP", [words_of([groups.count, groups.lost, len(keys)]), keys, numbers])


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
    return section(b"MINU", [words_of([table.step, count]), numbers])


cdef bytes encode_bins(const Histogram* histogram, KeyTable* owners, bint owned):
    """The number of bins, owners (if `owned`; keys by their mark), values and lines."""
    cdef size_t count = histogram.count, i
    cdef Bin* bins = sorted_bins(histogram, owners)
    cdef uint64_t* words = NULL
    try:
        words = new_words(3 * count)
        for i in range(count):
            words[i] = bins[i].owner
            words[count + i] = bins[i].value
            words[2 * count + i] = bins[i].lines
        numbers = (<char*>(words if owned else words + count))[:(3 if owned else 2) * count * 8]
    finally:
        free(words)
        free(bins)
    return words_of([count]) + numbers


cdef bytes encode_registers(Counts* counts):
    if counts.registers == NULL:
        return section(b"REGS", [bytes(SKETCHES * REGISTERS)])
    return section(b"REGS", [counts.registers[:SKETCHES * REGISTERS]])


cdef bytes encode_counts(Counts* counts, const Layout* layout, list latency_by):
    """All sections but the sources, in their order; `latency_by`: indices of columns."""
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
    sections.append(section(b"LATE", [encode_bins(&counts.latencies, NULL, False)]))
    sections.append(section(b"LMIN", [encode_bins(&counts.minute_latencies, NULL, True)]))
    sections.append(section(b"LKEY", [
        encode_bins(&counts.key_latencies[<int>column], &counts.columns[<int>column], True)
        for column in latency_by
    ]))
    sections.append(encode_groups(&counts.groups))
    sections.append(encode_visitors(counts))
    if layout.approx:
        sections.append(encode_registers(counts))
    return b"".join(sections)
