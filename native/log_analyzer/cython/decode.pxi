# A partial back to counts. Everything is checked before anything is added: the bytes may come from
# another machine or a damaged disk. What each column adds up to must agree with the totals, which
# also proves that no later sum can overflow.

cdef int decode_totals(Section section, Counts* counts) except -1:
    counts.lines = section.word()
    counts.parsed = section.word()
    counts.reasons[BLANK] = section.word()
    counts.malformed = section.word()
    counts.filtered = section.word()
    counts.bad_request = section.word()
    counts.bytes_lo = section.word()
    counts.bytes_hi = section.word()
    counts.first = <int64_t>section.word()
    counts.last = <int64_t>section.word()
    section.end()
    lines = (
        counts.parsed + <object>counts.reasons[BLANK] + <object>counts.malformed
        + <object>counts.filtered
    )
    if counts.lines != lines or counts.lines > INT64_MAX or counts.bad_request > counts.parsed:
        raise section.corrupt(
            f"{counts.lines} lines are not the parsed, malformed, blank and filtered ones"
        )
    size = wide(counts.bytes_lo, counts.bytes_hi)
    if size > counts.parsed * <object>INT64_MAX:
        raise section.corrupt(f"{size} bytes are too many for {counts.parsed} lines")
    if counts.first > counts.last if counts.parsed else (
        counts.first != INT64_MAX or counts.last != INT64_MIN
    ):
        raise section.corrupt(f"first {counts.first} and last {counts.last} are not times")
    return 0


cdef int decode_reasons(Section section, Counts* counts) except -1:
    cdef const uint8_t* words = section.words(REASON_COUNT)
    cdef uint64_t blank = counts.reasons[BLANK]
    cdef int i
    section.end()
    for i in range(REASON_COUNT):
        counts.reasons[i] = load_word(words + 8 * i)
    if counts.reasons[BLANK] != blank:
        raise section.corrupt(f"{counts.reasons[BLANK]} blank lines, {blank} in TOTL")
    if sum([counts.reasons[i] for i in range(1, REASON_COUNT)]) != counts.malformed:
        raise section.corrupt(f"the reasons do not add up to {counts.malformed} malformed lines")
    return 0


cdef int decode_statuses(Section section, Counts* counts) except -1:
    cdef uint64_t count = section.word(), i, status, previous = 0, left = counts.parsed, number
    cdef const uint8_t* statuses = section.words(count)
    cdef const uint8_t* numbers = section.words(count)
    section.end()
    for i in range(count):
        status = load_word(statuses + 8 * i)
        number = load_word(numbers + 8 * i)
        if status <= max(previous, <uint64_t>99) or status >= STATUS_COUNT:
            raise section.corrupt(f"status {status} after {previous}")
        if number == 0 or number > left:
            raise section.corrupt(f"status {status} has {number} of {left} lines")
        counts.statuses[status] = number
        left -= number
        previous = status
    if left:
        raise section.corrupt(f"{left} parsed lines have no status")
    return 0


cdef int decode_header(Section partial, bytes header) except -1:
    """Check magic and header, which must be ours."""
    cdef uint32_t length
    cdef bytes found
    if partial.left < 4 or partial.take(4)[:4] != MAGIC:
        raise ValueError("not a partial of the log analyzer: it does not begin with LAP2")
    memcpy(&length, partial.take(4), 4)
    found = partial.take(length)[:length] if length else b""
    if found != header:
        raise ValueError(f"the partial was made with {found!r}, this tally has {header!r}")
    return 0


cdef int decode_registers(Section section, Counts* counts) except -1:
    cdef const uint8_t* registers = section.take(SKETCHES * REGISTERS)
    cdef size_t i
    section.end()
    for i in range(SKETCHES * REGISTERS):
        if registers[i] > MOST_RANK:
            raise section.corrupt(f"register {i} is {registers[i]}, at most {MOST_RANK} can be")
    counts.registers = <uint8_t*>malloc(SKETCHES * REGISTERS)
    if counts.registers == NULL:
        raise MemoryError("no memory for the registers")
    memcpy(counts.registers, registers, SKETCHES * REGISTERS)
    return 0


cdef object decode_partial(
    const uint8_t* data, size_t size, bytes header, const Layout* layout, list latency_by,
    Counts* counts,
):
    """Fill fresh counts from a partial and return its sources.

    Raises:
        ValueError: The bytes are no partial, or one made with other arguments, or damaged.
        MemoryError: There is no memory for the counts.
    """
    cdef Section partial = Section()
    cdef uint64_t timed
    partial.name = "whole"
    partial.at = data
    partial.left = size
    decode_header(partial, header)
    decode_totals(open_section(partial, b"TOTL"), counts)
    decode_reasons(open_section(partial, b"MALF"), counts)
    decode_statuses(open_section(partial, b"STAT"), counts)
    decode_words(open_section(partial, b"METH"), &counts.methods, counts, not layout.approx)
    words = open_section(partial, b"PROT")
    decode_words(words, &counts.protocols, counts, True)
    check_words(words, counts, layout)
    timed = decode_columns(partial, counts, layout)
    decode_minutes(open_section(partial, b"MINU"), &counts.minutes, counts, layout.approx)
    decode_latencies(partial, counts, layout, latency_by, timed)
    decode_groups(open_section(partial, b"GRUP"), counts, layout)
    decode_visitors(open_section(partial, b"VISI"), counts, layout)
    if layout.approx:
        decode_registers(open_section(partial, b"REGS"), counts)
    sources = decode_sources(open_section(partial, b"SRCS"), counts, layout.samples)
    partial.end()
    return sources
