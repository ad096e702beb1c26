# The counts of one run of lines added to those of another.

cdef void absorb_totals(Counts* into, const Counts* counts) noexcept nogil:
    cdef int i
    into.lines += counts.lines
    into.parsed += counts.parsed
    into.malformed += counts.malformed
    into.filtered += counts.filtered
    into.bad_request += counts.bad_request
    into.bytes_hi += counts.bytes_hi
    add_wide(&into.bytes_lo, &into.bytes_hi, counts.bytes_lo)
    into.first = min(into.first, counts.first)
    into.last = max(into.last, counts.last)
    for i in range(REASON_COUNT):
        into.reasons[i] += counts.reasons[i]
    for i in range(STATUS_COUNT):
        into.statuses[i] += counts.statuses[i]


cdef bint absorb_minutes(MinuteTable* into, MinuteTable* table) noexcept nogil:
    """Both get the larger step first; False when memory is out."""
    if into.step < table.step and not minutes_coarsen(into, table.step):
        return False
    return minutes_absorb(into, table)


cdef bint absorb_registers(Counts* into, const Counts* counts) noexcept nogil:
    cdef size_t i
    if counts.registers == NULL:
        return True
    if into.registers == NULL:
        into.registers = <uint8_t*>calloc(SKETCHES, REGISTERS)
        if into.registers == NULL:
            return False
    for i in range(SKETCHES * REGISTERS):
        into.registers[i] = max(into.registers[i], counts.registers[i])
    return True


cdef bint counts_absorb(Counts* into, Counts* counts, bint approx) noexcept nogil:
    """Add all of `counts` but its samples; False (and `into` incomplete) when memory is out."""
    cdef int i
    absorb_totals(into, counts)
    into.minute_index = 0
    for i in range(COLUMN_COUNT):
        if not table_absorb(&into.columns[i], &counts.columns[i]):
            return False
        if not histogram_absorb(
            &into.key_latencies[i], &counts.key_latencies[i], &counts.columns[i]
        ):
            return False
    return (
        table_absorb(&into.methods, &counts.methods)
        and table_absorb(&into.protocols, &counts.protocols)
        and table_absorb(&into.groups, &counts.groups)
        and absorb_minutes(&into.minutes, &counts.minutes)
        and histogram_absorb(&into.latencies, &counts.latencies, NULL)
        and histogram_absorb(&into.minute_latencies, &counts.minute_latencies, NULL)
        and visitors_absorb(
            &into.visitors, &counts.visitors, &counts.columns[CLIENT], &counts.columns[AGENT]
        )
        and absorb_registers(into, counts)
        and (not approx or bound_counts(into))
    )
